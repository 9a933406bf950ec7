import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { auditText } from './audit.ts'
import { textOfPlain } from './files/report-file.ts'
import { LAYOUTS, type Layout } from './testing.ts'
import { type MadeUpEarlier, madeUpEarlier } from './testing-earlier.ts'

const SEEDS = Array.from({ length: 15 }, (_, index) => index + 1)
const FORMS = ['fujian-2008', 'national-2014'] as const

type Tampering = Parameters<typeof madeUpEarlier>[1]['tamper']
const audited = (seed: number, form: MadeUpEarlier['form'], layout: Layout, tamper?: Tampering) => {
  const report = madeUpEarlier(seed, { form, layout, tamper })
  return { report, audit: auditText(textOfPlain(report.text)) }
}

for (const form of FORMS)
  describe(`a made-up report of ${form} that adds up`, () => {
    for (const layout of LAYOUTS)
      it(`has no contradiction in the layout “${layout}”, and what is read of it is as printed`, () => {
        let rows = 0
        let unread = 0
        for (const seed of SEEDS) {
          const { report, audit } = audited(seed, form, layout)
          assert.deepEqual(audit.contradictions, [], `seed ${seed}`)
          assert.deepEqual([audit.organ, audit.year, audit.form], [report.organ, report.year, form])
          assert.deepEqual(audit.categories, report.categories, `seed ${seed}`)
          const table = audit.tables[form === 'fujian-2008' ? 'annex' : 'national']
          for (const [label, printed] of Object.entries(report.rows)) {
            rows++
            const read = table?.[label]
            if (read) assert.deepEqual(read, printed, `seed ${seed}: ${label}`)
            else unread++
          }
        }
        assert.ok(unread <= (layout === 'run' ? rows * 0.1 : 0), `${unread} of ${rows} rows unread`)
      })
  })

describe('a report of before 2019 somebody has tampered with', () => {
  const changed = (form: MadeUpEarlier['form'], tamper: Tampering) =>
    LAYOUTS.filter((layout) => layout !== 'run').flatMap((layout) =>
      SEEDS.map((seed) =>
        audited(seed, form, layout, tamper).audit.contradictions.map(({ rule, severity }) => `${rule} ${severity}`),
      ),
    )
  const all = (findings: string[][], wanted: string[]) => {
    for (const found of findings) assert.deepEqual(found.toSorted(), wanted)
  }

  it('is caught where an application is counted in no channel, and nothing else is said', () =>
    all(
      changed('fujian-2008', ({ rows }) => {
        rows.当面申请数![0]! += 1
        rows.当面申请数![1]! += 1
      }),
      ['table-sum hard', 'table-sum hard'],
    ))
  it('is caught where the year is more than all years', () =>
    all(
      changed('fujian-2008', ({ rows }) => {
        rows.行政复议数 = [5, 4]
      }),
      ['cumulative hard'],
    ))
  it('is caught where the text gives another total than the annex', () =>
    all(
      changed('fujian-2008', ({ rows }) => {
        for (const label of ['主动公开信息数', '网站公开']) rows[label] = rows[label]!.map((value) => value + 7)
      }),
      ['text-table hard'],
    ))
  it('is caught where a suit is counted in no result', () =>
    all(
      changed('national-2014', ({ rows }) => {
        rows['被依法纠错数（诉讼）']![0]! += 1
      }),
      ['table-sum hard'],
    ))
  it('is caught where more normative documents are disclosed than were made', () =>
    all(
      changed('national-2014', ({ rows }) => {
        rows.主动公开规范性文件数 = [rows.制发规范性文件总数![0]! + 1]
        rows.主动公开政府信息数 = [...rows.主动公开政府信息数!]
      }),
      ['part-whole hard'],
    ))
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { cellsOf, cumulativeOf } from '../../law/forms/tables-shape.ts'
import type { OfficialDocument } from '../../typeset/model.ts'
import { toDocx, toHtml, toPdf } from '../../typeset/typeset.ts'
import { assess } from '../assess.ts'
import { reportDocument } from '../document.ts'
import { aCase, enteredAll, figuresOf } from '../figures/testing.ts'
import { percentOf, type Reckoning } from '../figures.ts'
import { drawCharts } from '../pictures.ts'
import { startReport } from '../steps.ts'
import type { Report } from '../store.ts'
import { aDraft, deskOn, need, officer, reportOf, town } from '../testing.ts'
import type { Written } from '../text.ts'
import { auditText } from './audit.ts'
import { textOfFile } from './files/report-file.ts'
import type { Cell } from './findings.ts'
import { type MadeUp, madeUpReport } from './testing.ts'

type Counts = { kinds: number[]; ways: number[]; answers: number[]; older: number }

const NAMES = ['机构职能', '政策、规范性文件', '规划计划', '行政许可', '重大建设项目', '其他应主动公开的信息']
const WAYS = ['counter', 'fax', 'email', 'web', 'letter']
const ANSWERS = ['granted', 'partial', 'refused']

/** A year in which everything adds up: the parts are given, the wholes follow. */
function withCounts(reckoning: Reckoning, { kinds, ways, answers, older }: Counts): Reckoning {
  const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0)
  const total = sum(kinds)
  const values: Record<string, number> = {
    proactive_total: total,
    proactive_site: total,
    electronic_total: total,
    information_total: total,
    applications_received: sum(ways),
    applications_handled: sum(answers),
    applications_open: sum(ways) - sum(answers),
  }
  for (const [at, way] of WAYS.entries()) values[`applications_${way}`] = ways[at]!
  for (const [at, answer] of ANSWERS.entries()) values[`answers_${answer}`] = answers[at]!
  const cumulative = new Map(
    Object.keys(values).map((key) => [cumulativeOf(key), values[key]! + (key.startsWith('proactive') ? older : 0)]),
  )
  return {
    ...reckoning,
    figures: reckoning.figures.map((figure) => ({
      ...figure,
      value: values[figure.key] ?? cumulative.get(figure.key) ?? 0,
    })),
    categories: kinds.flatMap((count, at) =>
      count === 0
        ? []
        : [{ code: `0${at}00`, name: NAMES[at]!, count, percent: percentOf(count, total, 2) ?? 0, records: [] }],
    ),
  }
}

/** Answers never more than what came in. */
const counts: fc.Arbitrary<Counts> = fc
  .record({
    kinds: fc.array(fc.nat(400), { minLength: NAMES.length, maxLength: NAMES.length }),
    ways: fc.array(fc.nat(9), { minLength: WAYS.length, maxLength: WAYS.length }),
    older: fc.nat(3000),
  })
  .map(({ kinds, ways, older }) => {
    const received = ways.reduce((all, count) => all + count, 0)
    const partial = Math.floor(received / 3)
    return { kinds, ways, answers: [received - partial, partial, 0], older }
  })

const filesOf = async (document: OfficialDocument): Promise<[string, Uint8Array][]> => [
  ['年报.docx', await toDocx(document)],
  ['年报.pdf', await toPdf(document)],
  ['年报.html', Buffer.from(`<!doctype html><html><body>${toHtml(document)}</body></html>`)],
]

/** The tables of a made-up report, printed by this program. */
function withTables({ form, reckoning }: Omit<Written, 'charts'>, made: MadeUp): Reckoning {
  const values = new Map<string, number>()
  for (const table of form.tables) {
    const rows = made[table.key as 'table2' | 'table3' | 'table4']
    for (const { key, row, column } of cellsOf(table)) {
      const value = (rows[row.code] ?? rows[row.label])?.[table.columns.indexOf(column)]
      if (typeof value === 'number') values.set(key, value)
    }
  }
  const total = (row: string) => made.table4[row]?.at(-1) ?? 0
  values.set('litigations', total('q') + total('s'))
  return {
    ...reckoning,
    figures: reckoning.figures.map((figure) => ({ ...figure, value: values.get(figure.key) ?? figure.value ?? 0 })),
  }
}

describe('a report this program makes', () => {
  const printed = async (report: Report, given: Counts) => {
    const { written, organ } = await assess(deskOn('2018-01-09', officer), report, { siteName: '中国·南安' } as never)
    const reckoning = withCounts(written.reckoning, given)
    const charts = await drawCharts(reckoning)
    return { document: reportDocument({ ...written, reckoning, charts }, organ, '2018-01-09' as never), reckoning }
  }

  it('has no contradiction as DOCX, PDF or page, and its figures are read back', async () => {
    const report = await aDraft()
    for (const given of fc.sample(counts, { seed: 7, numRuns: 2 })) {
      const { document, reckoning } = await printed(report, given)
      for (const [name, bytes] of await filesOf(document)) {
        const text = await textOfFile(name, bytes)
        assert.ok(text.ok)
        const { contradictions, figures, form, year, categories, tables } = auditText(text.value)
        // The annex of 2008 counts applications in 条, and people count them in 件: that is said, softly.
        assert.deepEqual(
          contradictions.filter(({ severity }) => severity === 'hard'),
          [],
          name,
        )
        assert.deepEqual([form, year], ['fujian-2008', 2017], name)
        for (const key of ['proactive_total', 'applications_received', 'applications_handled'])
          assert.equal(figures[key], reckoning.figures.find((figure) => figure.key === key)!.value, `${name}: ${key}`)
        assert.deepEqual(
          categories.map(({ count }) => count),
          reckoning.categories.map(({ count }) => count),
          name,
        )
        assert.equal(Object.keys(tables.annex ?? {}).length, 16, name)
      }
    }
  })

  for (const [form, year] of [
    ['2019', 2020],
    ['2021', 2022],
  ] as const) {
    it(`in the form of ${form} has no contradiction, and its tables are read back`, async () => {
      const desk = deskOn(`${year + 1}-01-08`, officer)
      const report = await reportOf(need(await startReport(desk, town.organ.id, year)))
      const { written, organ } = await assess(desk, report, { siteName: '中国·南安' } as never)
      const seeds = [1, 2, 3, 4, 5, 6, 7, 8].filter((seed) => madeUpReport(seed).form === form)
      for (const seed of seeds.slice(0, 2)) {
        const made = madeUpReport(seed)
        const reckoning = withTables(written, made)
        const charts = await drawCharts(reckoning)
        const document = reportDocument({ ...written, reckoning, charts }, organ, `${year + 1}-01-09` as never)
        for (const [name, bytes] of await filesOf(document)) {
          const text = need(await textOfFile(name, bytes))
          const audit = auditText(text)
          const about = `${name}, seed ${seed}`
          assert.deepEqual(audit.contradictions, [], about)
          assert.deepEqual([audit.form, audit.year], [form, year], about)
          for (const table of ['table2', 'table3', 'table4'] as const)
            for (const [row, printed] of Object.entries<Cell[]>(made[table]))
              assert.deepEqual(audit.tables[table]?.[row], printed, `${about}: ${table} ${row}`)
        }
      }
    })
  }

  it('as the national table of 2014 to 2018 has no contradiction, and its table is read back', async () => {
    const desk = deskOn('2017-01-08', officer)
    const report = await reportOf(need(await startReport(desk, town.organ.id, 2016, 'national-2014')))
    const { written, organ } = await assess(desk, report, { siteName: '中国·南安' } as never)
    const form = written.form
    for (const seed of [1, 2, 3]) {
      const cases = fc.sample(aCase, { seed, numRuns: 40 * seed })
      const figures = figuresOf(form, 2016, cases, { entered: enteredAll(2016, 7 * seed), published: 50 * seed })
      const reckoning = { ...written.reckoning, figures }
      const charts = await drawCharts(reckoning)
      const document = reportDocument({ ...written, reckoning, charts }, organ, '2017-01-09' as never)
      for (const [name, bytes] of await filesOf(document)) {
        const audit = auditText(need(await textOfFile(name, bytes)))
        const about = `${name}, seed ${seed}`
        assert.deepEqual(audit.contradictions, [], about)
        assert.deepEqual([audit.form, audit.year], ['national-2014', 2016], about)
        for (const { key, row } of form.tables.flatMap(cellsOf)) {
          const value = figures.find((figure) => figure.key === key)!.value
          assert.deepEqual(audit.tables.national?.[row.label], [value], `${about}: ${row.label}`)
        }
      }
    }
  })
})

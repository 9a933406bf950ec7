import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { cumulativeOf } from '../../law/forms/tables-shape.ts'
import { toDocx, toHtml, toPdf } from '../../typeset/typeset.ts'
import { assess } from '../assess.ts'
import { reportDocument } from '../document.ts'
import { percentOf, type Reckoning } from '../figures.ts'
import { drawCharts } from '../pictures.ts'
import type { Report } from '../store.ts'
import { aDraft, deskOn, officer } from '../testing.ts'
import { auditText } from './audit.ts'
import { textOfFile } from './files/report-file.ts'

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
      const files: [string, Uint8Array][] = [
        ['年报.docx', await toDocx(document)],
        ['年报.pdf', await toPdf(document)],
        ['年报.html', Buffer.from(`<!doctype html><html><body>${toHtml(document)}</body></html>`)],
      ]
      for (const [name, bytes] of files) {
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
})

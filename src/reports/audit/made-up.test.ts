import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { auditText } from './audit.ts'
import { textOfPlain } from './files/report-file.ts'
import { LAYOUTS, type Layout, madeUpReport, type Tampering } from './testing.ts'

const SEEDS = Array.from({ length: 30 }, (_, index) => index + 1)
const audited = (seed: number, layout: Layout, tamper?: Tampering) => {
  const report = madeUpReport(seed, { layout, tamper })
  return { report, audit: auditText(textOfPlain(report.text)) }
}

describe('a made-up report that adds up', () => {
  for (const layout of LAYOUTS) {
    it(`has no contradiction in the layout “${layout}”, and its figures are read`, () => {
      for (const seed of SEEDS) {
        const { report, audit } = audited(seed, layout)
        assert.deepEqual(audit.contradictions, [], `seed ${seed}`)
        assert.equal(audit.organ, report.organ)
        assert.equal(audit.year, report.year)
        assert.equal(audit.form, report.form)
        assert.deepEqual(audit.categories, report.categories, `seed ${seed}`)
        for (const [key, value] of Object.entries(report.figures))
          assert.equal(audit.figures[key], value, `seed ${seed}: ${key}`)
      }
    })
    it(`has every cell of its tables read as printed in the layout “${layout}”, or not at all`, () => {
      let cells = 0
      let unread = 0
      for (const seed of SEEDS) {
        const { report, audit } = audited(seed, layout)
        for (const name of ['table2', 'table3', 'table4'] as const)
          for (const [row, printed] of Object.entries(report[name])) {
            cells++
            const read = audit.tables[name]?.[row]
            if (read) assert.deepEqual(read, printed, `seed ${seed}: ${name} ${row}`)
            else unread++
          }
      }
      // Cells run together cannot always be told apart again; all others can.
      assert.ok(unread <= (layout === 'run' ? cells * 0.1 : 0), `${unread} of ${cells} rows unread`)
    })
  }
})

describe('a made-up report somebody has tampered with', () => {
  const found = (layout: Layout, rule: string, tamper: Tampering) =>
    SEEDS.filter((seed) =>
      audited(seed, layout, tamper).audit.contradictions.some((one) => one.rule === rule && one.severity === 'hard'),
    ).length

  for (const layout of LAYOUTS.filter((one) => one !== 'run')) {
    it(`is caught when a total of part three is changed (${layout})`, () =>
      assert.equal(
        found(layout, 'table-sum', ({ table3 }) => {
          table3.r7![6] = table3.r7![6]! + 1
        }),
        SEEDS.length,
      ))
    it(`is caught when the balance carried on is changed (${layout})`, () =>
      assert.equal(
        found(layout, 'carry-over', ({ table3 }) => {
          table3.n4![0] = table3.n4![0]! + 3
          table3.n4![6] = table3.n4![6]! + 3
        }),
        SEEDS.length,
      ))
    it(`is caught when a suit is forgotten in its total (${layout})`, () =>
      assert.equal(
        found(layout, 'table-sum', ({ table4 }) => {
          table4.q![1] = table4.q![1]! + 1
        }),
        SEEDS.length,
      ))
  }
  it('is caught when the text gives another number of applications than the table', () =>
    assert.equal(
      found('lines', 'text-table', (report) => {
        report.figures.applications_received = report.figures.applications_received! + 100_003
      }),
      SEEDS.length,
    ))
  it('is caught when a category is left out', () =>
    assert.equal(
      found('spaced', 'category-sum', (report) => {
        report.figures.proactive_total = report.figures.proactive_total! + 1
      }),
      SEEDS.filter((seed) => closed(madeUpReport(seed, { layout: 'spaced' }).text)).length,
    ))
})

/** 其中 opens a list that may leave something out; 包括, 分类为 and shares close it. */
const closed = (text: string) => /包括|分类为|占\d/.test(text)

describe('any text at all', () => {
  it('is audited without an error, and what is quoted stands in it', () =>
    fc.assert(
      fc.property(
        fc.nat(500),
        fc.constantFrom(...LAYOUTS),
        fc.array(fc.tuple(fc.nat(), fc.nat(200), fc.nat()), { maxLength: 12 }),
        fc.array(
          fc.tuple(fc.nat(), fc.constantFrom('0', '12', '|', '\n', '。', '（', '其中', '：', '万', '余', '占5%')),
          {
            maxLength: 20,
          },
        ),
        (seed, layout, moves, inserts) => {
          let text = madeUpReport(seed, { layout }).text
          for (const [from, length, to] of moves) {
            const at = from % text.length
            const piece = text.slice(at, at + length)
            text = text.slice(0, at) + text.slice(at + length)
            const place = to % (text.length + 1)
            text = text.slice(0, place) + piece + text.slice(place)
          }
          for (const [from, word] of inserts) {
            const at = from % (text.length + 1)
            text = text.slice(0, at) + word + text.slice(at)
          }
          for (const { quotes } of auditText(text).contradictions)
            for (const quote of quotes) assert.ok(text.includes(quote), quote)
        },
      ),
      { numRuns: 150 },
    ))
  it('may be random signs', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (text) => {
        auditText(text)
      }),
      { numRuns: 150 },
    ))
  it('may be cut off anywhere', () =>
    fc.assert(
      fc.property(fc.nat(300), fc.constantFrom(...LAYOUTS), fc.nat(), (seed, layout, cut) => {
        const { text } = madeUpReport(seed, { layout })
        auditText(text.slice(0, cut % text.length))
      }),
      { numRuns: 150 },
    ))
  it('takes no longer than a moment, however it is made', () => {
    for (const piece of [
      '1234567890',
      '甲类1条，',
      '（其中1条',
      '第二十条第（一）项规章1',
      '本年新收1',
      '指标名称计量单位历年累计甲数条12',
      '2018年',
      '甲、乙类、',
    ]) {
      const began = performance.now()
      auditText(piece.repeat(100_000 / piece.length))
      assert.ok(performance.now() - began < 5000, piece)
    }
  })
})

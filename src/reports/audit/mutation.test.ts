import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { APPLICANTS } from '../../law/forms/tables-2021.ts'
import { auditText } from './audit.ts'
import { textOfPlain } from './files/report-file.ts'
import { LAYOUTS, madeUpReport, type Tampering } from './testing.ts'

// Cells run together can be read in several ways, and then are not judged.
const layouts = fc.constantFrom(...LAYOUTS.filter((layout) => layout !== 'run'))
const seeds = fc.nat(5000)
const RUNS = { numRuns: 120 }

const found = (seed: number, layout: (typeof LAYOUTS)[number], tamper?: Tampering) => {
  const report = madeUpReport(seed, { layout, tamper })
  const { contradictions } = auditText(textOfPlain(report.text))
  return {
    report,
    hard: contradictions
      .filter(({ severity }) => severity === 'hard')
      .map(({ rule, figures }) => [rule, ...figures.slice(0, 2)].join(' '))
      .toSorted(),
    all: contradictions,
  }
}

describe('one number of a right report is changed', () => {
  it('a cell of part three: its row and its column are named, with both sums, and nothing else', () =>
    fc.assert(
      fc.property(
        seeds,
        layouts,
        fc.nat(),
        fc.nat(5),
        fc.integer({ min: 1, max: 99 }),
        (seed, layout, at, column, by) => {
          let row = ''
          const { report, hard, all } = found(seed, layout, ({ table3 }) => {
            const results = Object.keys(table3).filter((code) => /^r[1-6]/.test(code))
            row = results[at % results.length]!
            table3[row]![column]! += by
          })
          const cells = report.table3[row]! as number[]
          const total = report.table3.r7![column]!
          assert.deepEqual(
            hard,
            [`table-sum ${cells[6]} ${cells[6]! + by}`, `table-sum ${total} ${total + by}`].toSorted(),
          )
          assert.ok(all.some(({ says }) => says.includes(`“${APPLICANTS[column]!.label}”一列`)))
        },
      ),
      RUNS,
    ))
  it('what is carried on: the balance of its column, and of the totals', () =>
    fc.assert(
      fc.property(seeds, layouts, fc.nat(5), fc.integer({ min: 1, max: 99 }), (seed, layout, column, by) => {
        const { report, hard } = found(seed, layout, (made) => {
          made.table3.n4![column]! += by
          made.table3.n4![6]! += by
          made.figures.applications_carried_out = made.table3.n4![6]!
        })
        const came = (at: number) => report.table3.n1![at]! + report.table3.n2![at]!
        assert.deepEqual(hard, [column, 6].map((at) => `carry-over ${came(at)} ${came(at) + by}`).toSorted())
      }),
      RUNS,
    ))
  it('an ending of part four: its block', () =>
    fc.assert(
      fc.property(
        seeds,
        layouts,
        fc.constantFrom('p', 'q', 's'),
        fc.nat(3),
        fc.integer({ min: 1, max: 9 }),
        (...given) => {
          const [seed, layout, block, ending, by] = given
          const { report, hard } = found(seed, layout, ({ table4 }) => {
            table4[block]![ending]! += by
          })
          const total = report.table4[block]![4]!
          assert.deepEqual(hard, [`table-sum ${total} ${total + by}`])
        },
      ),
      RUNS,
    ))
  it('the number of applications in the text: the table says otherwise', () =>
    fc.assert(
      fc.property(seeds, layouts, (seed, layout) => {
        const { report, hard } = found(seed, layout, ({ figures }) => {
          figures.applications_received! += 100_003
        })
        const said = report.figures.applications_received!
        assert.deepEqual(hard, [`text-table ${said} ${said - 100_003}`])
      }),
      RUNS,
    ))
  it('nothing: nothing is found', () =>
    fc.assert(
      fc.property(seeds, layouts, (seed, layout) => assert.deepEqual(found(seed, layout).all, [])),
      RUNS,
    ))
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { type Counts, protect, type Shown, shownText, withTotals } from './suppression.ts'

const show = (counts: Counts) => protect(counts)?.map((row) => row.map(shownText))

describe('small numbers are protected where others see them', () => {
  it('not at all where none is small', () =>
    assert.deepEqual(
      show([
        [5, 7],
        [0, 30],
      ]),
      [
        ['5', '7', '12'],
        ['0', '30', '30'],
        ['5', '37', '42'],
      ],
    ))

  it('with as many further cells as keep totals from giving them away', () => {
    const shown = show([
      [1, 9, 12],
      [8, 7, 20],
      [10, 14, 30],
      [6, 8, 9],
    ])!
    assert.equal(shown[0]![0], '<3')
    assert.ok(shown.flat().filter((one) => one === '—').length >= 3)
    assert.deepEqual(shown.at(-1), ['25', '38', '71', '134'])
  })

  it('by showing nothing of a table too small to hide anything in', () => {
    assert.equal(protect([[1]]), null)
    assert.equal(
      protect([
        [1, 0],
        [0, 0],
      ]),
      null,
    )
  })

  it('and is quick enough for a county of 400 organs', () => {
    const counts = Array.from({ length: 400 }, (_, row) =>
      Array.from({ length: 6 }, (_, at) => (row * 7 + at * 13) % 17),
    )
    assert.ok(protect(counts))
  })
})

const small = fc.integer({ min: 0, max: 6 })
const tables = fc
  .tuple(fc.integer({ min: 2, max: 3 }), fc.integer({ min: 2, max: 3 }))
  .chain(([rows, columns]) =>
    fc.array(fc.array(small, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
  )

describe('for any table', () => {
  it('every number shown is true, and no 1 or 2 is', () =>
    fc.assert(
      fc.property(tables, (counts) => {
        const truth = withTotals(counts)
        protect(counts)?.forEach((row, at) => {
          row.forEach((shown, column) => {
            const value = truth[at]![column]!
            if (typeof shown === 'number') assert.ok(shown === value && value !== 1 && value !== 2)
            else assert.equal(shown === 'small', value === 1 || value === 2)
          })
        })
      }),
    ))

  it('nobody can tell a 1 from a 2, not even an organ that knows its own row', () =>
    fc.assert(
      fc.property(tables, (counts) => {
        const shown = protect(counts)
        if (!shown) return
        for (const known of [null, ...counts.keys()]) {
          const possible = tablesAgreeing(shown, counts, known)
          shown.forEach((row, at) => {
            row.forEach((cell, column) => {
              if (cell !== 'small' || at === known) return
              const values = new Set(possible.map((table) => table[at]![column]))
              assert.ok(values.has(1) && values.has(2), `row ${at}, column ${column}, known ${known}`)
            })
          })
        }
      }),
      { numRuns: 150 },
    ))
})

/** Every table with numbers near the true ones that would be shown the same; one row may be known. */
function tablesAgreeing(shown: Shown[][], counts: Counts, known: number | null): number[][][] {
  const agrees = (cell: Shown, value: number) =>
    typeof cell === 'number' ? cell === value : cell === 'small' ? value === 1 || value === 2 : value === 0 || value > 2
  const found: number[][][] = []
  const cells = counts.flatMap((row, at) => row.map((_, column) => [at, column] as const))
  const table = counts.map((row) => [...row])
  const fill = (next: number) => {
    if (next === cells.length) {
      const all = withTotals(table)
      if (all.every((row, at) => row.every((value, column) => agrees(shown[at]![column]!, value)))) found.push(all)
      return
    }
    const [at, column] = cells[next]!
    const truth = counts[at]![column]!
    const cell = shown[at]![column]!
    const options =
      typeof cell === 'number' || at === known
        ? [truth]
        : [truth - 1, truth, truth + 1].filter((one) => agrees(cell, one))
    for (const value of options) {
      table[at]![column] = value
      fill(next + 1)
    }
    table[at]![column] = truth
  }
  fill(0)
  return found
}

/**
 * 小数保护: who applied for what is nobody's business, and a table that says "1" in a small town says who. In a table that
 * leaves the organ, 1 and 2 are shown as “<3”; and as totals would give them away, further cells are left out until nobody,
 * not even an organ that knows its own row, can tell the 1 from the 2. Pure.
 */

/** Counts by organ and column, without totals. Whole numbers, none negative. */
export type Counts = readonly (readonly number[])[]

/** A cell as others see it: its number, “<3” for 1 or 2, or left out for the sake of others: neither 1 nor 2. */
export type Shown = number | 'small' | 'left-out'

/** The table with its totals: the last row and the last column. Null: it is too small to be shown at all. */
export type ProtectedTable = Shown[][] | null

/** Numbers from 1 to this one are never shown. */
export const SMALL = 2

/**
 * The table as it may be shown. Each number that is shown is true. For every “<3” there are two tables, one with 1 and one
 * with 2 there, that agree with everything shown, also when one other row is known.
 *
 * A table whose rows and columns add up is a network: a change of one number travels round a cycle of cells that rise and
 * fall by turns. A small number is safe when such a cycle runs through it over cells that are not shown; where there is
 * none, the cheapest one is made by leaving cells out (Gusfield 1988, Cox 1995). Shortest path by Dijkstra; the search is
 * repeated without each row of the cycle found, whose organ knows its own numbers.
 */
export function protect(counts: Counts): ProtectedTable {
  const table = withTotals(counts)
  const open = table.map((row) => row.map((value) => !isSmall(value)))
  const small = table.flatMap((row, at) =>
    row.flatMap((value, column) => (isSmall(value) ? [{ row: at, column }] : [])),
  )
  for (const cell of small) {
    const first = hideCycle(table, open, cell, null)
    if (!first) return null
    for (const knower of new Set(first.map(({ row }) => row)))
      if (knower !== cell.row && knower !== counts.length && !hideCycle(table, open, cell, knower)) return null
  }
  return table.map((row, at) =>
    row.map((value, column) => (isSmall(value) ? 'small' : open[at]![column] ? value : 'left-out')),
  )
}

const isSmall = (value: number) => value >= 1 && value <= SMALL

/** What stands in a cell that is not shown, in words. */
export const shownText = (shown: Shown): string =>
  shown === 'small' ? `<${SMALL + 1}` : shown === 'left-out' ? '—' : String(shown)

export function withTotals(counts: Counts): number[][] {
  const columns = counts[0]?.length ?? 0
  const rows = counts.map((row) => [...row, row.reduce((sum, value) => sum + value, 0)])
  return [...rows, Array.from({ length: columns + 1 }, (_, at) => rows.reduce((sum, row) => sum + row[at]!, 0))]
}

type Cell = { row: number; column: number }

/** Leaves out what the cheapest cycle through `cell` needs. Answers its cells; null when there is no cycle at all. */
function hideCycle(table: number[][], open: boolean[][], cell: Cell, without: number | null): Cell[] | null {
  const cycle = cheapestCycle(table, open, cell, without)
  for (const { row, column } of cycle ?? []) open[row]![column] = false
  return cycle
}

/**
 * Could this cell be one more (`by` 1) or one less (-1) and be shown the same? 1 could be 2 and 2 could be 1; what is left
 * out is known to be 0 or at least 3, so that 3 can only rise, and 0 not move.
 */
function canMove(value: number, by: 1 | -1): boolean {
  if (isSmall(value)) return isSmall(value + by)
  return value > SMALL && value + by > SMALL
}

/** To leave a total out costs most, a large number more than a small one; what is left out already costs next to nothing. */
function costOf(value: number, open: boolean, isTotal: boolean): number {
  if (!open) return 0.001
  return 1 + Math.log1p(value) / 10 + (isTotal ? 1000 : 0)
}

/** The other cells of the cheapest cycle of rising and falling cells through this one. `without`: a row that is known. */
function cheapestCycle(table: number[][], open: boolean[][], cell: Cell, without: number | null): Cell[] | null {
  const lastRow = table.length - 1
  const lastColumn = table[0]!.length - 1
  const isTotal = (row: number, column: number) => (row === lastRow) !== (column === lastColumn)
  // Total cells count against their row: rows and columns then add up to nothing, and signs go by turns all the same.
  const moves = (row: number, column: number, by: 1 | -1) =>
    canMove(table[row]![column]!, isTotal(row, column) ? (by === 1 ? -1 : 1) : by)
  const up: 1 | -1 = (table[cell.row]![cell.column] === 1) !== isTotal(cell.row, cell.column) ? 1 : -1
  const down: 1 | -1 = up === 1 ? -1 : 1

  // From the column of the cell over falling cells to rows, over rising cells to columns, until its row is reached.
  const size = table.length + table[0]!.length
  const nodeOf = { row: (row: number) => row, column: (column: number) => table.length + column }
  const cost = new Float64Array(size).fill(Number.POSITIVE_INFINITY)
  const from = new Int32Array(size).fill(-1)
  const done = new Uint8Array(size)
  cost[nodeOf.column(cell.column)] = 0
  for (;;) {
    let node = -1
    for (let one = 0; one < size; one++) if (!done[one] && cost[one]! < (node < 0 ? Infinity : cost[node]!)) node = one
    if (node < 0) return null
    if (node === nodeOf.row(cell.row)) break
    done[node] = 1
    const isRow = node < table.length
    const count = isRow ? table[0]!.length : table.length
    for (let other = 0; other < count; other++) {
      const [row, column] = isRow ? [node, other] : [other, node - table.length]
      if (row === without || (row === cell.row && column === cell.column)) continue
      if (!moves(row, column, isRow ? up : down)) continue
      const next = isRow ? nodeOf.column(other) : nodeOf.row(other)
      const all =
        cost[node]! + costOf(table[row]![column]!, open[row]![column]!, row === lastRow || column === lastColumn)
      if (all < cost[next]!) {
        cost[next] = all
        from[next] = node
      }
    }
  }
  const cells: Cell[] = []
  for (let node = nodeOf.row(cell.row); from[node]! >= 0; node = from[node]!) {
    const [row, column] = node < table.length ? [node, from[node]! - table.length] : [from[node]!, node - table.length]
    cells.push({ row, column })
  }
  return cells
}

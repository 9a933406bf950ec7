import { type Cell, cellText, type Row, type Table } from './model.ts'

/** A cell in its place: the column it begins in, and how many columns and rows it takes. */
export type Placed = { cell: Cell; text: string; at: number; across: number; down: number; head: boolean }

/** The rows of heads: as given, or one made of the labels of the columns. */
export const headRows = (table: Pick<Table, 'columns' | 'head'>): Placed[][] =>
  place(table.head ?? [table.columns.map(({ label }) => label)], table.columns.length).map((row) =>
    row.map((it) => ({ ...it, head: true })),
  )

export const bodyRows = (table: Pick<Table, 'columns' | 'rows'>): (Row & { placed: Placed[] })[] => {
  const rows = place(
    table.rows.map(({ cells }) => cells),
    table.columns.length,
  )
  return table.rows.map((row, at) => ({ ...row, placed: rows[at]! }))
}

/** Fills each row from the left, around cells that reach down from above. A row that is short is filled up with empty cells. */
function place(rows: readonly (readonly Cell[])[], width: number): Placed[][] {
  const reach: number[] = new Array(width).fill(0)
  return rows.map((cells) => {
    const placed: Placed[] = []
    let next = 0
    for (let at = 0; at < width; ) {
      if (reach[at]! > 0) {
        at++
        continue
      }
      const cell = cells[next++]
      const span = cell !== null && typeof cell === 'object' && 'across' in cell ? cell : null
      const across = Math.min(span?.across ?? 1, width - at)
      const down = span?.down ?? 1
      placed.push({ cell: cell ?? null, text: cellText(cell), at, across, down, head: span?.head ?? false })
      for (let one = at; one < at + across; one++) reach[one] = down
      at += across
    }
    for (let at = 0; at < width; at++) reach[at]! > 0 && reach[at]!--
    return placed
  })
}

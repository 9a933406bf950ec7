/**
 * A table of an annual report, as data: its rows in printed order, its columns, where each cell gets its number, and what
 * must add up. The report that is written and the audit of any report read the same tables. Pure.
 *
 * `marks` are the words a row is known by, the surest first: labels are misprinted, broken over lines and run together with
 * their figures, so a row is found by a few of its words. They are sources of regular expressions over text without blanks.
 */
export type TableRow = {
  code: string
  label: string
  marks: string[]
  unit?: string
  ordinal?: number
  /** As the form prints it, where that is more than the label: 其中：1.政府网站. */
  printed?: string
  indent?: number
  /** Heads at its left that span the rows they have in common, outermost first: 三、本年度办理结果 / （三）不予公开. */
  under?: string[]
  /** Rows of one group stand under a head of their own: 第二十条第（一）项. */
  group?: string
  /** Its own heads of columns, in a table whose rows differ in them. */
  columns?: string[]
  /** The figure the row is about; what of it a cell shows, its column says. */
  figure?: string
  /** Or cell by cell. */
  cells?: Source[]
}

/** `heads` stand above the label and span the columns that share them, outermost first. */
export type TableColumn = { code: string; label: string; heads?: string[]; takes?: Takes }

/** What a column takes of the figure of a row: the year's, all years together, or the part that goes by its own code. */
export type Takes = 'year' | 'cumulative' | 'part'

/**
 * Where a number comes from: a figure by its key; the sum of figures; the year before (上一年); the growth since then
 * (增/减); or money, kept in 元, shown in 万元.
 */
export type Source = string | { sum: string[] } | { before: string } | { change: string } | { wan: string }

/** The figures of the rows on the left add up to those on the right, in every column. */
export type Identity = { left: string[]; right: string[]; says: string }

/** A row can never be more than another, in every column. */
export type Bound = { part: string; whole: string; says: string }

export type FormTable = {
  key: string
  caption: string
  /** Head over the labels of the rows; printed small where it is a note. */
  stub?: string
  columns: TableColumn[]
  rows: TableRow[]
  /** The column that is the sum of all others. */
  total?: string
  identities: Identity[]
  bounds: Bound[]
  /** How it is printed: a list, each row with its unit; a grid; groups with heads of their own; or all rows side by side in one. */
  layout?: 'list' | 'grid' | 'groups' | 'across'
  /** Rows of machine-readable data go by their label; otherwise by their code. */
  named?: true
}

export const tableRow = (code: string, label: string, ...marks: string[]): TableRow => {
  const ordinal = /^(\d)\./.exec(label)?.[1]
  return { code, label, marks, ordinal: ordinal ? Number(ordinal) : undefined }
}

/** Key of the figure that all years together come to: 历年累计. */
export const cumulativeOf = (figure: string): string =>
  figure === 'proactive_total' ? 'proactive_cumulative' : `${figure}_cumulative`

/** One cell: `key` names its figure, which is one of its own where `source` is not just a figure. */
export type Cell = { row: TableRow; column: TableColumn; key: string; source: Source }

/** The cells of a row, in the order of the columns. A row with heads of its own may have fewer than the table. */
export function cellsOfRow(table: FormTable, row: TableRow): Cell[] {
  const width = row.columns?.length ?? table.columns.length
  return table.columns.slice(0, width).map((column, at) => {
    const source = row.cells?.[at] ?? taken(row.figure ?? `${table.key}.${row.code}`, column)
    return {
      row,
      column,
      source,
      key: typeof source === 'string' ? source : `${table.key}.${row.code}.${column.code}`,
    }
  })
}

const taken = (figure: string, { code, takes = 'year' }: TableColumn): string =>
  takes === 'year' ? figure : takes === 'cumulative' ? cumulativeOf(figure) : `${figure}.${code}`

export const cellsOf = (table: FormTable): Cell[] => table.rows.flatMap((row) => cellsOfRow(table, row))

/** The figures a number is made of. */
export const partsOf = (source: Source): string[] => {
  if (typeof source === 'string') return [source]
  if ('sum' in source) return source.sum
  return Object.values(source)
}

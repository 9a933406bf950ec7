/**
 * A table of an annual report, as data: its rows in printed order, its columns, and what must add up. Pure.
 *
 * `marks` are the words a row is known by, the surest first: labels are misprinted, broken over lines and run together with
 * their figures, so a row is found by a few of its words. They are sources of regular expressions over text without blanks.
 */
export type TableRow = { code: string; label: string; marks: string[]; unit?: string; ordinal?: number }
export type TableColumn = { code: string; label: string }

/** The figures of the rows on the left add up to those on the right, in every column. */
export type Identity = { left: string[]; right: string[]; says: string }

/** A row can never be more than another, in every column. */
export type Bound = { part: string; whole: string; says: string }

export type FormTable = {
  key: string
  caption: string
  columns: TableColumn[]
  rows: TableRow[]
  /** The column that is the sum of all others. */
  total?: string
  identities: Identity[]
  bounds: Bound[]
}

export const tableRow = (code: string, label: string, ...marks: string[]): TableRow => {
  const ordinal = /^(\d)\./.exec(label)?.[1]
  return { code, label, marks, ordinal: ordinal ? Number(ordinal) : undefined }
}

/** What the audit answers. The shape of its JSON is fixed: other programs read it. Pure. */

export type FormCode = 'fujian-2008' | 'national-2014' | '2019' | '2021' | 'unknown'

/** A figure as it stands in a table; null where the cell is empty. */
export type Cell = number | null

export type ContradictionRule =
  | 'category-sum'
  | 'percent-value'
  | 'percent-sum'
  | 'channel-sum'
  | 'cumulative'
  | 'text-table'
  | 'table-sum'
  | 'part-whole'
  | 'carry-over'
  | 'received-answered'
  | 'date-period'
  | 'class-mismatch'
  | 'other'

/** Hard: cannot be true as printed. Soft: suspicious, a matter of rounding, or explained by a different scope. */
export type Severity = 'hard' | 'soft'

/** `figures`: the stated number first, then the computed or other one. `quotes` are exact pieces of the text. */
export type Contradiction = {
  rule: ContradictionRule
  severity: Severity
  says: string
  figures: number[]
  quotes: string[]
}

export type CategoryEntry = { name: string; count: number; percent: number | null }
export type ChannelEntry = { name: string; count: number }
export type ReportTables = Partial<
  Record<'annex' | 'table2' | 'table3' | 'table4' | 'national', Record<string, Cell[]>>
>

export type Audit = {
  organ: string | null
  year: number | null
  form: FormCode
  figures: Record<string, number>
  categories: CategoryEntry[]
  channels: ChannelEntry[]
  tables: ReportTables
  contradictions: Contradiction[]
  unread: string[]
}

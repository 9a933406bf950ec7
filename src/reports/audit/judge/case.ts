import type { Contradiction, ContradictionRule, Severity } from '../findings.ts'
import { quoteOf } from '../flow.ts'
import type { Count } from '../narrative/counts.ts'
import type { Key } from '../narrative/keys.ts'
import type { Item, List } from '../narrative/lists.ts'
import { clauseStart, type Statement } from '../narrative/narrative.ts'
import type { Report } from '../reading.ts'
import type { Settled } from '../settle.ts'
import type { ReadRow } from '../tables/table.ts'

/** What the judges are given: the report as read, and its figures as settled. */
export type Case = { report: Report; settled: Settled[] }

export type Judge = (it: Case) => Contradiction[]

export const contradiction = (
  rule: ContradictionRule,
  severity: Severity,
  says: string,
  figures: number[],
  quotes: string[],
): Contradiction => ({ rule, severity, says, figures, quotes: [...new Set(quotes.filter((quote) => quote !== ''))] })

export const settledOf = ({ settled }: Case, key: Key): Settled | null => settled.find((one) => one.key === key) ?? null

export const quoteStatement = ({ report }: Case, said: Statement): string => quoteOf(report.flow, said.from, said.to)

export const quoteCount = ({ report }: Case, count: Count): string =>
  quoteOf(report.flow, clauseStart(report.flow.text, count), count.to)

export const quoteItem = ({ report }: Case, { nameFrom, count }: Item): string =>
  quoteOf(report.flow, nameFrom, count.share?.to ?? count.to)

export const quoteItems = (it: Case, { items }: List): string[] =>
  items.length > 1 ? [quoteItem(it, items[0]!), quoteItem(it, items.at(-1)!)] : items.map((item) => quoteItem(it, item))

/** A row of a table with its label; blanks at its end are left out. */
export const quoteRow = ({ report }: Case, { place }: ReadRow): string => {
  const words = report.flow.text.slice(place.from, place.end)
  const end = place.from + words.replace(/[^\d|]*$/, '').length
  return quoteOf(report.flow, place.from, Math.max(end, place.labelEnd))
}

/** Numbers as a sentence prints them: 12.5, 3460. */
export const shown = (value: number): string => String(Math.round(value * 1e6) / 1e6)
export const plusSigns = (values: readonly number[]): string => values.map(shown).join('＋')

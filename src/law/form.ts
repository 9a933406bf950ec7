import type { FormTable, Source } from './forms/tables-shape.ts'

/**
 * What a form of the annual report is made of. A form is data: parts with sentences that have slots, tables with rows and
 * columns, and the identities its figures must keep. Another year's form is another file in `forms/`. Pure.
 */
export type ReportForm = {
  code: string
  name: string
  /** Report years the form is for. */
  years: { from: number; to: number | null }
  basis: string
  title: string
  noticeTitle: string
  notice: string
  preface: string[]
  parts: Part[]
  tables: FormTable[]
  /** What 办结 or 答复 of the form counts: cases that were answered, or all that ended, the withdrawn ones too. */
  handled: 'answered' | 'ended'
  /** Figures made of others, by key. They come before a figure of the same key that is counted or entered. */
  derived?: Record<string, Source>
  /** Figures its texts may use although no table asks for them. */
  also?: string[]
  rules: Rule[]
}

export type Part = { number: string; title: string; pieces: Piece[] }

/**
 * A sentence has slots: `{proactive_total}` is a figure and cannot be overtyped; `{organ}`, `{year}` and the other words of
 * `WORDS` come from the organ's profile. A narrative is written by the officer and may use the same slots; `draft` stands there beforehand. `table` names a
 * table of the form by its key.
 */
export type Piece =
  | { kind: 'heading'; text: string }
  | { kind: 'sentence'; text: string; when?: Condition }
  | { kind: 'narrative'; key: string; label: string; hint: string; required: boolean; draft?: string }
  | { kind: 'categories'; text: string }
  | { kind: 'chart'; chart: 'categories' | 'months'; title: string }
  | { kind: 'table'; table: string }

/** A sentence is printed only when the figure is zero, or only when it is more. */
export type Condition = { figure: string; is: 'zero' | 'positive' }

/**
 * The vocabulary of identities. `code` names the rule in findings and waivers; `article` is where the duty comes from.
 * Figures are named by key, tables by theirs. A rule that needs a figure nobody entered is not judged; `entered` says that it
 * is missing, `table-filled` the same of every cell of a table. `table-sums` are the identities and bounds of a table and
 * its column of totals. `unanswered` are those that ended without an answer, such as the withdrawn ones; it is listed only
 * when there are any.
 */
export type Rule = { code: string; says: string; article?: string } & (
  | { kind: 'equal'; left: string; right: string }
  | { kind: 'sum'; whole: string; parts: string[] }
  | { kind: 'part'; part: string; whole: string }
  | { kind: 'percents'; digits: number }
  | { kind: 'categorised'; whole: string }
  | { kind: 'within-cumulative'; figures: string[] }
  | { kind: 'carried-forward'; figures: string[] }
  | { kind: 'all-answered'; received: string; answered: string; unanswered: string; open: string }
  | { kind: 'entered'; figures: string[] }
  | { kind: 'table-sums'; table: string }
  | { kind: 'table-filled'; table: string }
  | { kind: 'text-figure'; figure: string; pattern: string }
  // Across years: carried in is what was carried out; in force is what was, and what came, less what went.
  | { kind: 'brought-forward'; into: string; from: string; parts?: readonly string[] }
  | { kind: 'balance'; now: string; plus: readonly string[]; minus: readonly string[] }
  // Of a figure alone, or beside others': the words of usdoj/foia-api are lessThanEqualSum and ifGreaterThanZero.
  | { kind: 'at-most-sum'; figure: string; of: readonly string[] }
  | { kind: 'when-positive'; figure: string; needs: string }
  | { kind: 'never'; figures: readonly string[] }
  | { kind: 'whole-numbers' }
  | { kind: 'outliers'; figures: readonly string[] }
  // Of the text.
  | { kind: 'form-of-year' }
  | { kind: 'says-something'; narrative: string }
  | { kind: 'nothing-against'; narrative: string }
  | { kind: 'alike' }
  | { kind: 'read-again' }
  | { kind: 'narrative-own' }
  | { kind: 'narrative-present' }
  | { kind: 'narrative-year' }
)

/** The table of a form that goes by this key. Throws when there is none: forms are checked by a test. */
export function tableOf(form: ReportForm, key: string): FormTable {
  const table = form.tables.find((one) => one.key === key)
  if (!table) throw new Error(`${form.code} has no table ${key}`)
  return table
}

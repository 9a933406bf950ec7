/**
 * What a form of the annual report is made of. A form is data: parts with sentences that have slots, tables with rows, and
 * the identities its figures must keep. Another year's form is another file beside `fujian-2008.ts`. Pure.
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
  annex: Annex
  rules: Rule[]
}

export type Part = { number: string; title: string; pieces: Piece[] }

/**
 * A sentence has slots: `{proactive_total}` is a figure and cannot be overtyped; `{organ}`, `{year}` and the other words of
 * `WORDS` come from the organ's profile. A narrative is written by the officer and may use the same slots.
 */
export type Piece =
  | { kind: 'heading'; text: string }
  | { kind: 'sentence'; text: string; when?: Condition }
  | { kind: 'narrative'; key: string; label: string; hint: string; required: boolean }
  | { kind: 'categories'; text: string }
  | { kind: 'chart'; chart: 'categories' | 'months'; title: string }
  | { kind: 'annex' }

/** A sentence is printed only when the figure is zero, or only when it is more. */
export type Condition = { figure: string; is: 'zero' | 'positive' }

export type Annex = { caption: string; columns: [string, string, string, string]; rows: AnnexRow[] }

/** `figure` is the key of the year's figure; the cumulative one is `cumulativeOf(figure)`. */
export type AnnexRow = { label: string; printed: string; unit: string; figure: string; of?: string }

export const cumulativeOf = (figure: string): string =>
  figure === 'proactive_total' ? 'proactive_cumulative' : `${figure}_cumulative`

/**
 * The vocabulary of identities. `code` names the rule in findings and waivers; `article` is where the duty comes from.
 * Figures are named by key. A rule that needs a figure nobody entered is not judged; `entered` says that it is missing.
 */
export type Rule = { code: string; says: string; article?: string } & (
  | { kind: 'equal'; left: string; right: string }
  | { kind: 'sum'; whole: string; parts: string[] }
  | { kind: 'part'; part: string; whole: string }
  | { kind: 'percents'; digits: number }
  | { kind: 'categorised'; whole: string }
  | { kind: 'within-cumulative'; figures: string[] }
  | { kind: 'carried-forward'; figures: string[] }
  | { kind: 'all-answered'; received: string; answered: string; open: string }
  | { kind: 'entered'; figures: string[] }
  | { kind: 'text-figure'; figure: string; pattern: string }
  | { kind: 'narrative-own' }
  | { kind: 'narrative-present' }
  | { kind: 'narrative-year' }
)

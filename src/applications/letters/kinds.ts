import type { Edition } from '../../law/editions.ts'
import type { LetterSeries } from '../../organs/numbers.ts'
import { OUTCOMES, outcomeRow } from '../outcomes.ts'
import type { Addressed, Placeholder, Wording } from './model.ts'
import { AMENDMENT_WORDS, ENDED_WORDS, REPLY_WORDS } from './replies/words.ts'
import { STEP_WORDS, type StepRow } from './steps/words.ts'

/** A kind of letter: how it is numbered, whom it goes to, what it cannot do without. */
export type LetterRow = {
  /** What the clerk calls it. */
  label: string
  /** Null: it takes no number of its own. */
  series: LetterSeries | null
  addressed: Addressed
  /** Must stand in its text. */
  needs: readonly Placeholder[]
  /** May stand in its text, besides what any letter may say. */
  may: readonly Placeholder[]
  /** Without red head: a form that is filled in, not a 公文. */
  form?: true
  /** It tells where the case is followed: a code leads there, and the applicant is given what opens it. */
  tracked?: true
  /** A reply slip follows on a page of its own. */
  slip?: true
  /** The standard words. */
  words: Wording
}

/** What is known of every case, so any letter may say it. */
export const ANY: readonly Placeholder[] = [
  '申请人',
  '称谓',
  '登记号',
  '申请内容',
  '申请方式',
  '收到日期',
  '答复期限',
  '条例',
  '提供方式',
  '联系方式',
  '办公机构',
  '联系电话',
  '联系地址',
  '本机关',
  '日期',
]

const reply = (edition: Edition, code: string, words: Wording): LetterRow => {
  const { withholds, search, elsewhere, article } = OUTCOMES[edition][code]!
  return {
    label: words.title,
    series: 'reply',
    addressed: 'applicant',
    needs: ['登记号', '答复内容', '救济告知', ...(withholds === 'part' ? (['不公开部分'] as const) : [])],
    may: [
      ...(article ? (['依据'] as const) : []),
      ...(search ? (['检索情况'] as const) : []),
      ...(elsewhere ? (['有关机关'] as const) : []),
    ],
    words,
  }
}

const amendment = (edition: Edition, code: string, words: Wording): LetterRow => {
  const { article, elsewhere } = outcomeRow({ edition, kind: 'amendment' }, code)!
  return {
    label: words.title,
    series: 'reply',
    addressed: 'applicant',
    needs: ['登记号', '答复内容', '救济告知'],
    may: [...(article ? (['依据'] as const) : []), ...(elsewhere ? (['有关机关'] as const) : [])],
    words,
  }
}

const ended = (code: string, words: Wording): LetterRow => ({
  label: words.title,
  series: 'ending',
  addressed: 'applicant',
  needs: ['登记号', ...(code === 'withdrawn' ? [] : (['救济告知'] as const))],
  may: ['依据', '理由', '救济告知'],
  words,
})

const tableOf = (edition: Edition): Record<string, LetterRow> =>
  Object.fromEntries([
    ...Object.entries<StepRow>(STEP_WORDS).flatMap(([code, { words: of, ...row }]) => {
      const words = of[edition]
      return words ? [[code, { ...row, words }] as const] : []
    }),
    ...Object.entries(REPLY_WORDS[edition]).map(([code, words]) => [`reply-${code}`, reply(edition, code, words)]),
    ...Object.entries(AMENDMENT_WORDS)
      .filter(([code]) => outcomeRow({ edition, kind: 'amendment' }, code))
      .map(([code, words]) => [`amendment-${code}`, amendment(edition, code, words)]),
    ...Object.entries(ENDED_WORDS)
      .filter(([code]) => OUTCOMES[edition][code])
      .map(([code, words]) => [`ended-${code}`, ended(code, words)]),
  ])

/** Every kind of letter, by edition. Closed: what is not here cannot be sent. */
export const LETTERS: Record<Edition, Record<string, LetterRow>> = { '2008': tableOf('2008'), '2019': tableOf('2019') }

/** The row of a letter; null when that edition has none of that name. */
export const letterRow = (edition: Edition, letter: string): LetterRow | null =>
  Object.hasOwn(LETTERS[edition], letter) ? LETTERS[edition][letter]! : null

/** What a clerk calls it in a list: replies of one title are told apart by what was decided. */
export function letterName(edition: Edition, letter: string): string {
  const { label } = LETTERS[edition][letter]!
  const kind = letter.startsWith('amendment-') ? 'amendment' : 'request'
  const outcome = outcomeRow({ edition, kind }, letter.replace(/^(reply|amendment|ended)-/, ''))
  return outcome ? `${label}：${outcome.label}` : label
}

/** Every placeholder the text of this letter may hold. */
export const allowedIn = (row: LetterRow): readonly Placeholder[] => [...new Set([...row.needs, ...ANY, ...row.may])]

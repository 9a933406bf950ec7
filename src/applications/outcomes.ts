import type { Edition } from '../law/editions.ts'

/**
 * The kinds of answer: the first closed list, three rows of the annex. The article is the one the answer rests on in the
 * edition the application runs under. Pure.
 */
export const OUTCOMES = {
  granted: {
    label: '同意公开',
    annexRow: '同意公开答复数',
    article: { 2008: '第二十一条第一项', 2019: '第三十六条第二项' },
  },
  partial: {
    label: '同意部分公开',
    annexRow: '同意部分公开答复数',
    article: { 2008: '第二十二条', 2019: '第三十七条' },
  },
  refused: {
    label: '否决公开',
    annexRow: '否决公开答复总数',
    article: { 2008: '第二十一条第二项', 2019: '第三十六条第三项' },
  },
} as const satisfies Record<string, { label: string; annexRow: string; article: Record<Edition, string> }>

export type Outcome = keyof typeof OUTCOMES
export const outcomeCodes = Object.keys(OUTCOMES) as [Outcome, ...Outcome[]]

export const isOutcome = (text: string): text is Outcome => Object.hasOwn(OUTCOMES, text)

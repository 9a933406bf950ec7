import { type Day, day } from '../calendar/day.ts'

/**
 * Who else is asked while a case waits, and what silence means, by edition; the reply periods themselves are in
 * `EDITIONS`. `null`: that edition has no such rule. Days are working days. Pure.
 */
export const LIMITS = {
  '2008': {
    correction: { askWithin: null, lapses: false, article: '第二十一条第四项' },
    /** Art. 24 leaves out the time of asking the third party, and nobody else's. */
    consultation: { pauses: false, article: '第二十四条' },
    thirdParty: { days: null, silence: null, pauses: true, article: '第二十三条、第二十四条' },
    joint: null,
    fee: null,
    delay: null,
    suspension: { article: '第二十四条' },
  },
  '2019': {
    correction: { askWithin: 7, lapses: true, article: '第三十条' },
    consultation: { pauses: true, article: '第三十三条第三款' },
    thirdParty: {
      days: 15,
      silence: '第三方逾期未答复，由本机关决定是否公开',
      pauses: true,
      article: '第三十二条、第三十三条第三款',
    },
    joint: {
      days: 15,
      silence: '共同制作机关逾期未答复，视为同意公开',
      pauses: true,
      article: '第三十四条、第三十三条第三款',
    },
    fee: {
      from: day('2021-01-01'),
      payWithin: 20,
      article: '第四十二条、《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）',
    },
    delay: { article: '第三十五条' },
    suspension: { article: '第三十三条' },
  },
} as const

/**
 * What the law leaves open and we had to choose (ADR 0015): named, so that it can be changed in one place when the State
 * Council or a court says otherwise.
 */
export const PRACTICE = {
  /** Whether the day of asking others still counts. */
  askingDayCounts: false,
  /** Whether the day the answer comes counts again. */
  answerDayCounts: false,
  /** The 2008 edition does not say what a correction does to the period; practice begins it anew. */
  correction2008: 'restart' as 'restart' | 'pause',
  /** What payment of the 信息处理费 does to the period. */
  payment: 'restart' as 'restart' | 'pause',
}
export type Practice = typeof PRACTICE

/** That the first day is not counted, as the civil law of the day puts it; the Regulations themselves are silent. */
const FIRST_DAY = [
  { from: day('2021-01-01'), article: '《民法典》第二百零一条' },
  { from: day('2017-10-01'), article: '《民法总则》第二百零一条' },
  { from: day('1987-01-01'), article: '《民法通则》第一百五十四条' },
] as const

export const firstDayArticle = (on: Day): string => FIRST_DAY.find(({ from }) => on >= from)?.article ?? ''

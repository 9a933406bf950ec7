import { addDays, type Day, day } from '../../calendar/day.ts'
import type { Workdays } from '../../calendar/workdays.ts'
import type { RemedyKind } from './kinds.ts'

/** `workday`: as 《行政复议法》（2023年） art. 88 reads 三日、五日、七日、十日; `day`: the last day moves past a day of rest. */
type Period = { days: number; unit: 'workday' | 'day'; article: string }
type Era = {
  from: Day
  answer: Period
  simplified: Period
  decision: { days: number; simplified: number; article: string }
}

/** 行政复议: the organ's own answer, and when the authority is to decide. The newest first. */
const RECONSIDERATION: readonly Era[] = [
  {
    from: day('2024-01-01'),
    answer: { days: 10, unit: 'workday', article: '《行政复议法》（2023年修订）第四十八条、第八十八条' },
    simplified: { days: 5, unit: 'workday', article: '《行政复议法》（2023年修订）第五十四条、第八十八条' },
    decision: { days: 60, simplified: 30, article: '《行政复议法》（2023年修订）第六十二条' },
  },
  {
    from: day('1999-10-01'),
    answer: { days: 10, unit: 'day', article: '《行政复议法》第二十三条' },
    simplified: { days: 10, unit: 'day', article: '《行政复议法》第二十三条' },
    decision: { days: 60, simplified: 60, article: '《行政复议法》第三十一条' },
  },
]

/** 行政诉讼: answer and evidence, from the day the copy of the complaint came. */
const LITIGATION: readonly { from: Day; answer: Period }[] = [
  { from: day('2015-05-01'), answer: { days: 15, unit: 'day', article: '《行政诉讼法》第六十七条' } },
  { from: day('1990-10-01'), answer: { days: 10, unit: 'day', article: '《行政诉讼法》（1989年）第四十三条' } },
]

export type Owed = { due: Day; article: string }
type Asked = { kind: RemedyKind; simplified: boolean; filedOn: Day; answerBy: Day | null }

const eraOf = <T extends { from: Day }>(eras: readonly T[], on: Day): T =>
  eras.find(({ from }) => on >= from) ?? eras.at(-1)!

/**
 * The last day for the organ's own answer: as the notice gives it, otherwise as the law of the day has it, counted from the
 * day after the notice came. Null for a complaint without a day of its own: no law gives one.
 */
export function answerDue(of: Asked, calendar: Workdays): Owed | null {
  if (of.answerBy) return { due: of.answerBy, article: '通知书写明的期限' }
  const period = periodOf(of)
  if (!period) return null
  const { days, unit, article } = period
  const due = unit === 'workday' ? calendar.after(of.filedOn, days) : calendar.onOrAfter(addDays(of.filedOn, days))
  return { due, article }
}

function periodOf({ kind, simplified, filedOn }: Asked): Period | null {
  if (kind === 'complaint') return null
  if (kind === 'litigation') return eraOf(LITIGATION, filedOn).answer
  const era = eraOf(RECONSIDERATION, filedOn)
  return simplified ? era.simplified : era.answer
}

/** When the authority is to have decided a reconsideration, unless it extends; for planning. Null for the others. */
export function decisionDue({ kind, simplified, filedOn }: Asked): Owed | null {
  if (kind !== 'reconsideration') return null
  const { decision } = eraOf(RECONSIDERATION, filedOn)
  return { due: addDays(filedOn, simplified ? decision.simplified : decision.days), article: decision.article }
}

import { type Day, day, daysBetween } from '../../calendar/day.ts'
import { type EDITIONS, editionOn } from '../../law/editions.ts'

export type Deadline = { on: Day; says: string; article: string }

/**
 * When reports of a year are due, by the edition in force on the last day of that year.
 * `child`: what an organ hands to the organ above. The edition of 2008 names no such day; in practice the county asks for
 * reports before it publishes, so its own call sets the day. `own`: when an organ publishes its own report.
 * `government`: when a government at county level or above publishes the consolidated one.
 */
const DUE = {
  '2008': {
    child: { month: '03', date: '31', article: '2008年《条例》第三十一条' },
    government: { month: '03', date: '31', article: '2008年《条例》第三十一条' },
  },
  '2019': {
    child: { month: '01', date: '31', article: '2019年《条例》第四十九条第一款' },
    government: { month: '03', date: '31', article: '2019年《条例》第四十九条第二款' },
  },
} as const satisfies Record<keyof typeof EDITIONS, unknown>

/** The day a report of that year is due by law. Source: 《条例》2008 art. 31; 2019 art. 49. Throws before 2008. */
export function legalDeadline(kind: 'child' | 'government', year: number): Deadline {
  const edition = editionOn(day(`${year}-12-31`))
  if (!edition) throw new Error(`no edition in ${year}`)
  const { month, date, article } = DUE[edition][kind]
  return { on: day(`${year + 1}-${month}-${date}`), says: `${Number(month)}月${Number(date)}日前`, article }
}

/** The day asked for: the county's own call where there is one and it is not later than the law, else the law. */
export function submissionDeadline(year: number, call: { dueOn: Day } | null): Deadline {
  const law = legalDeadline('child', year)
  return call && call.dueOn < law.on ? { on: call.dueOn, says: '按上级机关的通知', article: law.article } : law
}

export type DueLight = { colour: 'green' | 'yellow' | 'red'; says: string }

/** From how many days before the due day the light is yellow. Calendar days: the law names a date. */
export const YELLOW_DAYS = 10

/** How one organ stands with its report, seen from `today`. `doneOn`: the day it was handed in and not sent back since. */
export function lightOf(due: Day, today: Day, doneOn: Day | null): DueLight {
  if (doneOn)
    return doneOn <= due
      ? { colour: 'green', says: '按时报送' }
      : { colour: 'yellow', says: `迟报${daysBetween(due, doneOn)}天` }
  if (today > due) return { colour: 'red', says: `已逾期${daysBetween(due, today)}天` }
  const left = daysBetween(today, due)
  return { colour: left <= YELLOW_DAYS ? 'yellow' : 'green', says: left === 0 ? '今天到期' : `还有${left}天` }
}

import { addDays, type Day } from '../calendar/day.ts'
import type { Workdays } from '../calendar/workdays.ts'
import type { Step } from './clock.ts'

/** `2月15日`. */
const short = (of: Day): string => `${Number(of.slice(5, 7))}月${Number(of.slice(8))}日`

/** `2月15日至2月23日、3月1日`; the days come in order. */
function ranges(days: readonly Day[]): string {
  const found: [Day, Day][] = []
  for (const of of days) {
    const last = found.at(-1)
    if (last && addDays(last[1], 1) === of) last[1] = of
    else found.push([of, of])
  }
  return found.map(([from, to]) => (from === to ? short(from) : `${short(from)}至${short(to)}`)).join('、')
}

/** What was left out of a counted step, and which weekends were worked; empty when it is an ordinary run of weekdays. */
export function restsOf(step: Step, calendar: Workdays): string {
  if (step.to === null || step.counted === 0) return ''
  const moved = calendar.moved(step.from, step.to)
  const holidays = new Map<string, Day[]>()
  for (const { day, kind, name } of moved)
    if (kind === 'holiday') holidays.set(name, [...(holidays.get(name) ?? []), day])
  const rest = [...holidays].map(([name, days]) => `${name}放假${ranges(days)}`)
  const worked = moved.filter(({ kind }) => kind === 'workday').map(({ day }) => day)
  const parts = [
    step.skipped > 0 ? `扣除休息日${step.skipped}天${rest.length > 0 ? `（${rest.join('，')}）` : ''}` : '',
    worked.length > 0 ? `${ranges(worked)}调休上班，计入` : '',
  ]
  return parts.filter(Boolean).join('；')
}

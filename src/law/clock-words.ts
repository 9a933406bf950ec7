import type { Day } from '../calendar/day.ts'
import { ranges } from '../calendar/ranges.ts'
import type { Workdays } from '../calendar/workdays.ts'
import type { Step } from './clock.ts'

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

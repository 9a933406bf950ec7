import type { Day } from '../../calendar/day.ts'
import type { Workdays } from '../../calendar/workdays.ts'
import { EVENT_KINDS } from '../../law/clock-events.ts'
import type { Edition } from '../../law/editions.ts'
import { clockOf } from '../clock.ts'
import type { ApplicationEvent } from '../model.ts'

/** What moves the day a reply is due: a case without any of these is due as many working days after its receipt as any other. */
export const MOVING: readonly string[] = [...Object.keys(EVENT_KINDS), 'reopened']

export type EndedCase = { edition: Edition; receivedOn: Day; round: number; answeredOn: Day }
type Happened = Pick<ApplicationEvent, 'round' | 'kind' | 'day' | 'detail'>

/** The last day a case ends 按时: that of its clock, pauses included, extension left out. Null: nothing was due, or cannot be reckoned. */
export function plainDue(
  { edition, receivedOn, round, answeredOn }: EndedCase,
  events: readonly Happened[],
  calendar: Workdays,
): Day | null {
  const happened = events.filter(({ kind, day }) => kind !== 'extended' && day <= answeredOn)
  const clock = clockOf({ kind: 'request', edition, receivedOn, round }, happened, calendar, answeredOn)
  return clock.ok ? (clock.value?.due ?? null) : null
}

/**
 * 按时办结: ended on or before the day its clock gives without an extension. All others are 延期办结, those that were extended
 * and those that were late, so that the two add up to all that ended (国办发〔2014〕32号, 3.2). One that cannot be reckoned is in
 * time unless it was extended.
 */
export function endedInTime(of: EndedCase, events: readonly Happened[], calendar: Workdays): boolean {
  const due = plainDue(of, events, calendar)
  return due ? of.answeredOn <= due : !events.some(({ kind, day }) => kind === 'extended' && day <= of.answeredOn)
}

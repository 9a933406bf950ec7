import type { Day } from '../calendar/day.ts'
import type { Scope } from '../context.ts'
import { calendarOf } from '../holidays/store.ts'
import { type Standing, standingOf } from './clock.ts'
import type { Application } from './model.ts'
import { type ApplicationFilter, liveApplications } from './registry/store.ts'
import { allLimits } from './reminders/store.ts'

export type CaseStanding = { application: Application; standing: Standing }

/**
 * The cases a reply is owed in, as they stand on a day: what is due first comes first, what stands still or is not counted
 * yet after it. Reckoned from the events every time, so it is right even when every job has stopped.
 */
export async function dueFirst(
  scope: Scope,
  filter: Omit<ApplicationFilter, 'state'> & { state?: Application['state'] },
  today: Day,
): Promise<CaseStanding[]> {
  const calendar = await calendarOf(scope)
  const [live, limits] = [await liveApplications(scope, filter), await allLimits(scope)]
  const rank = ({ standing }: CaseStanding) => standing.clock?.due ?? '9999'
  return live
    .map(({ application, events }) => ({
      application,
      standing: standingOf(application, events, calendar, today, limits(application.organId)),
    }))
    .sort((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0))
}

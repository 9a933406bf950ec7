import type { Day } from '../calendar/day.ts'
import type { Scope } from '../context.ts'
import { calendarOf } from '../holidays/store.ts'
import { allLimits } from './limits/store.ts'
import type { Concern } from './model.ts'
import { type ConcernFilter, liveConcerns } from './registry/store.ts'
import { type Standing, standingOf } from './rules.ts'

export type ConcernStanding = { concern: Concern; standing: Standing }

/** How these stand on a day, each by the limits of its own organ. */
export async function standingsOf(scope: Scope, concerns: readonly Concern[], today: Day): Promise<ConcernStanding[]> {
  const [calendar, limits] = [await calendarOf(scope), await allLimits(scope)]
  return concerns.map((concern) => ({
    concern,
    standing: standingOf(concern, limits(concern.organId), calendar, today),
  }))
}

/** What an answer is owed in, what is due first before the rest. Reckoned every time; nothing is stored. */
export async function dueFirst(scope: Scope, filter: ConcernFilter, today: Day): Promise<ConcernStanding[]> {
  const standings = await standingsOf(scope, await liveConcerns(scope, filter), today)
  return standings.sort((a, b) => (a.standing.due < b.standing.due ? -1 : a.standing.due > b.standing.due ? 1 : 0))
}

import { dayOf } from '../calendar/day.ts'
import type { Scope } from '../context.ts'
import { type ConcernStanding, dueFirst } from '../feedback/due.ts'
import { KINDS } from '../feedback/kinds.ts'
import type { State } from '../feedback/lifecycle.ts'
import type { Person } from '../web/env.ts'
import { mayGo } from '../web/place.ts'
import type { Source, Waiting } from './waiting.ts'

const FEW = 5

const pile = (title: string, href: string, mine: readonly ConcernStanding[]): Waiting => ({
  title,
  count: mine.length,
  href,
  first: mine.slice(0, FEW).map(({ concern, standing }) => ({
    title: concern.subject,
    href: `/console/feedback/${concern.id}`,
    day: concern.receivedOn,
    note: [`${KINDS[concern.kind].label} ${concern.number}`, standing.light?.says].filter(Boolean).join('，'),
  })),
})

/** 诉求: what an officer has to do, what waits for the leader, and what is late, for those who watch over it. */
export const concerns: Source = async (scope: Scope, person: Person, now: Date) => {
  if (!mayGo(['officer', 'leader', 'supervisor'], person.roles)) return []
  const live = await dueFirst(scope, { organId: person.organ?.id }, dayOf(now))
  const has = (...states: State[]) => live.filter(({ concern }) => states.includes(concern.state))
  const piles: Waiting[] = []
  if (person.roles.includes('officer') && person.organ)
    piles.push(
      pile('待受理和交办的诉求', '/console/feedback', has('arrived', 'registered')),
      pile('待答复的诉求', '/console/feedback', has('handling', 'approved')),
    )
  if (person.roles.includes('leader'))
    piles.push(pile('待审核的诉求答复', '/console/feedback?state=checking', has('checking')))
  if (person.roles.includes('leader') || person.roles.includes('supervisor'))
    piles.push(
      pile(
        '逾期的诉求',
        '/console/feedback?view=red',
        live.filter(({ standing: { light, unopened } }) => unopened || light?.overdue),
      ),
    )
  return piles
}

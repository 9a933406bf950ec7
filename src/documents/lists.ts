import type { Day } from '../calendar/day.ts'
import { addDays } from '../calendar/day.ts'
import type { Person } from '../web/env.ts'
import { FORWARD, rolesFor, STEPS, type State } from './lifecycle.ts'
import type { DocumentFilters, Turn } from './registry/store.ts'
import type { DocumentSettings } from './settings.ts'

/** The lists of a desk, in the order of a day's work. */
export const LISTS = {
  todo: { label: '待办', empty: '没有等您办理的公文' },
  returned: { label: '退回', empty: '没有退回的公文' },
  waiting: { label: '催办', empty: '没有超过办理时限的公文' },
  done: { label: '已办', empty: '您还没有办理过公文' },
  all: { label: '全部', empty: '没有符合条件的公文' },
} as const
export type ListName = keyof typeof LISTS

export const isList = (text: string): text is ListName => Object.hasOwn(LISTS, text)

/** In which states it is this person's turn, and in which of them not for documents they wrote. */
export function turnOf(roles: Person['roles'], settings: DocumentSettings): Turn {
  const states: State[] = []
  const othersOnly: State[] = []
  for (const name of FORWARD) {
    const step = STEPS[name]
    for (const state of step.from) {
      // 归档 is housekeeping: it is offered on the page, and never waits for anybody.
      if (name === 'archive' || !rolesFor(name, state, settings).some((role) => roles.includes(role))) continue
      states.push(state)
      if ('second' in step && !(name === 'check' && settings.ownCheck)) othersOnly.push(state)
    }
  }
  return { states, othersOnly }
}

/** The moment before which a step must have begun to be waiting too long, counting back working days. */
function longAgo(today: Day, days: number, isWorkday: (day: Day) => boolean): Date {
  let at = today
  for (let left = days; left > 0; ) {
    at = addDays(at, -1)
    if (isWorkday(at)) left -= 1
  }
  return new Date(`${at}T00:00:00+08:00`)
}

/** What a list holds for a person. */
export function filtersOf(
  list: ListName,
  person: Pick<Person, 'accountId' | 'roles'>,
  settings: DocumentSettings,
  today: Day,
  isWorkday: (day: Day) => boolean,
): DocumentFilters {
  switch (list) {
    case 'todo':
      return { waitsFor: { accountId: person.accountId, turn: turnOf(person.roles, settings) } }
    case 'returned':
      return { returned: true }
    case 'waiting': {
      const ago = (days: number) => longAgo(today, days, isWorkday)
      const { plain, urgent, extra } = settings.waits
      return { waitingSince: { plain: ago(plain), urgent: ago(urgent), extra: ago(extra) } }
    }
    case 'done':
      return { doneBy: person.accountId }
    case 'all':
      return {}
  }
}

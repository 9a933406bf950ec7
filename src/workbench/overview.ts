import { listApplications } from '../applications/store.ts'
import { dayOf, yearOf } from '../calendar/day.ts'
import type { Scope } from '../context.ts'
import { countStates } from '../disclosures/registry/store.ts'
import { listServiceItems } from '../services/store.ts'
import type { Person } from '../web/env.ts'
import { mayGo } from '../web/place.ts'

export type Figure = { label: string; value: number; unit: string; href: string }

const NONE = { limit: 0, offset: 0 }

/** How the person's organ stands today, or all organs for people of the whole site; null for those who see no case. */
export async function overviewFor(scope: Scope, person: Person, now: Date): Promise<Figure[] | null> {
  if (!mayGo(['officer', 'reviewer', 'leader', 'supervisor'], person.roles)) return null
  const organId = person.organ?.id
  const year = yearOf(dayOf(now))
  const [states, received, open, services] = await Promise.all([
    countStates(scope, organId),
    listApplications(scope, { organId, year }, NONE),
    listApplications(scope, { organId, state: 'open' }, NONE),
    listServiceItems(scope, { organId, state: 'listed' }, NONE),
  ])
  return [
    { label: '已公开信息', value: states.published, unit: '条', href: '/console/disclosures?state=published' },
    { label: '待审查', value: states.submitted, unit: '条', href: '/console/disclosures?state=submitted' },
    { label: '今年收到申请', value: received.total, unit: '件', href: `/console/applications?year=${year}` },
    { label: '待答复申请', value: open.total, unit: '件', href: '/console/applications?state=open' },
    { label: '在列服务事项', value: services.total, unit: '项', href: '/console/services?state=listed' },
  ]
}

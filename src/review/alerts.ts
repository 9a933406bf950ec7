import type { Scope } from '../context.ts'
import type { Role } from '../roles.ts'
import type { Alert, Person } from '../web/env.ts'
import { mayGo } from '../web/place.ts'
import { DESK } from './console/paths.ts'
import { countUnconfirmed } from './releases/store.ts'

const TOLD = ['officer', 'reviewer', 'leader', 'supervisor'] as const satisfies readonly Role[]

/** What every page of the console says while something let out in an emergency has not been confirmed. */
export async function releaseAlerts(scope: Scope, person: Person, now: Date): Promise<Alert[]> {
  if (!mayGo(TOLD, person.roles)) return []
  const { count, late } = await countUnconfirmed(scope, now, person.organ?.id)
  if (count === 0) return []
  const says = late > 0 ? `，其中${late}件已经超过复核期限` : '，请尽快由另一个人复核'
  return [{ says: `有${count}件信息紧急发布后还没有复核${says}`, href: `${DESK}?tab=released`, late: late > 0 }]
}

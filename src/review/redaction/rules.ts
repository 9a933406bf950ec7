import type { Day } from '../../calendar/day.ts'
import { ok, type Result, refuse } from '../../result.ts'
import type { Role } from '../../roles.ts'
import { type BasisCode, basesOn } from '../basis.ts'
import type { Who } from '../rules.ts'

const working: readonly Role[] = ['officer', 'reviewer', 'leader']

/** Whoever works on the organ's information may hide something of it, and sees what is to be hidden. Nobody else does. */
export function mayRedact({ organId }: { organId: string }, who: Who): Result<void> {
  if (!who?.roles.some((role) => working.includes(role)))
    return refuse('redaction.not-yours', '遮盖由承办人或者审查人员办理')
  if (who.organId !== null && who.organId !== organId)
    return refuse('redaction.other-organ', '这份文件属于其他机关，只能由该机关办理')
  return ok(undefined)
}

/** The articles something can be hidden for: those a refusal can rest on. */
export const reasonsOn = (today: Day): BasisCode[] => basesOn(today, 'closed')

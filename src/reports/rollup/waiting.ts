import { type Day, dayOf } from '../../calendar/day.ts'
import type { Scope } from '../../context.ts'
import { parentIn } from '../../organs/hierarchy/store.ts'
import { lightOf, submissionDeadline } from './deadlines.ts'
import { isLocking } from './lifecycle.ts'
import { callOf, remindersOf, submissionsOf } from './store.ts'

/**
 * What this organ still owes the one above for a year, and why it should hear of it: sent back, reminded, called for, or due
 * soon. Null when it owes nothing, or nobody has asked and there is time.
 */
export async function toHandIn(
  scope: Scope,
  organId: string,
  year: number,
  today: Day,
): Promise<{ due: Day; says: string } | null> {
  const parent = await parentIn(scope, organId, year)
  if (!parent) return null
  const [[last], call, [reminder]] = await Promise.all([
    submissionsOf(scope, organId, year),
    callOf(scope, parent.id, year),
    remindersOf(scope, parent.id, year, organId),
  ])
  if (last && isLocking(last.state)) return null
  const { on } = submissionDeadline(year, call)
  const light = lightOf(on, today, null)
  const due = { due: on, says: light.says }
  if (last?.state === 'returned') return { ...due, says: `${parent.name}退回，${light.says}` }
  if (reminder) return { ...due, says: `${parent.name}${dayOf(reminder.remindedAt)}催报，${light.says}` }
  return call || light.colour === 'yellow' ? due : null
}

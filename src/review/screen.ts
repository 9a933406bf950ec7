import type { Context } from '../context.ts'
import type { StoredHit } from './model.ts'

/** A hit as it is written down: without who resolved it. */
export type NewHit = Omit<StoredHit, 'position' | 'resolution' | 'reason' | 'resolvedAs' | 'resolvedAt'>

export type Screened = { parts: readonly { text: string }[]; files: readonly { id: string; name: string }[] }

/** Looks through texts and files before anybody is asked to review them. */
export async function screenSubject(_ctx: Context, _asked: Screened): Promise<NewHit[]> {
  return []
}

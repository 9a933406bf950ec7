import { dayOf } from '../../calendar/day.ts'
import type { Context } from '../../context.ts'
import { transact } from '../../db/transaction.ts'
import type { Result } from '../../result.ts'
import { type C, scopeOf } from '../../web/env.ts'
import { type Registered, type Registration, registerApplication } from '../store.ts'
import { type Entry, findEntry, settleEntry } from './store.ts'

/** The waiting entry a form was opened for; null when there is none, or it is another organ's, or was settled meanwhile. */
export async function entryAsked(c: C, id: string | undefined): Promise<Entry | null> {
  const entry = id ? await findEntry({ ...scopeOf(c), files: c.var.files }, id) : null
  return entry?.state === 'waiting' && entry.organId === c.var.person?.organ?.id ? entry : null
}

/** As much of the form of registration as an entry can fill in. */
export function prefilled({ id, source, words, arrivedAt }: Entry): Record<string, string> {
  const arrivedOn = dayOf(arrivedAt)
  if (source === 'scan' || !words) return { tray: id, arrivedOn, channel: 'letter' }
  const { subject, fromName, from } = words
  return { tray: id, arrivedOn, channel: 'email', subject: subject.slice(0, 200), name: fromName, contact: from }
}

/** Registers an application and, where it came out of the tray, takes the entry with it: both, or neither. */
export function registerFrom(
  ctx: Context,
  registration: Registration,
  entry: Entry | null,
): Promise<Result<Registered>> {
  if (!entry) return registerApplication(ctx, registration)
  return transact(ctx, async (tx): Promise<Result<Registered>> => {
    const made = await registerApplication(tx, registration)
    if (!made.ok) return made
    const settled = await settleEntry(tx, entry, { to: 'case', application: made.value, reason: '' })
    return settled.ok ? made : settled
  })
}

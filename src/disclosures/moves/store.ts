import { z } from 'zod'
import type { Context } from '../../context.ts'
import { transact } from '../../db/transaction.ts'
import { record } from '../../ledger/store.ts'
import { ok, type Result, refuse } from '../../result.ts'
import { withOthers } from '../../review/store.ts'
import type { Item } from '../item.ts'
import { type StepName, stepOf, take } from '../lifecycle.ts'
import { findItem, reviewNow } from '../registry/store.ts'
import { whereOf, whoOf } from '../who.ts'

/** An item as the person taking a step last saw it. */
export type Seen = { id: string; version: number }

export type Done = { set?: Record<string, string | number | Date | null>; detail: Record<string, unknown> }

/** One step: the table allows it, its work is done, the row moves under its guard, the ledger and the portal hear of it. */
export function step(
  ctx: Context,
  name: Moving,
  seen: Seen,
  work: (tx: Context, item: Item) => Promise<Result<Done>>,
): Promise<Result<Item>> {
  return transact(ctx, async (tx) => {
    const item = await mayTake(tx, name, seen)
    if (!item.ok) return item
    const done = await work(tx, item.value)
    return done.ok ? move(tx, item.value, name, done.value) : done
  })
}

export type Moving = Exclude<StepName, 'remove'>

/** Moves the row under its guard; the ledger and, where something public changed, the portal hear of it. */
export async function move(tx: Context, item: Item, name: Moving, done: Done): Promise<Result<Item>> {
  const { event, to } = stepOf(name)
  const row = { ...done.set, state: to, version: item.version + 1 }
  const moved = await tx.sql`
    update disclosure_items set ${tx.sql(row)}
    where tenant_id = ${tx.tenantId} and id = ${item.id} and version = ${item.version}`
  if (moved.count === 0) return stale()
  await tell(tx, event, item.id, done.detail)
  if (PORTAL_CHANGES.has(name)) await tx.sql`select pg_notify('portal_changed', ${tx.tenantId})`
  return found(tx, item.id)
}

const PORTAL_CHANGES: ReadonlySet<StepName> = new Set(['publish', 'release', 'withdraw'])

/** The item, locked until the step ends, when the person may take the step and has seen its present state. */
export async function mayTake(tx: Context, name: StepName, seen: Seen): Promise<Result<Item>> {
  if (!z.uuid().safeParse(seen.id).success) return missing()
  await tx.sql`select 1 from disclosure_items where tenant_id = ${tx.tenantId} and id = ${seen.id} for update`
  const item = await findItem(tx, seen.id)
  if (!item) return missing()
  const review = await reviewNow(tx, item)
  const leads = take(name, whereOf(item, review), whoOf(tx))
  if (!leads.ok) return review ? withOthers(tx, review, leads) : leads
  return item.version === seen.version ? ok(item) : stale()
}

export const tell = (tx: Context, event: string, id: string, detail: Record<string, unknown>) =>
  record(tx, { event, subject: { kind: 'disclosure', id }, detail })

export async function found(tx: Context, id: string): Promise<Result<Item>> {
  const item = await findItem(tx, id)
  return item ? ok(item) : missing()
}

const missing = () => refuse('disclosures.missing', '没有找到这条信息，它可能已经删除')

const stale = () => refuse('disclosures.stale', '其他人刚刚更新了这条信息', { fix: '请刷新页面，查看最新内容后再试' })

export function readWords(text: string, please: string, field: string): Result<string> {
  const words = text.replace(/\s+/g, ' ').trim()
  if (words === '') return refuse('disclosures.words', please, { field })
  if ([...words].length > 500) return refuse('disclosures.words', '说明最多500字', { field })
  return ok(words)
}

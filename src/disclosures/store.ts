import { v7 as uuid } from 'uuid'
import type { Context } from '../context.ts'
import { transact } from '../db/transaction.ts'
import { ok, type Result, refuse } from '../result.ts'
import { dropReview } from '../review/store.ts'
import { removeDocument } from '../search/store.ts'
import { checkInput, type ItemInput } from './input.ts'
import type { Item } from './item.ts'
import { stepOf, take } from './lifecycle.ts'
import { found, mayTake, readWords, type Seen, step, tell } from './moves/store.ts'
import { copyLatest, dropUnpublished, tellCited, writeVersion } from './versions/store.ts'
import { whoOf } from './who.ts'
import { isWithdrawal } from './withdrawals.ts'

/** A new draft of an organ. Only an officer of that organ may begin one. */
export function createItem(
  ctx: Context,
  { organId, ...input }: ItemInput & { organId: string },
): Promise<Result<Item>> {
  return transact(ctx, async (tx) => {
    const may = take('edit', { state: 'draft', standing: 'unseen', organId, review: null }, whoOf(ctx))
    if (!may.ok) return may
    const checked = checkInput(input, ctx.now)
    if (!checked.ok) return checked
    const id = uuid()
    await tx.sql`
      insert into disclosure_items (tenant_id, id, organ_id, state, created_at)
      values (${ctx.tenantId}, ${id}, ${organId}, 'draft', ${ctx.now})`
    const written = await writeVersion(tx, id, 1, checked.value)
    if (!written.ok) return written
    await tell(tx, 'disclosures.created', id, { version: 1, title: checked.value.title })
    return found(tx, id)
  })
}

/** Changes the draft. What the public reads meanwhile stays as it is. */
export const editItem = (ctx: Context, seen: Seen, input: ItemInput): Promise<Result<Item>> =>
  step(ctx, 'edit', seen, async (tx, item) => {
    const checked = checkInput(input, ctx.now)
    if (!checked.ok) return checked
    await dropUnpublished(tx, item)
    const written = await writeVersion(tx, item.id, item.latestVersion, checked.value)
    return written.ok ? ok({ detail: { version: item.latestVersion, title: checked.value.title } }) : written
  })

/** Begins the next version as a copy of the published one, which stays public meanwhile. */
export const reviseItem = (ctx: Context, seen: Seen): Promise<Result<Item>> =>
  step(ctx, 'revise', seen, async (tx, item) => {
    const version = await copyLatest(tx, item)
    return ok({ set: { latest_version: version }, detail: { version } })
  })

/** Drops the unfinished revision. */
export const discardRevision = (ctx: Context, seen: Seen): Promise<Result<Item>> =>
  step(ctx, 'discard', seen, async (tx, item) => {
    await dropUnpublished(tx, item)
    return ok({ set: { latest_version: item.publishedVersion }, detail: { version: item.latestVersion } })
  })

/** Takes an item back from the public. Its address goes on to say that there was one, and of which kind the reason is. */
export const withdrawItem = (ctx: Context, seen: Seen, why: { reason: string; words: string }): Promise<Result<Item>> =>
  step(ctx, 'withdraw', seen, async (tx, item) => {
    if (!isWithdrawal(why.reason)) return refuse('disclosures.reason', '请选择撤回的原因', { field: 'reason' })
    const said = readWords(why.words, '请写明撤回的具体情况，供内部核查', 'words')
    if (!said.ok) return said
    await removeDocument(tx, 'disclosure', item.id)
    await tellCited(tx, item, false)
    const dropped = await dropReview(tx, 'disclosure', item.id)
    if (!dropped.ok) return dropped
    return ok({
      set: { withdrawn_at: ctx.now, withdrawal_reason: why.reason },
      detail: { version: item.publishedVersion, reason: why.reason, words: said.value },
    })
  })

/** Goes back to work on a withdrawn item. The public sees its tombstone until it is published again. */
export const restoreItem = (ctx: Context, seen: Seen): Promise<Result<Item>> =>
  step(ctx, 'restore', seen, async (tx, item) => {
    const version = item.latest.publishedAt ? await copyLatest(tx, item) : item.latestVersion
    return ok({ set: { withdrawn_at: null, latest_version: version }, detail: { version } })
  })

/** Leaves a restored item withdrawn after all. What was begun is kept, and found again when it is restored. */
export const abandonItem = (ctx: Context, seen: Seen): Promise<Result<Item>> =>
  step(ctx, 'abandon', seen, async (_tx, item) =>
    ok({ set: { withdrawn_at: ctx.now }, detail: { version: item.latestVersion } }),
  )

/** Deletes a draft nobody outside has ever seen. The ledger keeps that there was one. */
export function removeDraft(ctx: Context, seen: Seen): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    const item = await mayTake(tx, 'remove', seen)
    if (!item.ok) return item
    await tx.sql`delete from disclosure_versions where tenant_id = ${ctx.tenantId} and item_id = ${seen.id}`
    await tx.sql`delete from disclosure_items where tenant_id = ${ctx.tenantId} and id = ${seen.id}`
    await tell(tx, stepOf('remove').event, seen.id, { title: item.value.latest.title })
    return ok(undefined)
  })
}

import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { yearOf } from '../calendar/day.ts'
import type { Context } from '../context.ts'
import { transact } from '../db/transaction.ts'
import { record } from '../ledger/store.ts'
import { formatIndexNumber } from '../organs/numbers.ts'
import { findOrgan, takeNumber } from '../organs/store.ts'
import { ok, type Result, refuse } from '../result.ts'
import { removeDocument } from '../search/store.ts'
import { UNCATEGORISED } from './categories.ts'
import { checkInput, type ItemInput } from './input.ts'
import type { Item } from './item.ts'
import { type StepName, stepOf, take } from './lifecycle.ts'
import { findItem, handsOf } from './registry/store.ts'
import { copyLatest, dropUnpublished, fingerprint, sealVersion, tellSearch, writeVersion } from './versions/store.ts'
import { whereOf, whoOf } from './who.ts'
import { isWithdrawal } from './withdrawals.ts'

/** An item as the person taking a step last saw it. */
export type Seen = { id: string; version: number }

/** A new draft of an organ. Only an officer of that organ may begin one. */
export function createItem(
  ctx: Context,
  { organId, ...input }: ItemInput & { organId: string },
): Promise<Result<Item>> {
  return transact(ctx, async (tx) => {
    const may = take('edit', { state: 'draft', standing: 'unseen', organId, hands: [] }, whoOf(ctx))
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

/** Hands the draft to the reviewer. */
export const submitItem = (ctx: Context, seen: Seen): Promise<Result<Item>> =>
  step(ctx, 'submit', seen, async (_tx, item) => ok({ detail: { version: item.latestVersion } }))

/** Hands it back to the officer, saying why. */
export const returnItem = (ctx: Context, seen: Seen, reason: string): Promise<Result<Item>> =>
  step(ctx, 'return', seen, async (_tx, item) => {
    const said = readWords(reason, '请写明退回的原因，起草人据此修改', 'reason')
    return said.ok ? ok({ detail: { version: item.latestVersion, reason: said.value } }) : said
  })

/**
 * Makes the submitted version public, after review by somebody who did not write it (先审查后公开). The first time, the
 * item gets its 索引号 and its publication time, which is `ctx.now` and never changes afterwards.
 */
export const publishItem = (ctx: Context, seen: Seen): Promise<Result<Item>> =>
  step(ctx, 'publish', seen, async (tx, item) => {
    const { latest } = item
    const indexNumber = item.indexNumber ?? (await takeIndexNumber(tx, item))
    const publishedAt = item.publishedAt ?? ctx.now
    await sealVersion(tx, item)
    await tellSearch(tx, { ...item, indexNumber, publishedAt }, latest)
    return ok({
      set: {
        index_number: indexNumber,
        published_at: publishedAt,
        published_version: latest.version,
        withdrawal_reason: null,
      },
      detail: { version: latest.version, indexNumber, title: latest.title, sha256: fingerprint(latest) },
    })
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

type Person = { accountId: string; name: string }

/**
 * Publishes what another chapter has already had prepared by one person and approved by another, such as a signed annual
 * report: the item is drafted, submitted and published in their names, in one transaction. Refuses when they are the same.
 */
export function publishApproved(
  ctx: Context,
  input: ItemInput & { organId: string },
  { preparedBy, approvedBy }: { preparedBy: Person; approvedBy: Person },
): Promise<Result<Item>> {
  const as = (person: Person, role: 'officer' | 'reviewer'): Context['actor'] => ({
    kind: 'staff',
    ...person,
    roles: [role],
    organId: input.organId,
  })
  return transact(ctx, async (tx) => {
    const officer: Context = { ...tx, actor: as(preparedBy, 'officer') }
    const draft = await createItem(officer, input)
    if (!draft.ok) return draft
    const submitted = await submitItem(officer, draft.value)
    return submitted.ok ? publishItem({ ...tx, actor: as(approvedBy, 'reviewer') }, submitted.value) : submitted
  })
}

type Done = { set?: Record<string, string | number | Date | null>; detail: Record<string, unknown> }

/** One step: the table allows it, its work is done, the row moves under its guard, the ledger and the portal hear of it. */
function step(
  ctx: Context,
  name: Exclude<StepName, 'remove'>,
  seen: Seen,
  work: (tx: Context, item: Item) => Promise<Result<Done>>,
): Promise<Result<Item>> {
  return transact(ctx, async (tx) => {
    const item = await mayTake(tx, name, seen)
    if (!item.ok) return item
    const done = await work(tx, item.value)
    if (!done.ok) return done
    const { event, to } = stepOf(name)
    const row = { ...done.value.set, state: to, version: seen.version + 1 }
    const moved = await tx.sql`
      update disclosure_items set ${tx.sql(row)}
      where tenant_id = ${ctx.tenantId} and id = ${seen.id} and version = ${seen.version}`
    if (moved.count === 0) return stale()
    await tell(tx, event, seen.id, done.value.detail)
    if (name === 'publish' || name === 'withdraw') await tx.sql`select pg_notify('portal_changed', ${ctx.tenantId})`
    return found(tx, seen.id)
  })
}

/** The item, locked until the step ends, when the person may take the step and has seen its present state. */
async function mayTake(tx: Context, name: StepName, seen: Seen): Promise<Result<Item>> {
  if (!z.uuid().safeParse(seen.id).success) return missing()
  await tx.sql`select 1 from disclosure_items where tenant_id = ${tx.tenantId} and id = ${seen.id} for update`
  const item = await findItem(tx, seen.id)
  if (!item) return missing()
  const leads = take(name, whereOf(item, await handsOf(tx, item)), whoOf(tx))
  if (!leads.ok) return leads
  return item.version === seen.version ? ok(item) : stale()
}

async function takeIndexNumber(tx: Context, item: Item): Promise<string> {
  const organ = await findOrgan(tx, item.organId)
  if (!organ) throw new Error(`an item of no organ: ${item.id}`)
  const year = yearOf(item.latest.formedOn)
  const serial = await takeNumber(tx, organ.id, 'index', year)
  const category = item.latest.categoryCode ?? UNCATEGORISED.code
  return formatIndexNumber(organ.settings.indexNumberTemplate, { organ: organ.code, category, year, serial })
}

const tell = (tx: Context, event: string, id: string, detail: Record<string, unknown>) =>
  record(tx, { event, subject: { kind: 'disclosure', id }, detail })

async function found(tx: Context, id: string): Promise<Result<Item>> {
  const item = await findItem(tx, id)
  return item ? ok(item) : missing()
}

const missing = () => refuse('disclosures.missing', '没有找到这条信息，它可能已经删除')

const stale = () => refuse('disclosures.stale', '其他人刚刚更新了这条信息', { fix: '请刷新页面，查看最新内容后再试' })

function readWords(text: string, please: string, field: string): Result<string> {
  const words = text.replace(/\s+/g, ' ').trim()
  if (words === '') return refuse('disclosures.words', please, { field })
  if ([...words].length > 500) return refuse('disclosures.words', '说明最多500字', { field })
  return ok(words)
}

import { yearOf } from '../../calendar/day.ts'
import type { Context } from '../../context.ts'
import { transact } from '../../db/transaction.ts'
import { formatIndexNumber } from '../../organs/numbers.ts'
import { findOrgan, takeNumber } from '../../organs/store.ts'
import { ok, type Result, refuse } from '../../result.ts'
import type { Subject } from '../../review/model.ts'
import { releaseInEmergency } from '../../review/releases/store.ts'
import type { Said } from '../../review/rules.ts'
import { type Clearance, dropReview, giveVerdict, mayPublish, openReview } from '../../review/store.ts'
import { UNCATEGORISED } from '../categories.ts'
import type { ItemInput } from '../input.ts'
import type { Item } from '../item.ts'
import { type Done, found, mayTake, move, readWords, type Seen, step } from '../moves/store.ts'
import { findItem, handsOf, reviewNow, subjectOf } from '../registry/store.ts'
import { createItem, editItem, reviseItem } from '../store.ts'
import { fingerprint, keepPublicCopy, partsOf, sealVersion, tellCited, tellSearch } from '../versions/store.ts'
import { accountOf } from '../who.ts'

/** Hands the draft to the review: its text and its attachments are screened, and the next level has the turn. */
export const submitItem = (ctx: Context, seen: Seen): Promise<Result<Item>> =>
  step(ctx, 'submit', seen, async (tx, item) => {
    const asked = await openReview(tx, {
      subject: { kind: 'disclosure', id: item.id, version: seen.version + 1 },
      organId: item.organId,
      title: item.latest.title,
      parts: partsOf(item.latest),
      files: item.latest.attachments,
      preparedBy: { accountId: accountOf(tx), name: tx.actor.name },
      hands: await handsOf(tx, item),
      ownNumbers: item.latest.documentNumber ? [item.latest.documentNumber] : [],
    })
    return asked.ok ? ok({ detail: { version: item.latestVersion } }) : asked
  })

/** Takes the draft back before it was reviewed. */
export const recallItem = (ctx: Context, seen: Seen): Promise<Result<Item>> =>
  step(ctx, 'recall', seen, async (tx, item) => {
    const dropped = await dropReview(tx, 'disclosure', item.id)
    return dropped.ok ? ok({ detail: { version: item.latestVersion } }) : dropped
  })

/** Hands it back to the officer, saying why. */
export const returnItem = async (ctx: Context, seen: Seen, reason: string): Promise<Result<Item>> => {
  const said = readWords(reason, '请写明退回的原因，起草人据此修改', 'reason')
  if (!said.ok) return said
  return reviewItem(ctx, seen, { verdict: 'returned', basis: [], words: said.value, checked: true, found: [] })
}

/**
 * One reviewer's opinion on what is submitted. When it was the last one asked for and lets it through, the item is public in
 * the same act; when it does not let it through, the draft goes back to the officer.
 */
export function reviewItem(ctx: Context, seen: Seen, said: Said): Promise<Result<Item>> {
  return transact(ctx, async (tx) => {
    const item = await mayTake(tx, said.verdict === 'returned' ? 'return' : 'publish', seen)
    if (!item.ok) return item
    const asked = await reviewNow(tx, item.value)
    if (!asked) return refuse('review.none', '这一版还没有送保密审查', { fix: '请退回后重新送审' })
    const given = await giveVerdict(tx, asked.id, asked.version, said)
    if (!given.ok) return given
    if (given.value.state === 'passed') return publishItem(tx, seen)
    if (given.value.state === 'open') return found(tx, seen.id)
    const { verdict } = said
    return move(tx, item.value, 'return', {
      detail: { version: item.value.latestVersion, verdict, reason: said.words.trim() },
    })
  })
}

/**
 * Makes the submitted version public once its review lets it (先审查后公开): of what was masked, only the public copy. The
 * first time, the item gets its 索引号 and its publication time, which is `ctx.now` and never changes afterwards.
 */
export const publishItem = (ctx: Context, seen: Seen): Promise<Result<Item>> =>
  step(ctx, 'publish', seen, async (tx, item) => {
    const cleared = await mayPublish(tx, subjectOf(item))
    return cleared.ok ? ok(await makePublic(tx, item, cleared.value)) : cleared
  })

/** 紧急发布: public at once on a leader's word; the review goes on, and until somebody has confirmed the console says so. */
export const releaseItem = (ctx: Context, seen: Seen, reason: string): Promise<Result<Item>> =>
  step(ctx, 'release', seen, async (tx, item) => {
    const asked = await reviewNow(tx, item)
    if (!asked) return refuse('review.none', '这一版还没有送保密审查', { fix: '请退回后重新送审' })
    const released = await releaseInEmergency(tx, asked.id, asked.version, { reason })
    if (!released.ok) return released
    const cleared = await mayPublish(tx, subjectOf(item))
    return cleared.ok ? ok(await makePublic(tx, item, cleared.value)) : cleared
  })

async function makePublic(tx: Context, item: Item, cleared: Clearance): Promise<Done> {
  const indexNumber = item.indexNumber ?? (await takeIndexNumber(tx, item))
  const publishedAt = item.publishedAt ?? tx.now
  const said = await keepPublicCopy(tx, item, cleared)
  const { name } = tx.actor
  await sealVersion(tx, item, cleared.outcome === 'emergency' ? `${name}决定紧急发布` : name)
  await tellSearch(tx, { ...item, indexNumber, publishedAt }, said)
  await tellCited(tx, item, true)
  return {
    set: {
      index_number: indexNumber,
      published_at: publishedAt,
      published_version: said.version,
      withdrawal_reason: null,
    },
    detail: {
      version: said.version,
      indexNumber,
      title: said.title,
      sha256: fingerprint(said),
      reviewId: cleared.reviewId,
    },
  }
}

/**
 * Publishes what another chapter has prepared, signed and had reviewed itself, such as an annual report: the item is drafted
 * in the name of who prepared it and made public in the name of who reviewed it. The chapter's own review is asked again, here
 * and in this transaction: what it did not let through is refused. `input` is the public copy: whoever passes an original
 * that the review replaced or withheld has a mistake in the program. With `revises` it becomes the next version of that item,
 * which keeps its 索引号 and its day and counts once; refuses while somebody else is revising it.
 */
export function publishApproved(
  ctx: Context,
  input: ItemInput & { organId: string },
  {
    preparedBy,
    reviewed,
    revises = null,
  }: { preparedBy: { accountId: string; name: string }; reviewed: Subject; revises?: string | null },
): Promise<Result<Item>> {
  return transact(ctx, async (tx) => {
    const cleared = await mayPublish(tx, reviewed)
    if (!cleared.ok) return cleared
    const kept = cleared.value.files.filter(({ id, publicId }) => id !== publicId).map(({ id }) => id)
    if (input.attachments?.some((file) => kept.includes(file))) throw new Error('an original that is not public')
    const { organId } = input
    const officer: Context = { ...tx, actor: { kind: 'staff', ...preparedBy, roles: ['officer'], organId } }
    const draft = await draftOf(officer, input, revises)
    if (!draft.ok) return draft
    const { latest } = draft.value
    const done = await makePublic(tx, draft.value, {
      ...cleared.value,
      parts: partsOf(latest).map(({ text }) => text),
      files: latest.attachments.map(({ id }) => ({ id, publicId: id })),
    })
    return move(tx, draft.value, 'publish', done)
  })
}

/** A new item, or the next version of the one it revises. What was withdrawn stays withdrawn: then it is a new item. */
async function draftOf(officer: Context, input: ItemInput & { organId: string }, revises: string | null) {
  const before = revises && (await findItem(officer, revises))
  if (!before || before.state === 'withdrawn') return createItem(officer, input)
  const begun = await reviseItem(officer, before)
  return begun.ok ? editItem(officer, begun.value, input) : begun
}

async function takeIndexNumber(tx: Context, item: Item): Promise<string> {
  const organ = await findOrgan(tx, item.organId)
  if (!organ) throw new Error(`an item of no organ: ${item.id}`)
  const year = yearOf(item.latest.formedOn)
  const serial = await takeNumber(tx, organ.id, 'index', year)
  const category = item.latest.categoryCode ?? UNCATEGORISED.code
  return formatIndexNumber(organ.settings.indexNumberTemplate, { organ: organ.code, category, year, serial })
}

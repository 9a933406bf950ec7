import { v7 as uuid } from 'uuid'
import { dayOf } from '../calendar/day.ts'
import type { Context, Scope } from '../context.ts'
import { transact } from '../db/transaction.ts'
import { findOrgan } from '../organs/store.ts'
import { ok, type Result, refuse } from '../result.ts'
import { type Holder, holdersOf } from '../staff/holders/store.ts'
import { basesOn } from './basis.ts'
import type { Review, ReviewLine, Subject } from './model.ts'
import { OUTCOMES, type Outcome, STATES, type SubjectKind, VERDICTS } from './outcomes.ts'
import { reviewOf } from './registry/store.ts'
import { askedOf, checkSaid, hasPublicCopy, levelOf, mayDecide, openHits, outcomeOf, type Said } from './rules.ts'
import { screenSubject } from './screen.ts'
import { insertHit, takeTurn, tell, writeOpinion } from './turns/store.ts'
import { whoOf } from './who.ts'

export { reviewOf } from './registry/store.ts'

export type Asking = {
  subject: Subject
  organId: string
  title: string
  /** What the public would read, piece by piece, in the order it is shown. Public copies come back in the same order. */
  parts: readonly { label: string; text: string }[]
  files: readonly { id: string; name: string }[]
  preparedBy: { accountId: string; name: string }
  /** Everyone else who wrote this version; none of them may review it. */
  hands?: readonly string[]
  /** 文号 of the thing itself: naming them in its own text is no leak. */
  ownNumbers?: readonly string[]
  /** The drafter's own opinion, in words. */
  words?: string
}

/**
 * Asks for the review of one version: screens it, writes down the drafter's own opinion as the first level, and gives the
 * turn to the next. A review still open for an earlier version of the same thing ends. Inside or outside `transact`.
 */
export async function openReview(ctx: Context, asking: Asking): Promise<Result<string>> {
  const { subject, preparedBy } = asking
  const organ = await findOrgan(ctx, asking.organId)
  if (!organ) throw new Error(`a review for no organ: ${asking.organId}`)
  const hits = await screenSubject(ctx, asking)
  const id = uuid()
  return transact(ctx, async (tx) => {
    const { sql, tenantId } = tx
    const dropped = await dropReview(tx, subject.kind, subject.id, { released: false })
    if (!dropped.ok) return dropped
    const { levels } = organ.settings.review
    await sql`
      insert into reviews (tenant_id, id, organ_id, subject_kind, subject_id, subject_version, title, prepared_by,
                           prepared_as, hands, levels, level, state, asked_at, turn_since)
      values (${tenantId}, ${id}, ${organ.id}, ${subject.kind}, ${subject.id}, ${subject.version}, ${asking.title},
              ${preparedBy.accountId}, ${preparedBy.name},
              ${[...new Set([preparedBy.accountId, ...(asking.hands ?? [])])]}, ${sql.json(levels)}, 1, 'open',
              ${tx.now}, ${tx.now})`
    for (const [position, { label, text }] of asking.parts.entries())
      await sql`
        insert into review_parts (tenant_id, review_id, position, label, text)
        values (${tenantId}, ${id}, ${position}, ${label}, ${text})`
    for (const [position, file] of asking.files.entries())
      await sql`
        insert into review_files (tenant_id, review_id, position, file_id, name)
        values (${tenantId}, ${id}, ${position}, ${file.id}, ${file.name})`
    for (const [position, hit] of hits.entries()) await insertHit(tx, id, { ...hit, position })
    await writeOpinion(tx, id, 0, {
      level: 0,
      verdict: 'open',
      basis: basesOn(dayOf(tx.now), 'open').slice(0, 1),
      words: asking.words ?? '',
      found: [],
      by: preparedBy,
    })
    await tell(tx, 'review.asked', subject, {
      reviewId: id,
      version: subject.version,
      hits: hits.filter(({ blocks }) => blocks).length,
      next: levels[1]?.name,
    })
    return ok(id)
  })
}

/**
 * One person's opinion at the level whose turn it is. The last level that lets it through ends the review; after an
 * emergency publication one second person is enough. Refuses a verdict that lets through what still holds open hits.
 */
export function giveVerdict(ctx: Context, reviewId: string, version: number, said: Said): Promise<Result<Review>> {
  return takeTurn(ctx, reviewId, version, async (tx, review) => {
    const who = whoOf(tx)
    const may = mayDecide(review, who)
    if (!may.ok) return withOthers(tx, review, may)
    const checked = checkSaid(said, dayOf(tx.now))
    if (!checked.ok) return checked
    const { verdict } = checked.value
    const { lets, ends } = VERDICTS[verdict]
    const ready = lets ? readyFor(review, verdict === 'partial') : ok(undefined)
    if (!ready.ok) return ready

    await writeOpinion(tx, review.id, review.opinions.length, {
      ...checked.value,
      level: review.level,
      by: { accountId: who!.accountId, name: who!.post },
    })
    const last = review.release !== null || review.level >= review.levels.length - 1
    const state: ReviewLine['state'] =
      lets && last ? 'passed' : ends ? (verdict === 'returned' ? 'returned' : 'closed') : 'open'
    if (state === 'passed' && review.release)
      await tx.sql`
        update review_releases
        set confirmed_by = ${who!.accountId}, confirmed_as = ${who!.post}, confirmed_at = ${tx.now}
        where tenant_id = ${tx.tenantId} and review_id = ${review.id}`
    await tell(tx, state === 'passed' && review.release ? 'review.confirmed' : 'review.given', review.subject, {
      reviewId: review.id,
      level: levelOf(review).name,
      verdict,
      basis: checked.value.basis,
      words: checked.value.words,
      found: checked.value.found,
    })
    return ok({ state, level: lets && !last ? review.level + 1 : review.level })
  })
}

/** What stands in the way of letting a text through: hits nobody dealt with, or a partial opinion without a public copy. */
function readyFor(review: Review, partial: boolean): Result<void> {
  const left = openHits(review.hits)
  if (left.length > 0)
    return refuse('review.hits', `还有${left.length}处疑似不宜公开的内容没有处理：${left[0]!.place}`, {
      fix: '请逐处遮盖，或者写明可以公开的理由；需要改动原文的，请退回修改',
    })
  if (partial && !hasPublicCopy(review))
    return refuse('review.no-copy', '部分公开须先形成公开文本：现在没有任何内容被遮盖或者留下', {
      field: 'verdict',
      fix: '请遮盖不宜公开的内容，或者留下不宜公开的附件',
    })
  return ok(undefined)
}

export type Clearance = {
  outcome: Outcome
  reviewId: string
  /** What the public reads, in the order the parts were asked for. */
  parts: string[]
  /** What the public downloads: `id` is the original; null when it is withheld. */
  files: { id: string; publicId: string | null }[]
}

/**
 * Whether this version may be made public now, and what of it. To be asked in the transaction that publishes. Refuses
 * unless every level let it through, or a leader let it out in an emergency.
 */
export async function mayPublish(scope: Scope, subject: Subject): Promise<Result<Clearance>> {
  const review = await reviewOf(scope, subject)
  if (!review) return refuse('review.none', '这一版还没有经过保密审查，不能发布', { fix: '内容修改后须重新送审' })
  const outcome = outcomeOf(review)
  if (!outcome) {
    const waits =
      review.state === 'open' ? `“${levelOf(review).name}”还没有同意公开` : `保密审查${STATES[review.state]}`
    return refuse('review.not-passed', `${waits}，不能发布`, { fix: '未经答复不视为同意，请等待或者催办' })
  }
  const ready = readyFor(review, outcome === 'partial')
  if (!ready.ok) return ready
  return ok({
    outcome,
    reviewId: review.id,
    parts: review.parts.map(({ text, publicText }) => publicText ?? text),
    files: review.files.map(({ id, publicId, withheld }) => ({ id, publicId: withheld ? null : (publicId ?? id) })),
  })
}

/**
 * Ends what is open for a thing that is taken back or changed. One let out in an emergency stays until somebody has
 * confirmed it, unless the thing itself is taken back (`released`). Must be called inside `transact`.
 */
export async function dropReview(
  tx: Context,
  kind: SubjectKind,
  id: string,
  { released = true }: { released?: boolean } = {},
): Promise<Result<void>> {
  const rows = await tx.sql`
    select r.id, x.review_id is not null and r.state = 'open' as "awaitsConfirmation"
    from reviews r left join review_releases x
      on x.tenant_id = r.tenant_id and x.review_id = r.id and x.confirmed_at is null
    where r.tenant_id = ${tx.tenantId} and r.subject_kind = ${kind} and r.subject_id = ${id}
      and (r.state = 'open' or (${released} and x.review_id is not null and r.state in ('closed', 'returned')))
    for update of r`
  if (!released && rows.some((row) => row.awaitsConfirmation))
    return refuse('review.confirm-first', '上一次紧急发布还没有复核，不能再送审', {
      fix: '请先由另一个人复核，或者撤回',
    })
  for (const row of rows)
    await tx.sql`
      update reviews set state = 'dropped', ended_at = ${tx.now}, version = version + 1
      where tenant_id = ${tx.tenantId} and id = ${row.id}`
  return ok(undefined)
}

/** The same refusal, saying who else could do it. In a two-person office nobody may be left: then that is said. */
export async function withOthers<T>(ctx: Context, review: ReviewLine, refused: Result<T>): Promise<Result<T>> {
  if (refused.ok || !ONLY_OTHERS.has(refused.refusal.code)) return refused
  const others = await othersFor(ctx, review, whoOf(ctx)?.accountId ?? null, dayOf(ctx.now))
  return { ok: false, refusal: { ...refused.refusal, fix: othersSay(review, others) } }
}

const ONLY_OTHERS: ReadonlySet<string> = new Set(['review.own-draft', 'review.same-person'])

/** Who could be asked, in words. */
export const othersSay = (review: ReviewLine, others: readonly Holder[]): string =>
  others.length > 0
    ? `可以请${others.map(({ post, username }) => `${post}（${username}）`).join('、')}审查`
    : `本机关没有其他人可以担任“${askedOf(levelOf(review))}”，请系统管理员为另一位同志任职；情况紧急的，请分管领导决定紧急发布`

/** Who could give the opinion that is waited for, besides this account. */
export async function othersFor(
  scope: Scope,
  review: ReviewLine,
  accountId: string | null,
  today: ReturnType<typeof dayOf>,
) {
  const level = levelOf(review)
  if (level.by === 'drafter') return []
  const barred = new Set([...review.hands, ...review.opinions.map(({ givenBy }) => givenBy), accountId])
  const holders = await holdersOf(scope, { organId: review.organId, role: level.by, post: level.post }, today)
  return holders.filter((holder) => !barred.has(holder.accountId))
}

/** In words, for a page of another chapter: 公开, 部分公开, or whose turn it is. */
export const reviewSays = (review: ReviewLine): string => {
  const outcome = outcomeOf(review)
  if (outcome) return OUTCOMES[outcome]
  return review.state === 'open' ? `待${levelOf(review).name}` : STATES[review.state]
}

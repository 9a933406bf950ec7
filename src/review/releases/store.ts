import { z } from 'zod'
import { dayOf } from '../../calendar/day.ts'
import type { Context, Scope } from '../../context.ts'
import { findOrgan } from '../../organs/store.ts'
import { ok, type Result, refuse } from '../../result.ts'
import type { Review, ReviewLine } from '../model.ts'
import { listReviews } from '../registry/store.ts'
import { mayRelease, openHits } from '../rules.ts'
import { rulesFor, textHits } from '../screen.ts'
import { takeTurn, tell } from '../turns/store.ts'
import { whoOf } from '../who.ts'

/**
 * 紧急发布: a leader who did not write it lets it out before it is reviewed, saying why. The review goes on; until a second
 * person has confirmed, every page of the console says so. What screening found is dealt with first, emergency or not.
 */
export function releaseInEmergency(
  ctx: Context,
  reviewId: string,
  version: number,
  input: { reason: string },
): Promise<Result<Review>> {
  return takeTurn(ctx, reviewId, version, async (tx, review) => {
    const who = whoOf(tx)
    const may = mayRelease(review, who)
    if (!may.ok) return may
    const reason = input.reason.replace(/\s+/g, ' ').trim()
    if ([...reason].length < 10)
      return refuse('review.reason', '紧急发布须写明理由，至少10个字', {
        field: 'reason',
        fix: '说明情况为什么紧急、为什么等不及审查',
      })
    const rules = await rulesFor(tx, { organId: review.organId })
    if (textHits(reason, rules).some(({ level }) => level === 'block'))
      return refuse('review.reason-leaks', '理由会长期保存，请不要写出号码、姓名等具体内容', { field: 'reason' })
    const left = openHits(review.hits)
    if (left.length > 0)
      return refuse('review.hits', `还有${left.length}处疑似不宜公开的内容没有处理：${left[0]!.place}`, {
        fix: '紧急发布也不能公开这些内容：请先逐处遮盖或者写明理由',
      })
    const organ = await findOrgan(tx, review.organId)
    const hours = organ!.settings.review.confirmHours
    await tx.sql`
      insert into review_releases (tenant_id, review_id, organ_id, reason, confirm_hours, released_by, released_as,
                                   released_at)
      values (${tx.tenantId}, ${review.id}, ${review.organId}, ${reason}, ${hours}, ${who!.accountId}, ${who!.post},
              ${tx.now})`
    await tell(tx, 'review.released', review.subject, { reviewId, reason, confirmWithinHours: hours })
    return ok({})
  })
}

/** What was let out in an emergency, is public, and that no second person has confirmed: the oldest first. */
export async function unconfirmedReleases(scope: Scope, organId?: string): Promise<ReviewLine[]> {
  const { reviews } = await listReviews(
    scope,
    { organId, released: 'waiting', states: ['open', 'closed', 'returned'] },
    1,
    100,
  )
  return reviews.sort((a, b) => Number(a.release!.releasedAt) - Number(b.release!.releasedAt))
}

/** How many there are, and how many of them too long: asked on every page of the console, so one look into an index. */
export async function countUnconfirmed(
  { sql, tenantId }: Scope,
  now: Date,
  organId?: string,
): Promise<{ count: number; late: number }> {
  const [row] = await sql`
    select count(*) as count,
           count(*) filter (
             where r.state <> 'open' or x.released_at + make_interval(hours => x.confirm_hours) < ${now}) as late
    from review_releases x join reviews r on r.tenant_id = x.tenant_id and r.id = x.review_id
    where x.tenant_id = ${tenantId} and x.confirmed_at is null and r.state in ('open', 'closed', 'returned')
      ${organId ? sql`and x.organ_id = ${organId}` : sql``}`
  return z.object({ count: z.number(), late: z.number() }).parse(row)
}

/** A reminder to whoever has the turn. It is only a note: an unanswered review goes on blocking whether anyone urges or not. */
export function urgeReview(ctx: Context, reviewId: string, version: number): Promise<Result<Review>> {
  return takeTurn(ctx, reviewId, version, async (tx, review) => {
    if (review.state !== 'open') return refuse('review.over', '这次审查已经办结，不需要催办')
    await tell(tx, 'review.urged', review.subject, { reviewId, level: review.level, on: dayOf(tx.now) })
    return ok({})
  })
}

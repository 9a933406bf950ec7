import type { Context } from '../../context.ts'
import { transact } from '../../db/transaction.ts'
import { record } from '../../ledger/store.ts'
import { ok, type Result, refuse } from '../../result.ts'
import type { Opinion, Review, ReviewLine, StoredHit, Subject } from '../model.ts'
import { findReview } from '../registry/store.ts'

type Moved = { state?: ReviewLine['state']; level?: number }

/** One step of a review: its row is locked, the work is done, the guard rises. The turn begins anew when it moves. */
export function takeTurn(
  ctx: Context,
  reviewId: string,
  version: number,
  work: (tx: Context, review: Review) => Promise<Result<Moved> | null>,
): Promise<Result<Review>> {
  return transact(ctx, async (tx) => {
    const known = (await findReview(tx, reviewId)) !== null
    if (known) await tx.sql`select 1 from reviews where tenant_id = ${tx.tenantId} and id = ${reviewId} for update`
    const review = known ? await findReview(tx, reviewId) : null
    if (!review) return refuse('review.missing', '没有找到这次审查')
    if (review.version !== version)
      return refuse('review.stale', '其他人刚刚办理了这次审查', { fix: '请刷新页面，查看最新内容后再办理' })
    const done = (await work(tx, review)) ?? refuse('review.person', '审查意见只能由人作出')
    if (!done.ok) return done
    const { state = review.state, level = review.level } = done.value
    await tx.sql`
      update reviews
      set state = ${state}, level = ${level}, version = version + 1,
          turn_since = ${'level' in done.value ? tx.now : review.turnSince},
          ended_at = ${state === 'open' ? null : (review.endedAt ?? tx.now)}
      where tenant_id = ${tx.tenantId} and id = ${reviewId}`
    return ok((await findReview(tx, reviewId))!)
  })
}

export type Written = Omit<Opinion, 'givenBy' | 'givenAs' | 'givenAt'> & {
  by: { accountId: string; name: string }
}

/** Adds an opinion; none is ever changed or taken away. */
export const writeOpinion = (tx: Context, reviewId: string, position: number, said: Written) => tx.sql`
  insert into review_verdicts (tenant_id, review_id, position, level, verdict, basis, words, found, given_by, given_as,
                               given_at)
  values (${tx.tenantId}, ${reviewId}, ${position}, ${said.level}, ${said.verdict}, ${said.basis}, ${said.words},
          ${said.found}, ${said.by.accountId}, ${said.by.name}, ${tx.now})`

/** Writes a step of a review into the story of the thing that is reviewed. */
export const tell = (tx: Context, event: string, subject: Subject, detail: Record<string, unknown>) =>
  record(tx, { event, subject: { kind: subject.kind, id: subject.id }, detail })

/** Writes down something screening found, without its value. */
export const insertHit = (
  tx: Context,
  reviewId: string,
  hit: Omit<StoredHit, 'resolution' | 'reason' | 'resolvedAs' | 'resolvedAt'>,
) => tx.sql`
  insert into review_hits (tenant_id, review_id, position, part, file_id, kind, blocks, place, why, preview, mask,
                           starts, ends, fingerprint)
  values (${tx.tenantId}, ${reviewId}, ${hit.position}, ${hit.part}, ${hit.fileId}, ${hit.kind}, ${hit.blocks},
          ${hit.place}, ${hit.why}, ${hit.preview}, ${hit.mask}, ${hit.starts}, ${hit.ends}, ${hit.fingerprint})`

import { v7 as uuid } from 'uuid'
import { dayOf } from '../../calendar/day.ts'
import { accountOf, type Context } from '../../context.ts'
import { transact } from '../../db/transaction.ts'
import { endingOf } from '../../files/kinds.ts'
import { readFile } from '../../files/store.ts'
import { record } from '../../ledger/store.ts'
import { ok, type Result, refuse } from '../../result.ts'
import { findReview } from '../registry/store.ts'
import { mayMask } from '../rules.ts'
import { whoOf } from '../who.ts'
import { readBox, type Typed } from './boxes.ts'
import { look } from './engine.ts'
import { LIMITS } from './model.ts'
import { findRedaction, type Redaction, redactionFor } from './registry/store.ts'
import { mayRedact } from './rules.ts'

export type Starting = { organId: string; fileId: string; reviewId?: string }

/**
 * Opens a PDF for redaction: of a file in a review, whose public copy it will make, or of a file on its own. One that is
 * open already goes on; `after` an ended one, the boxes drawn then are there to begin with. Refuses what is no PDF, is
 * encrypted, broken or too long, before anybody draws a box.
 */
export async function startRedaction(
  ctx: Context,
  { organId, fileId, reviewId }: Starting,
  after: Redaction | null = null,
): Promise<Result<Redaction>> {
  const may = mayRedact({ organId }, whoOf(ctx))
  if (!may.ok) return may
  const stands = reviewId ? await inReview(ctx, reviewId, fileId) : ok(undefined)
  if (!stands.ok) return stands
  const earlier = reviewId ? await redactionFor(ctx, reviewId, fileId) : after
  if (earlier?.state === 'open') return ok(earlier)

  const found = await readFile(ctx, fileId)
  if (!found || endingOf(found.file.name) !== 'pdf')
    return refuse('redaction.not-pdf', '画框遮盖只用于PDF', { field: 'file', fix: '请导出为PDF后再上传' })
  const looked = await look(new Uint8Array(found.bytes))
  if (!looked.ok) return looked

  const id = uuid()
  return transact(ctx, async (tx) => {
    const { sql, tenantId } = tx
    await sql`
      insert into redactions (tenant_id, id, organ_id, review_id, file_id, name, pages, state, started_as, started_at)
      values (${tenantId}, ${id}, ${organId}, ${reviewId ?? null}, ${fileId}, ${found.file.name},
              ${sql.json(looked.value.pages)}, 'open', ${tx.actor.name}, ${tx.now})`
    for (const box of earlier?.boxes ?? [])
      await sql`
        insert into redaction_boxes (tenant_id, redaction_id, number, page, x, y, width, height, whole, basis, words,
                                     drawn_by, drawn_as, drawn_at)
        select tenant_id, ${id}, number, page, x, y, width, height, whole, basis, words, drawn_by, drawn_as, drawn_at
        from redaction_boxes
        where tenant_id = ${tenantId} and redaction_id = ${earlier!.id} and number = ${box.number}`
    await record(tx, {
      event: 'redaction.started',
      subject: { kind: 'redaction', id },
      detail: { name: found.file.name, sha256: found.file.sha256, reviewId },
    })
    return ok((await findRedaction(tx, id))!)
  })
}

/** Adds a box, as typed or drawn. */
export const addBox = (ctx: Context, id: string, version: number, typed: Typed): Promise<Result<Redaction>> =>
  takeStep(ctx, id, version, async (tx, redaction) => {
    if (redaction.boxes.length >= LIMITS.boxes) return refuse('redaction.boxes', `最多遮盖${LIMITS.boxes}处`)
    const box = readBox(typed, redaction.pages, dayOf(tx.now))
    if (!box.ok) return box
    const { page, x, y, width, height, whole, basis, words } = box.value
    const [last] = await tx.sql`
      select coalesce(max(number), 0)::int as number from redaction_boxes
      where tenant_id = ${tx.tenantId} and redaction_id = ${id}`
    await tx.sql`
      insert into redaction_boxes (tenant_id, redaction_id, number, page, x, y, width, height, whole, basis, words,
                                   drawn_by, drawn_as, drawn_at)
      values (${tx.tenantId}, ${id}, ${last!.number + 1}, ${page}, ${x}, ${y}, ${width}, ${height}, ${whole}, ${basis},
              ${words}, ${accountOf(tx)}, ${tx.actor.name}, ${tx.now})`
    await tell(tx, id, 'redaction.boxed', { page, whole, basis, words })
    return ok(undefined)
  })

/** Takes a box away again. */
export const removeBox = (ctx: Context, id: string, version: number, number: number): Promise<Result<Redaction>> =>
  takeStep(ctx, id, version, async (tx, { boxes }) => {
    const box = boxes.find((each) => each.number === number)
    if (!box) return refuse('redaction.no-box', '这个框已经删除', { fix: '请刷新页面' })
    await tx.sql`
      delete from redaction_boxes
      where tenant_id = ${tx.tenantId} and redaction_id = ${id} and number = ${number}`
    await tell(tx, id, 'redaction.unboxed', { page: box.page, basis: box.basis, words: box.words })
    return ok(undefined)
  })

/** Gives up a redaction that was begun. What was finished stays. */
export const dropRedaction = (ctx: Context, id: string, version: number): Promise<Result<Redaction>> =>
  takeStep(ctx, id, version, async (tx) => {
    await tx.sql`update redactions set state = 'dropped' where tenant_id = ${tx.tenantId} and id = ${id}`
    await tell(tx, id, 'redaction.dropped', {})
    return ok(undefined)
  })

/**
 * A step on one version of an open redaction, by somebody who may. The guard comes first: with it the row is locked, and it
 * still is open when the step changes it.
 */
export function takeStep(
  ctx: Context,
  id: string,
  version: number,
  step: (tx: Context, redaction: Redaction) => Promise<Result<void>>,
): Promise<Result<Redaction>> {
  return transact(ctx, async (tx) => {
    const redaction = await findRedaction(tx, id)
    if (!redaction) return refuse('redaction.none', '没有这次遮盖')
    const may = mayRedact(redaction, whoOf(tx))
    if (!may.ok) return may
    if (redaction.state !== 'open')
      return refuse('redaction.over', '这次遮盖已经结束，不能再改', { fix: '需要更正的，请重新遮盖' })
    const moved = await tx.sql`
      update redactions set version = version + 1
      where tenant_id = ${tx.tenantId} and id = ${id} and version = ${version} and state = 'open'`
    if (moved.count === 0) return refuse('redaction.stale', '其他人刚刚改过这次遮盖', { fix: '请刷新页面，核对后再试' })
    const done = await step(tx, redaction)
    return done.ok ? ok((await findRedaction(tx, id))!) : done
  })
}

export const tell = (tx: Context, id: string, event: string, detail: Record<string, unknown>): Promise<void> =>
  record(tx, { event, subject: { kind: 'redaction', id }, detail })

async function inReview(ctx: Context, reviewId: string, fileId: string): Promise<Result<void>> {
  const review = await findReview(ctx, reviewId)
  if (!review?.files.some(({ id }) => id === fileId)) return refuse('redaction.no-file', '这次审查没有这个附件')
  return mayMask(review, whoOf(ctx))
}

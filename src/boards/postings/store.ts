import { v7 } from 'uuid'
import { z } from 'zod'
import { Day, dayOf } from '../../calendar/day.ts'
import type { Context, Scope } from '../../context.ts'
import { transact } from '../../db/transaction.ts'
import { publishedById } from '../../disclosures/published/store.ts'
import { record } from '../../ledger/store.ts'
import { ok, type Result, refuse } from '../../result.ts'
import { listBoards, mayKeep } from '../registry/store.ts'

export const Posting = z.object({
  id: z.string(),
  organId: z.string(),
  itemId: z.string().nullable(),
  scheduleId: z.string().nullable(),
  period: z.string().nullable(),
  title: z.string(),
  notice: z.string(),
  days: z.number(),
  dueOn: Day,
  orderedOn: Day,
  orderedAs: z.string(),
  cancelledAt: z.date().nullable(),
  cancelledAs: z.string(),
  cancelReason: z.string(),
})
export type Posting = z.infer<typeof Posting>

export const postingColumns = (sql: Scope['sql']) => sql`
  p.id, p.organ_id as "organId", p.item_id as "itemId", p.schedule_id as "scheduleId", p.period, p.title, p.notice, p.days,
  p.due_on as "dueOn", p.ordered_on as "orderedOn", p.ordered_as as "orderedAs", p.cancelled_at as "cancelledAt",
  p.cancelled_as as "cancelledAs", p.cancel_reason as "cancelReason"`

export async function findPosting({ sql, tenantId }: Scope, id: string): Promise<Posting | null> {
  if (!z.uuid().safeParse(id).success) return null
  const [row] = await sql`select ${postingColumns(sql)} from postings p where tenant_id = ${tenantId} and id = ${id}`
  return row ? Posting.parse(row) : null
}

/** The postings of an item that stand, the latest first. */
export async function postingsOfItem({ sql, tenantId }: Scope, itemId: string): Promise<Posting[]> {
  const rows = await sql`
    select ${postingColumns(sql)} from postings p
    where tenant_id = ${tenantId} and item_id = ${itemId} and cancelled_at is null order by ordered_on desc, id desc`
  return rows.map((row) => Posting.parse(row))
}

export type Order = { itemId: string; boardIds: readonly string[]; days: number; dueOn: Day; notice?: string }

export function checkTerms(
  { days, dueOn, notice }: { days: number; dueOn: Day; notice: string },
  today: Day,
): Result<void> {
  if (!Number.isInteger(days) || days < 1 || days > 365)
    return refuse('boards.days', '公示期在1到365天之间', { field: 'days' })
  if (dueOn < today) return refuse('boards.due', '张贴期限不能早于今天', { field: 'dueOn' })
  if ([...notice].length > 200) return refuse('boards.notice', '张贴要求最多200个字', { field: 'notice' })
  return ok(undefined)
}

/** Asks for an item to be put up on boards for so many days, by a day: a task for each board. Only what is public now. */
export function orderPosting(ctx: Context, organId: string, order: Order): Promise<Result<{ id: string }>> {
  return transact(ctx, async (tx) => {
    const mine = mayKeep(tx, organId)
    if (!mine.ok) return mine
    const item = await publishedById(tx, order.itemId)
    if (!item || item.organId !== organId)
      return refuse('boards.item', '只能张贴本机关已经公开的信息', { field: 'item', fix: '请先发布这条信息' })
    const notice = (order.notice ?? '').trim()
    const terms = checkTerms({ days: order.days, dueOn: order.dueOn, notice }, dayOf(tx.now))
    if (!terms.ok) return terms
    return writePosting(tx, { ...order, notice, organId, title: item.title, scheduleId: null, period: null })
  })
}

type Writing = Omit<Order, 'itemId'> & {
  organId: string
  itemId: string | null
  scheduleId: string | null
  period: string | null
  title: string
  notice: string
}

/** Writes a posting and its tasks, in the transaction of the step. Refuses when none of the boards is in use. */
export async function writePosting(tx: Context, posting: Writing): Promise<Result<{ id: string }>> {
  const { sql, tenantId } = tx
  const { boards } = await listBoards(tx, { organId: posting.organId, open: true })
  const chosen = boards.filter(({ id }) => posting.boardIds.includes(id)).map(({ id }) => id)
  if (chosen.length === 0) return refuse('boards.no-board', '请至少选择一处公示栏', { field: 'boards' })
  const id = v7()
  await sql`
    insert into postings (tenant_id, id, organ_id, item_id, schedule_id, period, title, notice, days, due_on, ordered_on,
                          ordered_as, created_at)
    values (${tenantId}, ${id}, ${posting.organId}, ${posting.itemId}, ${posting.scheduleId}, ${posting.period},
            ${posting.title}, ${posting.notice}, ${posting.days}, ${posting.dueOn}, ${dayOf(tx.now)}, ${tx.actor.name}, ${tx.now})`
  await sql`
    insert into posting_tasks (tenant_id, id, organ_id, posting_id, board_id, due_on)
    select ${tenantId}, task, ${posting.organId}, ${id}, board, ${posting.dueOn}
    from unnest(${chosen.map(() => v7())}::uuid[], ${chosen}::uuid[]) as of (task, board)`
  await record(tx, {
    event: 'boards.ordered',
    subject: { kind: 'posting', id },
    detail: {
      title: posting.title,
      itemId: posting.itemId ?? undefined,
      period: posting.period ?? undefined,
      boards: chosen.length,
      days: posting.days,
      dueOn: posting.dueOn,
    },
  })
  return ok({ id })
}

/** Asks for it no more: what is not up yet is dropped, what hangs is to be taken down from today. */
export function cancelPosting(ctx: Context, id: string, reason: string): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    const { sql, tenantId } = tx
    const posting = await findPosting(tx, id)
    if (!posting) return refuse('boards.unknown', '没有这件公示')
    const mine = mayKeep(tx, posting.organId)
    if (!mine.ok) return mine
    const why = reason.trim()
    if (why === '' || [...why].length > 200)
      return refuse('boards.reason', '请写明取消的原因，最多200个字', { field: 'reason' })
    const done = await sql`
      update postings set cancelled_at = ${tx.now}, cancelled_as = ${tx.actor.name}, cancel_reason = ${why}
      where tenant_id = ${tenantId} and id = ${id} and cancelled_at is null`
    if (done.count === 0) return refuse('boards.cancelled', '这件公示已经取消')
    await sql`
      update posting_tasks set cancelled = posted_on is null, version = version + 1,
        ends_on = case when posted_on is not null then least(ends_on, greatest(posted_on, ${dayOf(tx.now)}::date - 1)) end
      where tenant_id = ${tenantId} and posting_id = ${id} and removed_on is null`
    await record(tx, {
      event: 'boards.cancelled',
      subject: { kind: 'posting', id },
      detail: { title: posting.title, reason: why },
    })
    return ok(undefined)
  })
}

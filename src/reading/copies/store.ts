import { v7 } from 'uuid'
import { z } from 'zod'
import { dayOf } from '../../calendar/day.ts'
import type { Context, Scope } from '../../context.ts'
import { transact } from '../../db/transaction.ts'
import { record } from '../../ledger/store.ts'
import { ok, type Result, refuse } from '../../result.ts'
import { changeOf, isReason, MOST_COPIES } from '../rules.ts'
import { ownDesk } from '../who.ts'

const Paper = z.object({
  id: z.string(),
  title: z.string(),
  low: z.number(),
  stock: z.number(),
  /** Since the year began. */
  taken: z.number(),
})
export type Paper = z.infer<typeof Paper>

export const isLow = ({ stock, low }: Pick<Paper, 'stock' | 'low'>): boolean => stock <= low

const isCount = (count: number, least: number) => Number.isInteger(count) && count >= least && count <= MOST_COPIES

/** What is laid out in paper, what is left of it, and how much was taken in the year; with `ended`, also what is no longer there. */
export async function listPapers(
  { sql, tenantId }: Scope,
  organId: string,
  year: number,
  { ended = false }: { ended?: boolean } = {},
): Promise<Paper[]> {
  const rows = await sql`
    select p.id, p.title, p.low, coalesce(sum(m.change), 0)::int as stock,
      coalesce(-sum(m.change) filter (where m.reason = 'taken' and m.day between ${`${year}-01-01`} and ${`${year}-12-31`}), 0)::int
        as taken
    from paper_copies p
    left join paper_moves m on m.tenant_id = p.tenant_id and m.paper_id = p.id
    where p.tenant_id = ${tenantId} and p.organ_id = ${organId}
      and (p.ended_on is null or (${ended} and p.ended_on >= ${`${year}-01-01`}))
    group by p.tenant_id, p.id order by p.title`
  return rows.map((row) => Paper.parse(row))
}

/** Lays something new out. Errors: no title, a title that lies there already, a limit that is no number. */
export function layOut(
  ctx: Context,
  { organId, title, low, stock }: { organId: string; title: string; low: number; stock: number },
): Promise<Result<string>> {
  return transact(ctx, async (tx) => {
    const mine = ownDesk(tx, organId)
    if (!mine.ok) return mine
    const name = title.trim()
    if (!name || [...name].length > 100)
      return refuse('reading.title', '请填写资料的名称，不超过100个字', { field: 'title' })
    if (!isCount(stock, 0)) return refuse('reading.stock', '份数应当是0或者正整数', { field: 'stock' })
    if (!isCount(low, 0)) return refuse('reading.low', '提醒的份数应当是0或者正整数', { field: 'low' })
    const id = v7()
    const made = await tx.sql`
      insert into paper_copies (tenant_id, id, organ_id, title, low)
      values (${tx.tenantId}, ${id}, ${organId}, ${name}, ${low}) on conflict do nothing`
    if (made.count === 0)
      return refuse('reading.twice', `“${name}”已经在列`, { fix: '补充份数请在那一行登记', field: 'title' })
    if (stock > 0) await move(tx, id, 'stocked', stock)
    await record(tx, {
      event: 'reading.laid-out',
      subject: { kind: 'paper-copy', id },
      detail: { title: name, low, stock },
    })
    return ok(id)
  })
}

const move = (tx: Context, paperId: string, reason: string, change: number) => tx.sql`
  insert into paper_moves (tenant_id, id, paper_id, day, reason, change, at, as_whom)
  values (${tx.tenantId}, ${v7()}, ${paperId}, ${dayOf(tx.now)}, ${reason}, ${change}, ${tx.now}, ${tx.actor.name})`

/** Writes down that copies came, were taken, or were counted. Errors: more taken than there were. */
export function moveCopies(
  ctx: Context,
  { organId, id, reason, count }: { organId: string; id: string; reason: string; count: number },
): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    const mine = ownDesk(tx, organId)
    if (!mine.ok) return mine
    const [paper] = z.uuid().safeParse(id).success
      ? await tx.sql`
          select title from paper_copies
          where tenant_id = ${tx.tenantId} and organ_id = ${organId} and id = ${id} and ended_on is null for update`
      : []
    if (!paper) return refuse('reading.unknown', '没有这种资料', { fix: '请刷新页面' })
    const title = z.string().parse(paper.title)
    if (!isReason(reason)) return refuse('reading.reason', '请选择补充、取走还是盘点')
    if (!isCount(count, reason === 'counted' ? 0 : 1)) return refuse('reading.count', `“${title}”的份数应当是整数`)
    const [sum] = await tx.sql`
      select coalesce(sum(change), 0)::int as stock from paper_moves
      where tenant_id = ${tx.tenantId} and paper_id = ${id}`
    const stock = z.number().parse(sum!.stock)
    const change = changeOf(reason, count, stock)
    if (stock + change < 0)
      return refuse('reading.too-many', `“${title}”只剩${stock}份，不能取走${count}份`, {
        fix: '实际份数和登记不符的，请选“盘点”，填写现在有几份',
      })
    if (change === 0) return ok(undefined)
    await move(tx, id, reason, change)
    await record(tx, {
      event: 'reading.copies-moved',
      subject: { kind: 'paper-copy', id },
      detail: { title, reason, change },
    })
    return ok(undefined)
  })
}

/** Something is no longer laid out; what was taken stays counted. */
export function takeAway(ctx: Context, organId: string, id: string): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    const mine = ownDesk(tx, organId)
    if (!mine.ok) return mine
    const [ended] = z.uuid().safeParse(id).success
      ? await tx.sql`
          update paper_copies set ended_on = ${dayOf(tx.now)}
          where tenant_id = ${tx.tenantId} and organ_id = ${organId} and id = ${id} and ended_on is null
          returning title`
      : []
    if (!ended) return refuse('reading.unknown', '没有这种资料', { fix: '请刷新页面' })
    await record(tx, {
      event: 'reading.taken-away',
      subject: { kind: 'paper-copy', id },
      detail: { title: ended.title },
    })
    return ok(undefined)
  })
}

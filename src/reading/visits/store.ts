import { v7 } from 'uuid'
import { z } from 'zod'
import { Day, type Day as DayText, dayOf } from '../../calendar/day.ts'
import type { Context, Scope } from '../../context.ts'
import { transact } from '../../db/transaction.ts'
import { record } from '../../ledger/store.ts'
import { ok, type Result, refuse } from '../../result.ts'
import { isPurpose, MOST_PEOPLE, type Purpose } from '../rules.ts'
import { ownDesk } from '../who.ts'

const Visit = z.object({
  id: z.string(),
  day: Day,
  purpose: z.custom<Purpose>((text) => typeof text === 'string' && isPurpose(text)),
  people: z.number(),
  asWhom: z.string(),
})
export type Visit = z.infer<typeof Visit>

/** Writes down that so many people came for something. Errors: a day to come, no purpose, no number of people. */
export function recordVisit(
  ctx: Context,
  { organId, day, purpose, people }: { organId: string; day: DayText | null; purpose: string; people: number },
): Promise<Result<string>> {
  return transact(ctx, async (tx) => {
    const mine = ownDesk(tx, organId)
    if (!mine.ok) return mine
    if (!day || day > dayOf(tx.now)) return refuse('reading.day', '请填写来的那天，不能晚于今天', { field: 'day' })
    if (!isPurpose(purpose)) return refuse('reading.purpose', '请选择来做什么', { field: 'purpose' })
    if (!Number.isInteger(people) || people < 1 || people > MOST_PEOPLE)
      return refuse('reading.people', `人数应当是1到${MOST_PEOPLE}的整数`, { field: 'people' })
    const id = v7()
    await tx.sql`
      insert into reading_visits (tenant_id, id, organ_id, day, purpose, people, at, as_whom)
      values (${tx.tenantId}, ${id}, ${organId}, ${day}, ${purpose}, ${people}, ${tx.now}, ${tx.actor.name})`
    await record(tx, {
      event: 'reading.visited',
      subject: { kind: 'reading-visit', id },
      detail: { day, purpose, people },
    })
    return ok(id)
  })
}

/** Takes an entry out that was written wrongly; the ledger remembers what it said. */
export function removeVisit(ctx: Context, organId: string, id: string): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    const mine = ownDesk(tx, organId)
    if (!mine.ok) return mine
    const [gone] = z.uuid().safeParse(id).success
      ? await tx.sql`
          delete from reading_visits where tenant_id = ${tx.tenantId} and organ_id = ${organId} and id = ${id}
          returning day, purpose, people`
      : []
    if (!gone) return refuse('reading.gone', '这条登记已经删除', { fix: '请刷新页面' })
    await record(tx, { event: 'reading.visit-removed', subject: { kind: 'reading-visit', id }, detail: { ...gone } })
    return ok(undefined)
  })
}

/** The latest entries of a year. */
export async function visitsOf(
  { sql, tenantId }: Scope,
  organId: string,
  year: number,
  paging: { limit: number; offset: number },
): Promise<{ rows: Visit[]; total: number }> {
  const where = sql`
    where tenant_id = ${tenantId} and organ_id = ${organId}
      and day between ${`${year}-01-01`} and ${`${year}-12-31`}`
  const rows = await sql`
    select id, day, purpose, people, as_whom as "asWhom" from reading_visits ${where}
    order by day desc, id desc limit ${paging.limit} offset ${paging.offset}`
  const [count] = await sql`select count(*) as total from reading_visits ${where}`
  return { rows: rows.map((row) => Visit.parse(row)), total: z.number().parse(count!.total) }
}

const Cell = z.object({ month: z.number(), purpose: z.string(), people: z.number() })
export type VisitCell = z.infer<typeof Cell>

/** How many people came in each month of a year, for each purpose. */
export async function visitCells({ sql, tenantId }: Scope, organId: string, year: number): Promise<VisitCell[]> {
  const rows = await sql`
    select extract(month from day)::int as month, purpose, sum(people)::int as people from reading_visits
    where tenant_id = ${tenantId} and organ_id = ${organId}
      and day between ${`${year}-01-01`} and ${`${year}-12-31`}
    group by 1, 2`
  return rows.map((row) => Cell.parse(row))
}

import { z } from 'zod'
import { Day } from '../../calendar/day.ts'
import type { Scope } from '../../context.ts'
import { Posting, postingColumns } from '../postings/store.ts'
import { inTrouble, type Trouble } from '../tasks/registry/store.ts'

const Sum = z.object({
  boards: z.number(),
  posted: z.number(),
  overdue: z.number(),
  unproved: z.number(),
  hanging: z.number(),
})
export type Sum = z.infer<typeof Sum>

export const Cell = z.object({
  id: z.string(),
  postingId: z.string(),
  boardId: z.string(),
  dueOn: Day,
  postedOn: Day.nullable(),
  endsOn: Day.nullable(),
  removedOn: Day.nullable(),
  photos: z.number(),
  cancelled: z.boolean(),
})
export type Cell = z.infer<typeof Cell>

const Row = Posting.extend({ ...Sum.shape, withdrawn: z.boolean() })
export type MatrixRow = z.infer<typeof Row>

export type MatrixFilter = {
  organId: string
  /** Of the order. */
  year?: number
  text?: string
  source?: 'item' | 'schedule'
  /** Only postings with such a task; with `boardIds`, at one of these boards. */
  show?: Trouble
}

/** A page of postings, the latest first, each with how its tasks stand over all boards. `page` counts from 1. */
export async function matrixRows(
  scope: Scope,
  filter: MatrixFilter,
  today: Day,
  page = 1,
  size = 20,
): Promise<{ rows: MatrixRow[]; total: number }> {
  const { sql, tenantId } = scope
  const like = `%${(filter.text ?? '').trim().replace(/[\\%_]/g, '\\$&')}%`
  const where = sql`
    where p.tenant_id = ${tenantId} and p.organ_id = ${filter.organId}
      ${filter.year ? sql`and p.ordered_on between ${`${filter.year}-01-01`} and ${`${filter.year}-12-31`}` : sql``}
      ${filter.text?.trim() ? sql`and p.title like ${like}` : sql``}
      ${filter.source === 'item' ? sql`and p.item_id is not null` : sql``}
      ${filter.source === 'schedule' ? sql`and p.schedule_id is not null` : sql``}
      ${
        filter.show
          ? sql`and p.id in (select t.posting_id from posting_tasks t
                             where t.tenant_id = ${tenantId} and t.organ_id = ${filter.organId}
                               and ${inTrouble(sql, filter.show, today)})`
          : sql``
      }`
  const [count] = await sql`select count(*)::int as total from postings p ${where}`
  const rows = await sql`
    with shown as materialized (
      select p.* from postings p ${where}
      order by p.ordered_on desc, p.id desc limit ${size} offset ${(Math.max(1, page) - 1) * size}
    )
    select ${postingColumns(sql)}, coalesce(i.withdrawal_reason is not null, false) as withdrawn, sums.*
    from shown p
    left join disclosure_items i on i.tenant_id = p.tenant_id and i.id = p.item_id
    cross join lateral (
      select count(*) filter (where not t.cancelled)::int as boards,
             count(*) filter (where t.posted_on is not null)::int as posted,
             count(*) filter (where ${inTrouble(sql, 'overdue', today)})::int as overdue,
             count(*) filter (where ${inTrouble(sql, 'unproved', today)})::int as unproved,
             count(*) filter (where ${inTrouble(sql, 'hanging', today)})::int as hanging
      from posting_tasks t where t.tenant_id = ${tenantId} and t.posting_id = p.id) sums
    order by p.ordered_on desc, p.id desc`
  return { rows: rows.map((row) => Row.parse(row)), total: z.number().parse(count?.total) }
}

/** Where postings and boards cross. */
export async function cellsOf(
  { sql, tenantId }: Scope,
  postingIds: readonly string[],
  boardIds: readonly string[],
): Promise<Cell[]> {
  if (postingIds.length === 0 || boardIds.length === 0) return []
  const rows = await sql`
    select id, posting_id as "postingId", board_id as "boardId", due_on as "dueOn", posted_on as "postedOn",
           ends_on as "endsOn", removed_on as "removedOn", photos, cancelled
    from posting_tasks
    where tenant_id = ${tenantId} and posting_id = any(${[...postingIds]}) and board_id = any(${[...boardIds]})`
  return rows.map((row) => Cell.parse(row))
}

export type Troubles = { overdue: number; unproved: number; hanging: number; open: number }

/** How many tasks of an organ something is to be done about, from the partial indexes alone. */
export async function countTroubles({ sql, tenantId }: Scope, organId: string, today: Day): Promise<Troubles> {
  const [row] = await sql`
    select (select count(*)::int from posting_tasks t where t.tenant_id = ${tenantId} and t.organ_id = ${organId}
            and ${inTrouble(sql, 'overdue', today)}) as overdue,
           (select count(*)::int from posting_tasks t where t.tenant_id = ${tenantId} and t.organ_id = ${organId}
            and ${inTrouble(sql, 'unproved', today)}) as unproved,
           (select count(*)::int from posting_tasks t where t.tenant_id = ${tenantId} and t.organ_id = ${organId}
            and ${inTrouble(sql, 'hanging', today)}) as hanging,
           (select count(*)::int from posting_tasks t where t.tenant_id = ${tenantId} and t.organ_id = ${organId}
            and ${inTrouble(sql, 'open', today)}) as open`
  return z.object({ overdue: z.number(), unproved: z.number(), hanging: z.number(), open: z.number() }).parse(row)
}

/** Years with postings, the latest first. */
export async function yearsOf({ sql, tenantId }: Scope, organId: string): Promise<number[]> {
  const rows = await sql`
    select extract(year from min(ordered_on))::int as first, extract(year from max(ordered_on))::int as last
    from postings where tenant_id = ${tenantId} and organ_id = ${organId}`
  const { first, last } = z.object({ first: z.number().nullable(), last: z.number().nullable() }).parse(rows[0])
  if (first === null || last === null) return []
  return Array.from({ length: last - first + 1 }, (_, at) => last - at)
}

const Unordered = z.object({ id: z.string(), title: z.string(), publishedAt: z.date() })

/**
 * Public items whose officer ticked the boards as a channel since `from`, and which nobody has asked to be put up: what the
 * tick says has no proof yet.
 */
export async function tickedOnly(
  { sql, tenantId }: Scope,
  organId: string,
  from: Date,
  limit = 100,
): Promise<z.infer<typeof Unordered>[]> {
  const rows = await sql`
    select i.id, coalesce(v.public_title, v.title) as title, i.published_at as "publishedAt"
    from disclosure_items i
    join disclosure_versions v on v.tenant_id = i.tenant_id and v.item_id = i.id and v.version = i.published_version
    where i.tenant_id = ${tenantId} and i.organ_id = ${organId} and i.published_at >= ${from} and i.withdrawal_reason is null
      and 'board' = any(v.channels)
      and not exists (select from postings p where p.tenant_id = i.tenant_id and p.item_id = i.id)
    order by i.published_at desc limit ${limit}`
  return rows.map((row) => Unordered.parse(row))
}

import { z } from 'zod'
import { Day } from '../../../calendar/day.ts'
import type { Years } from '../../../calendar/years.ts'
import type { Scope } from '../../../context.ts'
import { type Block, blockOf, remedyKinds } from '../kinds.ts'
import { decisionOf, type RemedyResult } from '../outcomes.ts'

const Row = z.object({
  id: z.string(),
  number: z.string(),
  kind: z.enum(remedyKinds),
  way: z.enum(['direct', 'reconsidered']).nullable(),
  matter: z.string(),
  filedOn: Day,
  decidedOn: Day.nullable(),
  decision: z.string().nullable(),
})

/**
 * A remedy as part four of the annual report counts it. `block` null: a complaint, which stands in no block there.
 * `result`: the column, as it stood at the end of the years asked for.
 */
export type CountedRemedy = Omit<z.infer<typeof Row>, 'way' | 'decision'> & {
  block: Block | null
  result: RemedyResult
}

const columns = (sql: Scope['sql']) => sql`
  id, number, kind, way, matter, filed_on as "filedOn", decided_on as "decidedOn", decision`

function counted(row: unknown, to: number): CountedRemedy {
  const { way, decision, ...rest } = Row.parse(row)
  const ended = rest.decidedOn !== null && rest.decidedOn <= `${to}-12-31`
  return {
    ...rest,
    decidedOn: ended ? rest.decidedOn : null,
    block: blockOf({ kind: rest.kind, way }),
    result: ended ? decisionOf(rest.kind, decision)!.result : 'pending',
  }
}

/**
 * What the tables of 2019 and 2021, part four, count in those years: everything that ended in them, and what was pending at
 * their end; so each block adds up to its total, and what is pending is met again next year.
 */
export async function remediesIn(
  { sql, tenantId }: Scope,
  organId: string,
  { from, to }: Years,
): Promise<CountedRemedy[]> {
  const rows = await sql`
    select ${columns(sql)} from remedies
    where tenant_id = ${tenantId} and organ_id = ${organId} and filed_on <= ${`${to}-12-31`}
      ${from ? sql`and (decided_on is null or decided_on >= ${`${from}-01-01`})` : sql``}
    order by filed_on, number`
  return rows.map((row) => counted(row, to))
}

/** What was begun in those years: lines D1 to D3 of Fujian's annex, line 6 of the national table of 2014. */
export async function remediesFiled(
  { sql, tenantId }: Scope,
  organId: string,
  { from, to }: Years,
): Promise<CountedRemedy[]> {
  const rows = await sql`
    select ${columns(sql)} from remedies
    where tenant_id = ${tenantId} and organ_id = ${organId} and filed_on <= ${`${to}-12-31`}
      ${from ? sql`and filed_on >= ${`${from}-01-01`}` : sql``}
    order by filed_on, number`
  return rows.map((row) => counted(row, to))
}

const Filed = z.object({ organId: z.string(), year: z.number(), kind: z.enum(remedyKinds), count: z.number() })

/** How many remedies were begun in each of those years, by organ and kind. */
export async function countFiled(
  { sql, tenantId }: Scope,
  organIds: readonly string[],
  { from, to }: Years,
): Promise<z.infer<typeof Filed>[]> {
  const rows = await sql`
    select organ_id as "organId", extract(year from filed_on)::int as year, kind, count(*)::int as count from remedies
    where tenant_id = ${tenantId} and organ_id = any(${organIds}) and filed_on <= ${`${to}-12-31`}
      ${from ? sql`and filed_on >= ${`${from}-01-01`}` : sql``}
    group by 1, 2, 3`
  return rows.map((row) => Filed.parse(row))
}

const Ended = Row.pick({ kind: true, way: true, decision: true }).extend({ organId: z.string(), count: z.number() })

/** How many remedies ended in a year or were pending at its end, by organ, block and column of part four; complaints left out. */
export async function countBlocks(
  { sql, tenantId }: Scope,
  organIds: readonly string[],
  year: number,
): Promise<{ organId: string; block: Block; result: RemedyResult; count: number }[]> {
  const end = `${year}-12-31`
  const rows = await sql`
    select organ_id as "organId", kind, way, case when decided_on <= ${end} then decision end as decision,
           count(*)::int as count
    from remedies
    where tenant_id = ${tenantId} and organ_id = any(${organIds}) and filed_on <= ${end}
      and (decided_on is null or decided_on >= ${`${year}-01-01`})
    group by 1, 2, 3, 4`
  return rows.flatMap((row) => {
    const { organId, kind, way, decision, count } = Ended.parse(row)
    const block = blockOf({ kind, way })
    const result = decision === null ? 'pending' : decisionOf(kind, decision)!.result
    return block ? [{ organId, block, result, count }] : []
  })
}

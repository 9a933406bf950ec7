import { z } from 'zod'
import { Day } from '../../calendar/day.ts'
import type { Years } from '../../calendar/years.ts'
import type { Scope } from '../../context.ts'

const payments = ({ sql, tenantId }: Scope, { from, to }: Years) => sql`
  from application_events e
  join applications a on a.tenant_id = e.tenant_id and a.id = e.application_id
  where e.tenant_id = ${tenantId} and e.kind in ('fee-paid', 'cost-collected') and e.day <= ${`${to}-12-31`}
    ${from ? sql`and e.day >= ${`${from}-01-01`}` : sql``}`

const OfYear = z.object({ organId: z.string(), year: z.number(), count: z.number(), fen: z.coerce.number().int() })

/**
 * What organs collected for answering applications in those years: 信息处理费, and until March 2017 the costs. How many
 * payments and what they come to in 分, by organ and the year they were paid in.
 */
export async function countFees(
  scope: Scope,
  organIds: readonly string[],
  years: Years,
): Promise<z.infer<typeof OfYear>[]> {
  const rows = await scope.sql`
    select a.organ_id as "organId", extract(year from e.day)::int as year, count(*)::int as count,
           sum((e.detail ->> 'fen')::bigint) as fen
    ${payments(scope, years)} and a.organ_id = any(${organIds})
    group by 1, 2`
  return rows.map((row) => OfYear.parse(row))
}

const Collected = z.object({ id: z.string(), number: z.string(), on: Day, fen: z.coerce.number().int() })

/** Each payment of those years with its case, in 分, by the day it was paid. */
export async function feesCollected(
  scope: Scope,
  organId: string,
  years: Years,
  { limit, offset }: { limit: number; offset: number },
): Promise<z.infer<typeof Collected>[]> {
  const rows = await scope.sql`
    select a.id, a.number, e.day as on, e.detail ->> 'fen' as fen
    ${payments(scope, years)} and a.organ_id = ${organId}
    order by e.day, a.number limit ${limit} offset ${offset}`
  return rows.map((row) => Collected.parse(row))
}

const Earlier = z.object({ number: z.string() })

/**
 * The numbers of the applications the same person asked of the organ in the same calendar month before this one, as far as
 * marks tell: the same identity number, telephone or mail address; a name alone is no proof. Opens nobody's data.
 */
export async function earlierThisMonth(
  { sql, tenantId }: Scope,
  { id, organId, number, arrivedOn }: { id: string; organId: string; number: string; arrivedOn: Day },
): Promise<string[]> {
  const rows = await sql`
    select distinct a.number
    from applicant_marks mine
    join applicant_marks m on m.tenant_id = mine.tenant_id and m.kind = mine.kind and m.mark = mine.mark
    join applications a on a.tenant_id = m.tenant_id and a.id = m.application_id
    where mine.tenant_id = ${tenantId} and mine.application_id = ${id} and mine.kind <> 'name'
      and a.id <> ${id} and a.organ_id = ${organId} and a.kind = 'request'
      and a.arrived_on between ${`${arrivedOn.slice(0, 7)}-01`} and ${arrivedOn}
      and (a.arrived_on, a.number) < (${arrivedOn}, ${number})
    order by a.number`
  return rows.map((row) => Earlier.parse(row).number)
}

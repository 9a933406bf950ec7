import { z } from 'zod'
import { Day } from '../../calendar/day.ts'
import type { Scope } from '../../context.ts'

const Collected = z.object({ id: z.string(), number: z.string(), on: Day, fen: z.coerce.number().int() })
export type Collected = z.infer<typeof Collected>

/**
 * What an organ collected for answering applications in a calendar year: 信息处理费, and until March 2017 the costs. Each
 * payment with its case, in 分, by the day it was paid; `fen` is their sum.
 */
export async function feesCollected(
  { sql, tenantId }: Scope,
  organId: string,
  year: number,
): Promise<{ fen: number; payments: Collected[] }> {
  const rows = await sql`
    select a.id, a.number, e.day as on, e.detail ->> 'fen' as fen
    from application_events e
    join applications a on a.tenant_id = e.tenant_id and a.id = e.application_id
    where e.tenant_id = ${tenantId} and e.kind in ('fee-paid', 'cost-collected')
      and e.day between ${`${year}-01-01`} and ${`${year}-12-31`} and a.organ_id = ${organId}
    order by e.day, a.number`
  const payments = rows.map((row) => Collected.parse(row))
  return { fen: payments.reduce((sum, { fen }) => sum + fen, 0), payments }
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

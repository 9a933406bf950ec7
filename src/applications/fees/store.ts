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

import { z } from 'zod'
import type { Scope } from '../../context.ts'
import { kindCodes, wayCodes } from '../kinds.ts'

const Row = z.object({
  organId: z.string(),
  unitId: z.string().nullable(),
  unitName: z.string().nullable(),
  kind: z.enum(kindCodes),
  way: z.enum(wayCodes),
  received: z.number(),
  moved: z.number(),
  answered: z.number(),
  published: z.number(),
})
export type Count = z.infer<typeof Row>

/**
 * How many concerns were received in these days, by unit, kind and way; of those how many went elsewhere, were answered (whenever
 * that was), and stand on the portal with their answer. What was discarded as spam is not counted. Unit: 件.
 */
export async function countConcerns(
  { sql, tenantId }: Scope,
  { organId, from, to }: { organId?: string; from: string; to: string },
): Promise<Count[]> {
  const rows = await sql`
    select c.organ_id as "organId", c.unit_id as "unitId", u.name as "unitName", c.kind, c.way,
           count(*)::int as received,
           (count(*) filter (where c.state = 'moved'))::int as moved,
           (count(*) filter (where c.answered_on is not null))::int as answered,
           (count(*) filter (where p.published_at is not null and p.withdrawn_at is null))::int as published
    from concerns c
    left join units u on u.tenant_id = c.tenant_id and u.id = c.unit_id
    left join concern_publications p on p.tenant_id = c.tenant_id and p.concern_id = c.id
    where c.tenant_id = ${tenantId} and c.received_on between ${from} and ${to} and c.state <> 'discarded'
      ${organId ? sql`and c.organ_id = ${organId}` : sql``}
    group by 1, 2, 3, 4, 5, u.sort
    order by u.sort nulls last, u.name, c.kind, c.way`
  return rows.map((row) => Row.parse(row))
}

/** The months something was received in, the latest first: `2026-10`. */
export async function monthsOf({ sql, tenantId }: Scope, organId: string): Promise<string[]> {
  const rows = await sql`
    select distinct to_char(received_on, 'YYYY-MM') as month from concerns
    where tenant_id = ${tenantId} and organ_id = ${organId} and state <> 'discarded' order by 1 desc`
  return rows.map((row) => z.string().parse(row.month))
}

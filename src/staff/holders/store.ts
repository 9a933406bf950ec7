import { z } from 'zod'
import type { Day } from '../../calendar/day.ts'
import type { Scope } from '../../context.ts'
import type { Role } from '../../roles.ts'

const Holder = z.object({ accountId: z.string(), username: z.string(), post: z.string() })
export type Holder = z.infer<typeof Holder>

/** Who can do something for an organ on a day: accounts, not disabled, whose posts there or over the whole site have the duty. */
export async function holdersOf(
  { sql, tenantId }: Scope,
  { organId, role, post }: { organId: string; role: Role; post?: string },
  today: Day,
): Promise<Holder[]> {
  const rows = await sql`
    select a.id as "accountId", a.username, string_agg(distinct p.name, '、') as post
    from appointments t
    join posts p on p.tenant_id = t.tenant_id and p.id = t.post_id
    join accounts a on a.tenant_id = t.tenant_id and a.id = t.account_id
    where t.tenant_id = ${tenantId} and ${role} = any(p.roles) and (p.organ_id = ${organId} or p.organ_id is null)
      ${post ? sql`and p.name = ${post}` : sql``}
      and t.from_day <= ${today} and (t.to_day is null or t.to_day >= ${today}) and a.disabled_at is null
    group by a.id, a.username
    order by post, a.username`
  return rows.map((row) => Holder.parse(row))
}

/** The villages (村居) whose posts with this duty somebody holds on a day. */
export async function unitsHeld(
  { sql, tenantId }: Scope,
  accountId: string,
  role: Role,
  today: Day,
): Promise<string[]> {
  const rows = await sql`
    select distinct p.unit_id as id from appointments t
    join posts p on p.tenant_id = t.tenant_id and p.id = t.post_id
    where t.tenant_id = ${tenantId} and t.account_id = ${accountId} and ${role} = any(p.roles) and p.unit_id is not null
      and t.from_day <= ${today} and (t.to_day is null or t.to_day >= ${today})`
  return rows.map((row) => z.string().parse(row.id))
}

import { v7 } from 'uuid'
import { z } from 'zod'
import type { Day } from '../../../calendar/day.ts'
import type { Scope } from '../../../context.ts'

/** Somebody found what they wanted among what is public, before they sent their form. Says nothing of who or what was typed. */
export async function noteFound(
  { sql, tenantId }: Scope,
  found: { organId: string; day: Day; path: string; title: string },
): Promise<void> {
  await sql`
    insert into application_answered_before (tenant_id, id, organ_id, day, path, title)
    values (${tenantId}, ${v7()}, ${found.organId}, ${found.day}, ${found.path}, ${found.title})`
}

const Year = z.object({ filed: z.number(), waiting: z.number(), found: z.number() })
const Item = z.object({ path: z.string(), title: z.string(), count: z.number() })

/** How the online form did in a year: what was filed, what waits for both sides to confirm, and what was found before. */
export async function onlineIn({ sql, tenantId }: Scope, organId: string, year: number) {
  const [from, to] = [`${year}-01-01`, `${year}-12-31`]
  const [row] = await sql`
    select (select count(*) from applications
            where tenant_id = ${tenantId} and organ_id = ${organId} and channel = 'web'
              and arrived_on between ${from} and ${to}) as filed,
           (select count(*) from applications
            where tenant_id = ${tenantId} and organ_id = ${organId} and channel = 'web' and live
              and state = 'arrived') as waiting,
           (select count(*) from application_answered_before
            where tenant_id = ${tenantId} and organ_id = ${organId} and day between ${from} and ${to}) as found`
  const items = await sql`
    select path, max(title) as title, count(*) as count from application_answered_before
    where tenant_id = ${tenantId} and organ_id = ${organId} and day between ${from} and ${to}
    group by path order by count(*) desc, path limit 20`
  return { ...Year.parse(row), items: items.map((each) => Item.parse(each)) }
}

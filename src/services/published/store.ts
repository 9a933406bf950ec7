import { z } from 'zod'
import { Day } from '../../calendar/day.ts'
import type { Scope } from '../../context.ts'
import { type Audience, Guide } from '../guide/model.ts'

const Row = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  visits: z.number(),
  listedOn: Day,
  confirmedOn: Day.nullable(),
  guide: Guide,
})
export type PublicService = z.infer<typeof Row>

export type PublicFilter = {
  /** Part of the name or of the code. */
  text?: string
  audience?: Audience
  topic?: string
  trips?: 'zero' | 'one' | 'more'
}

/** The list as it stands, narrowed; in the order of codes. `total` counts what the filter leaves. */
export async function publicServices(
  { sql, tenantId }: Scope,
  organId: string,
  filter: PublicFilter,
  paging: { limit: number; offset: number },
): Promise<{ rows: PublicService[]; total: number }> {
  const wanted = filter.text?.trim() ? `%${filter.text.trim().replace(/[\\%_]/g, '\\$&')}%` : null
  const where = sql`
    where tenant_id = ${tenantId} and organ_id = ${organId} and delisted_on is null
    ${filter.trips === 'zero' ? sql`and visits = 0` : sql``}
    ${filter.trips === 'one' ? sql`and visits = 1` : sql``}
    ${filter.trips === 'more' ? sql`and visits > 1` : sql``}
    ${filter.audience ? sql`and guide -> 'audience' ? ${filter.audience}` : sql``}
    ${filter.topic ? sql`and guide -> 'topics' ? ${filter.topic}` : sql``}
    ${wanted ? sql`and (name like ${wanted} or code ilike ${wanted})` : sql``}`
  const rows = await sql`
    select id, code, name, visits, listed_on as "listedOn", confirmed_on as "confirmedOn", guide
    from service_items ${where} order by code limit ${paging.limit} offset ${paging.offset}`
  const [count] = await sql`select count(*) as total from service_items ${where}`
  return { rows: rows.map((row) => Row.parse(row)), total: z.number().parse(count!.total) }
}

/** One of them by its code; null when it is not in the list. */
export async function publicService({ sql, tenantId }: Scope, organId: string, code: string) {
  const [row] = await sql`
    select id, code, name, visits, listed_on as "listedOn", confirmed_on as "confirmedOn", guide
    from service_items
    where tenant_id = ${tenantId} and organ_id = ${organId} and code = ${code} and delisted_on is null`
  return row ? Row.parse(row) : null
}

const Counts = z.object({
  total: z.number(),
  zero: z.number(),
  one: z.number(),
  more: z.number(),
  natural: z.number(),
  legal: z.number(),
})
export type ServiceCounts = z.infer<typeof Counts> & { topics: { topic: string; count: number }[] }

/** How many there are by visits, audience and topic. A service with two topics stands under both. */
export async function serviceCounts({ sql, tenantId }: Scope, organId: string): Promise<ServiceCounts> {
  const where = sql`where tenant_id = ${tenantId} and organ_id = ${organId} and delisted_on is null`
  const [counts] = await sql`
    select count(*) as total, count(*) filter (where visits = 0) as zero, count(*) filter (where visits = 1) as one,
      count(*) filter (where visits > 1) as more,
      count(*) filter (where guide -> 'audience' ? 'natural') as natural,
      count(*) filter (where guide -> 'audience' ? 'legal') as legal
    from service_items ${where}`
  const topics = await sql`
    select topic, count(*) as count
    from service_items, jsonb_array_elements_text(coalesce(guide -> 'topics', '[]')) as topic ${where}
    group by topic order by count desc, topic`
  return {
    ...Counts.parse(counts),
    topics: topics.map((row) => z.object({ topic: z.string(), count: z.number() }).parse(row)),
  }
}

import { z } from 'zod'
import { type Day, dayOf, yearOf } from '../../calendar/day.ts'
import type { Years } from '../../calendar/years.ts'
import type { Scope } from '../../context.ts'
import type { Channel } from '../channels.ts'
import { momentsOf } from '../years.ts'

const Group = z.object({
  organId: z.string(),
  year: z.number(),
  month: z.number(),
  categoryCode: z.string().nullable(),
  categoryName: z.string().nullable(),
  categorySort: z.number().nullable(),
  channels: z.array(z.string()),
  electronic: z.boolean(),
  count: z.number(),
})

/** Items alike in everything the report asks, and how many there are. `year` and `month` of the first publication, in China. */
export type ItemGroup = z.infer<typeof Group>

const published = ({ sql, tenantId }: Scope, years: Years) => sql`
  from disclosure_items i
  join disclosure_versions v on v.tenant_id = i.tenant_id and v.item_id = i.id and v.version = i.published_version
  left join categories c on c.tenant_id = v.tenant_id and c.id = v.category_id
  where i.tenant_id = ${tenantId} and i.published_at < ${momentsOf(years.to).to}
    ${years.from ? sql`and i.published_at >= ${momentsOf(years.from).from}` : sql``}`

/** Its text or an attachment can be read online (全文电子化). */
const electronic = (sql: Scope['sql']) => sql`
  (v.body <> '' or exists (
    select from disclosure_attachments a
    where a.tenant_id = v.tenant_id and a.item_id = v.item_id and a.version = v.version and not a.withheld))`

/**
 * How many items were first published in those years, by organ, month, category, channels and whether they can be read online.
 * An item counts once, whatever its channels, in the year of its first publication, also when it was withdrawn later; category
 * and channels are those of its latest published version. `withReading` false: whether it can be read online is not asked.
 */
export async function countItems(
  scope: Scope,
  organIds: readonly string[],
  years: Years,
  { withReading = true }: { withReading?: boolean } = {},
): Promise<ItemGroup[]> {
  const { sql } = scope
  const rows = await sql`
    select "organId", extract(year from at)::int as year, extract(month from at)::int as month, "categoryCode",
           "categoryName", "categorySort", channels, electronic, count(*)::int as count
    from (
      select i.organ_id as "organId", date_trunc('month', i.published_at at time zone 'Asia/Shanghai') as at,
             c.code as "categoryCode", c.name as "categoryName", c.sort as "categorySort", v.channels,
             ${withReading ? electronic(sql) : sql`false`} as electronic
      ${published(scope, years)} and i.organ_id = any(${organIds})
    ) items
    group by 1, 2, 3, 4, 5, 6, 7, 8`
  return rows.map((row) => Group.parse(row))
}

const Row = z.object({
  id: z.string(),
  indexNumber: z.string(),
  title: z.string(),
  categoryCode: z.string().nullable(),
  categoryName: z.string().nullable(),
  categorySort: z.number().nullable(),
  channels: z.array(z.string()),
  electronic: z.boolean(),
  publishedAt: z.date(),
})

/** An item as the annual report counts it. `publishedOn` is its day, and `year` its year, in China. */
export type CountedItem = Omit<z.infer<typeof Row>, 'publishedAt'> & { publishedOn: Day; year: number }

/** Which of the items: of a category (null: without one), published in one of those channels, readable online. */
export type ItemFilter = { category?: string | null; channels?: readonly Channel[]; electronic?: true }

/** The items first published in those years, oldest first, counted as `countItems` counts them. */
export async function countedItems(
  scope: Scope,
  organId: string,
  years: Years,
  only: ItemFilter = {},
  page?: { limit: number; offset: number },
): Promise<CountedItem[]> {
  const { sql } = scope
  const rows = await sql`
    select i.id, i.index_number as "indexNumber", coalesce(v.public_title, v.title) as title, v.channels, i.published_at as "publishedAt",
           c.code as "categoryCode", c.name as "categoryName", c.sort as "categorySort", ${electronic(sql)} as electronic
    ${published(scope, years)} and i.organ_id = ${organId}
      ${only.category === undefined ? sql`` : only.category === null ? sql`and c.code is null` : sql`and c.code = ${only.category}`}
      ${only.channels ? sql`and v.channels && ${[...only.channels]}` : sql``}
      ${only.electronic ? sql`and ${electronic(sql)}` : sql``}
    order by i.published_at, i.index_number ${page ? sql`limit ${page.limit} offset ${page.offset}` : sql``}`
  return rows.map((row) => {
    const { publishedAt, ...item } = Row.parse(row)
    const publishedOn = dayOf(publishedAt)
    return { ...item, publishedOn, year: yearOf(publishedOn) }
  })
}

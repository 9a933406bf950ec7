import { z } from 'zod'
import { type Day, dayOf, yearOf } from '../../calendar/day.ts'
import type { Years } from '../../calendar/years.ts'
import type { Scope } from '../../context.ts'
import type { Channel } from '../channels.ts'
import { momentsOf } from '../years.ts'

/** Which of the items: of a category (null: without one), published in one of those channels, readable online. */
export type ItemFilter = { category?: string | null; channels?: readonly Channel[]; electronic?: true }

/** How many items were first published in a year, and how many of them pass each filter asked about, by its name. */
export type ItemGroup = { organId: string; year: number; counts: Record<string, number> }

const OfCategory = z.object({
  organId: z.string(),
  code: z.string().nullable(),
  name: z.string().nullable(),
  sort: z.number().nullable(),
  count: z.number(),
})
/** Items of one year in a category; `code` null: in none. */
export type ItemsOfCategory = z.infer<typeof OfCategory>

const OfMonth = z.object({ organId: z.string(), month: z.number(), count: z.number() })
export type ItemsOfMonth = z.infer<typeof OfMonth>

/** `groups` of every year asked about; categories and months of the last one. Years and months of the first publication, in China. */
export type ItemCounts = { groups: ItemGroup[]; categories: ItemsOfCategory[]; months: ItemsOfMonth[] }

const shown = (sql: Scope['sql']) => sql`
  disclosure_items i
  join disclosure_versions v on v.tenant_id = i.tenant_id and v.item_id = i.id and v.version = i.published_version`

const published = ({ sql, tenantId }: Scope, years: Years) => sql`
  from ${shown(sql)}
  left join categories c on c.tenant_id = v.tenant_id and c.id = v.category_id
  where i.tenant_id = ${tenantId} and i.published_at < ${momentsOf(years.to).to}
    ${years.from ? sql`and i.published_at >= ${momentsOf(years.from).from}` : sql``}`

/** What its officer ticked, and what other chapters have proof of. */
const wayed = (sql: Scope['sql']) => sql`
  case when i.noted_channels = '{}' then v.channels else v.channels || i.noted_channels end`

/** Its text or an attachment can be read online (全文电子化). */
const electronic = (sql: Scope['sql']) => sql`
  (v.body <> '' or exists (
    select from disclosure_attachments a
    where a.tenant_id = v.tenant_id and a.item_id = v.item_id and a.version = v.version and not a.withheld))`

/** Whatever was published before this year is counted with the year before it: nothing was asked then. */
const EARLIEST = 1990

/** Where the years before the last one begin, then its months: a place in this list is the span of a moment. */
function spansOf({ from = EARLIEST, to }: Years): { starts: string[]; before: number } {
  const years = Array.from({ length: Math.max(0, to - from) }, (_, at) => momentsOf(from + at).from)
  const months = Array.from({ length: 12 }, (_, month) => new Date(momentsOf(to).from.getTime() + daysTo(to, month)))
  return { starts: [...years, ...months].map((start) => start.toISOString()), before: years.length }
}
const daysTo = (year: number, month: number) => Date.UTC(year, month, 1) - Date.UTC(year, 0, 1)

const wentBy = (sql: Scope['sql'], channels: readonly Channel[]) => sql`
  and (v.channels && ${[...channels]} or i.noted_channels && ${[...channels]})`

const passing = (sql: Scope['sql'], { channels, electronic: readable }: Omit<ItemFilter, 'category'>) => sql`
  (true ${channels ? wentBy(sql, channels) : sql``} ${readable ? sql`and ${electronic(sql)}` : sql``})`

/**
 * How many items were first published in those years, by organ, and how many of them pass each of the filters. An item counts
 * once, whatever its channels, in the year of its first publication, also when it was withdrawn later; category and channels
 * are those of its latest published version. One pass over the items, whatever the number of organs: they are put together by
 * month and category first, and what is left is small.
 */
export async function countItems(
  scope: Scope,
  organIds: readonly string[],
  years: Years,
  filters: Record<string, Omit<ItemFilter, 'category'>>,
): Promise<ItemCounts> {
  const { sql, tenantId } = scope
  const { starts, before } = spansOf(years)
  const names = Object.keys(filters)
  const listed = (one: (name: string) => ReturnType<typeof sql>) =>
    names.map((name) => sql`, ${one(name)}`).reduce((all, next) => sql`${all}${next}`, sql``)
  const rows = await sql`
    with alike as (
      select i.organ_id, width_bucket(i.published_at, ${starts}::timestamptz[]) as span,
             case when i.published_at >= ${momentsOf(years.to).from} then v.category_id end as category_id, count(*) as count
             ${listed((name) => sql`count(*) filter (where ${passing(sql, filters[name]!)}) as ${sql(name)}`)}
      from ${shown(sql)}
      where i.tenant_id = ${tenantId} and i.organ_id = any(${organIds}) and i.published_at < ${momentsOf(years.to).to}
        ${years.from ? sql`and i.published_at >= ${momentsOf(years.from).from}` : sql``}
      group by 1, 2, 3
    ), counted as (
      select organ_id, least(span, ${before + 1}) as year_at, null::int as month, null::uuid as category_id,
             sum(count)::int as count, 'group' as part ${listed((name) => sql`sum(${sql(name)})::int as ${sql(name)}`)}
      from alike group by 1, 2
      union all
      select organ_id, null, span - ${before}, null, sum(count)::int, 'month' ${listed(() => sql`null`)}
      from alike where span > ${before} group by 1, span
      union all
      select organ_id, null, null, category_id, sum(count)::int, 'category' ${listed(() => sql`null`)}
      from alike where span > ${before} group by 1, category_id
    )
    select n.organ_id as "organId", n.year_at + ${years.to - before - 1} as year, n.month, n.count, n.part, c.code, c.name, c.sort
           ${listed((name) => sql`n.${sql(name)}`)}
    from counted n left join categories c on c.tenant_id = ${tenantId} and c.id = n.category_id`
  const Group = z.object({
    organId: z.string(),
    year: z.number(),
    ...Object.fromEntries(names.map((name) => [name, z.number()])),
  })
  const of = (part: string) => rows.filter((row) => row.part === part)
  return {
    groups: of('group').map((row) => {
      const { organId, year, ...counts } = Group.parse(row)
      return { organId, year, counts }
    }),
    categories: of('category').map((row) => OfCategory.parse(row)),
    months: of('month').map((row) => OfMonth.parse(row)),
  }
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
    select i.id, i.index_number as "indexNumber", coalesce(v.public_title, v.title) as title,
           ${wayed(sql)} as channels, i.published_at as "publishedAt",
           c.code as "categoryCode", c.name as "categoryName", c.sort as "categorySort", ${electronic(sql)} as electronic
    ${published(scope, years)} and i.organ_id = ${organId}
      ${only.category === undefined ? sql`` : only.category === null ? sql`and c.code is null` : sql`and c.code = ${only.category}`}
      ${only.channels ? wentBy(sql, only.channels) : sql``}
      ${only.electronic ? sql`and ${electronic(sql)}` : sql``}
    order by i.published_at, i.index_number ${page ? sql`limit ${page.limit} offset ${page.offset}` : sql``}`
  return rows.map((row) => {
    const { publishedAt, ...item } = Row.parse(row)
    const publishedOn = dayOf(publishedAt)
    return { ...item, publishedOn, year: yearOf(publishedOn) }
  })
}

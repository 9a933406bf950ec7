import { z } from 'zod'
import { type Day, dayOf, yearOf } from '../../calendar/day.ts'
import type { Years } from '../../calendar/years.ts'
import type { Scope } from '../../context.ts'
import { momentsOf } from '../years.ts'

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

/**
 * The items first published in those years, oldest first. An item counts once, whatever its channels, in the year of its
 * first publication, also when it was withdrawn later; category and channels are those of its latest published version.
 * `electronic`: its text or an attachment can be read online (全文电子化).
 */
export async function countedItems({ sql, tenantId }: Scope, organId: string, years: Years): Promise<CountedItem[]> {
  const rows = await sql`
    select i.id, i.index_number as "indexNumber", coalesce(v.public_title, v.title) as title, v.channels, i.published_at as "publishedAt",
           c.code as "categoryCode", c.name as "categoryName", c.sort as "categorySort",
           v.body <> '' or exists (
             select from disclosure_attachments a
             where a.tenant_id = v.tenant_id and a.item_id = v.item_id and a.version = v.version
               and not a.withheld) as electronic
    from disclosure_items i
    join disclosure_versions v on v.tenant_id = i.tenant_id and v.item_id = i.id and v.version = i.published_version
    left join categories c on c.tenant_id = v.tenant_id and c.id = v.category_id
    where i.tenant_id = ${tenantId} and i.organ_id = ${organId} and i.published_at < ${momentsOf(years.to).to}
      ${years.from ? sql`and i.published_at >= ${momentsOf(years.from).from}` : sql``}
    order by i.published_at, i.index_number`
  return rows.map((row) => {
    const { publishedAt, ...item } = Row.parse(row)
    const publishedOn = dayOf(publishedAt)
    return { ...item, publishedOn, year: yearOf(publishedOn) }
  })
}

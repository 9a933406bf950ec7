import { z } from 'zod'
import { Day } from '../../calendar/day.ts'
import type { Scope } from '../../context.ts'
import { publicColumns, readVersion } from '../registry/store.ts'
import { isValidity, type Validity } from '../validity.ts'

/** What the public reads, as far as an inspection of all of it needs to know. */
const Line = z.object({
  id: z.string(),
  organId: z.string(),
  indexNumber: z.string(),
  version: z.number(),
  title: z.string(),
  formedOn: Day,
  publishedOn: Day,
  validity: z.custom<Validity>(isValidity).nullable(),
  files: z.number(),
})
export type InspectedLine = z.infer<typeof Line>

const publicRows = (sql: Scope['sql'], tenantId: string) => sql`
  from disclosure_items i
  join disclosure_versions v on v.tenant_id = i.tenant_id and v.item_id = i.id and v.version = i.published_version
  left join categories c on c.tenant_id = v.tenant_id and c.id = v.category_id
  where i.tenant_id = ${tenantId} and i.withdrawal_reason is null`

/** Every item the public can read. Rows come from the database in our own types: a hundred thousand are not parsed one by one. */
export async function publicLines({ sql, tenantId }: Scope): Promise<InspectedLine[]> {
  const rows = await sql`
    select i.id, i.organ_id as "organId", i.index_number as "indexNumber", v.version,
           coalesce(v.public_title, v.title) as title, v.formed_on as "formedOn",
           to_char(i.published_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as "publishedOn", v.validity,
           (select count(*) from disclosure_attachments a where a.tenant_id = v.tenant_id and a.item_id = v.item_id
              and a.version = v.version and not a.withheld)::int as files
    ${publicRows(sql, tenantId)} order by i.id`
  if (rows[0]) Line.parse(rows[0])
  return rows as unknown as InspectedLine[]
}

/** What these items tell the public, word for word, with their attachments. */
export async function publicContents({ sql, tenantId }: Scope, ids: readonly string[]) {
  const rows = await sql`
    select i.id, i.organ_id as "organId", ${publicColumns(sql)}
    ${publicRows(sql, tenantId)} and i.id = any(${[...ids]}) order by i.id`
  const whose = z.object({ id: z.string(), organId: z.string() })
  return rows.map((row) => ({ ...whose.parse(row), content: readVersion(row) }))
}

const Column = z.object({
  organId: z.string(),
  code: z.string(),
  name: z.string(),
  count: z.number(),
  /** The day something was last published in it. Null: nothing ever was. */
  last: Day.nullable(),
})
export type ColumnStanding = z.infer<typeof Column>

/** How every column of every organ stands: how much is in it, and when something was last published or revised there. */
export async function columnStandings({ sql, tenantId }: Scope): Promise<ColumnStanding[]> {
  const rows = await sql`
    select o.id as "organId", c.code, c.name, count(i.id)::int as count,
           to_char(max(v.published_at) at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as last
    from organs o
    join categories c on c.tenant_id = o.tenant_id
    left join (disclosure_items i join disclosure_versions v
      on v.tenant_id = i.tenant_id and v.item_id = i.id and v.version = i.published_version)
      on i.tenant_id = o.tenant_id and i.organ_id = o.id and v.category_id = c.id and i.withdrawal_reason is null
    where o.tenant_id = ${tenantId}
    group by o.id, o.sort, o.name, c.code, c.name, c.sort order by o.sort, o.name, c.sort`
  return rows.map((row) => Column.parse(row))
}

/** Which of these attachments anyone may read. */
export async function publicFilesAmong({ sql, tenantId }: Scope, ids: readonly string[]): Promise<Set<string>> {
  const rows = await sql`
    select distinct coalesce(a.public_file_id, a.file_id) as id
    from disclosure_attachments a
    join disclosure_items i
      on i.tenant_id = a.tenant_id and i.id = a.item_id and i.published_version = a.version and i.withdrawal_reason is null
    where a.tenant_id = ${tenantId} and not a.withheld and coalesce(a.public_file_id, a.file_id) = any(${[...ids]})`
  return new Set(rows.map(({ id }) => z.string().parse(id)))
}

/** The index numbers of what the public cannot read any more: they stay taken. */
export async function withdrawnNumbers({ sql, tenantId }: Scope) {
  const rows = await sql`
    select i.id, i.organ_id as "organId", i.index_number as "indexNumber", v.formed_on as "formedOn"
    from disclosure_items i
    join disclosure_versions v on v.tenant_id = i.tenant_id and v.item_id = i.id and v.version = i.published_version
    where i.tenant_id = ${tenantId} and i.index_number is not null and i.withdrawal_reason is not null`
  const read = z.object({ id: z.string(), organId: z.string(), indexNumber: z.string(), formedOn: Day })
  return rows.map((row) => read.parse(row))
}

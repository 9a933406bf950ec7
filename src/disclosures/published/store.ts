import { z } from 'zod'
import { Day } from '../../calendar/day.ts'
import type { Scope } from '../../context.ts'
import type { Channel } from '../channels.ts'
import { Channels, type Version } from '../item.ts'
import { publicColumns, readVersion } from '../registry/store.ts'
import { isValidity, type Validity } from '../validity.ts'
import { isWithdrawal, type Withdrawal } from '../withdrawals.ts'
import { momentsOf } from '../years.ts'

export const PAGE_SIZE = 20

/** A line of a public list. */
export const PublicLine = z.object({
  id: z.string(),
  organId: z.string(),
  organName: z.string(),
  organSlug: z.string(),
  indexNumber: z.string(),
  title: z.string(),
  summary: z.string(),
  categoryId: z.string().nullable(),
  categoryName: z.string().nullable(),
  documentNumber: z.string().nullable(),
  formedOn: Day,
  validity: z.custom<Validity>(isValidity).nullable(),
  publishedAt: z.date(),
})
export type PublicLine = z.infer<typeof PublicLine>

const lineColumns = (sql: Scope['sql']) => sql`
  i.id, i.organ_id as "organId", o.name as "organName", o.slug as "organSlug", i.index_number as "indexNumber",
  coalesce(v.public_title, v.title) as title, coalesce(v.public_summary, v.summary) as summary,
  v.category_id as "categoryId", c.name as "categoryName", v.document_number as "documentNumber",
  v.formed_on as "formedOn", v.validity, i.published_at as "publishedAt"`

const joined = (sql: Scope['sql']) => sql`
  from disclosure_items i
  join organs o on o.tenant_id = i.tenant_id and o.id = i.organ_id
  join disclosure_versions v on v.tenant_id = i.tenant_id and v.item_id = i.id and v.version = i.published_version
  left join categories c on c.tenant_id = v.tenant_id and c.id = v.category_id`

/** Published, and not behind a tombstone. */
const isPublic = (sql: Scope['sql']) => sql`i.published_version is not null and i.withdrawal_reason is null`

export type PublicFilters = {
  organId?: string
  /** Id of a category, or `none` for items without one. */
  category?: string
  /** Year of the first publication. */
  year?: number
  /** Only what was first published after that moment. */
  since?: Date
  /** Only items whose title holds one of these words. */
  titled?: readonly string[]
}

/** What the public can read, newest first. `page` counts from 1. */
export async function publishedItems(
  { sql, tenantId }: Scope,
  filters: PublicFilters = {},
  page = 1,
  size = PAGE_SIZE,
): Promise<{ items: PublicLine[]; total: number }> {
  const year = filters.year === undefined ? null : momentsOf(filters.year)
  const condition = sql`
    where i.tenant_id = ${tenantId} and ${isPublic(sql)}
      ${filters.organId ? sql`and i.organ_id = ${filters.organId}` : sql``}
      ${filters.category === 'none' ? sql`and v.category_id is null` : sql``}
      ${filters.category && filters.category !== 'none' ? sql`and v.category_id = ${filters.category}` : sql``}
      ${filters.titled ? sql`and coalesce(v.public_title, v.title) like any(${filters.titled.map((word) => `%${word}%`)})` : sql``}
      ${filters.since ? sql`and i.published_at > ${filters.since}` : sql``}
      ${year ? sql`and i.published_at >= ${year.from} and i.published_at < ${year.to}` : sql``}`
  const [count] = await sql`select count(*) as total ${joined(sql)} ${condition}`
  const rows = await sql`
    select ${lineColumns(sql)} ${joined(sql)} ${condition}
    order by i.published_at desc, i.index_number desc limit ${size} offset ${(Math.max(1, page) - 1) * size}`
  return { items: rows.map((row) => PublicLine.parse(row)), total: z.number().parse(count?.total) }
}

const Cell = z.object({
  organId: z.string(),
  categoryId: z.string().nullable(),
  year: z.number(),
  count: z.number(),
})

/** How many public items there are of each organ, category (null: none yet) and year of first publication. */
export async function publishedCells({ sql, tenantId }: Scope, organId?: string): Promise<z.infer<typeof Cell>[]> {
  const rows = await sql`
    select i.organ_id as "organId", v.category_id as "categoryId",
           extract(year from i.published_at at time zone 'Asia/Shanghai')::int as year, count(*) as count
    ${joined(sql)}
    where i.tenant_id = ${tenantId} and ${isPublic(sql)} ${organId ? sql`and i.organ_id = ${organId}` : sql``}
    group by 1, 2, 3`
  return rows.map((row) => Cell.parse(row))
}

/** What stands at a public address: the published version, or a tombstone that says which kind of reason there was. */
export type PublicItem = PublicLine & { version: number; versionPublishedAt: Date; notedChannels: Channel[] } & (
    | { withdrawn: null; content: Version }
    | { withdrawn: { reason: Withdrawal; at: Date | null }; content: null }
  )

/** The item with this 索引号 in an organ's section. Null when nothing was ever public there. */
export async function publishedItem(
  { sql, tenantId }: Scope,
  organId: string,
  indexNumber: string,
): Promise<PublicItem | null> {
  const [row] = await sql`
    select ${lineColumns(sql)}, ${publicColumns(sql)}, i.withdrawal_reason as withdrawal, i.withdrawn_at as "withdrawnAt",
           i.noted_channels as "notedChannels"
    ${joined(sql)}
    where i.tenant_id = ${tenantId} and i.organ_id = ${organId} and i.index_number = ${indexNumber}`
  if (!row) return null
  const content = readVersion(row)
  const line = {
    ...PublicLine.parse(row),
    version: content.version,
    versionPublishedAt: z.date().parse(content.publishedAt),
    notedChannels: Channels.parse(row.notedChannels),
  }
  if (row.withdrawal === null) return { ...line, withdrawn: null, content }
  const reason = isWithdrawal(row.withdrawal) ? row.withdrawal : 'other'
  return { ...line, withdrawn: { reason, at: z.date().nullable().parse(row.withdrawnAt) }, content: null }
}

/** An item as the public reads it now, by its id. Null when it is not public. */
export async function publishedById(
  { sql, tenantId }: Scope,
  id: string,
): Promise<(PublicLine & { content: Version }) | null> {
  if (!z.uuid().safeParse(id).success) return null
  const [row] = await sql`
    select ${lineColumns(sql)}, ${publicColumns(sql)} ${joined(sql)}
    where i.tenant_id = ${tenantId} and i.id = ${id} and ${isPublic(sql)}`
  return row ? { ...PublicLine.parse(row), content: readVersion(row) } : null
}

const Valid = z.object({ id: z.string(), validity: z.custom<Validity>(isValidity) })

/** Which of these items say that they no longer hold, or that they do, as the public reads them now. */
export async function validitiesOf({ sql, tenantId }: Scope, ids: readonly string[]): Promise<Map<string, Validity>> {
  if (ids.length === 0) return new Map()
  const rows = await sql`
    select i.id, v.validity ${joined(sql)}
    where i.tenant_id = ${tenantId} and i.id = any(${ids}) and v.validity is not null`
  return new Map(rows.map((row) => Valid.parse(row)).map(({ id, validity }) => [id, validity]))
}

const Edition = z.object({ version: z.number(), note: z.string(), publishedAt: z.date() })
export type Edition = z.infer<typeof Edition>

/** The versions of an item the public has seen, newest first: when each was published and what it says it changed. */
export async function publishedEditions({ sql, tenantId }: Scope, itemId: string): Promise<Edition[]> {
  const rows = await sql`
    select version, coalesce(public_note, note) as note, published_at as "publishedAt" from disclosure_versions
    where tenant_id = ${tenantId} and item_id = ${itemId} and published_at is not null order by version desc`
  return rows.map((row) => Edition.parse(row))
}

/** Whether anyone may read a file: it belongs to the published version of an item that is not withdrawn. */
export async function isPublicFile({ sql, tenantId }: Scope, fileId: string): Promise<boolean> {
  if (!z.uuid().safeParse(fileId).success) return false
  const rows = await sql`
    select 1 from disclosure_attachments a
    join disclosure_items i
      on i.tenant_id = a.tenant_id and i.id = a.item_id and i.published_version = a.version and ${isPublic(sql)}
    where a.tenant_id = ${tenantId} and coalesce(a.public_file_id, a.file_id) = ${fileId} and not a.withheld limit 1`
  return rows.length > 0
}

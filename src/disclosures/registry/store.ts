import { z } from 'zod'
import type { Scope } from '../../context.ts'
import { story } from '../../ledger/store.ts'
import type { Review, Subject } from '../../review/model.ts'
import { reviewOf } from '../../review/store.ts'
import { Item, Version } from '../item.ts'
import type { State } from '../lifecycle.ts'
import { momentsOf } from '../years.ts'

export const PAGE_SIZE = 20

/** One version as JSON, so that an item and what it says are read in one question. */
export const versionColumns = (sql: Scope['sql']) => sql`
  v.version, v.title, v.summary, v.body, v.category_id as "categoryId", c.code as "categoryCode",
  c.name as "categoryName", v.uncategorised_reason as "uncategorisedReason", v.document_number as "documentNumber",
  v.formed_on as "formedOn", v.source, v.validity, v.channels, v.note, v.drafted_by as "draftedBy", v.drafted_as as "draftedAs",
  v.drafted_at as "draftedAt", v.reviewed_by as "reviewedBy", v.reviewed_as as "reviewedAs",
  v.published_at as "versionPublishedAt",
  coalesce((
    select jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'mime', f.mime, 'size', f.size) order by a.position)
    from disclosure_attachments a join files f on f.tenant_id = a.tenant_id and f.id = a.file_id
    where a.tenant_id = v.tenant_id and a.item_id = v.item_id and a.version = v.version), '[]') as attachments`

/** The same, as the public reads it: the public copy where there is one, without what was withheld. */
export const publicColumns = (sql: Scope['sql']) => sql`
  v.version, coalesce(v.public_title, v.title) as title, coalesce(v.public_summary, v.summary) as summary,
  coalesce(v.public_body, v.body) as body, v.category_id as "categoryId", c.code as "categoryCode",
  c.name as "categoryName", v.uncategorised_reason as "uncategorisedReason", v.document_number as "documentNumber",
  v.formed_on as "formedOn", coalesce(v.public_source, v.source) as source, v.validity, v.channels,
  coalesce(v.public_note, v.note) as note, v.drafted_by as "draftedBy", v.drafted_as as "draftedAs",
  v.drafted_at as "draftedAt", v.reviewed_by as "reviewedBy", v.reviewed_as as "reviewedAs",
  v.published_at as "versionPublishedAt",
  coalesce((
    select jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'mime', f.mime, 'size', f.size) order by a.position)
    from disclosure_attachments a
    join files f on f.tenant_id = a.tenant_id and f.id = coalesce(a.public_file_id, a.file_id)
    where a.tenant_id = v.tenant_id and a.item_id = v.item_id and a.version = v.version and not a.withheld), '[]')
    as attachments`

export const itemColumns = (sql: Scope['sql']) => sql`
  i.id, i.organ_id as "organId", o.name as "organName", o.slug as "organSlug", i.state,
  i.index_number as "indexNumber", i.published_at as "publishedAt", i.published_version as "publishedVersion",
  i.latest_version as "latestVersion", i.noted_channels as "notedChannels", i.withdrawn_at as "withdrawnAt", i.withdrawal_reason as "withdrawal",
  i.version as "itemVersion", i.created_at as "createdAt"`

export const readVersion = (row: Record<string, unknown>): Version =>
  Version.parse({ ...row, publishedAt: row.versionPublishedAt })

export const readItem = (row: Record<string, unknown>): Item =>
  Item.parse({ ...row, version: row.itemVersion, latest: readVersion(row) })

const joined = (sql: Scope['sql']) => sql`
  from disclosure_items i
  join organs o on o.tenant_id = i.tenant_id and o.id = i.organ_id
  join disclosure_versions v on v.tenant_id = i.tenant_id and v.item_id = i.id and v.version = i.latest_version
  left join categories c on c.tenant_id = v.tenant_id and c.id = v.category_id`

/** An item with its latest version, as the desk sees it. Null when there is none. */
export async function findItem({ sql, tenantId }: Scope, id: string): Promise<Item | null> {
  if (!z.uuid().safeParse(id).success) return null
  const [row] = await sql`
    select ${itemColumns(sql)}, ${versionColumns(sql)} ${joined(sql)} where i.tenant_id = ${tenantId} and i.id = ${id}`
  return row ? readItem(row) : null
}

/** Every version of an item, newest first. */
export async function versionsOf({ sql, tenantId }: Scope, itemId: string): Promise<Version[]> {
  const rows = await sql`
    select ${versionColumns(sql)} from disclosure_versions v
    left join categories c on c.tenant_id = v.tenant_id and c.id = v.category_id
    where v.tenant_id = ${tenantId} and v.item_id = ${itemId} order by v.version desc`
  return rows.map(readVersion)
}

/**
 * The accounts that wrote the version being prepared: whoever began it and everyone who changed it since. None of them
 * may review it. Read from the ledger, where a later editor does not hide an earlier one.
 */
export async function handsOf(scope: Scope, item: Item): Promise<string[]> {
  const hands = new Set([item.latest.draftedBy])
  for (const entry of await story(scope, 'disclosure', item.id)) {
    const writes = ['disclosures.created', 'disclosures.edited'].includes(entry.event)
    if (writes && entry.detail.version === item.latestVersion && entry.actor.accountId) hands.add(entry.actor.accountId)
  }
  return [...hands]
}

/** An item, as the review knows it. The guard counts as its version: it rises whenever anything of the item changes. */
export const subjectOf = (item: Pick<Item, 'id' | 'version'>): Subject => ({
  kind: 'disclosure',
  id: item.id,
  version: item.version,
})

/** The review of what is submitted now. Null when nothing is. */
export const reviewNow = (scope: Scope, item: Item): Promise<Review | null> =>
  item.state === 'submitted' ? reviewOf(scope, subjectOf(item)) : Promise.resolve(null)

export type ItemFilters = {
  organId?: string
  state?: State
  /** Id of a category, or `none` for items without one. */
  category?: string
  /** Year of the first publication. */
  year?: number
  /** Part of the title, the 文号 or the 索引号. */
  text?: string
}

const where = ({ sql, tenantId }: Scope, filters: ItemFilters) => {
  const year = filters.year === undefined ? null : momentsOf(filters.year)
  const like = `%${(filters.text ?? '').replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  return sql`
    where i.tenant_id = ${tenantId}
      ${filters.organId ? sql`and i.organ_id = ${filters.organId}` : sql``}
      ${filters.state ? sql`and i.state = ${filters.state}` : sql``}
      ${filters.category === 'none' ? sql`and v.category_id is null` : sql``}
      ${filters.category && filters.category !== 'none' ? sql`and v.category_id = ${filters.category}` : sql``}
      ${year ? sql`and i.published_at >= ${year.from} and i.published_at < ${year.to}` : sql``}
      ${filters.text ? sql`and (v.title ilike ${like} or v.document_number ilike ${like} or i.index_number ilike ${like})` : sql``}`
}

/** The desk's list: what waits for review first, then the latest touched. `page` counts from 1. */
export async function listItems(
  scope: Scope,
  filters: ItemFilters = {},
  page = 1,
  size = PAGE_SIZE,
): Promise<{ items: Item[]; total: number }> {
  const { sql } = scope
  const condition = where(scope, filters)
  const [count] = await sql`select count(*) as total ${joined(sql)} ${condition}`
  const rows = await sql`
    select ${itemColumns(sql)}, ${versionColumns(sql)} ${joined(sql)} ${condition}
    order by i.state = 'submitted' desc, v.drafted_at desc, i.id desc
    limit ${size} offset ${(Math.max(1, page) - 1) * size}`
  return { items: rows.map(readItem), total: z.number().parse(count?.total) }
}

/** How many items there are in each state. */
export async function countStates({ sql, tenantId }: Scope, organId?: string): Promise<Record<State, number>> {
  const rows = await sql`
    select state, count(*) as count from disclosure_items
    where tenant_id = ${tenantId} ${organId ? sql`and organ_id = ${organId}` : sql``} group by state`
  const counts: Record<State, number> = { draft: 0, submitted: 0, published: 0, withdrawn: 0 }
  return Object.assign(counts, Object.fromEntries(rows.map((row) => [row.state, row.count])))
}

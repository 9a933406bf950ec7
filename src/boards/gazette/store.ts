import { v7 } from 'uuid'
import { z } from 'zod'
import { Day, dayOf, yearOf } from '../../calendar/day.ts'
import type { Context, Scope } from '../../context.ts'
import { transact } from '../../db/transaction.ts'
import { noteChannel } from '../../disclosures/noted/store.ts'
import { publishedById } from '../../disclosures/published/store.ts'
import { keepFile } from '../../files/store.ts'
import { record } from '../../ledger/store.ts'
import { findOrgan, takeNumber } from '../../organs/store.ts'
import { ok, type Result, refuse } from '../../result.ts'
import { toGazettePdf } from '../../typeset/typeset.ts'
import { issueName, issueOf } from './document.ts'

const Issue = z.object({
  id: z.string(),
  organId: z.string(),
  year: z.number(),
  number: z.number().nullable(),
  title: z.string(),
  fileId: z.string().nullable(),
  publishedOn: Day.nullable(),
  publishedAs: z.string(),
  version: z.number(),
  items: z.number(),
})
export type Issue = z.infer<typeof Issue>

const columns = (sql: Scope['sql']) => sql`
  g.id, g.organ_id as "organId", g.year, g.number, g.title, g.file_id as "fileId", g.published_on as "publishedOn",
  g.published_as as "publishedAs", g.version,
  (select count(*)::int from gazette_items n where n.tenant_id = g.tenant_id and n.issue_id = g.id) as items`

/** Of one organ: drafts first, then the latest issue. `published`: only those the public can read. */
export async function listIssues(
  { sql, tenantId }: Scope,
  organId: string,
  { published, limit = 50, offset = 0 }: { published?: boolean; limit?: number; offset?: number } = {},
): Promise<{ issues: Issue[]; total: number }> {
  const where = sql`
    where g.tenant_id = ${tenantId} and g.organ_id = ${organId} ${published ? sql`and g.number is not null` : sql``}`
  const rows = await sql`
    select ${columns(sql)} from gazette_issues g ${where}
    order by g.number is not null, g.year desc, g.number desc, g.id desc limit ${limit} offset ${offset}`
  const [count] = await sql`select count(*)::int as total from gazette_issues g ${where}`
  return { issues: rows.map((row) => Issue.parse(row)), total: z.number().parse(count?.total) }
}

export async function findIssue({ sql, tenantId }: Scope, id: string): Promise<Issue | null> {
  if (!z.uuid().safeParse(id).success) return null
  const [row] = await sql`
    select ${columns(sql)} from gazette_issues g where g.tenant_id = ${tenantId} and g.id = ${id}`
  return row ? Issue.parse(row) : null
}

export async function publishedIssue(
  { sql, tenantId }: Scope,
  organId: string,
  year: number,
  number: number,
): Promise<Issue | null> {
  const [row] = await sql`
    select ${columns(sql)} from gazette_issues g
    where g.tenant_id = ${tenantId} and g.organ_id = ${organId} and g.year = ${year} and g.number = ${number}`
  return row ? Issue.parse(row) : null
}

const Line = z.object({ id: z.string(), title: z.string(), indexNumber: z.string().nullable(), isPublic: z.boolean() })
export type IssueLine = z.infer<typeof Line>

/** What stands in an issue, in its order; `isPublic` false: withdrawn since it was put in. */
export async function linesOf({ sql, tenantId }: Scope, issueId: string): Promise<IssueLine[]> {
  const rows = await sql`
    select i.id, coalesce(v.public_title, v.title) as title, i.index_number as "indexNumber",
           i.withdrawal_reason is null as "isPublic"
    from gazette_items n
    join disclosure_items i on i.tenant_id = n.tenant_id and i.id = n.item_id
    join disclosure_versions v on v.tenant_id = i.tenant_id and v.item_id = i.id and v.version = i.published_version
    where n.tenant_id = ${tenantId} and n.issue_id = ${issueId} order by n.position`
  return rows.map((row) => Line.parse(row))
}

/** Public items of the organ that stand in no issue yet, the latest first. */
export async function candidates(
  { sql, tenantId }: Scope,
  organId: string,
  text: string,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ lines: IssueLine[]; total: number }> {
  const like = `%${text.trim().replace(/[\\%_]/g, '\\$&')}%`
  const from = sql`
    from disclosure_items i
    join disclosure_versions v on v.tenant_id = i.tenant_id and v.item_id = i.id and v.version = i.published_version
    where i.tenant_id = ${tenantId} and i.organ_id = ${organId} and i.withdrawal_reason is null
      ${text.trim() ? sql`and (coalesce(v.public_title, v.title) like ${like} or v.document_number ilike ${like} or i.index_number ilike ${like})` : sql``}
      and not exists (select from gazette_items n where n.tenant_id = i.tenant_id and n.item_id = i.id)`
  const rows = await sql`
    select i.id, coalesce(v.public_title, v.title) as title, i.index_number as "indexNumber", true as "isPublic" ${from}
    order by i.published_at desc, i.id desc limit ${limit} offset ${offset}`
  const [count] = await sql`select count(*)::int as total ${from}`
  return { lines: rows.map((row) => Line.parse(row)), total: z.number().parse(count?.total) }
}

const mine = ({ actor }: Context, organId: string, role: 'officer' | 'leader'): Result<void> =>
  actor.kind === 'system' || (actor.organId === organId && actor.roles.includes(role))
    ? ok(undefined)
    : refuse('gazette.not-yours', role === 'leader' ? '公报由本机关的领导签发出版' : '公报由本机关的信息员编排')

/** A draft of the next issue, with nothing in it. */
export function startIssue(ctx: Context, organId: string): Promise<Result<{ id: string }>> {
  return transact(ctx, async (tx) => {
    const may = mine(tx, organId, 'officer')
    if (!may.ok) return may
    const id = v7()
    await tx.sql`
      insert into gazette_issues (tenant_id, id, organ_id, year, created_at)
      values (${tx.tenantId}, ${id}, ${organId}, ${yearOf(dayOf(tx.now))}, ${tx.now})`
    await record(tx, { event: 'gazette.started', subject: { kind: 'gazette', id } })
    return ok({ id })
  })
}

type Seen = { id: string; version: number }

/** The draft, which nobody else can change until this step ends. */
async function draft(tx: Context, seen: Seen, role: 'officer' | 'leader'): Promise<Result<Issue>> {
  if (z.uuid().safeParse(seen.id).success)
    await tx.sql`select 1 from gazette_issues where tenant_id = ${tx.tenantId} and id = ${seen.id} for update`
  const issue = await findIssue(tx, seen.id)
  if (!issue) return refuse('gazette.unknown', '没有这一期公报')
  const may = mine(tx, issue.organId, role)
  if (!may.ok) return may
  if (issue.number !== null) return refuse('gazette.published', '这一期已经出版，不能再改')
  if (issue.version !== seen.version)
    return refuse('gazette.stale', '其他人刚刚修改了这一期', { fix: '刷新页面，看过以后再办理' })
  return ok(issue)
}

export const MOST_ITEMS = 60

/** Writes what stands in the draft, in this order. Only public items of the organ that stand in no other issue. */
export function arrange(
  ctx: Context,
  seen: Seen,
  said: { title: string; itemIds: readonly string[] },
): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    const { sql, tenantId } = tx
    const found = await draft(tx, seen, 'officer')
    if (!found.ok) return found
    const title = said.title.trim()
    if ([...title].length > 60) return refuse('gazette.title', '专题名称最多60个字', { field: 'title' })
    const itemIds = [...new Set(said.itemIds)]
    if (itemIds.length > MOST_ITEMS) return refuse('gazette.many', `一期最多${MOST_ITEMS}条信息，请分成两期`)
    for (const itemId of itemIds) {
      const item = await publishedById(tx, itemId)
      if (!item || item.organId !== found.value.organId) return refuse('gazette.item', '只能编入本机关已经公开的信息')
      const [other] = await sql`
        select 1 from gazette_items where tenant_id = ${tenantId} and item_id = ${itemId} and issue_id <> ${seen.id}`
      if (other) return refuse('gazette.twice', `“${item.title}”已经编入另一期`)
    }
    await sql`delete from gazette_items where tenant_id = ${tenantId} and issue_id = ${seen.id}`
    if (itemIds.length > 0)
      await sql`
        insert into gazette_items (tenant_id, issue_id, item_id, position)
        select ${tenantId}, ${seen.id}, item, place from unnest(${itemIds}::uuid[]) with ordinality as of (item, place)`
    await sql`
      update gazette_issues set title = ${title}, version = version + 1 where tenant_id = ${tenantId} and id = ${seen.id}`
    await record(tx, {
      event: 'gazette.edited',
      subject: { kind: 'gazette', id: seen.id },
      detail: { title: title || undefined, items: itemIds.length },
    })
    return ok(undefined)
  })
}

export function dropIssue(ctx: Context, seen: Seen): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    const found = await draft(tx, seen, 'officer')
    if (!found.ok) return found
    await tx.sql`delete from gazette_issues where tenant_id = ${tx.tenantId} and id = ${seen.id}`
    await record(tx, { event: 'gazette.dropped', subject: { kind: 'gazette', id: seen.id } })
    return ok(undefined)
  })
}

/** The pages as they would be printed now; `number` null: a proof that has none yet. */
export async function issuePages(scope: Scope, issue: Issue, number: number | null, day: Day): Promise<Uint8Array> {
  const organ = await findOrgan(scope, issue.organId)
  if (!organ) throw new Error(`a gazette of no organ: ${issue.id}`)
  const items = []
  for (const { id } of await linesOf(scope, issue.id)) {
    const item = await publishedById(scope, id)
    if (item) items.push(item)
  }
  const { total } = await listIssues(scope, issue.organId, { published: true, limit: 0 })
  return toGazettePdf(issueOf(organ, issue, { number, whole: total + 1, day, items }))
}

/**
 * Publishes the issue: it takes the next number of its year, its pages are kept as they are, and every item in it has gone by
 * this channel. Refuses an empty one, and one with an item that was withdrawn meanwhile.
 */
export function publishIssue(ctx: Context, seen: Seen): Promise<Result<Issue>> {
  return transact(ctx, async (tx) => {
    const { sql, tenantId } = tx
    const found = await draft(tx, seen, 'leader')
    if (!found.ok) return found
    const issue = found.value
    const lines = await linesOf(tx, seen.id)
    if (lines.length === 0) return refuse('gazette.empty', '这一期还没有编入信息')
    const gone = lines.find(({ isPublic }) => !isPublic)
    if (gone) return refuse('gazette.withdrawn', `“${gone.title}”已经撤回`, { fix: '请信息员先把它移出这一期' })
    const day = dayOf(tx.now)
    const year = yearOf(day)
    const number = await takeNumber(tx, issue.organId, 'gazette', year)
    const pages = await issuePages(tx, issue, number, day)
    const organ = await findOrgan(tx, issue.organId)
    const kept = await keepFile(tx, { name: `${issueName(organ!)}${year}年第${number}号.pdf`, bytes: pages })
    if (!kept.ok) return kept
    await sql`
      update gazette_issues
      set year = ${year}, number = ${number}, file_id = ${kept.value.id}, published_on = ${day}, published_as = ${tx.actor.name},
        version = version + 1
      where tenant_id = ${tenantId} and id = ${seen.id}`
    for (const { id } of lines) await noteChannel(tx, id, 'gazette', true)
    await record(tx, {
      event: 'gazette.published',
      subject: { kind: 'gazette', id: seen.id },
      detail: { year, number, items: lines.length, sha256: kept.value.sha256 },
    })
    await sql`select pg_notify('portal_changed', ${tenantId})`
    return ok((await findIssue(tx, seen.id))!)
  })
}

import { z } from 'zod'
import type { Scope } from '../../../context.ts'
import { PageSize, Treatment } from '../model.ts'

export const PAGE_SIZE = 20

export const DrawnBox = z.object({
  number: z.number(),
  page: z.number(),
  x: z.number(),
  y: z.number(),
  width: z.number(),
  height: z.number(),
  whole: z.boolean(),
  basis: z.string(),
  words: z.string(),
  drawnAs: z.string(),
  drawnAt: z.date(),
})
export type DrawnBox = z.infer<typeof DrawnBox>

const Line = z.object({
  id: z.string(),
  organId: z.string(),
  organName: z.string(),
  reviewId: z.string().nullable(),
  fileId: z.string(),
  name: z.string(),
  pages: z.array(PageSize),
  state: z.enum(['open', 'finished', 'dropped']),
  startedAs: z.string(),
  startedAt: z.date(),
  allPictures: z.boolean(),
  withLog: z.boolean(),
  copyId: z.string().nullable(),
  copyName: z.string().nullable(),
  treatments: z.array(Treatment).nullable(),
  finishedAs: z.string().nullable(),
  finishedAt: z.date().nullable(),
  version: z.number(),
  boxCount: z.number(),
})
export type RedactionLine = z.infer<typeof Line>
export type Redaction = RedactionLine & { boxes: DrawnBox[] }

const selected = (sql: Scope['sql']) => sql`
  select r.id, r.organ_id as "organId", o.name as "organName", r.review_id as "reviewId", r.file_id as "fileId", r.name,
         r.pages, r.state, r.started_as as "startedAs", r.started_at as "startedAt", r.all_pictures as "allPictures",
         r.with_log as "withLog", r.copy_id as "copyId", f.name as "copyName", r.treatments,
         r.finished_as as "finishedAs", r.finished_at as "finishedAt", r.version,
         (select count(*)::int from redaction_boxes b where b.tenant_id = r.tenant_id and b.redaction_id = r.id) as "boxCount"
  from redactions r
  join organs o on o.tenant_id = r.tenant_id and o.id = r.organ_id
  left join files f on f.tenant_id = r.tenant_id and f.id = r.copy_id`

/** A redaction with its boxes, in the order of the pages. Null when there is none. */
export async function findRedaction(scope: Scope, id: string): Promise<Redaction | null> {
  if (!z.uuid().safeParse(id).success) return null
  const { sql, tenantId } = scope
  const [row] = await sql`${selected(sql)} where r.tenant_id = ${tenantId} and r.id = ${id}`
  return row ? { ...Line.parse(row), boxes: await boxesOf(scope, id) } : null
}

/** The latest redaction of a file in a review that was not given up. */
export async function redactionFor(scope: Scope, reviewId: string, fileId: string): Promise<Redaction | null> {
  const { sql, tenantId } = scope
  const [row] = await sql`
    select id from redactions
    where tenant_id = ${tenantId} and review_id = ${reviewId} and file_id = ${fileId} and state <> 'dropped'
    order by started_at desc, id desc limit 1`
  return row ? findRedaction(scope, String(row.id)) : null
}

/** What an organ has redacted or is redacting, the latest first. */
export async function listRedactions(
  { sql, tenantId }: Scope,
  { organId, state }: { organId?: string; state?: RedactionLine['state'] },
  page: number,
): Promise<{ lines: RedactionLine[]; total: number }> {
  const where = sql`
    r.tenant_id = ${tenantId}
    ${organId ? sql`and r.organ_id = ${organId}` : sql``}
    ${state ? sql`and r.state = ${state}` : sql``}`
  const rows = await sql`
    ${selected(sql)} where ${where} order by r.started_at desc, r.id desc
    limit ${PAGE_SIZE} offset ${(page - 1) * PAGE_SIZE}`
  const [count] = await sql`select count(*)::int as total from redactions r where ${where}`
  return { lines: rows.map((row) => Line.parse(row)), total: count!.total }
}

async function boxesOf({ sql, tenantId }: Scope, id: string): Promise<DrawnBox[]> {
  const rows = await sql`
    select number, page, x, y, width, height, whole, basis, words, drawn_as as "drawnAs", drawn_at as "drawnAt"
    from redaction_boxes where tenant_id = ${tenantId} and redaction_id = ${id} order by page, number`
  return rows.map((row) => DrawnBox.parse(row))
}

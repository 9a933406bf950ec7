import { z } from 'zod'
import type { Scope } from '../../context.ts'
import { Part, type Review, ReviewFile, ReviewLine, StoredHit, type Subject } from '../model.ts'
import type { SubjectKind } from '../outcomes.ts'

export const PAGE_SIZE = 20

const columns = (sql: Scope['sql']) => sql`
  r.id, r.organ_id as "organId", o.name as "organName", r.title, r.prepared_by as "preparedBy",
  r.prepared_as as "preparedAs", r.hands, r.levels, r.level, r.state, r.asked_at as "askedAt",
  r.turn_since as "turnSince", r.ended_at as "endedAt", r.version,
  r.subject_kind as "subjectKind", r.subject_id as "subjectId", r.subject_version as "subjectVersion",
  x.reason as "releaseReason", x.confirm_hours as "confirmHours", x.released_by as "releasedBy",
  x.released_as as "releasedAs", x.released_at as "releasedAt", x.confirmed_as as "confirmedAs",
  x.confirmed_at as "confirmedAt"`

const joined = (sql: Scope['sql']) => sql`
  from reviews r
  join organs o on o.tenant_id = r.tenant_id and o.id = r.organ_id
  left join review_releases x on x.tenant_id = r.tenant_id and x.review_id = r.id`

/** Rows as review lines, with what was said so far. */
async function lines({ sql, tenantId }: Scope, rows: readonly Record<string, unknown>[]): Promise<ReviewLine[]> {
  const ids = rows.map((row) => String(row.id))
  const said = ids.length
    ? await sql`
        select review_id as "reviewId", level, verdict, basis, words, found, given_by as "givenBy", given_as as "givenAs",
               given_at as "givenAt"
        from review_verdicts where tenant_id = ${tenantId} and review_id = any(${ids}) order by position`
    : []
  return rows.map((row) =>
    ReviewLine.parse({
      ...row,
      subject: { kind: row.subjectKind, id: row.subjectId, version: row.subjectVersion },
      opinions: said.filter((each) => each.reviewId === row.id),
      release: row.releasedAt ? { ...row, reason: row.releaseReason } : null,
    }),
  )
}

async function whole(scope: Scope, line: ReviewLine | undefined): Promise<Review | null> {
  if (!line) return null
  const { sql, tenantId } = scope
  const parts = await sql`
    select position, label, text, public_text as "publicText" from review_parts
    where tenant_id = ${tenantId} and review_id = ${line.id} order by position`
  const files = await sql`
    select f.position, f.file_id as id, f.name, f.public_file_id as "publicId", p.name as "publicName", f.withheld, f.note
    from review_files f left join files p on p.tenant_id = f.tenant_id and p.id = f.public_file_id
    where f.tenant_id = ${tenantId} and f.review_id = ${line.id} order by f.position`
  const hits = await sql`
    select position, part, file_id as "fileId", kind, blocks, place, why, preview, mask, starts, ends, fingerprint,
           resolution, reason, resolved_as as "resolvedAs", resolved_at as "resolvedAt"
    from review_hits where tenant_id = ${tenantId} and review_id = ${line.id} order by position`
  return {
    ...line,
    parts: parts.map((row) => Part.parse(row)),
    files: files.map((row) => ReviewFile.parse(row)),
    hits: hits.map((row) => StoredHit.parse(row)),
  }
}

/** A review with its texts, files, hits and opinions. Null when there is none. */
export async function findReview(scope: Scope, id: string): Promise<Review | null> {
  if (!z.uuid().safeParse(id).success) return null
  const { sql, tenantId } = scope
  const rows = await sql`select ${columns(sql)} ${joined(sql)} where r.tenant_id = ${tenantId} and r.id = ${id}`
  return whole(scope, (await lines(scope, rows))[0])
}

/** The latest review of exactly this version. Null when it was never asked for: an earlier version's does not count. */
export async function reviewOf(scope: Scope, { kind, id, version }: Subject): Promise<Review | null> {
  const { sql, tenantId } = scope
  const rows = await sql`
    select ${columns(sql)} ${joined(sql)}
    where r.tenant_id = ${tenantId} and r.subject_kind = ${kind} and r.subject_id = ${id} and r.subject_version = ${version}
    order by r.asked_at desc, r.id desc limit 1`
  return whole(scope, (await lines(scope, rows))[0])
}

/** Every review a thing has had, the latest first. */
export async function reviewsOf(scope: Scope, kind: SubjectKind, id: string): Promise<ReviewLine[]> {
  const { sql, tenantId } = scope
  const rows = await sql`
    select ${columns(sql)} ${joined(sql)}
    where r.tenant_id = ${tenantId} and r.subject_kind = ${kind} and r.subject_id = ${id}
    order by r.asked_at desc, r.id desc`
  return lines(scope, rows)
}

export type Filters = {
  organId?: string
  states?: readonly ReviewLine['state'][]
  /** `waiting`: let out in an emergency and not confirmed; `any`: let out in an emergency at all. */
  released?: 'waiting' | 'any'
  text?: string
  /** Ended in this month, `2017-03`, by China's calendar. */
  month?: string
}

/** A page of reviews. Open ones come first, the longest waiting on top; then the latest ended. */
export async function listReviews(
  scope: Scope,
  filters: Filters = {},
  page = 1,
  size = PAGE_SIZE,
): Promise<{ reviews: ReviewLine[]; total: number }> {
  const { sql, tenantId } = scope
  const like = `%${(filters.text ?? '').replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  const where = sql`
    where r.tenant_id = ${tenantId}
      ${filters.organId ? sql`and r.organ_id = ${filters.organId}` : sql``}
      ${filters.states ? sql`and r.state = any(${[...filters.states]})` : sql``}
      ${filters.released ? sql`and x.released_at is not null` : sql``}
      ${filters.released === 'waiting' ? sql`and x.confirmed_at is null` : sql``}
      ${filters.text ? sql`and r.title ilike ${like}` : sql``}
      ${filters.month ? sql`and to_char(r.ended_at at time zone 'Asia/Shanghai', 'YYYY-MM') = ${filters.month}` : sql``}`
  const [count] = await sql`select count(*) as total ${joined(sql)} ${where}`
  const rows = await sql`
    select ${columns(sql)} ${joined(sql)} ${where}
    order by r.state = 'open' desc, case when r.state = 'open' then r.turn_since end, r.ended_at desc, r.id
    limit ${size} offset ${(Math.max(1, page) - 1) * size}`
  return { reviews: await lines(scope, rows), total: z.number().parse(count?.total) }
}

/** What reviewers let stand in these things, by fingerprint, each with a reason in writing. */
export async function overriddenIn(
  { sql, tenantId }: Scope,
  kind: SubjectKind,
  ids: readonly string[],
): Promise<Map<string, Set<string>>> {
  const rows = await sql`
    select r.subject_id as id, array_agg(distinct h.fingerprint) as fingerprints
    from reviews r join review_hits h on h.tenant_id = r.tenant_id and h.review_id = r.id
    where r.tenant_id = ${tenantId} and r.subject_kind = ${kind} and r.subject_id = any(${[...ids]})
      and h.resolution = 'overridden'
    group by r.subject_id`
  const read = z.object({ id: z.string(), fingerprints: z.array(z.string()) })
  return new Map(rows.map((row) => read.parse(row)).map(({ id, fingerprints }) => [id, new Set(fingerprints)]))
}

import { z } from 'zod'
import { isRightCode } from '../../applications/public/secrets.ts'
import type { FileStore, Scope } from '../../context.ts'
import { applicantKey } from '../../files/seal.ts'
import type { Kind, Way } from '../kinds.ts'
import type { State } from '../lifecycle.ts'
import { Answer, Concern, ConcernEvent } from '../model.ts'

const columns = (sql: Scope['sql']) => sql`
  c.id, c.organ_id as "organId", c.number, c.kind, c.way, c.state, c.round, c.version, c.complex, c.subject, c.page,
  c.unit_id as "unitId", u.name as "unitName", c.received_on as "receivedOn", c.begins_on as "beginsOn",
  c.moved_on as "movedOn", c.answered_on as "answeredOn", c.may_publish as "mayPublish", c.rating,
  c.opening_id as "openingId", c.moved_to as "movedTo", c.moved_kind as "movedKind", c.moved_id as "movedId",
  c.came_from as "cameFrom"`

const from = (sql: Scope['sql']) => sql`
  from concerns c left join units u on u.tenant_id = c.tenant_id and u.id = c.unit_id`

/** Null when there is no such concern. `lock`: nobody else moves it until this transaction ends. */
export async function findConcern(
  { sql, tenantId }: Scope,
  id: string,
  lock: 'lock' | '' = '',
): Promise<Concern | null> {
  if (!z.uuid().safeParse(id).success) return null
  const [row] = await sql`
    select ${columns(sql)} ${from(sql)}
    where c.tenant_id = ${tenantId} and c.id = ${id} ${lock ? sql`for update of c` : sql``}`
  return row ? Concern.parse(row) : null
}

/** The concern a form became, known by the token of the form; null when it was not sent. */
export async function findByToken({ sql, tenantId }: Scope, token: string): Promise<Concern | null> {
  const [row] = await sql`select ${columns(sql)} ${from(sql)} where c.tenant_id = ${tenantId} and c.token = ${token}`
  return row ? Concern.parse(row) : null
}

/**
 * The concern of a number and its code. Null alike when there is no such number, it never had a code, or the code is another:
 * the same query and the same comparison in every case.
 */
export async function findByCode(
  { sql, tenantId, files }: Scope & { files: FileStore },
  organId: string,
  number: string,
  code: string,
): Promise<string | null> {
  const key = await applicantKey(files)
  const [row] = await sql`
    select id, code_hash as "codeHash" from concerns
    where tenant_id = ${tenantId} and organ_id = ${organId} and number = ${number}`
  const found = row ? z.object({ id: z.string(), codeHash: z.string().nullable() }).parse(row) : null
  return isRightCode(key, code, found?.codeHash ?? null) ? found!.id : null
}

/** What happened to a concern, in the order it was written down. */
export async function eventsOf({ sql, tenantId }: Scope, id: string): Promise<ConcernEvent[]> {
  const rows = await sql`
    select id, round, kind, day, detail, at, by_whom as "byWhom", as_whom as "asWhom"
    from concern_events where tenant_id = ${tenantId} and concern_id = ${id} order by id`
  return rows.map((row) => ConcernEvent.parse(row))
}

/** Every draft of the answer, the latest last. */
export async function answersOf({ sql, tenantId }: Scope, id: string): Promise<Answer[]> {
  const rows = await sql`
    select version, round, words, drafted_by as "draftedBy", drafted_as as "draftedAs", drafted_at as "draftedAt"
    from concern_answers where tenant_id = ${tenantId} and concern_id = ${id} order by version`
  return rows.map((row) => Answer.parse(row))
}

export type ConcernFilter = {
  organId?: string
  kind?: Kind
  way?: Way
  /** `open`: an answer is owed; or one state. */
  state?: 'open' | State
  /** 承办科室; `none`: nobody yet. */
  unitId?: string
  /** Received in these days. */
  from?: string
  to?: string
  /** Part of the number or of the subject. */
  text?: string
}

function where({ sql, tenantId }: Scope, filter: ConcernFilter) {
  const text = filter.text?.trim()
  const wanted = text ? `%${text.replace(/[\\%_]/g, '\\$&')}%` : null
  const { state } = filter
  return sql`
    where c.tenant_id = ${tenantId}
    ${filter.organId ? sql`and c.organ_id = ${filter.organId}` : sql``}
    ${filter.kind ? sql`and c.kind = ${filter.kind}` : sql``}
    ${filter.way ? sql`and c.way = ${filter.way}` : sql``}
    ${state === 'open' ? sql`and c.live` : state ? sql`and c.state = ${state}` : sql``}
    ${filter.unitId === 'none' ? sql`and c.unit_id is null` : filter.unitId ? sql`and c.unit_id = ${filter.unitId}` : sql``}
    ${filter.from ? sql`and c.received_on >= ${filter.from}` : sql``}
    ${filter.to ? sql`and c.received_on <= ${filter.to}` : sql``}
    ${wanted ? sql`and (c.number ilike ${wanted} or c.subject ilike ${wanted})` : sql``}`
}

/** A page of the register, latest first, and how many there are; beyond `countTo` nobody counts on. */
export async function listConcerns(
  scope: Scope,
  filter: ConcernFilter,
  paging: { limit: number; offset: number; countTo?: number },
): Promise<{ rows: Concern[]; total: number }> {
  const { sql } = scope
  const rows = await sql`
    select ${columns(sql)} ${from(sql)} ${where(scope, filter)}
    order by c.received_on desc, c.number desc limit ${paging.limit} offset ${paging.offset}`
  const { countTo } = paging
  const [count] = await sql`
    select count(*)::int as total from (
      select ${from(sql)} ${where(scope, filter)} ${countTo ? sql`limit ${countTo}` : sql``}) counted`
  return { rows: rows.map((row) => Concern.parse(row)), total: z.number().parse(count!.total) }
}

/** Whatever is owed at once would fill a desk; beyond this many the oldest are shown. */
const MOST_LIVE = 5_000

/** What an answer is owed in, oldest first. */
export async function liveConcerns(scope: Scope, filter: ConcernFilter): Promise<Concern[]> {
  const { sql } = scope
  const rows = await sql`
    select ${columns(sql)} ${from(sql)} ${where(scope, filter)} and c.live
    order by c.begins_on, c.number limit ${MOST_LIVE}`
  return rows.map((row) => Concern.parse(row))
}

/** What came out of one opening of a box. */
export async function concernsOfOpening({ sql, tenantId }: Scope, openingId: string): Promise<Concern[]> {
  const rows = await sql`
    select ${columns(sql)} ${from(sql)} where c.tenant_id = ${tenantId} and c.opening_id = ${openingId} order by c.number`
  return rows.map((row) => Concern.parse(row))
}

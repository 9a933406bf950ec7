import { z } from 'zod'
import type { Day } from '../../../calendar/day.ts'
import type { Scope } from '../../../context.ts'
import type { RemedyKind } from '../kinds.ts'
import { Remedy, RemedyEvent } from '../model.ts'
import { DECISIONS } from '../outcomes.ts'
import type { RemedyState } from '../stages.ts'

const columns = (sql: Scope['sql']) => sql`
  r.id, r.organ_id as "organId", r.number, r.kind, r.way, r.simplified, r.application_id as "applicationId",
  a.number as "applicationNumber", r.after_id as "afterId", r.matter, r.authority, r.docket, r.filed_on as "filedOn",
  r.answer_by as "answerBy", r.state, r.decision, r.decided_on as "decidedOn", r.version`

const source = (sql: Scope['sql']) => sql`
  from remedies r left join applications a on a.tenant_id = r.tenant_id and a.id = r.application_id`

/** Null when there is none. `lock`: nobody else moves it until this transaction ends. */
export async function findRemedy({ sql, tenantId }: Scope, id: string, lock: 'lock' | '' = ''): Promise<Remedy | null> {
  if (!z.uuid().safeParse(id).success) return null
  const [row] = await sql`
    select ${columns(sql)} ${source(sql)}
    where r.tenant_id = ${tenantId} and r.id = ${id} ${lock ? sql`for update of r` : sql``}`
  return row ? Remedy.parse(row) : null
}

export async function findRemedyByNumber(
  { sql, tenantId }: Scope,
  organId: string,
  number: string,
): Promise<Remedy | null> {
  const [row] = await sql`
    select ${columns(sql)} ${source(sql)}
    where r.tenant_id = ${tenantId} and r.organ_id = ${organId} and r.number = ${number}`
  return row ? Remedy.parse(row) : null
}

/** What happened, in the order it was written down. */
export async function remedyEvents({ sql, tenantId }: Scope, id: string): Promise<RemedyEvent[]> {
  const rows = await sql`
    select kind, day, detail, at, as_whom as "asWhom" from remedy_events
    where tenant_id = ${tenantId} and remedy_id = ${id} order by id`
  return rows.map((row) => RemedyEvent.parse(row))
}

/** Against what was done in this case, oldest first. */
export async function remediesOf({ sql, tenantId }: Scope, applicationId: string): Promise<Remedy[]> {
  const rows = await sql`
    select ${columns(sql)} ${source(sql)}
    where r.tenant_id = ${tenantId} and r.application_id = ${applicationId} order by r.filed_on, r.number`
  return rows.map((row) => Remedy.parse(row))
}

export type RemedyFilter = {
  organId?: string
  kind?: RemedyKind
  /** `open`: not decided yet; `again`: decided, and the case is to be answered again and was not taken up yet. */
  state?: 'open' | 'again' | RemedyState
  year?: number
  text?: string
}

const AGAIN = Object.values(DECISIONS).flatMap((rows) =>
  Object.entries(rows).flatMap(([code, row]) => ('again' in row ? [code] : [])),
)

function where({ sql, tenantId }: Scope, { organId, kind, state, year, text }: RemedyFilter) {
  const wanted = text?.trim() ? `%${text.trim().replace(/[\\%_]/g, '\\$&')}%` : null
  return sql`
    where r.tenant_id = ${tenantId}
    ${organId ? sql`and r.organ_id = ${organId}` : sql``}
    ${kind ? sql`and r.kind = ${kind}` : sql``}
    ${state === 'open' ? sql`and r.state <> 'decided'` : sql``}
    ${
      state === 'again'
        ? sql`and r.state = 'decided' and r.application_id is not null and r.decision = any(${[...new Set(AGAIN)]})
              and not exists (
                select from remedy_events e
                where e.tenant_id = r.tenant_id and e.remedy_id = r.id and e.kind = 'followed')`
        : sql``
    }
    ${state && state !== 'open' && state !== 'again' ? sql`and r.state = ${state}` : sql``}
    ${year ? sql`and r.filed_on between ${`${year}-01-01`} and ${`${year}-12-31`}` : sql``}
    ${wanted ? sql`and (r.number like ${wanted} or r.matter like ${wanted} or r.docket like ${wanted})` : sql``}`
}

/** A page of the register, the latest first, and how many there are. */
export async function listRemedies(
  scope: Scope,
  filter: RemedyFilter,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ rows: Remedy[]; total: number }> {
  const { sql } = scope
  const rows = await sql`
    select ${columns(sql)} ${source(sql)} ${where(scope, filter)}
    order by r.filed_on desc, r.number desc limit ${limit} offset ${offset}`
  const [count] = await sql`select count(*) as total ${source(sql)} ${where(scope, filter)}`
  return { rows: rows.map((row) => Remedy.parse(row)), total: z.number().parse(count!.total) }
}

/** The decision that asks for another answer to this case and was not followed yet; the latest. */
export async function unfollowed(
  scope: Scope,
  applicationId: string,
): Promise<{ remedy: Remedy; decidedOn: Day; paper: string } | null> {
  const { sql } = scope
  const [row] = await sql`
    select ${columns(sql)}, (
      select e.detail->>'paper' from remedy_events e
      where e.tenant_id = r.tenant_id and e.remedy_id = r.id and e.kind in ('decide', 'mend')
      order by e.id desc limit 1) as paper
    ${source(sql)} ${where(scope, { state: 'again' })} and r.application_id = ${applicationId}
    order by r.decided_on desc limit 1`
  if (!row) return null
  const remedy = Remedy.parse(row)
  return { remedy, decidedOn: remedy.decidedOn!, paper: z.string().nullable().parse(row.paper) ?? '' }
}

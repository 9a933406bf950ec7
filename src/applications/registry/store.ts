import { z } from 'zod'
import type { Scope } from '../../context.ts'
import type { Channel } from '../channels.ts'
import type { State } from '../lifecycle.ts'
import { Application, ApplicationEvent, Reply } from '../model.ts'
import { subjectKey } from '../rules.ts'

const columns = (sql: Scope['sql']) => sql`
  id, organ_id as "organId", number, kind, edition, state, round, version, channel, arrival, subject,
  arrived_on as "arrivedOn", received_on as "receivedOn", moved_on as "movedOn", answered_on as "answeredOn", outcome,
  applicant_kind as "applicantKind", wanted_form as "wantedForm", wanted_way as "wantedWay"`

/** Null when there is no such application. `lock`: nobody else moves it until this transaction ends. */
export async function findApplication(
  { sql, tenantId }: Scope,
  id: string,
  lock: 'lock' | '' = '',
): Promise<Application | null> {
  if (!z.uuid().safeParse(id).success) return null
  const [row] = await sql`
    select ${columns(sql)} from applications
    where tenant_id = ${tenantId} and id = ${id} ${lock ? sql`for update` : sql``}`
  return row ? Application.parse(row) : null
}

/** Null when this organ never gave that number. */
export async function findByNumber(
  { sql, tenantId }: Scope,
  organId: string,
  number: string,
): Promise<Application | null> {
  const [row] = await sql`
    select ${columns(sql)} from applications
    where tenant_id = ${tenantId} and organ_id = ${organId} and number = ${number}`
  return row ? Application.parse(row) : null
}

/** Whether the case is a second entry of another. */
export async function isDuplicate({ sql, tenantId }: Scope, id: string): Promise<boolean> {
  const rows = await sql`
    select from applications where tenant_id = ${tenantId} and id = ${id} and duplicate_of is not null`
  return rows.length > 0
}

/** What happened to these applications, in the order it was written down. One query, however many they are. */
export async function eventsOf({ sql, tenantId }: Scope, ids: readonly string[]): Promise<ApplicationEvent[]> {
  if (ids.length === 0) return []
  const rows = await sql`
    select id, application_id as "applicationId", round, kind, day, detail, at, as_whom as "asWhom"
    from application_events
    where tenant_id = ${tenantId} and application_id in ${sql([...ids])}
    order by application_id, id`
  return rows.map((row) => ApplicationEvent.parse(row))
}

/** Every draft of the reply, the latest last. */
export async function repliesOf({ sql, tenantId }: Scope, id: string): Promise<Reply[]> {
  const rows = await sql`
    select version, round, outcome, words, withheld, right_organ as "rightOrgan", drafted_by as "draftedBy",
           drafted_as as "draftedAs", drafted_at as "draftedAt", number, served_on as "servedOn"
    from application_replies where tenant_id = ${tenantId} and application_id = ${id} order by version`
  return rows.map((row) => Reply.parse(row))
}

const Linked = z.object({ id: z.string(), number: z.string(), subject: z.string(), kind: z.string() })
export type Linked = z.infer<typeof Linked>

/** The applications linked with this one, from either side. */
export async function linkedWith({ sql, tenantId }: Scope, id: string): Promise<Linked[]> {
  const rows = await sql`
    select distinct a.id, a.number, a.subject, l.kind
    from application_links l
    join applications a on a.tenant_id = l.tenant_id
      and a.id = case when l.application_id = ${id} then l.other_id else l.application_id end
    where l.tenant_id = ${tenantId} and (l.application_id = ${id} or l.other_id = ${id})
    order by a.number`
  return rows.map((row) => Linked.parse(row))
}

/** Whether a form given out with this token was registered already. */
export async function isRegistered({ sql, tenantId }: Scope, token: string): Promise<boolean> {
  const rows = await sql`select from applications where tenant_id = ${tenantId} and token = ${token}`
  return rows.length > 0
}

const FEW = 10

/** Others the same organ received that ask for the same in other spelling, the latest first; few. */
export async function twinsOf(
  { sql, tenantId }: Scope,
  application: Pick<Application, 'id' | 'organId' | 'subject'>,
): Promise<Application[]> {
  const rows = await sql`
    select ${columns(sql)} from applications
    where tenant_id = ${tenantId} and organ_id = ${application.organId}
      and subject_key = ${subjectKey(application.subject)} and id <> ${application.id}
    order by arrived_on desc, number desc limit ${FEW}`
  return rows.map((row) => Application.parse(row))
}

export type ApplicationFilter = {
  organId?: string
  channel?: Channel
  /** `open`: a reply is owed; `after`: ended, and not filed; `answered`: ended, filed or not; or one state. */
  state?: 'open' | 'after' | 'answered' | State
  /** The year of arrival. */
  year?: number
  /** Part of the number or of the subject. */
  text?: string
}

function where({ sql, tenantId }: Scope, filter: ApplicationFilter) {
  const wanted = filter.text?.trim() ? `%${filter.text.trim().replace(/[\\%_]/g, '\\$&')}%` : null
  const { state } = filter
  return sql`
    where tenant_id = ${tenantId}
    ${filter.organId ? sql`and organ_id = ${filter.organId}` : sql``}
    ${filter.channel ? sql`and channel = ${filter.channel}` : sql``}
    ${state === 'open' ? sql`and live` : sql``}
    ${state === 'answered' ? sql`and answered_on is not null` : sql``}
    ${state === 'after' ? sql`and state in ('sent', 'proved', 'closed')` : sql``}
    ${state && !['open', 'answered', 'after'].includes(state) ? sql`and state = ${state}` : sql``}
    ${filter.year ? sql`and arrived_on between ${`${filter.year}-01-01`} and ${`${filter.year}-12-31`}` : sql``}
    ${wanted ? sql`and (number like ${wanted} or subject like ${wanted})` : sql``}`
}

/** A page of the register, latest arrived first, and how many there are in all; `countTo`: beyond it nobody counts on. */
export async function listApplications(
  scope: Scope,
  filter: ApplicationFilter,
  paging: { limit: number; offset: number; countTo?: number },
): Promise<{ rows: Application[]; total: number }> {
  const { sql } = scope
  const rows =
    paging.limit === 0
      ? []
      : await sql`
          select ${columns(sql)} from applications ${where(scope, filter)}
          order by arrived_on desc, number desc limit ${paging.limit} offset ${paging.offset}`
  const { countTo } = paging
  const [count] = await sql`
    select count(*) as total from (
      select from applications ${where(scope, filter)} ${countTo ? sql`limit ${countTo}` : sql``}) counted`
  return { rows: rows.map((row) => Application.parse(row)), total: z.number().parse(count!.total) }
}

/** Whatever is owed a reply at once would fill a desk; beyond this many the oldest are shown. */
export const MOST_LIVE = 5_000

/** The cases a reply is owed in, oldest first, with what happened to each: two queries, however many they are. */
export async function liveApplications(
  scope: Scope,
  filter: Omit<ApplicationFilter, 'state'> & { state?: State },
): Promise<{ application: Application; events: ApplicationEvent[] }[]> {
  const { sql } = scope
  const rows = await sql`
    select ${columns(sql)} from applications ${where(scope, filter)} and live
    order by arrived_on, number limit ${MOST_LIVE}`
  const applications = rows.map((row) => Application.parse(row))
  return withEvents(scope, applications)
}

/** The same applications with their events. */
export async function withEvents(scope: Scope, applications: Application[]) {
  const events = await eventsOf(
    scope,
    applications.map(({ id }) => id),
  )
  const of = Map.groupBy(events, ({ applicationId }) => applicationId)
  return applications.map((application) => ({ application, events: of.get(application.id) ?? [] }))
}

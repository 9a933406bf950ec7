import type { PendingQuery, Row } from 'postgres'
import { z } from 'zod'
import { Day, yearOf } from '../../../calendar/day.ts'
import type { Years } from '../../../calendar/years.ts'
import type { Scope } from '../../../context.ts'
import { ATTRIBUTES } from '../../attributes.ts'
import { STAGES, type Stage } from '../../stages.ts'
import { INVITED_KINDS, type InvitedCounts, type InvitedKind, type MeetingKind } from '../kinds.ts'
import type { State } from '../lifecycle.ts'
import { Meeting } from '../model.ts'

export const PAGE_SIZE = 20

/** The document something became, unless that was cancelled: then it waits again. */
const inForce = (sql: Scope['sql'], tenant: PendingQuery<Row[]>, id: PendingQuery<Row[]>) => sql`
  (select d.id from documents d where d.tenant_id = ${tenant} and d.id = ${id} and d.state <> 'cancelled')`

const ofItem = (sql: Scope['sql']) => inForce(sql, sql`a.tenant_id`, sql`a.document_id`)

const meetingColumns = (sql: Scope['sql']) => sql`
  m.id, m.organ_id as "organId", o.name as "organName", m.kind, m.title, m.held_on as "heldOn", m.place, m.chair, m.state,
  m.minutes, ${inForce(sql, sql`m.tenant_id`, sql`m.document_id`)} as "documentId", m.version, m.created_as as "createdAs", m.created_at as "createdAt",
  coalesce((
    select jsonb_agg(jsonb_build_object(
      'id', a.id, 'position', a.position, 'title', a.title, 'section', a.section, 'stage', a.stage,
      'attribute', a.attribute, 'reason', a.reason, 'reasonWords', a.reason_words, 'sittingOpen', a.sitting_open,
      'sittingReason', a.sitting_reason, 'outcome', a.outcome, 'decision', a.decision, 'elsewhere', a.elsewhere,
      'documentId', ${ofItem(sql)}, 'itemId', a.item_id,
      'invited', coalesce((select jsonb_object_agg(n.kind, n.count) from meeting_invited n
                           where n.tenant_id = a.tenant_id and n.agenda_id = a.id), '{}')) order by a.position, a.id)
    from meeting_agenda a where a.tenant_id = m.tenant_id and a.meeting_id = m.id), '[]') as agenda,
  coalesce((
    select jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'mime', f.mime, 'size', f.size) order by x.position)
    from meeting_files x join files f on f.tenant_id = x.tenant_id and f.id = x.file_id
    where x.tenant_id = m.tenant_id and x.meeting_id = m.id), '[]') as files`

const joined = (sql: Scope['sql']) => sql`
  from meetings m join organs o on o.tenant_id = m.tenant_id and o.id = m.organ_id`

/** A meeting with its agenda. Null when there is none. */
export async function findMeeting({ sql, tenantId }: Scope, id: string): Promise<Meeting | null> {
  if (!z.uuid().safeParse(id).success) return null
  const [row] = await sql`select ${meetingColumns(sql)} ${joined(sql)} where m.tenant_id = ${tenantId} and m.id = ${id}`
  return row ? Meeting.parse(row) : null
}

export type MeetingFilters = {
  organId?: string
  kind?: MeetingKind
  state?: State
  /** Of the day it is planned for or was held on. */
  year?: number
  /** With an agenda item of that stage of 五公开. */
  stage?: Stage
  /** Part of the title, or of an agenda item. */
  text?: string
  /** Only meetings with a decision that is to be public and has not been turned into anything. */
  unsettled?: boolean
}

const unsettled = (sql: Scope['sql']) => sql`
  a.attribute = 'open' and a.outcome = 'decided' and a.elsewhere = '' and ${ofItem(sql)} is null and a.item_id is null`

function where({ sql, tenantId }: Scope, filters: MeetingFilters): PendingQuery<Row[]> {
  const like = `%${(filters.text ?? '').replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  const ofAgenda = (condition: PendingQuery<Row[]>) => sql`exists (
    select from meeting_agenda a where a.tenant_id = m.tenant_id and a.meeting_id = m.id and ${condition})`
  return sql`
    where m.tenant_id = ${tenantId}
      ${filters.organId ? sql`and m.organ_id = ${filters.organId}` : sql``}
      ${filters.kind ? sql`and m.kind = ${filters.kind}` : sql``}
      ${filters.state ? sql`and m.state = ${filters.state}` : sql``}
      ${filters.year ? sql`and m.held_on between ${firstOf(filters.year)} and ${lastOf(filters.year)}` : sql``}
      ${filters.stage ? sql`and ${ofAgenda(sql`a.stage = ${filters.stage}`)}` : sql``}
      ${filters.text ? sql`and (m.title ilike ${like} or ${ofAgenda(sql`a.title ilike ${like}`)})` : sql``}
      ${filters.unsettled ? sql`and m.state in ('minuted', 'closed') and ${ofAgenda(unsettled(sql))}` : sql``}`
}

const pad = (year: number) => String(year).padStart(4, '0')
const firstOf = (year: number) => `${pad(year)}-01-01`
const lastOf = (year: number) => `${pad(year)}-12-31`

/** The register of meetings, the latest first. `page` counts from 1. */
export async function listMeetings(
  scope: Scope,
  filters: MeetingFilters = {},
  page = 1,
  size = PAGE_SIZE,
): Promise<{ meetings: Meeting[]; total: number }> {
  const { sql } = scope
  const condition = where(scope, filters)
  const [count] = await sql`select count(*) as total ${joined(sql)} ${condition}`
  const rows = await sql`
    select ${meetingColumns(sql)} ${joined(sql)} ${condition}
    order by m.held_on desc, m.id desc limit ${size} offset ${(Math.max(1, page) - 1) * size}`
  return { meetings: rows.map((row) => Meeting.parse(row)), total: z.number().parse(count?.total) }
}

/** How many meetings there are in each state. */
export async function countMeetings(scope: Scope, filters: MeetingFilters = {}): Promise<Record<State, number>> {
  const { sql } = scope
  const rows = await sql`select m.state, count(*) as count from meetings m ${where(scope, filters)} group by m.state`
  const counts: Record<State, number> = { planned: 0, held: 0, minuted: 0, closed: 0, cancelled: 0 }
  return Object.assign(counts, Object.fromEntries(rows.map((row) => [row.state, row.count])))
}

const Counted = z.object({
  id: z.string(),
  title: z.string(),
  kind: z.string(),
  heldOn: Day,
  items: z.number(),
  publicItems: z.number(),
  openSittings: z.number(),
  turned: z.number(),
  invited: z.record(z.string(), z.number()),
})

/** A meeting as the annual report counts it; `invited` in 人次: somebody heard on two items counts twice. */
export type CountedMeeting = z.infer<typeof Counted> & { year: number }

/**
 * The meetings held in those years, oldest first. `publicItems`: agenda items with 主动公开; `openSittings`: those people from
 * outside could sit in on; `turned`: those that became a document or an item.
 */
export async function meetingsHeld(
  { sql, tenantId }: Scope,
  organId: string | undefined,
  years: Years,
): Promise<CountedMeeting[]> {
  const rows = await sql`
    select m.id, m.title, m.kind, m.held_on as "heldOn", count(a.id) as items,
           count(*) filter (where a.attribute = 'open') as "publicItems",
           count(*) filter (where a.sitting_open) as "openSittings",
           count(*) filter (where a.item_id is not null or ${ofItem(sql)} is not null) as turned,
           coalesce((
             select jsonb_object_agg(kind, count) from (
               select n.kind, sum(n.count)::int as count
               from meeting_invited n join meeting_agenda i on i.tenant_id = n.tenant_id and i.id = n.agenda_id
               where i.tenant_id = m.tenant_id and i.meeting_id = m.id group by n.kind) each), '{}') as invited
    from meetings m left join meeting_agenda a on a.tenant_id = m.tenant_id and a.meeting_id = m.id
    where m.tenant_id = ${tenantId} and m.state in ('held', 'minuted', 'closed')
      ${organId ? sql`and m.organ_id = ${organId}` : sql``} and m.held_on <= ${lastOf(years.to)}
      ${years.from ? sql`and m.held_on >= ${firstOf(years.from)}` : sql``}
    group by m.tenant_id, m.id, m.title, m.kind, m.held_on order by m.held_on, m.id`
  return rows.map((row) => {
    const meeting = Counted.parse(row)
    return { ...meeting, year: yearOf(meeting.heldOn) }
  })
}

export type MeetingSums = {
  meetings: number
  items: number
  publicItems: number
  openSittings: number
  turned: number
  invited: Record<InvitedKind, number>
}

/** What a list of counted meetings comes to. */
export function sumMeetings(counted: readonly CountedMeeting[]): MeetingSums {
  const sum = (of: (meeting: CountedMeeting) => number) => counted.reduce((total, each) => total + of(each), 0)
  const invited = (kind: InvitedKind) => sum((meeting) => (meeting.invited as InvitedCounts)[kind] ?? 0)
  return {
    meetings: counted.length,
    items: sum((meeting) => meeting.items),
    publicItems: sum((meeting) => meeting.publicItems),
    openSittings: sum((meeting) => meeting.openSittings),
    turned: sum((meeting) => meeting.turned),
    invited: Object.fromEntries(INVITED_KINDS.map((kind) => [kind, invited(kind)])) as Record<InvitedKind, number>,
  }
}

const StageCount = z.object({
  stage: z.enum(Object.keys(STAGES) as [keyof typeof STAGES]),
  attribute: z.enum(Object.keys(ATTRIBUTES) as [keyof typeof ATTRIBUTES]),
  count: z.number(),
})
export type StageCount = z.infer<typeof StageCount>

/** Agenda items of the meetings held in a year, by stage of 五公开 and attribute. */
export async function agendaByStage(
  { sql, tenantId }: Scope,
  { organId, year }: { organId?: string; year: number },
): Promise<StageCount[]> {
  const rows = await sql`
    select a.stage, a.attribute, count(*) as count
    from meeting_agenda a join meetings m on m.tenant_id = a.tenant_id and m.id = a.meeting_id
    where m.tenant_id = ${tenantId} and m.state in ('held', 'minuted', 'closed')
      and m.held_on between ${firstOf(year)} and ${lastOf(year)} ${organId ? sql`and m.organ_id = ${organId}` : sql``}
    group by 1, 2`
  return rows.map((row) => StageCount.parse(row))
}

const OpenDecision = z.object({
  id: z.string(),
  meetingId: z.string(),
  organId: z.string(),
  organName: z.string(),
  title: z.string(),
  meetingTitle: z.string(),
  heldOn: Day,
})
export type OpenDecision = z.infer<typeof OpenDecision>

/** Decisions that are to be public, and of which nothing has come yet, oldest first. */
export async function openDecisions({ sql, tenantId }: Scope, organId?: string): Promise<OpenDecision[]> {
  const rows = await sql`
    select a.id, m.id as "meetingId", m.organ_id as "organId", o.name as "organName", a.title, m.title as "meetingTitle",
           m.held_on as "heldOn"
    from meeting_agenda a
    join meetings m on m.tenant_id = a.tenant_id and m.id = a.meeting_id
    join organs o on o.tenant_id = m.tenant_id and o.id = m.organ_id
    where m.tenant_id = ${tenantId} and m.state in ('minuted', 'closed') and ${unsettled(sql)}
      ${organId ? sql`and m.organ_id = ${organId}` : sql``}
    order by m.held_on, a.id`
  return rows.map((row) => OpenDecision.parse(row))
}

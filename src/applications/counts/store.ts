import { z } from 'zod'
import { Day } from '../../calendar/day.ts'
import type { Years } from '../../calendar/years.ts'
import type { Scope } from '../../context.ts'
import { calendarOf } from '../../holidays/store.ts'
import { type Channel, channelCodes } from '../channels.ts'
import { type ApplicantKind, applicantKinds, OutcomeCode } from '../model.ts'
import { outcomeRow } from '../outcomes.ts'
import {
  type Aspects,
  type EndedGroup,
  type OpenGroup,
  outcomesIn,
  type ReceivedGroup,
  type TableLine,
} from './cells/rules.ts'
import { endedInTime, MOVING, plainDue } from './terms.ts'

/** Part of a list: so many records, after so many. */
export type Page = { limit: number; offset: number }

const within = (sql: Scope['sql'], column: 'received_on' | 'answered_on', { from, to }: Years) => sql`
  ${sql(column)} <= ${`${to}-12-31`} ${from ? sql`and ${sql(column)} >= ${`${from}-01-01`}` : sql``}`

/** Applications for information whose day of receipt is known: the others are not received yet, are none, or are entered twice. */
const counted = (sql: Scope['sql']) => sql`kind = 'request' and received_on is not null and duplicate_of is null`

const paged = (sql: Scope['sql'], page?: Page) => (page ? sql`limit ${page.limit} offset ${page.offset}` : sql``)

// ---- counting: one query, whatever the number of organs

const kindAsked = z.enum(applicantKinds).nullable()
const ReceivedRow = z.object({
  organId: z.string(),
  year: z.number(),
  channel: z.enum(channelCodes).nullable(),
  applicantKind: kindAsked,
  count: z.number(),
})
const EndedRow = z.object({
  organId: z.string(),
  year: z.number(),
  alike: z.number(),
  applicantKind: kindAsked,
  inTime: z.boolean(),
  count: z.number(),
})
const OpenRow = z.object({ organId: z.string(), applicantKind: kindAsked, before: z.number(), after: z.number() })

export type ApplicationCounts = { received: ReceivedGroup[]; ended: EndedGroup[]; open: OpenGroup[] }

/** What tells 按时办结 from 延期办结: the due day of each day of receipt, and the cases in time among those whose clock was moved. */
type Terms = { dues: Record<string, Day>; moved: string[] }

const moved = (sql: Scope['sql']) => sql`
  (round > 1 or exists (select from application_events e
                        where e.tenant_id = applications.tenant_id and e.application_id = applications.id
                          and e.kind = any(${MOVING as string[]})))`

/** In time by `endedInTime`; only cases whose clock something moved are looked at one by one. */
const inTime = (sql: Scope['sql'], { dues, moved: ids }: Terms) => sql`
  case when ${moved(sql)} then id = any(${ids}::uuid[])
       else answered_on <= coalesce((${sql.json(dues)}::jsonb ->> (edition || to_char(received_on, 'YYYY-MM-DD')))::date, answered_on)
  end`

const PlainRow = z.object({ edition: z.enum(['2008', '2019']), receivedOn: Day })
const MovedRow = PlainRow.extend({
  id: z.string(),
  round: z.number(),
  answeredOn: Day,
  events: z.array(
    z.object({ round: z.number(), kind: z.string(), day: Day, detail: z.record(z.string(), z.unknown()) }),
  ),
})

async function termsOf(scope: Scope, organIds: readonly string[], years: Years): Promise<Terms> {
  const { sql, tenantId } = scope
  const calendar = await calendarOf(scope)
  const ended = sql`
    tenant_id = ${tenantId} and organ_id = any(${organIds}) and ${counted(sql)} and ${within(sql, 'answered_on', years)}`
  const days = await sql`select distinct edition, received_on as "receivedOn" from applications where ${ended}`
  const cases = await sql`
    select id, edition, received_on as "receivedOn", round, answered_on as "answeredOn",
           (select coalesce(jsonb_agg(jsonb_build_object('round', e.round, 'kind', e.kind, 'day', e.day, 'detail', e.detail)
                            order by e.day, e.at, e.id), '[]')
            from application_events e
            where e.tenant_id = applications.tenant_id and e.application_id = applications.id) as events
    from applications where ${ended} and ${moved(sql)}`
  const dues = days
    .map((row) => PlainRow.parse(row))
    .flatMap(({ edition, receivedOn }) => {
      const due = plainDue({ edition, receivedOn, round: 1, answeredOn: receivedOn }, [], calendar)
      return due ? [[`${edition}${receivedOn}`, due] as const] : []
    })
  const timely = cases
    .map((row) => MovedRow.parse(row))
    .filter(({ events, ...of }) => endedInTime(of, events, calendar))
  return { dues: Object.fromEntries(dues), moved: timely.map(({ id }) => id) }
}

const openOn = (sql: Scope['sql'], on: string) =>
  sql`received_on <= ${on} and (answered_on is null or answered_on > ${on})`

/** Whatever came before this year is counted with the year before it. */
const EARLIEST = 1990

/**
 * How many applications were received and how many ended in each of those years, and how many stood open when the last of
 * them began and when it ended (上年结转, 结转下年度), by organ and by the aspects that are asked for. One pass over the
 * applications: they are put together by what they have in common, and the three facts are read from what is left. Whether a
 * case ended in time is reckoned by its clock (`endedInTime`), where that is asked for.
 */
export async function countApplications(
  scope: Scope,
  organIds: readonly string[],
  years: Years,
  { channels, applicants, terms, outcomes }: Aspects,
): Promise<ApplicationCounts> {
  const { sql, tenantId } = scope
  const timely = terms ? inTime(sql, await termsOf(scope, organIds, years)) : sql`true`
  const first = years.from ?? EARLIEST
  const starts = Array.from({ length: years.to - first + 2 }, (_, at) => `${first + at}-01-01`)
  const last = years.to - first + 1
  const [editions, codes, alike] = [
    outcomes.flatMap((same) => same.map(({ edition }) => edition)),
    outcomes.flatMap((same) => same.map(({ outcome }) => outcome)),
    outcomes.flatMap((same, at) => same.map(() => at)),
  ]
  const rows = await sql`
    with alike as (
      select organ_id, width_bucket(received_on, ${starts}::date[]) as received, width_bucket(answered_on, ${starts}::date[]) as ended,
             ${channels ? sql`channel` : sql`null`} as channel, ${applicants ? sql`applicant_kind` : sql`null`} as kind,
             o.alike, ${timely} as timely, count(*) as count
      from applications
      left join unnest(${editions}::text[], ${codes}::text[], ${alike}::int[]) o (edition, outcome, alike) using (edition, outcome)
      where tenant_id = ${tenantId} and organ_id = any(${organIds}) and ${counted(sql)}
        and received_on <= ${`${years.to}-12-31`}
        ${years.from ? sql`and (answered_on is null or answered_on >= ${`${years.from}-01-01`})` : sql``}
      group by 1, 2, 3, 4, 5, 6, 7
    )
    select organ_id as "organId", 'received' as part, received + ${first - 1} as year, channel, kind as "applicantKind",
           null::int as alike, null::boolean as "inTime", sum(count)::int as count, null::int as before, null::int as after
    from alike where ${years.from ? sql`received >= 1` : sql`true`} group by 1, 3, 4, 5
    union all
    select organ_id, 'ended', ended + ${first - 1}, null, kind, coalesce(alike, -1), timely, sum(count)::int, null, null
    from alike where ended <= ${last} group by 1, 3, 5, 6, 7
    union all
    select organ_id, 'open', null, null, kind, null, null, null,
           coalesce(sum(count) filter (where received < ${last} and (ended is null or ended >= ${last})), 0)::int,
           coalesce(sum(count) filter (where ended is null or ended > ${last}), 0)::int
    from alike group by 1, 5`
  const of = (part: string) => rows.filter((row) => row.part === part)
  return {
    received: of('received').map((row) => ReceivedRow.parse(row)),
    ended: of('ended').map((row) => {
      const { alike, ...group } = EndedRow.parse(row)
      const [one] = outcomes[alike] ?? []
      if (!one)
        throw new Error(`an application of ${group.organId} ended in ${group.year} with an outcome nobody knows`)
      return { ...group, ...one }
    }),
    open: of('open').map((row) => OpenRow.parse(row)),
  }
}

// ---- the records themselves

const Received = z.object({
  id: z.string(),
  number: z.string(),
  channel: z.enum(channelCodes),
  receivedOn: Day,
  subject: z.string(),
  applicantKind: z.enum(applicantKinds),
})
export type Received = z.infer<typeof Received>

const Ended = z.object({
  id: z.string(),
  number: z.string(),
  edition: z.enum(['2008', '2019']),
  outcome: OutcomeCode,
  answeredOn: Day,
  applicantKind: z.enum(applicantKinds),
})

/** The lines of the three tables an ended application is counted in; null: in none of that table. */
export type Handled = Omit<z.infer<typeof Ended>, 'edition'> & {
  fujian: 'granted' | 'partial' | 'refused' | null
  national: string | null
  table: string | null
}
export type Answered = { id: string; number: string; outcome: 'granted' | 'partial' | 'refused'; answeredOn: Day }

const byKind = (sql: Scope['sql'], kind?: ApplicantKind) => (kind ? sql`and applicant_kind = ${kind}` : sql``)

/** The applications received in those years, oldest first: 受理依申请公开信息总数 and its channels. */
export async function receivedIn(
  { sql, tenantId }: Scope,
  organId: string,
  years: Years,
  only: { channel?: Channel; kind?: ApplicantKind } = {},
  page?: Page,
): Promise<Received[]> {
  const rows = await sql`
    select id, number, channel, received_on as "receivedOn", subject, applicant_kind as "applicantKind" from applications
    where tenant_id = ${tenantId} and organ_id = ${organId} and ${counted(sql)} and ${within(sql, 'received_on', years)}
      ${only.channel ? sql`and channel = ${only.channel}` : sql``} ${byKind(sql, only.kind)}
    order by received_on, number ${paged(sql, page)}`
  return rows.map((row) => Received.parse(row))
}

/**
 * The applications that ended in those years, whenever they were received, each with its line of every table. `line`: only
 * those counted in that line.
 */
export async function handledIn(
  scope: Scope,
  organId: string,
  years: Years,
  only: { line?: TableLine; kind?: ApplicantKind; inTime?: boolean } = {},
  page?: Page,
): Promise<Handled[]> {
  const { sql, tenantId } = scope
  const { line } = only
  const timely = only.inTime === undefined ? null : inTime(sql, await termsOf(scope, [organId], years))
  const [old, current] = line ? [outcomesIn('2008', line), outcomesIn('2019', line)] : []
  const rows = await sql`
    select id, number, edition, outcome, answered_on as "answeredOn", applicant_kind as "applicantKind" from applications
    where tenant_id = ${tenantId} and organ_id = ${organId} and ${counted(sql)} and ${within(sql, 'answered_on', years)}
      ${old && current ? sql`and (edition = '2008' and outcome = any(${old}) or edition = '2019' and outcome = any(${current}))` : sql``}
      ${byKind(sql, only.kind)}
      ${timely ? sql`and (${timely}) = ${only.inTime === true}` : sql``}
    order by answered_on, number ${paged(sql, page)}`
  return rows.map((row) => {
    const { edition, ...ended } = Ended.parse(row)
    const line = outcomeRow({ edition, kind: 'request' }, ended.outcome)
    if (!line) throw new Error(`no line for ${ended.outcome} in the edition of ${edition}`)
    return { ...ended, fujian: line.fujian, national: line.national, table: line.table }
  })
}

/** Those of them that were answered: 对申请的答复总数 and the annex row of each. A case that was withdrawn is no answer. */
export async function answeredIn(scope: Scope, organId: string, years: Years): Promise<Answered[]> {
  const handled = await handledIn(scope, organId, years, { line: 'answered' })
  return handled.flatMap(({ id, number, fujian, answeredOn }) =>
    fujian ? [{ id, number, outcome: fujian, answeredOn }] : [],
  )
}

/** The applications received by the end of that day and not ended by then, oldest first. */
export async function openAt(
  { sql, tenantId }: Scope,
  organId: string,
  on: Day,
  only: { kind?: ApplicantKind } = {},
  page?: Page,
): Promise<Received[]> {
  const rows = await sql`
    select id, number, channel, received_on as "receivedOn", subject, applicant_kind as "applicantKind" from applications
    where tenant_id = ${tenantId} and organ_id = ${organId} and ${counted(sql)} and ${openOn(sql, on)}
      ${byKind(sql, only.kind)}
    order by received_on, number ${paged(sql, page)}`
  return rows.map((row) => Received.parse(row))
}

import { z } from 'zod'
import { Day } from '../../calendar/day.ts'
import type { Years } from '../../calendar/years.ts'
import type { Scope } from '../../context.ts'
import { type Channel, channelCodes } from '../channels.ts'
import { type ApplicantKind, applicantKinds, OutcomeCode } from '../model.ts'
import { outcomeRow } from '../outcomes.ts'
import { type EndedGroup, type OpenGroup, outcomesIn, type ReceivedGroup, type TableLine } from './cells/rules.ts'

/** Part of a list: so many records, after so many. */
export type Page = { limit: number; offset: number }

const within = (sql: Scope['sql'], column: 'received_on' | 'answered_on', { from, to }: Years) => sql`
  ${sql(column)} <= ${`${to}-12-31`} ${from ? sql`and ${sql(column)} >= ${`${from}-01-01`}` : sql``}`

/** Applications for information whose day of receipt is known: the others are not received yet, are none, or are entered twice. */
const counted = (sql: Scope['sql']) => sql`kind = 'request' and received_on is not null and duplicate_of is null`

const paged = (sql: Scope['sql'], page?: Page) => (page ? sql`limit ${page.limit} offset ${page.offset}` : sql``)

// ---- counting: one query for each fact, whatever the number of organs

const ReceivedRow = z.object({
  organId: z.string(),
  year: z.number(),
  channel: z.enum(channelCodes),
  applicantKind: z.enum(applicantKinds),
  count: z.number(),
})

/** How many applications were received in each of those years, by organ, channel and applicant. */
export async function countReceived(
  { sql, tenantId }: Scope,
  organIds: readonly string[],
  years: Years,
): Promise<ReceivedGroup[]> {
  const rows = await sql`
    select organ_id as "organId", extract(year from received_on)::int as year, channel,
           applicant_kind as "applicantKind", count(*)::int as count
    from applications
    where tenant_id = ${tenantId} and organ_id = any(${organIds}) and ${counted(sql)}
      and ${within(sql, 'received_on', years)}
    group by 1, 2, 3, 4`
  return rows.map((row) => ReceivedRow.parse(row))
}

const EndedRow = z.object({
  organId: z.string(),
  year: z.number(),
  edition: z.enum(['2008', '2019']),
  outcome: OutcomeCode,
  applicantKind: z.enum(applicantKinds),
  extended: z.boolean(),
  count: z.number(),
})

/** The term was extended before the case ended. */
const extended = (sql: Scope['sql']) => sql`
  exists (select from application_events e
          where e.tenant_id = applications.tenant_id and e.application_id = applications.id and e.kind = 'extended'
            and e.day <= applications.answered_on)`

/** How many applications ended in each of those years, by organ, edition, outcome, applicant, and whether the term was extended. */
export async function countEnded(
  { sql, tenantId }: Scope,
  organIds: readonly string[],
  years: Years,
  { withTerms = false }: { withTerms?: boolean } = {},
): Promise<EndedGroup[]> {
  const rows = await sql`
    select organ_id as "organId", extract(year from answered_on)::int as year, edition, outcome,
           applicant_kind as "applicantKind", ${withTerms ? extended(sql) : sql`false`} as extended,
           count(*)::int as count
    from applications
    where tenant_id = ${tenantId} and organ_id = any(${organIds}) and ${counted(sql)}
      and ${within(sql, 'answered_on', years)}
    group by 1, 2, 3, 4, 5, 6`
  return rows.map((row) => EndedRow.parse(row))
}

const OpenRow = z.object({
  organId: z.string(),
  applicantKind: z.enum(applicantKinds),
  before: z.number(),
  after: z.number(),
})

const openOn = (sql: Scope['sql'], on: string) =>
  sql`received_on <= ${on} and (answered_on is null or answered_on > ${on})`

/** How many applications stood open when the year began, and when it ended, by organ and applicant: 上年结转, 结转下年度. */
export async function countOpen(
  { sql, tenantId }: Scope,
  organIds: readonly string[],
  year: number,
): Promise<OpenGroup[]> {
  const [before, after] = [`${year - 1}-12-31`, `${year}-12-31`]
  const rows = await sql`
    select organ_id as "organId", applicant_kind as "applicantKind",
           count(*) filter (where ${openOn(sql, before)})::int as before,
           count(*) filter (where ${openOn(sql, after)})::int as after
    from applications
    where tenant_id = ${tenantId} and organ_id = any(${organIds}) and ${counted(sql)}
      and received_on <= ${after} and (answered_on is null or answered_on > ${before})
    group by 1, 2`
  return rows.map((row) => OpenRow.parse(row))
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
  { sql, tenantId }: Scope,
  organId: string,
  years: Years,
  only: { line?: TableLine; kind?: ApplicantKind; extended?: boolean } = {},
  page?: Page,
): Promise<Handled[]> {
  const { line } = only
  const [old, current] = line ? [outcomesIn('2008', line), outcomesIn('2019', line)] : []
  const rows = await sql`
    select id, number, edition, outcome, answered_on as "answeredOn", applicant_kind as "applicantKind" from applications
    where tenant_id = ${tenantId} and organ_id = ${organId} and ${counted(sql)} and ${within(sql, 'answered_on', years)}
      ${old && current ? sql`and (edition = '2008' and outcome = any(${old}) or edition = '2019' and outcome = any(${current}))` : sql``}
      ${byKind(sql, only.kind)}
      ${only.extended === undefined ? sql`` : only.extended ? sql`and ${extended(sql)}` : sql`and not ${extended(sql)}`}
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

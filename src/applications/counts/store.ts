import { z } from 'zod'
import { Day } from '../../calendar/day.ts'
import type { Scope } from '../../context.ts'
import { channelCodes } from '../channels.ts'
import { applicantKinds, OutcomeCode } from '../model.ts'
import { outcomeRow } from '../outcomes.ts'

/** A span of whole calendar years, by which the report counts: one year, or all years up to one. */
export type Years = { from?: number; to: number }

const within = (sql: Scope['sql'], column: 'received_on' | 'answered_on', { from, to }: Years) => sql`
  ${sql(column)} <= ${`${to}-12-31`} ${from ? sql`and ${sql(column)} >= ${`${from}-01-01`}` : sql``}`

/** Applications for information whose day of receipt is known: the others are not received yet, are none, or are entered twice. */
const counted = (sql: Scope['sql']) => sql`kind = 'request' and received_on is not null and duplicate_of is null`

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

/** The applications received in those years, oldest first: 受理依申请公开信息总数 and its channels. */
export async function receivedIn({ sql, tenantId }: Scope, organId: string, years: Years): Promise<Received[]> {
  const rows = await sql`
    select id, number, channel, received_on as "receivedOn", subject, applicant_kind as "applicantKind" from applications
    where tenant_id = ${tenantId} and organ_id = ${organId} and ${counted(sql)} and ${within(sql, 'received_on', years)}
    order by received_on, number`
  return rows.map((row) => Received.parse(row))
}

/** The applications that ended in those years, whenever they were received, each with its line of every table. */
export async function handledIn({ sql, tenantId }: Scope, organId: string, years: Years): Promise<Handled[]> {
  const rows = await sql`
    select id, number, edition, outcome, answered_on as "answeredOn", applicant_kind as "applicantKind" from applications
    where tenant_id = ${tenantId} and organ_id = ${organId} and ${counted(sql)} and ${within(sql, 'answered_on', years)}
    order by answered_on, number`
  return rows.map((row) => {
    const { edition, ...ended } = Ended.parse(row)
    const line = outcomeRow({ edition, kind: 'request' }, ended.outcome)
    if (!line) throw new Error(`no line for ${ended.outcome} in the edition of ${edition}`)
    return { ...ended, fujian: line.fujian, national: line.national, table: line.table }
  })
}

/** Those of them that were answered: 对申请的答复总数 and the annex row of each. A case that was withdrawn is no answer. */
export async function answeredIn(scope: Scope, organId: string, years: Years): Promise<Answered[]> {
  const handled = await handledIn(scope, organId, years)
  return handled.flatMap(({ id, number, fujian, answeredOn }) =>
    fujian ? [{ id, number, outcome: fujian, answeredOn }] : [],
  )
}

/** The applications received by the end of that day and not ended by then, oldest first. */
export async function openAt({ sql, tenantId }: Scope, organId: string, on: Day): Promise<Received[]> {
  const rows = await sql`
    select id, number, channel, received_on as "receivedOn", subject, applicant_kind as "applicantKind" from applications
    where tenant_id = ${tenantId} and organ_id = ${organId} and ${counted(sql)} and received_on <= ${on}
      and (answered_on is null or answered_on > ${on})
    order by received_on, number`
  return rows.map((row) => Received.parse(row))
}

import { v7 } from 'uuid'
import { z } from 'zod'
import { Day, dayOf, yearOf } from '../calendar/day.ts'
import type { Context, Scope } from '../context.ts'
import { transact } from '../db/transaction.ts'
import { record } from '../ledger/store.ts'
import { takeNumber } from '../organs/store.ts'
import { ok, type Result, refuse } from '../result.ts'
import { type Channel, channelCodes } from './channels.ts'
import { outcomeCodes } from './outcomes.ts'
import { type Answer, checkAnswer, checkRegistration, type Registration } from './rules.ts'

const Row = z.object({
  id: z.string(),
  organId: z.string(),
  number: z.string(),
  edition: z.enum(['2008', '2019']),
  channel: z.enum(channelCodes),
  subject: z.string(),
  receivedOn: Day,
  answeredOn: Day.nullable(),
  outcome: z.enum(outcomeCodes).nullable(),
})
export type Application = z.infer<typeof Row>

const columns = (sql: Scope['sql']) => sql`
  id, organ_id as "organId", number, edition, channel, subject, received_on as "receivedOn",
  answered_on as "answeredOn", outcome`

const mayWrite = ({ actor }: Context, organId: string) =>
  actor.kind === 'system' || actor.organId === organId
    ? ok(undefined)
    : refuse('applications.not-yours', '只能登记和答复本机关收到的申请')

/** Enters an application in the organ's register and gives its number, such as `2018-001`. */
export function registerApplication(
  ctx: Context,
  input: Registration,
): Promise<Result<{ id: string; number: string }>> {
  return transact(ctx, async (tx) => {
    const mine = mayWrite(tx, input.organId)
    if (!mine.ok) return mine
    const checked = checkRegistration(input, dayOf(tx.now))
    if (!checked.ok) return checked

    const { organId, channel, subject, receivedOn, edition } = checked.value
    const id = v7()
    const year = yearOf(receivedOn)
    const serial = await takeNumber(tx, organId, 'application', year)
    const number = `${year}-${String(serial).padStart(3, '0')}`
    await tx.sql`
      insert into applications (tenant_id, id, organ_id, number, edition, channel, subject, received_on, created_at)
      values (${tx.tenantId}, ${id}, ${organId}, ${number}, ${edition}, ${channel}, ${subject},
              ${receivedOn}, ${tx.now})`
    await record(tx, {
      event: 'applications.registered',
      subject: { kind: 'application', id },
      detail: { number, channel, receivedOn },
    })
    return ok({ id, number })
  })
}

/** Enters the answer to an application, once. */
export function answerApplication(ctx: Context, id: string, answer: Answer): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    const application = await find(tx, id, true)
    if (!application) return refuse('applications.unknown', '没有这份申请')
    const mine = mayWrite(tx, application.organId)
    if (!mine.ok) return mine
    const checked = checkAnswer(application, answer, dayOf(tx.now))
    if (!checked.ok) return checked

    await tx.sql`
      update applications
      set answered_on = ${answer.answeredOn}, outcome = ${answer.outcome}, version = version + 1
      where tenant_id = ${tx.tenantId} and id = ${id}`
    await record(tx, {
      event: 'applications.answered',
      subject: { kind: 'application', id },
      detail: { number: application.number, outcome: answer.outcome, answeredOn: answer.answeredOn },
    })
    return ok(undefined)
  })
}

async function find({ sql, tenantId }: Scope, id: string, lock: boolean): Promise<Application | null> {
  if (!z.uuid().safeParse(id).success) return null
  const [row] = await sql`
    select ${columns(sql)} from applications
    where tenant_id = ${tenantId} and id = ${id} ${lock ? sql`for update` : sql``}`
  return row ? Row.parse(row) : null
}

/** Null when there is no such application. */
export const findApplication = (scope: Scope, id: string) => find(scope, id, false)

export type ApplicationFilter = {
  organId?: string
  channel?: Channel
  state?: 'open' | 'answered'
  /** The year of receipt. */
  year?: number
  /** Part of the number or of the subject. */
  text?: string
}

/** A page of the register, latest received first, and how many there are in all. */
export async function listApplications(
  { sql, tenantId }: Scope,
  filter: ApplicationFilter,
  paging: { limit: number; offset: number },
): Promise<{ rows: Application[]; total: number }> {
  const wanted = filter.text?.trim() ? `%${filter.text.trim().replace(/[\\%_]/g, '\\$&')}%` : null
  const where = sql`
    where tenant_id = ${tenantId}
    ${filter.organId ? sql`and organ_id = ${filter.organId}` : sql``}
    ${filter.channel ? sql`and channel = ${filter.channel}` : sql``}
    ${filter.state === 'open' ? sql`and answered_on is null` : sql``}
    ${filter.state === 'answered' ? sql`and answered_on is not null` : sql``}
    ${filter.year ? sql`and received_on between ${`${filter.year}-01-01`} and ${`${filter.year}-12-31`}` : sql``}
    ${wanted ? sql`and (number like ${wanted} or subject like ${wanted})` : sql``}`
  const rows = await sql`
    select ${columns(sql)} from applications ${where}
    order by received_on desc, number desc limit ${paging.limit} offset ${paging.offset}`
  const [count] = await sql`select count(*) as total from applications ${where}`
  return { rows: rows.map((row) => Row.parse(row)), total: z.number().parse(count!.total) }
}

/** A span of whole calendar years, by which the report counts: one year, or all years up to one. */
export type Years = { from?: number; to: number }

const within = (sql: Scope['sql'], column: 'received_on' | 'answered_on', { from, to }: Years) => sql`
  ${sql(column)} <= ${`${to}-12-31`} ${from ? sql`and ${sql(column)} >= ${`${from}-01-01`}` : sql``}`

const Received = Row.pick({ id: true, number: true, channel: true, receivedOn: true, subject: true })
const Answered = z.object({
  id: z.string(),
  number: z.string(),
  outcome: z.enum(outcomeCodes),
  answeredOn: Day,
})
export type Received = z.infer<typeof Received>
export type Answered = z.infer<typeof Answered>

/** The applications received in those years, oldest first: 受理依申请公开信息总数 and its channels. */
export async function receivedIn({ sql, tenantId }: Scope, organId: string, years: Years): Promise<Received[]> {
  const rows = await sql`
    select id, number, channel, received_on as "receivedOn", subject from applications
    where tenant_id = ${tenantId} and organ_id = ${organId} and ${within(sql, 'received_on', years)}
    order by received_on, number`
  return rows.map((row) => Received.parse(row))
}

/** The applications answered in those years, whenever they were received: 对申请的答复总数 and its outcomes. */
export async function answeredIn({ sql, tenantId }: Scope, organId: string, years: Years): Promise<Answered[]> {
  const rows = await sql`
    select id, number, outcome, answered_on as "answeredOn" from applications
    where tenant_id = ${tenantId} and organ_id = ${organId} and ${within(sql, 'answered_on', years)}
    order by answered_on, number`
  return rows.map((row) => Answered.parse(row))
}

/** The applications received by the end of that day and not answered by then, oldest first. */
export async function openAt({ sql, tenantId }: Scope, organId: string, on: Day): Promise<Received[]> {
  const rows = await sql`
    select id, number, channel, received_on as "receivedOn", subject from applications
    where tenant_id = ${tenantId} and organ_id = ${organId} and received_on <= ${on}
      and (answered_on is null or answered_on > ${on})
    order by received_on, number`
  return rows.map((row) => Received.parse(row))
}

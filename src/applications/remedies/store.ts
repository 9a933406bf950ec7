import { v7 } from 'uuid'
import { z } from 'zod'
import { type Day, dayOf, yearOf } from '../../calendar/day.ts'
import { accountOf, type Context } from '../../context.ts'
import { transact } from '../../db/transaction.ts'
import { record } from '../../ledger/store.ts'
import { takeNumber } from '../../organs/store.ts'
import { ok, type Result, refuse } from '../../result.ts'
import { findByNumber } from '../registry/store.ts'
import { whoOf } from '../who.ts'
import type { NewRemedy, Remedy } from './model.ts'
import { findRemedy, findRemedyByNumber } from './registry/store.ts'
import { checkRemedy } from './rules.ts'
import { type StageName, takeStage } from './stages.ts'

/**
 * Enters a remedy and gives its number, such as 救2025-01. With the number of an application it belongs to that case; without,
 * it is about proactive disclosure. A form sent again, known by its token, makes nothing.
 */
export function registerRemedy(ctx: Context, input: NewRemedy): Promise<Result<{ id: string; number: string }>> {
  return transact(ctx, async (tx) => {
    const { sql, tenantId, actor } = tx
    if (actor.kind === 'staff' && actor.organId !== input.organId)
      return refuse('remedies.not-yours', '只能登记本机关的救济事项')
    if (input.token) {
      await sql`select pg_advisory_xact_lock(hashtextextended(${input.token}, 0))`
      const [sent] = await sql`select id, number from remedies where tenant_id = ${tenantId} and token = ${input.token}`
      if (sent) return ok(z.object({ id: z.string(), number: z.string() }).parse(sent))
    }
    const checked = checkRemedy(input, dayOf(tx.now))
    if (!checked.ok) return checked
    const about = await aboutWhat(tx, input)
    if (!about.ok) return about
    const { organId, kind, way, simplified, matter, authority, docket, filedOn, answerBy } = checked.value
    const { applicationId, afterId } = about.value
    const id = v7()
    const serial = await takeNumber(tx, organId, 'remedy', yearOf(filedOn))
    const number = `救${yearOf(filedOn)}-${String(serial).padStart(2, '0')}`
    await sql`
      insert into remedies (tenant_id, id, organ_id, number, kind, way, simplified, application_id, after_id, matter,
                            authority, docket, filed_on, answer_by, state, token, created_at)
      values (${tenantId}, ${id}, ${organId}, ${number}, ${kind}, ${way}, ${simplified}, ${applicationId}, ${afterId},
              ${matter}, ${authority}, ${docket}, ${filedOn}, ${answerBy}, 'noticed', ${input.token ?? null}, ${tx.now})`
    await writeRemedyEvent(tx, id, { kind: 'noticed', day: filedOn, detail: { docket } })
    await record(tx, {
      event: 'remedies.registered',
      subject: { kind: 'remedy', id },
      detail: { number, kind, filedOn, application: input.applicationNumber || null },
    })
    return ok({ id, number })
  })
}

async function aboutWhat(tx: Context, input: NewRemedy) {
  const { organId } = input
  const number = input.applicationNumber.trim()
  const application = number ? await findByNumber(tx, organId, number) : null
  if (number && !application)
    return refuse('remedies.application', '本机关没有这个登记号的申请', { field: 'applicationNumber' })
  if (application && input.filedOn < application.arrivedOn)
    return refuse('remedies.before', `收到通知的日期不能早于申请的来件日期（${application.arrivedOn}）`, {
      field: 'filedOn',
    })
  const after = input.afterNumber?.trim() ? await findRemedyByNumber(tx, organId, input.afterNumber.trim()) : null
  if (input.afterNumber?.trim() && after?.kind !== 'reconsideration')
    return refuse('remedies.after', '本机关没有这个登记号的行政复议', { field: 'afterNumber' })
  return ok({ applicationId: application?.id ?? null, afterId: after?.id ?? null })
}

export type RemedyTaking = {
  kind: StageName
  day: Day
  detail: Record<string, string>
  ends?: { decision: string; on: Day }
}

/** Takes a stage: row, event and ledger entry together, or nothing. */
export function takeRemedyStage(
  ctx: Context,
  name: StageName,
  seen: { id: string; version: number | null },
  decide: (remedy: Remedy, today: Day) => Result<RemedyTaking>,
): Promise<Result<Remedy>> {
  return transact(ctx, async (tx) => {
    const remedy = await findRemedy(tx, seen.id, 'lock')
    if (!remedy) return refuse('remedies.unknown', '没有这件救济事项')
    if (seen.version !== null && seen.version !== remedy.version)
      return refuse('remedies.stale', '其他人刚刚办理了这件事', { fix: '请刷新页面，核对后再办' })
    const to = takeStage(name, remedy, whoOf(tx))
    if (!to.ok) return to
    const taking = decide(remedy, dayOf(tx.now))
    if (!taking.ok) return taking
    const { kind, day, detail, ends } = taking.value
    await tx.sql`
      update remedies
      set state = ${to.value}, decision = ${ends?.decision ?? remedy.decision},
          decided_on = ${ends?.on ?? remedy.decidedOn}, version = version + 1
      where tenant_id = ${tx.tenantId} and id = ${remedy.id}`
    await writeRemedyEvent(tx, remedy.id, { kind, day, detail })
    await record(tx, {
      event: `remedies.${name}`,
      subject: { kind: 'remedy', id: remedy.id },
      detail: {
        number: remedy.number,
        from: remedy.state,
        to: to.value,
        ...(ends && { decision: ends.decision, on: ends.on }),
      },
    })
    return ok((await findRemedy(tx, remedy.id))!)
  })
}

/** The case was taken up again because of this decision. In the transaction of that step. */
export const markFollowed = (tx: Context, remedyId: string, day: Day, application: string) =>
  writeRemedyEvent(tx, remedyId, { kind: 'followed', day, detail: { application } })

async function writeRemedyEvent(
  tx: Context,
  id: string,
  { kind, day, detail }: { kind: string; day: Day; detail: Record<string, string> },
) {
  await tx.sql`
    insert into remedy_events (tenant_id, remedy_id, id, kind, day, detail, at, by_whom, as_whom)
    values (${tx.tenantId}, ${id}, ${v7()}, ${kind}, ${day}, ${tx.sql.json(detail)}, ${tx.now},
            ${tx.actor.kind === 'staff' ? accountOf(tx) : null}, ${tx.actor.name})`
}

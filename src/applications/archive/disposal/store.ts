import { z } from 'zod'
import { Day, dayOf } from '../../../calendar/day.ts'
import { accountOf, type Context, type Scope } from '../../../context.ts'
import { transact } from '../../../db/transaction.ts'
import { record } from '../../../ledger/store.ts'
import { forgetMails } from '../../../mail/outbox/store.ts'
import { findOrgan } from '../../../organs/store.ts'
import { ok, type Result, refuse } from '../../../result.ts'
import { forgetReviewed } from '../../../review/forgetting/store.ts'
import type { Application } from '../../model.ts'
import { findApplication } from '../../registry/store.ts'
import { checkLine } from '../../rules.ts'
import { whoOf } from '../../who.ts'
import { dropForgotten, forgetFiles } from '../forgetting/store.ts'
import { isOver, keptUntil } from '../retention.ts'

const Disposal = z.object({
  reason: z.string(),
  proposedBy: z.string(),
  proposedAs: z.string(),
  proposedAt: z.date(),
  confirmedAs: z.string().nullable(),
  confirmedAt: z.date().nullable(),
})
export type Disposal = z.infer<typeof Disposal>

/** What was proposed about this case; null when nothing was. */
export async function disposalOf({ sql, tenantId }: Scope, id: string): Promise<Disposal | null> {
  const [row] = await sql`
    select reason, proposed_by as "proposedBy", proposed_as as "proposedAs", proposed_at as "proposedAt",
           confirmed_as as "confirmedAs", confirmed_at as "confirmedAt"
    from application_disposals where tenant_id = ${tenantId} and application_id = ${id}`
  return row ? Disposal.parse(row) : null
}

const Ended = z.object({
  id: z.string(),
  number: z.string(),
  subject: z.string(),
  archivedOn: Day,
  proposed: z.boolean(),
})

/** Filed cases of an organ whose keeping has ended, the oldest first; those proposed already among them. */
export async function keepingEnded(
  { sql, tenantId }: Scope,
  organId: string,
  filedBefore: Day,
  limit: number,
): Promise<{ rows: z.infer<typeof Ended>[]; total: number }> {
  const where = sql`
    where a.tenant_id = ${tenantId} and a.organ_id = ${organId} and a.state = 'archived' and a.anonymised_on is null
      and a.moved_on < ${filedBefore}`
  const rows = await sql`
    select a.id, a.number, a.subject, a.moved_on as "archivedOn", exists (
      select from application_disposals d where d.tenant_id = a.tenant_id and d.application_id = a.id) as proposed
    from applications a ${where} order by a.moved_on, a.number limit ${limit}`
  const [count] = await sql`select count(*) as total from applications a ${where}`
  return { rows: rows.map((row) => Ended.parse(row)), total: z.number().parse(count!.total) }
}

async function ripe(tx: Context, id: string): Promise<Result<Application>> {
  const application = await findApplication(tx, id, 'lock')
  if (!application) return refuse('applications.unknown', '没有这份申请')
  const { organId } = whoOf(tx)
  if (organId !== application.organId) return refuse('applications.not-yours', '只能处理本机关的案卷')
  if (application.state !== 'archived') return refuse('archive.not-filed', '还没有归档的申请不能匿名处理')
  if (await anonymisedOn(tx, id)) return refuse('archive.done', '这份案卷已经匿名处理')
  const organ = (await findOrgan(tx, application.organId))!
  // A filed case does not move any more: the day it moved last is the day it was filed.
  const { retention } = organ.settings
  if (!isOver(application.movedOn, retention, dayOf(tx.now))) {
    const until = keptUntil(application.movedOn, retention)
    return refuse('archive.kept', until ? `保管期限到${until}，现在不能匿名处理` : '这个机关的案卷永久保管')
  }
  return ok(application)
}

/** 提请匿名处理: the first of two persons, once the keeping has ended. */
export function proposeDisposal(ctx: Context, id: string, reason: string): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    const application = await ripe(tx, id)
    if (!application.ok) return application
    const said = checkLine(reason, '鉴定意见', 'reason')
    if (!said.ok) return said
    if (await disposalOf(tx, id)) return refuse('archive.proposed', '已经有人提请匿名处理', { fix: '请等待领导批准' })
    await tx.sql`
      insert into application_disposals (tenant_id, application_id, reason, proposed_by, proposed_as, proposed_at)
      values (${tx.tenantId}, ${id}, ${said.value}, ${accountOf(tx)}, ${tx.actor.name}, ${tx.now})`
    await record(tx, {
      event: 'applications.disposal-proposed',
      subject: { kind: 'application', id },
      detail: { number: application.value.number, reason: said.value },
    })
    return ok(undefined)
  })
}

/** 不批准: the case is kept on. */
export function declineDisposal(ctx: Context, id: string): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    const application = await ripe(tx, id)
    if (!application.ok) return application
    if (!(await disposalOf(tx, id))) return refuse('archive.not-proposed', '还没有人提请匿名处理')
    await tx.sql`
      delete from application_disposals
      where tenant_id = ${tx.tenantId} and application_id = ${id} and confirmed_at is null`
    await record(tx, {
      event: 'applications.disposal-declined',
      subject: { kind: 'application', id },
      detail: { number: application.value.number },
    })
    return ok(undefined)
  })
}

/**
 * 批准匿名处理: the second person, another than the first. Everything a person could be known by goes; number, kind, days,
 * channel, kind of applicant, steps and outcome stay, so every count of every year is what it was. Cannot be undone.
 */
export async function confirmDisposal(ctx: Context, id: string): Promise<Result<void>> {
  const done = await transact(ctx, async (tx): Promise<Result<void>> => {
    const application = await ripe(tx, id)
    if (!application.ok) return application
    const disposal = await disposalOf(tx, id)
    if (!disposal) return refuse('archive.not-proposed', '还没有人提请匿名处理', { fix: '请信息员先提请' })
    if (disposal.proposedBy === accountOf(tx))
      return refuse('archive.same-person', '匿名处理由您提请，须由另一个人批准')
    await tx.sql`
      update application_disposals
      set confirmed_by = ${accountOf(tx)}, confirmed_as = ${tx.actor.name}, confirmed_at = ${tx.now}
      where tenant_id = ${tx.tenantId} and application_id = ${id}`
    await forget(tx, id)
    await record(tx, {
      event: 'applications.anonymised',
      subject: { kind: 'application', id },
      detail: { number: application.value.number, proposedAs: disposal.proposedAs },
    })
    return ok(undefined)
  })
  if (done.ok) await dropForgotten(ctx)
  return done
}

/** When the case was made anonymous; null while it is not. */
export async function anonymisedOn({ sql, tenantId }: Scope, id: string): Promise<Day | null> {
  const [row] = await sql`
    select anonymised_on as "on" from applications where tenant_id = ${tenantId} and id = ${id}`
  return row ? Day.nullable().parse(row.on) : null
}

/** Particulars of events that are words of a closed list or numbers: what the clock and the counts are reckoned from. */
const COUNTED = [
  'days',
  'ground',
  'outcome',
  'channel',
  'arrival',
  'way',
  'why',
  'says',
  'silent',
  'reasonable',
  'lacks',
  'version',
  'result',
  'party',
  'basis',
  'count',
  'before',
  'fen',
]

async function forget(tx: Context, id: string): Promise<void> {
  const { sql, tenantId } = tx
  const about = sql`tenant_id = ${tenantId} and application_id = ${id}`
  await forgetFiles(tx, id)
  await sql`delete from application_applicants where ${about}`
  await sql`delete from application_papers where ${about}`
  await sql`delete from application_messages where ${about}`
  await sql`delete from application_descriptions where ${about}`
  await sql`delete from application_letter_files where ${about}`
  await sql`delete from application_letters where ${about}`
  await sql`delete from applicant_marks where ${about}`
  const entries = sql`select id from tray_entries where ${about}`
  await sql`delete from tray_files where tenant_id = ${tenantId} and entry_id in (${entries})`
  // An entry that no key opens says no more than that there was one.
  await sql`update tray_entries set key_id = 'forgotten', sealed = '', guesses = '[]', reason = '' where ${about}`
  await sql`
    update application_events set detail = coalesce((
      select jsonb_object_agg(key, value) from jsonb_each(detail) where key = any(${COUNTED})), '{}')
    where ${about}`
  await sql`
    update application_replies
    set words = '', right_organ = '', withheld = coalesce((
      select jsonb_agg(jsonb_build_object('part', '', 'ground', part->'ground')) from jsonb_array_elements(withheld) part), '[]')
    where ${about}`
  // The key of the subject becomes its own: an anonymous case is nobody's twin.
  await sql`
    update applications
    set subject = '（保管期满，已匿名处理）', subject_key = id::text, code_hash = null, anonymised_on = ${dayOf(tx.now)},
        version = version + 1
    where tenant_id = ${tenantId} and id = ${id}`
  await forgetReviewed(tx, 'reply', id)
  await forgetMails(tx, { kind: 'application', id })
}

import { v7 } from 'uuid'
import { z } from 'zod'
import type { Context, Scope } from '../../context.ts'
import { transact } from '../../db/transaction.ts'
import { applicantKey, seal, unseal } from '../../files/seal.ts'
import { record } from '../../ledger/store.ts'
import { ok, type Result, refuse } from '../../result.ts'
import { type Attempt, CLAIM_MS, type MailState, mailStates, settle } from '../rules.ts'
import { addressIn } from '../settings.ts'

/** A file of the store that goes along; a `StoredFile` is one. */
const Attachment = z.object({ name: z.string(), mime: z.string(), sha256: z.string() })

const Words = z.object({
  to: z.array(z.string()).min(1),
  replyTo: z.string().nullable(),
  subject: z.string(),
  text: z.string(),
  html: z.string().nullable(),
  attachments: z.array(Attachment),
  unsubscribe: z.string().nullable().default(null),
})
export type Words = z.infer<typeof Words>

/** What the mail is about, as lists name and link it. `label` and `href` hold no personal data. */
export type About = { kind: string; id: string; label: string; href: string; organId?: string | null }

export type Mail = {
  to: string | readonly string[]
  subject: string
  text: string
  html?: string
  attachments?: readonly z.infer<typeof Attachment>[]
  replyTo?: string
  about: About
  /** For mails somebody subscribed to: the address a mail program posts to, to end it (RFC 8058). */
  unsubscribe?: string
  /** A mail with this key was queued before: this one is not queued again. */
  once?: string
}

/**
 * Queues a mail in the transaction of the step it tells of; it goes out after the commit, or never when the step is rolled
 * back. Address and words are sealed. Answers the Message-ID a reply will name. Errors: an address that is none.
 */
export async function sendMail(tx: Context, mail: Mail): Promise<Result<{ id: string; messageId: string }>> {
  const to = [mail.to].flat().map((one) => addressIn(one))
  if (to.length === 0 || to.includes(null))
    return refuse('mail.address', '电子邮箱的写法不对', { fix: '请核对邮箱地址，例如 name@example.com' })
  const { sql, tenantId } = tx
  const { about } = mail
  const id = v7()
  const messageId = `<${id}@gongkai>`
  const key = await applicantKey(tx.files)
  const words: Words = {
    to: to as string[],
    replyTo: mail.replyTo ?? null,
    subject: mail.subject,
    text: mail.text,
    html: mail.html ?? null,
    attachments: (mail.attachments ?? []).map((one) => Attachment.parse(one)),
    unsubscribe: mail.unsubscribe ?? null,
  }
  const [queued] = await sql`
    insert into outgoing_mails (tenant_id, id, organ_id, about_kind, about_id, about_label, about_href, message_id, once,
                                key_id, sealed, queued_at, next_at)
    values (${tenantId}, ${id}, ${about.organId ?? null}, ${about.kind}, ${about.id}, ${about.label}, ${about.href},
            ${messageId}, ${mail.once ?? null}, ${key.id}, ${seal(key, `${tenantId}/${id}`, JSON.stringify(words))},
            ${tx.now}, ${tx.now})
    on conflict (tenant_id, once) do nothing
    returning id`
  if (!queued) {
    const [before] = await sql`
      select id, message_id as "messageId" from outgoing_mails where tenant_id = ${tenantId} and once = ${mail.once!}`
    return ok(z.object({ id: z.string(), messageId: z.string() }).parse(before))
  }
  await record(tx, { event: 'mail.queued', subject: { kind: 'mail', id }, detail: { about: about.label } })
  // Heard after the commit, and only then.
  await sql`select pg_notify('mail_queued', '')`
  return ok({ id, messageId })
}

const Row = z.object({
  id: z.string(),
  tenantId: z.string(),
  organId: z.string().nullable(),
  state: z.enum(mailStates),
  aboutKind: z.string(),
  aboutId: z.string(),
  label: z.string(),
  href: z.string(),
  messageId: z.string(),
  attempts: z.number(),
  queuedAt: z.date(),
  nextAt: z.date(),
  settledAt: z.date().nullable(),
  trouble: z.string(),
})
export type OutgoingMail = z.infer<typeof Row>

const columns = (sql: Scope['sql']) => sql`
  id, tenant_id as "tenantId", organ_id as "organId", state, about_kind as "aboutKind", about_id as "aboutId",
  about_label as label, about_href as href, message_id as "messageId", attempts, queued_at as "queuedAt",
  next_at as "nextAt", settled_at as "settledAt", trouble`

/**
 * Takes the next mail that is due for one attempt; nobody else takes it meanwhile. Null when none is due. What a program
 * that died had claimed goes back into the queue, or is `unsure` when its words had been given to the server already.
 */
export async function claimMail(scope: Pick<Context, 'sql' | 'now'>): Promise<OutgoingMail | null> {
  const { sql, now } = scope
  const dead = new Date(now.getTime() - CLAIM_MS)
  await sql`
    update outgoing_mails
    set state = case state when 'handed' then 'unsure' else 'queued' end, settled_at = ${now},
        trouble = case state when 'handed' then '发送时程序中断' else trouble end
    where state in ('sending', 'handed') and claimed_at < ${dead}`
  const [row] = await sql`
    update outgoing_mails set state = 'sending', attempts = attempts + 1, claimed_at = ${now}
    where (tenant_id, id) = (
      select tenant_id, id from outgoing_mails where state = 'queued' and next_at <= ${now}
      order by next_at limit 1 for update skip locked)
    returning ${columns(sql)}`
  return row ? Row.parse(row) : null
}

/** From here on the server may have the mail although we never hear so. */
export async function markHanded({ sql }: Pick<Scope, 'sql'>, { tenantId, id }: OutgoingMail): Promise<void> {
  await sql`update outgoing_mails set state = 'handed' where tenant_id = ${tenantId} and id = ${id}`
}

/** Writes down how an attempt ended. */
export function settleMail(ctx: Context, mail: OutgoingMail, attempt: Attempt): Promise<Result<MailState>> {
  return transact(ctx, async (tx) => {
    const { state, nextAt } = settle(attempt, mail.attempts, tx.now)
    const [moved] = await tx.sql`
      update outgoing_mails set state = ${state}, next_at = ${nextAt}, settled_at = ${tx.now}, trouble = ${attempt.says}
      where tenant_id = ${tx.tenantId} and id = ${mail.id} and attempts = ${mail.attempts}
        and state in ('sending', 'handed')
      returning id`
    if (moved && state !== 'queued')
      await record(tx, {
        event: `mail.${state}`,
        subject: { kind: 'mail', id: mail.id },
        detail: { about: mail.label, attempts: mail.attempts },
      })
    return ok(state)
  })
}

/** To whom and what, opened for the server that is to carry it. Null when it was sealed with another key. */
export async function wordsOf(scope: Scope & Pick<Context, 'files'>, id: string): Promise<Words | null> {
  const [row] = await scope.sql`
    select key_id as "keyId", sealed from outgoing_mails where tenant_id = ${scope.tenantId} and id = ${id}`
  const { keyId, sealed } = z.object({ keyId: z.string(), sealed: z.instanceof(Buffer) }).parse(row)
  const key = await applicantKey(scope.files)
  if (key.id !== keyId) return null
  return Words.parse(JSON.parse(unseal(key, `${scope.tenantId}/${id}`, sealed)))
}

/** The mail a reply or a bounce names by its Message-ID. Null when it is not ours. */
export async function findMailByMessageId({ sql, tenantId }: Scope, messageId: string): Promise<OutgoingMail | null> {
  const [row] = await sql`
    select ${columns(sql)} from outgoing_mails where tenant_id = ${tenantId} and message_id = ${messageId}`
  return row ? Row.parse(row) : null
}

/** In the transaction in which the bounce was noticed. */
export async function markBounced(tx: Context, mail: OutgoingMail, says: string): Promise<void> {
  await tx.sql`
    update outgoing_mails set state = 'bounced', settled_at = ${tx.now}, trouble = ${says}
    where tenant_id = ${tx.tenantId} and id = ${mail.id}`
  await record(tx, { event: 'mail.bounced', subject: { kind: 'mail', id: mail.id }, detail: { about: mail.label } })
}

const DECISIONS = {
  again: { from: ['failed', 'unsure', 'bounced'], to: 'queued', event: 'mail.requeued' },
  arrived: { from: ['unsure'], to: 'sent', event: 'mail.sent' },
  drop: { from: ['queued', 'failed', 'unsure'], to: 'dropped', event: 'mail.dropped' },
} as const satisfies Record<string, { from: readonly MailState[]; to: MailState; event: string }>
export type Decision = keyof typeof DECISIONS
export const isDecision = (text: string): text is Decision => Object.hasOwn(DECISIONS, text)
export const mayDecide = (decision: Decision, state: MailState): boolean =>
  (DECISIONS[decision].from as readonly MailState[]).includes(state)

/**
 * Forgets to whom mails about a thing went and what they said; that there were some, and what became of them, stays. What had
 * not gone out does not go out any more. In the transaction of the step that forgets the thing.
 */
export async function forgetMails({ sql, tenantId }: Context, { kind, id }: Pick<About, 'kind' | 'id'>): Promise<void> {
  await sql`
    update outgoing_mails
    set key_id = 'forgotten', sealed = '', trouble = '',
        state = case when state in ('queued', 'sending') then 'dropped' else state end,
        settled_at = coalesce(settled_at, now())
    where tenant_id = ${tenantId} and about_kind = ${kind} and about_id = ${id}`
}

/** A person decides about a mail that did not simply go out. */
export function decideMail(ctx: Context, id: string, decision: Decision): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    const { from, to, event } = DECISIONS[decision]
    const { actor } = tx
    const organ = actor.kind === 'staff' ? actor.organId : null
    const [row] = z.uuid().safeParse(id).success
      ? await tx.sql`
          update outgoing_mails set state = ${to}, next_at = ${tx.now}, settled_at = ${tx.now},
            attempts = case when ${to === 'queued'} then 0 else attempts end
          where tenant_id = ${tx.tenantId} and id = ${id} and state in ${tx.sql([...from])}
            ${organ ? tx.sql`and organ_id = ${organ}` : tx.sql``}
          returning about_label as label`
      : []
    if (!row) return refuse('mail.settled', '这封邮件已经办过了', { fix: '请刷新页面' })
    await record(tx, { event, subject: { kind: 'mail', id }, detail: { about: z.string().parse(row.label) } })
    if (to === 'queued') await tx.sql`select pg_notify('mail_queued', '')`
    return ok(undefined)
  })
}

export type MailFilter = { organId?: string; state?: MailState | 'trouble'; about?: { kind: string; id: string } }

const where = ({ sql, tenantId }: Scope, { organId, state, about }: MailFilter) => sql`
  where tenant_id = ${tenantId}
  ${organId ? sql`and organ_id = ${organId}` : sql``}
  ${state === 'trouble' ? sql`and state in ('failed', 'unsure', 'bounced')` : sql``}
  ${state && state !== 'trouble' ? sql`and state = ${state}` : sql``}
  ${about ? sql`and about_kind = ${about.kind} and about_id = ${about.id}` : sql``}`

/** A page of the mails sent or to be sent, the latest first, and how many there are. */
export async function listMails(
  scope: Scope,
  filter: MailFilter,
  paging: { limit: number; offset: number },
): Promise<{ rows: OutgoingMail[]; total: number }> {
  const { sql } = scope
  const rows = await sql`
    select ${columns(sql)} from outgoing_mails ${where(scope, filter)}
    order by queued_at desc, id desc limit ${paging.limit} offset ${paging.offset}`
  const [count] = await sql`select count(*) as total from outgoing_mails ${where(scope, filter)}`
  return { rows: rows.map((row) => Row.parse(row)), total: z.number().parse(count!.total) }
}

import { v7 } from 'uuid'
import { z } from 'zod'
import type { Context, FileStore, Scope } from '../../../context.ts'
import { transact } from '../../../db/transaction.ts'
import { applicantKey, seal, unseal } from '../../../files/seal.ts'
import { record } from '../../../ledger/store.ts'
import { ok, type Result, refuse } from '../../../result.ts'
import { findApplication } from '../../registry/store.ts'

/** What was said, or what the applicant did online, which the organ is told the same way. */
export const MESSAGE_KINDS = {
  message: '留言',
  supplement: '提交补正材料',
  withdrawal: '撤回申请',
  receipt: '确认收到答复',
} as const
export type MessageKind = keyof typeof MESSAGE_KINDS

export const LONGEST_MESSAGE = 2_000

export type Message = {
  id: string
  writer: 'applicant' | 'organ'
  kind: MessageKind
  words: string
  asWhom: string
  sentAt: Date
  seen: boolean
}

type Writing = { writer: Message['writer']; kind: MessageKind; words: string }

const about = ({ tenantId }: Scope, applicationId: string, id: string) => `${tenantId}/${applicationId}/message/${id}`

/** Writes one message, sealed. In the transaction of the step it belongs to. */
export async function writeMessage(
  tx: Context,
  { id: applicationId, organId }: { id: string; organId: string },
  { writer, kind, words }: Writing,
): Promise<void> {
  const key = await applicantKey(tx.files)
  const id = v7()
  await tx.sql`
    insert into application_messages
      (tenant_id, application_id, id, organ_id, writer, kind, key_id, sealed, as_whom, sent_at)
    values (${tx.tenantId}, ${applicationId}, ${id}, ${organId}, ${writer}, ${kind}, ${key.id},
            ${seal(key, about(tx, applicationId, id), words)}, ${tx.actor.name}, ${tx.now})`
}

const Row = z.object({
  id: z.string(),
  writer: z.enum(['applicant', 'organ']),
  kind: z.enum(Object.keys(MESSAGE_KINDS) as [MessageKind, ...MessageKind[]]),
  keyId: z.string(),
  sealed: z.instanceof(Buffer),
  asWhom: z.string(),
  sentAt: z.date(),
  seen: z.boolean(),
})

/** Everything that was said about a case, oldest first. What another key sealed says so in place of its words. */
export async function messagesOf(scope: Scope & { files: FileStore }, applicationId: string): Promise<Message[]> {
  const rows = await scope.sql`
    select id, writer, kind, key_id as "keyId", sealed, as_whom as "asWhom", sent_at as "sentAt",
           seen_at is not null as seen
    from application_messages
    where tenant_id = ${scope.tenantId} and application_id = ${applicationId} order by id`
  if (rows.length === 0) return []
  const key = await applicantKey(scope.files)
  return rows.map((row) => {
    const { keyId, sealed, ...message } = Row.parse(row)
    const words =
      keyId === key.id
        ? unseal(key, about(scope, applicationId, message.id), sealed)
        : '（这条留言是用另一把密钥加密的，现在打不开）'
    return { ...message, words }
  })
}

/** How many messages there are, and how many of the applicant's nobody has read; opens none. */
export async function messageCounts({ sql, tenantId }: Scope, applicationId: string) {
  const [row] = await sql`
    select count(*) as all, count(*) filter (where writer = 'applicant' and seen_at is null) as unread
    from application_messages where tenant_id = ${tenantId} and application_id = ${applicationId}`
  return z.object({ all: z.number(), unread: z.number() }).parse(row)
}

/** Something an officer tells the applicant; it is read with number and code. */
export function answerApplicant(ctx: Context, applicationId: string, text: string): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    const application = await findApplication(tx, applicationId)
    const mine = await ofTheirOwn(tx, application)
    if (!mine.ok) return mine
    const words = checkMessage(text)
    if (!words.ok) return words
    await writeMessage(tx, mine.value, { writer: 'organ', kind: 'message', words: words.value })
    await record(tx, {
      event: 'applications.message-sent',
      subject: { kind: 'application', id: applicationId },
      detail: { number: mine.value.number },
    })
    return ok(undefined)
  })
}

/** An officer has read what the applicant sent. */
export function markSeen(ctx: Context, applicationId: string): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    const mine = await ofTheirOwn(tx, await findApplication(tx, applicationId))
    if (!mine.ok) return mine
    const seen = await tx.sql`
      update application_messages set seen_at = ${tx.now}
      where tenant_id = ${tx.tenantId} and application_id = ${applicationId} and writer = 'applicant' and seen_at is null`
    if (seen.count > 0)
      await record(tx, {
        event: 'applications.messages-seen',
        subject: { kind: 'application', id: applicationId },
        detail: { number: mine.value.number, count: seen.count },
      })
    return ok(undefined)
  })
}

export function checkMessage(text: string): Result<string> {
  const words = text.toWellFormed().trim()
  if (!words) return refuse('applications.message', '请写下要说的内容', { field: 'words' })
  if ([...words].length > LONGEST_MESSAGE)
    return refuse('applications.message', `最多${LONGEST_MESSAGE}个字，请写得简短一些`, { field: 'words' })
  return ok(words)
}

async function ofTheirOwn({ actor }: Context, application: Awaited<ReturnType<typeof findApplication>>) {
  if (!application) return refuse('applications.unknown', '没有这份申请')
  const mine =
    actor.kind === 'staff' && actor.organId === application.organId && actor.roles.some((role) => role === 'officer')
  return mine ? ok(application) : refuse('applications.not-yours', '申请人的留言由受理机关的信息员处理')
}

const Unread = z.object({
  applicationId: z.string(),
  number: z.string(),
  subject: z.string(),
  kinds: z.array(z.string()),
  latest: z.date(),
  count: z.number(),
})
export type Unread = z.infer<typeof Unread>

/** Cases whose applicants said or did something online that nobody of the organ has read, the oldest first. */
export async function unreadOf({ sql, tenantId }: Scope, organId: string, limit = 200): Promise<Unread[]> {
  const rows = await sql`
    select m.application_id as "applicationId", a.number, a.subject, array_agg(distinct m.kind) as kinds,
           max(m.sent_at) as latest, count(*) as count
    from application_messages m
    join applications a on a.tenant_id = m.tenant_id and a.id = m.application_id
    where m.tenant_id = ${tenantId} and m.organ_id = ${organId} and m.writer = 'applicant' and m.seen_at is null
    group by m.application_id, a.number, a.subject order by min(m.sent_at) limit ${limit}`
  return rows.map((row) => Unread.parse(row))
}

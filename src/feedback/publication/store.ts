import { z } from 'zod'
import { accountOf, type Context, type Scope } from '../../context.ts'
import { transact } from '../../db/transaction.ts'
import { record } from '../../ledger/store.ts'
import { ok, type Result, refuse } from '../../result.ts'
import { dropReview, mayPublish, openReview } from '../../review/store.ts'
import { KINDS, type Kind, kindCodes } from '../kinds.ts'
import type { Concern } from '../model.ts'
import { findConcern } from '../registry/store.ts'

const Publication = z.object({
  version: z.number(),
  question: z.string(),
  answer: z.string(),
  publishedAt: z.date().nullable(),
  withdrawnAt: z.date().nullable(),
})
export type Publication = z.infer<typeof Publication>

const columns = (sql: Scope['sql']) => sql`
  p.version, p.question, p.answer, p.published_at as "publishedAt", p.withdrawn_at as "withdrawnAt"`

/** What the public reads of a concern, or would once the review lets it; null when nobody proposed anything. */
export async function publicationOf({ sql, tenantId }: Scope, id: string): Promise<Publication | null> {
  const [row] = await sql`
    select ${columns(sql)} from concern_publications p where p.tenant_id = ${tenantId} and p.concern_id = ${id}`
  return row ? Publication.parse(row) : null
}

/** What the review is about: one wording of question and answer. */
export const answerSubject = (id: string, version: number) => ({ kind: 'answer' as const, id, version })

/** Whether question and answer may be offered to the public at all. */
export function publishable({ kind, state, mayPublish: agreed }: Concern): Result<void> {
  if (!KINDS[kind].publishable) return refuse('feedback.report', '举报和它的答复不公布')
  if (!agreed) return refuse('feedback.no-consent', '诉求人没有同意公布', { fix: '征得同意后，请在办理情况里登记' })
  if (state !== 'answered' && state !== 'closed') return refuse('feedback.too-early', '答复以后才能公布')
  return ok(undefined)
}

const mine = ({ actor }: Context, { organId }: Concern): Result<void> =>
  actor.kind !== 'staff' || (actor.organId === organId && actor.roles.includes('officer'))
    ? ok(undefined)
    : refuse('feedback.not-yours', '由本机关的信息员办理公布')

/** Proposes the wording of question and answer, and asks for its review: screened, and looked at by somebody else. */
export function proposePublication(
  ctx: Context,
  id: string,
  wording: { question: string; answer: string },
): Promise<Result<Concern>> {
  return transact(ctx, async (tx) => {
    const concern = await findConcern(tx, id, 'lock')
    if (!concern) return refuse('feedback.unknown', '没有这件诉求')
    const may = [mine(tx, concern), publishable(concern)].find((one) => !one.ok)
    if (may && !may.ok) return may
    const [question, answer] = [wording.question.trim(), wording.answer.trim()]
    if (question.length < 4) return refuse('feedback.question', '请写明公布的问题', { field: 'question' })
    if (answer.length < 4) return refuse('feedback.answer', '请写明公布的答复', { field: 'answer' })
    const before = await publicationOf(tx, id)
    if (before?.publishedAt && !before.withdrawnAt)
      return refuse('feedback.published', '已经公布', { fix: '要修改的，请先撤下' })
    const version = (before?.version ?? 0) + 1
    await tx.sql`
      insert into concern_publications (tenant_id, concern_id, version, subject, question, answer)
      values (${tx.tenantId}, ${id}, ${version}, ${concern.subject}, ${question}, ${answer})
      on conflict (tenant_id, concern_id) do update
      set version = excluded.version, subject = excluded.subject, question = excluded.question, answer = excluded.answer,
          published_at = null, withdrawn_at = null`
    const asked = await openReview(tx, {
      subject: answerSubject(id, version),
      organId: concern.organId,
      title: `公布答复：${concern.subject}`,
      parts: [
        { label: '标题', text: concern.subject },
        { label: '问题', text: question },
        { label: '答复', text: answer },
      ],
      files: [],
      preparedBy: { accountId: accountOf(tx), name: tx.actor.name },
    })
    if (!asked.ok) return asked
    await record(tx, {
      event: 'feedback.publication-proposed',
      subject: { kind: 'concern', id },
      detail: { number: concern.number, version },
    })
    return ok(concern)
  })
}

/** Publishes what the review let out, in the words it left. */
export function publishAnswer(ctx: Context, id: string): Promise<Result<Concern>> {
  return transact(ctx, async (tx) => {
    const concern = await findConcern(tx, id, 'lock')
    const proposed = concern && (await publicationOf(tx, id))
    if (!concern || !proposed) return refuse('feedback.no-publication', '还没有提出公布的内容')
    const may = [mine(tx, concern), publishable(concern)].find((one) => !one.ok)
    if (may && !may.ok) return may
    if (proposed.publishedAt) return refuse('feedback.published', '已经公布过')
    const cleared = await mayPublish(tx, answerSubject(id, proposed.version))
    if (!cleared.ok) return cleared
    const [subject, question, answer] = cleared.value.parts
    await tx.sql`
      update concern_publications
      set subject = ${subject!}, question = ${question!}, answer = ${answer!}, published_at = ${tx.now}
      where tenant_id = ${tx.tenantId} and concern_id = ${id}`
    await tx.sql`select pg_notify('portal_changed', ${tx.tenantId})`
    await record(tx, {
      event: 'feedback.answer-published',
      subject: { kind: 'concern', id },
      detail: { number: concern.number },
    })
    return ok(concern)
  })
}

/** Takes question and answer off the portal. */
export function withdrawAnswer(ctx: Context, id: string): Promise<Result<Concern>> {
  return transact(ctx, async (tx) => {
    const concern = await findConcern(tx, id, 'lock')
    if (!concern) return refuse('feedback.unknown', '没有这件诉求')
    const may = mine(tx, concern)
    if (!may.ok) return may
    const off = await tx.sql`
      update concern_publications set withdrawn_at = ${tx.now}
      where tenant_id = ${tx.tenantId} and concern_id = ${id} and published_at is not null and withdrawn_at is null`
    if (off.count === 0) return refuse('feedback.not-published', '这件诉求没有公布')
    const dropped = await dropReview(tx, 'answer', id)
    if (!dropped.ok) return dropped
    await tx.sql`select pg_notify('portal_changed', ${tx.tenantId})`
    await record(tx, {
      event: 'feedback.answer-withdrawn',
      subject: { kind: 'concern', id },
      detail: { number: concern.number },
    })
    return ok(concern)
  })
}

const Line = z.object({
  number: z.string(),
  kind: z.enum(kindCodes),
  subject: z.string(),
  receivedOn: z.string(),
  publishedAt: z.date(),
})
export type PublicAnswer = z.infer<typeof Line>

/** Questions and answers on the portal of an organ, the latest first. */
export async function publicAnswers(
  { sql, tenantId }: Scope,
  organId: string,
  { kind, limit, offset }: { kind?: Kind; limit: number; offset: number },
): Promise<{ rows: PublicAnswer[]; total: number }> {
  const where = sql`
    from concern_publications p
    join concerns c on c.tenant_id = p.tenant_id and c.id = p.concern_id
    where p.tenant_id = ${tenantId} and c.organ_id = ${organId} and p.published_at is not null and p.withdrawn_at is null
      ${kind ? sql`and c.kind = ${kind}` : sql``}`
  const rows = await sql`
    select c.number, c.kind, p.subject, c.received_on as "receivedOn", p.published_at as "publishedAt"
    ${where} order by p.published_at desc, c.number desc limit ${limit} offset ${offset}`
  const [count] = await sql`select count(*)::int as total ${where}`
  return { rows: rows.map((row) => Line.parse(row)), total: z.number().parse(count!.total) }
}

const Whole = Line.extend({
  question: z.string(),
  answer: z.string(),
  unitName: z.string().nullable(),
  answeredOn: z.string().nullable(),
})

/** One of them, by the number it has. */
export async function publicAnswer({ sql, tenantId }: Scope, organId: string, number: string) {
  const [row] = await sql`
    select c.number, c.kind, p.subject, c.received_on as "receivedOn", c.answered_on as "answeredOn",
           p.published_at as "publishedAt", p.question, p.answer, u.name as "unitName"
    from concern_publications p
    join concerns c on c.tenant_id = p.tenant_id and c.id = p.concern_id
    left join units u on u.tenant_id = c.tenant_id and u.id = c.unit_id
    where p.tenant_id = ${tenantId} and c.organ_id = ${organId} and c.number = ${number}
      and p.published_at is not null and p.withdrawn_at is null`
  return row ? Whole.parse(row) : null
}

import { v7 } from 'uuid'
import { z } from 'zod'
import type { Context, Scope } from '../context.ts'
import { transact } from '../db/transaction.ts'
import { applicantKey, seal, unseal } from '../files/seal.ts'
import { record } from '../ledger/store.ts'
import { forgetMails, sendMail } from '../mail/outbox/store.ts'
import { addressIn } from '../mail/settings.ts'
import { ok, type Result, refuse } from '../result.ts'
import { addressMark, isToken, tokenOf } from './secrets.ts'
import { askingText, isRhythm, type Rhythm } from './words.ts'

/** Days a wish waits for its confirmation. */
const WAITS_DAYS = 2

const Row = z.object({
  id: z.string(),
  organId: z.string().nullable(),
  categoryId: z.string().nullable(),
  every: z.custom<Rhythm>((text) => typeof text === 'string' && isRhythm(text)),
  keyId: z.string(),
  sealed: z.instanceof(Buffer),
  confirmedAt: z.date().nullable(),
  toldAt: z.date(),
})
export type Subscription = z.infer<typeof Row>

const columns = (sql: Scope['sql']) => sql`
  id, organ_id as "organId", category_id as "categoryId", every, key_id as "keyId", sealed,
  confirmed_at as "confirmedAt", told_at as "toldAt"`

/** How mails and lists name subscriptions: without anything of the reader. */
export const about = (id: string) => ({ kind: 'subscription', id, label: '邮件订阅', href: '/console/subscriptions' })

export const actAddress = (url: string, act: 'confirm' | 'out', id: string, token: string): string =>
  `${url}/subscriptions/${id}/${token}/${act}`

/**
 * Keeps a wish and mails the question whether it is meant; whoever asks learns nothing about the mailbox. A wish that stands
 * already is asked about again, at most once a day. `what` names it in words. Errors: an address that is none.
 */
export function askForMail(
  ctx: Context,
  wish: {
    email: string
    organId: string | null
    categoryId: string | null
    every: string
    what: string
    site: string
    url: string
  },
): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    const { sql, tenantId, now } = tx
    const email = addressIn(wish.email.trim())
    if (!email || email !== wish.email.trim().toLowerCase() || email.length > 200)
      return refuse('subscriptions.email', '电子邮箱的写法不对', { fix: '例如 name@example.com', field: 'email' })
    if (!isRhythm(wish.every)) return refuse('subscriptions.every', '请选择多久发一次', { field: 'every' })
    const key = await applicantKey(tx.files)
    const fresh = v7()
    const [row] = await sql`
      insert into mail_subscriptions as s
        (tenant_id, id, organ_id, category_id, every, address_mark, key_id, sealed, asked_at, told_at)
      values (${tenantId}, ${fresh}, ${wish.organId}, ${wish.categoryId}, ${wish.every}, ${addressMark(key, email)},
              ${key.id}, ${seal(key, `${tenantId}/${fresh}`, email)}, ${now}, ${now})
      on conflict (tenant_id, address_mark, organ_id, category_id) do update
        set asked_at = excluded.asked_at, every = case when s.confirmed_at is null then excluded.every else s.every end
      returning id`
    const id = z.string().parse(row!.id)
    const sent = await sendMail(tx, {
      to: email,
      subject: `请确认订阅：${wish.what}`,
      text: askingText(wish.site, wish.what, actAddress(wish.url, 'confirm', id, tokenOf(key, 'confirm', id))),
      about: about(id),
      once: `subscription ask ${id} ${now.toISOString().slice(0, 10)}`,
    })
    return sent.ok ? ok(undefined) : sent
  })
}

const GONE = refuse('subscriptions.gone', '这个订阅不在了', {
  fix: '可能已经退订，或者两天内没有确认；需要的请重新订阅',
})

async function find(tx: Context, id: string) {
  if (!z.uuid().safeParse(id).success) return null
  const [row] = await tx.sql`
    select ${columns(tx.sql)} from mail_subscriptions where tenant_id = ${tx.tenantId} and id = ${id} for update`
  return row ? Row.parse(row) : null
}

/** The reader of the mailbox says yes. Errors: a link that is not ours, a wish that is gone. */
export function confirmSubscription(ctx: Context, id: string, token: string): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    if (!isToken(await applicantKey(tx.files), 'confirm', id, token)) return GONE
    const found = await find(tx, id)
    if (!found) return GONE
    if (found.confirmedAt) return ok(undefined)
    await tx.sql`
      update mail_subscriptions set confirmed_at = ${tx.now}, told_at = ${tx.now}
      where tenant_id = ${tx.tenantId} and id = ${id}`
    await record(tx, { event: 'subscriptions.confirmed', subject: { kind: 'subscription', id } })
    return ok(undefined)
  })
}

/** The reader wants no more: the address is forgotten, also in the mails that held it. Saying it twice is no error. */
export function endSubscription(ctx: Context, id: string, token: string): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    if (!isToken(await applicantKey(tx.files), 'out', id, token)) return GONE
    const found = await find(tx, id)
    if (!found) return ok(undefined)
    await tx.sql`delete from mail_subscriptions where tenant_id = ${tx.tenantId} and id = ${id}`
    await forgetMails(tx, { kind: 'subscription', id })
    await record(tx, { event: 'subscriptions.ended', subject: { kind: 'subscription', id } })
    return ok(undefined)
  })
}

/** Whom mails may go to. */
export async function confirmedSubscriptions({ sql, tenantId }: Scope): Promise<Subscription[]> {
  const rows = await sql`
    select ${columns(sql)} from mail_subscriptions
    where tenant_id = ${tenantId} and confirmed_at is not null order by id`
  return rows.map((row) => Row.parse(row))
}

/** The address of a subscription; null when it was sealed with another key. */
export async function addressOf(ctx: Context, { id, keyId, sealed }: Subscription): Promise<string | null> {
  const key = await applicantKey(ctx.files)
  return key.id === keyId ? unseal(key, `${ctx.tenantId}/${id}`, sealed) : null
}

/** From now on the reader knows. Answers whether the subscription still stands. */
export async function markTold(tx: Context, id: string): Promise<boolean> {
  const told = await tx.sql`
    update mail_subscriptions set told_at = ${tx.now} where tenant_id = ${tx.tenantId} and id = ${id}`
  return told.count > 0
}

/** Forgets wishes nobody confirmed, with the mails that asked. */
export function forgetUnconfirmed(ctx: Context): Promise<Result<number>> {
  return transact(ctx, async (tx) => {
    const oldest = new Date(tx.now.getTime() - WAITS_DAYS * 24 * 3_600_000)
    const gone = await tx.sql`
      delete from mail_subscriptions
      where tenant_id = ${tx.tenantId} and confirmed_at is null and asked_at < ${oldest} returning id`
    for (const { id } of gone) await forgetMails(tx, { kind: 'subscription', id: z.string().parse(id) })
    return ok(gone.length)
  })
}

const Count = z.object({
  organId: z.string().nullable(),
  categoryId: z.string().nullable(),
  day: z.number(),
  week: z.number(),
  waiting: z.number(),
})

/** How many there are, and nothing else. */
export async function subscriptionCounts({ sql, tenantId }: Scope): Promise<z.infer<typeof Count>[]> {
  const rows = await sql`
    select organ_id as "organId", category_id as "categoryId",
      count(*) filter (where confirmed_at is not null and every = 'day')::int as day,
      count(*) filter (where confirmed_at is not null and every = 'week')::int as week,
      count(*) filter (where confirmed_at is null)::int as waiting
    from mail_subscriptions where tenant_id = ${tenantId} group by 1, 2`
  return rows.map((row) => Count.parse(row))
}

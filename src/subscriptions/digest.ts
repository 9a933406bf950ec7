import { dayOf, numberOf } from '../calendar/day.ts'
import type { Context } from '../context.ts'
import { transact } from '../db/transaction.ts'
import { listCategories } from '../disclosures/catalogue/store.ts'
import { publicPath } from '../disclosures/item.ts'
import { publishedItems } from '../disclosures/published/store.ts'
import { applicantKey } from '../files/seal.ts'
import type { Job } from '../jobs/jobs.ts'
import { sendMail } from '../mail/outbox/store.ts'
import type { Post } from '../mail/sending.ts'
import { findTenant, listOrgans } from '../organs/store.ts'
import { ok } from '../result.ts'
import { tokenOf } from './secrets.ts'
import { about, actAddress, addressOf, confirmedSubscriptions, forgetUnconfirmed, markTold } from './store.ts'
import { digestText, isDue } from './words.ts'

/** Further back nobody is told: a program that stood still for months does not send its whole archive. */
const MOST_DAYS = 31
const MOST_ITEMS = 1000

/** 1 is Monday. 1970-01-01 was a Thursday; `numberOf` need not begin there, so a known Monday is counted from. */
const MONDAY = numberOf('2026-11-30' as Parameters<typeof numberOf>[0])
const weekdayOf = (today: ReturnType<typeof dayOf>) => ((((numberOf(today) - MONDAY) % 7) + 7) % 7) + 1

/** What a subscription is about, in words. Pure. */
export const wishWords = (organ: string | undefined, category: string | undefined): string =>
  [organ ?? '全部机关', category ?? '全部信息'].join('，')

/** Queues what is due this morning, one mail for each subscription with something new; answers how many. */
export async function sendSubscriptions({ sql, files, settings, now }: Post, url: string | null): Promise<number> {
  const tenant = await findTenant(sql)
  if (!tenant) return 0
  const ctx: Context = { sql, files, tenantId: tenant.id, now: now(), actor: { kind: 'system', name: '邮件订阅' } }
  await forgetUnconfirmed(ctx)
  if (!settings.smtp || !url) return 0
  const today = dayOf(ctx.now)
  const due = (await confirmedSubscriptions(ctx)).filter(({ every }) => isDue(every, weekdayOf(today)))
  if (due.length === 0) return 0
  const since = new Date(ctx.now.getTime() - MOST_DAYS * 24 * 3_600_000)
  const [{ items }, organs, categories] = await Promise.all([
    publishedItems(ctx, { since }, 1, MOST_ITEMS),
    listOrgans(ctx),
    listCategories(ctx),
  ])
  const key = await applicantKey(files)
  const site = tenant.settings.siteName
  let queued = 0
  for (const wish of due) {
    const fresh = items.filter(
      (item) =>
        item.publishedAt > wish.toldAt &&
        item.publishedAt <= ctx.now &&
        (wish.organId === null || item.organId === wish.organId) &&
        (wish.categoryId === null || item.categoryId === wish.categoryId),
    )
    const to = fresh.length > 0 ? await addressOf(ctx, wish) : null
    if (!to) continue
    const organ = organs.find(({ id }) => id === wish.organId)
    const category = categories.find(({ id }) => id === wish.categoryId)
    const what = wishWords(organ?.shortName, category?.name)
    const out = actAddress(url, 'out', wish.id, tokenOf(key, 'out', wish.id))
    const done = await transact(ctx, async (tx) => {
      if (!(await markTold(tx, wish.id))) return ok(null)
      return sendMail(tx, {
        to,
        subject: `${site}：${what}有${fresh.length}条新信息`,
        text: digestText(
          { site, what, all: `${url}${organ ? `/${organ.slug}/fdzdgknr` : '/'}`, out },
          fresh.map((item) => ({
            title: item.title,
            address: `${url}${publicPath(item)}`,
            day: dayOf(item.publishedAt),
            organ: item.organName,
          })),
        ),
        unsubscribe: out,
        about: about(wish.id),
        once: `subscription digest ${wish.id} ${today}`,
      })
    })
    if (done.ok && done.value) queued += 1
  }
  return queued
}

/** When the office has opened. */
export const subscriptionsJob = (post: Post, url: string | null): Job => ({
  name: 'mail-subscriptions',
  at: '0 9 * * *',
  says: '邮件订阅',
  run: async () => {
    await sendSubscriptions(post, url)
  },
})

import type { RequestListener } from 'node:http'
import type { Sql } from 'postgres'
import { dropForgottenNightly } from './applications/archive/forgetting/store.ts'
import { sweepDraftsNightly } from './applications/public/drafts/store.ts'
import { collectingJob } from './applications/tray/collecting.ts'
import { villageScheduleJob } from './boards/schedule/store.ts'
import { dayOf } from './calendar/day.ts'
import type { Context, FileStore } from './context.ts'
import { loadingBar } from './demo/progress.ts'
import { installCategories } from './disclosures/catalogue/store.ts'
import { startJobs } from './jobs/jobs.ts'
import { sweepSessions } from './jobs/sweep-sessions.ts'
import { verifyLedger } from './ledger/nightly.ts'
import { onceAtATime, type Post, sendDue, sendingJob } from './mail/sending.ts'
import { NO_MAIL, readMailSettings } from './mail/settings.ts'
import { createPost, createTenant, findTenant, hasTenant } from './organs/store.ts'
import { releaseAlerts } from './review/alerts.ts'
import { selfcheckJob, watchForChanges } from './selfcheck/nightly.ts'
import type { Settings } from './settings.ts'
import { whoIs } from './staff/sessions/store.ts'
import { appoint, createAccount } from './staff/store.ts'
import { subscriptionsJob } from './subscriptions/digest.ts'
import { offeredAt } from './subscriptions/settings.ts'
import { buildApp } from './web/app.tsx'
import { PageCache } from './web/cache.ts'
import { consoleMap } from './web/console.ts'
import type { Tenant } from './web/env.ts'
import { portalMap } from './web/portal.ts'
import { listener } from './web/server.ts'
import { digestJob } from './workbench/digest/digest.ts'

/** What the running program stands on when the site is built and when data are loaded. */
export type House = { sql: Sql; databaseUrl: string; files: FileStore; settings: Settings; now: () => Date }

/** The site, ready to answer. `close` ends what it started beside: jobs, mail, open streams. */
export type Served = { answer: RequestListener; close?: () => Promise<void> }

/** Accounts to be shown at start: made while loading, or those of the demo. */
export type Account = { username: string; password: string; post: string }
export type Seeded = { accounts: Account[] }

/** Builds the portal and the console, and listens for changes so that no kept page outlives what it shows. */
export async function buildSite({ sql, files, settings, now }: House): Promise<Served> {
  const cache = new PageCache()
  const site = await onlyTenant(sql)
  const tenant = remembered(() => onlyTenant(sql), site)
  const checking = watchForChanges({ sql, files, now, base: settings.base }, (error) =>
    process.stderr.write(`${now().toISOString()} selfcheck ${said(error)}\n`),
  )
  await sql.listen(
    'portal_changed',
    () => {
      tenant.forget()
      cache.forget()
      checking.wake()
    },
    () => cache.forget(),
  )
  const app = buildApp({
    sql,
    files,
    base: settings.base,
    tenant: tenant.ask,
    whoIs: (cookie, moment) => whoIs(sql, site.id, cookie, moment),
    alerts: (person, moment) => releaseAlerts({ sql, tenantId: site.id }, person, moment),
    portal: portalMap,
    console: consoleMap,
    cache,
    now,
    report: (error, what) => process.stderr.write(`${now().toISOString()} ${what} ${said(error)}\n`),
  })
  const warn = (says: string) => process.stderr.write(`${says}\n`)
  const mail = readMailSettings(process.env)
  if (!mail.ok) warn(`邮件设置有误，不收发邮件：${mail.refusal.says}`)
  const post: Post = { sql, files, settings: mail.ok ? mail.value : NO_MAIL, now }
  const sending = onceAtATime(
    () => sendDue(post),
    (error) => process.stderr.write(`${now().toISOString()} mail ${said(error)}\n`),
  )
  await sql.listen('mail_queued', sending.wake)
  const jobs = later(() =>
    startJobs({
      sql,
      jobs: [
        sweepSessions,
        sweepDraftsNightly,
        dropForgottenNightly(files),
        verifyLedger,
        selfcheckJob({ sql, files, now, base: settings.base }),
        sendingJob(post),
        villageScheduleJob,
        digestJob(post),
        subscriptionsJob(post, offeredAt()),
        collectingJob({ ...post, scanDir: process.env.SCAN_DIR || null }),
      ],
      warn,
      onError: (error) => process.stderr.write(`${now().toISOString()} jobs ${said(error)}\n`),
    }),
  )
  const close = async () => {
    await jobs.stop()
    await sending.rest()
    await checking.rest()
  }
  return { answer: listener(app.fetch, cache), close }
}

/** Night work begins when the first visitors have been served: it is not what a start waits for. */
const JOBS_AFTER_MS = 10_000

function later(start: () => { stop: () => Promise<void> }) {
  let running: { stop: () => Promise<void> } | null = null
  const timer = setTimeout(() => {
    running = start()
  }, JOBS_AFTER_MS)
  return {
    stop: async () => {
      clearTimeout(timer)
      await running?.stop()
    },
  }
}

/** The stack of an error without its data: a database error's detail may quote what somebody typed. */
const said = (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : 'unknown error')

const onlyTenant = async (sql: Sql): Promise<Tenant> => {
  const tenant = await findTenant(sql)
  if (!tenant) throw new Error('the database holds no site, or more than one')
  return tenant.settings.demo ? { ...tenant, demoAccounts: (await demo()).demoAccounts() } : tenant
}

/** The demo is brought in only where there is one. */
const demo = () => import('./demo/demo.ts')

function remembered<T>(read: () => Promise<T>, first: T) {
  let known: T | null = first
  return {
    ask: async () => {
      known ??= await read()
      return known
    },
    forget: () => {
      known = null
    },
  }
}

/** True when nobody has set up a site in this database yet. */
export const isEmpty = async ({ sql }: House): Promise<boolean> => !(await hasTenant(sql))

/** The accounts to show when the site was there already: those of the demo, nobody else's. */
export async function knownAccounts({ sql }: House): Promise<Seeded> {
  const tenant = await findTenant(sql)
  if (!tenant?.settings.demo) return { accounts: [] }
  return { accounts: (await demo()).demoAccounts() }
}

/** Loads the demo: the town of the founding document and its year. */
export async function loadDemo({ sql, files }: House): Promise<Seeded> {
  const { demoAccounts, loadDemo: load } = await demo()
  await load({ sql, files }, loadingBar(process.stderr))
  return { accounts: demoAccounts() }
}

/** Makes a site with one administrator, whose one-time password is shown once and changed at the first sign-in. */
export async function loadEmpty({ sql, files, now }: House): Promise<Seeded> {
  const settings = { siteName: '政府信息公开' }
  const moment = now()
  const need = <T>(result: { ok: true; value: T } | { ok: false; refusal: { code: string } }): T => {
    if (result.ok) return result.value
    throw new Error(`an empty site was refused: ${result.refusal.code}`)
  }
  const { id } = need(await createTenant(sql, { code: 'site', name: '政府信息公开', settings }, moment))
  const ctx: Context = { sql, tenantId: id, files, now: moment, actor: { kind: 'system', name: '建站' } }
  need(await installCategories(ctx))
  const post = need(await createPost(ctx, { organId: null, name: '系统管理员', roles: ['admin'] }))
  const { account, password } = need(await createAccount(ctx, { username: 'guanli' }))
  need(await appoint(ctx, { accountId: account.id, postId: post.id, from: dayOf(moment) }))
  return { accounts: [{ username: 'guanli', password, post: post.name }] }
}

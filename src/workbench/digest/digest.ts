import { dueFirst } from '../../applications/due.ts'
import { dayOf } from '../../calendar/day.ts'
import type { Context, Scope } from '../../context.ts'
import { transact } from '../../db/transaction.ts'
import { calendarOf } from '../../holidays/store.ts'
import type { Job } from '../../jobs/jobs.ts'
import { sendMail } from '../../mail/outbox/store.ts'
import type { Post } from '../../mail/sending.ts'
import { findTenant } from '../../organs/store.ts'
import { personHolding } from '../../staff/sessions/store.ts'
import type { Person } from '../../web/env.ts'
import { mayGo } from '../../web/place.ts'
import { waitingFor } from '../waiting.ts'
import { readersOf } from './store.ts'
import { type Digest, digestSubject, digestText, isQuiet } from './words.ts'

/** What a person should know this morning. */
export async function digestOf(scope: Scope, person: Person, now: Date): Promise<Digest> {
  const piles = (await waitingFor(scope, person, now)).map(({ title, count, href }) => ({ title, count, href }))
  if (!mayGo(['officer', 'leader', 'supervisor'], person.roles)) return { red: [], unopened: [], silent: [], piles }
  const live = await dueFirst(scope, { organId: person.organ?.id }, dayOf(now))
  const lines = (shows: (one: (typeof live)[number]) => boolean, says: (one: (typeof live)[number]) => string) =>
    live.filter(shows).map((one) => ({
      number: one.application.number,
      href: `/console/applications/${one.application.id}`,
      says: says(one),
    }))
  return {
    red: lines(
      ({ standing: { light } }) => light?.colour === 'red',
      ({ standing: { light, clock } }) => `${clock?.due}到期，${light?.says}`,
    ),
    unopened: lines(
      ({ standing }) => standing.unopened,
      ({ application }) => `${application.arrivedOn}来件`,
    ),
    silent: lines(
      ({ standing }) => standing.silent,
      ({ application }) => `${application.movedOn}以后没有进展`,
    ),
    piles,
  }
}

/** Queues the digest of this day for everybody who wants one and has something to do: once a day, however often it is run. */
export async function sendDigests({ sql, files, settings, now }: Post): Promise<number> {
  const tenant = settings.smtp && (await findTenant(sql))
  if (!tenant) return 0
  const ctx: Context = { sql, files, tenantId: tenant.id, now: now(), actor: { kind: 'system', name: '每日提醒' } }
  const today = dayOf(ctx.now)
  if (!(await calendarOf(ctx)).isWorkday(today)) return 0
  let queued = 0
  for (const { accountId, email } of await readersOf(ctx)) {
    const person = await personHolding(ctx, accountId, ctx.now)
    const digest = person && (await digestOf(ctx, person, ctx.now))
    if (!digest || isQuiet(digest)) continue
    const done = await transact(ctx, (tx) =>
      sendMail(tx, {
        to: email,
        subject: digestSubject(today, digest),
        text: digestText(today, person.name, digest),
        about: {
          kind: 'digest',
          id: accountId,
          label: `每日提醒 ${today}`,
          href: '/console',
          organId: person.organ?.id,
        },
        once: `digest ${today} ${accountId}`,
      }),
    )
    if (done.ok) queued += 1
  }
  return queued
}

/** Before the office opens. */
export const digestJob = (post: Post): Job => ({
  name: 'morning-digest',
  at: '30 7 * * *',
  says: '每日提醒',
  run: async () => {
    await sendDigests(post)
  },
})

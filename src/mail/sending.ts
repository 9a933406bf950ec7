import type { Sql } from 'postgres'
import type { Context, FileStore } from '../context.ts'
import type { Job } from '../jobs/jobs.ts'
import { claimMail, markHanded, type OutgoingMail, settleMail, wordsOf } from './outbox/store.ts'
import type { Attempt } from './rules.ts'
import type { MailSettings } from './settings.ts'
import { compose, deliver } from './smtp.ts'

export type Post = { sql: Sql; files: FileStore; settings: MailSettings; now: () => Date }

/** Sends what is due, one after the other, until nothing is; answers how many attempts were made. */
export async function sendDue({ sql, files, settings, now }: Post): Promise<number> {
  const { smtp, from } = settings
  if (!smtp || !from) return 0
  for (let attempts = 0; ; attempts += 1) {
    const mail = await claimMail({ sql, now: now() })
    if (!mail) return attempts
    const ctx: Context = { sql, files, tenantId: mail.tenantId, now: now(), actor: { kind: 'system', name: '发信' } }
    const attempt = await attemptAt(ctx, mail, { ...settings, smtp, from })
    await settleMail({ ...ctx, now: now() }, mail, attempt)
  }
}

async function attemptAt(ctx: Context, mail: OutgoingMail, settings: Parameters<typeof deliver>[0]): Promise<Attempt> {
  const words = await wordsOf(ctx, mail.id)
  if (!words) return { end: 'refused', says: '这封邮件是用另一把密钥加密的，现在打不开' }
  const bytes = await compose(ctx.files, settings.from, mail.messageId, words, mail.queuedAt)
  return deliver(settings, { to: words.to, bytes }, () => markHanded(ctx, mail))
}

/** Every minute: what is due for another attempt. What was queued just now goes out at once, see `served.ts`. */
export const sendingJob = (post: Post): Job => ({
  name: 'send-mail',
  at: '* * * * *',
  says: '发送邮件',
  run: async () => {
    await sendDue(post)
  },
})

/** Runs `work` now, or once more when it is running already: calls that come close together are one. */
export function onceAtATime(work: () => Promise<unknown>, onError: (error: unknown) => void) {
  let running: Promise<void> | null = null
  let again = false
  const run = async () => {
    do {
      again = false
      await work().catch(onError)
    } while (again)
    running = null
  }
  return {
    wake: () => {
      if (running) again = true
      else running = run()
    },
    rest: async () => {
      await running
    },
  }
}

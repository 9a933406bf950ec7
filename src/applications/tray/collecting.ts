import type { Context } from '../../context.ts'
import type { Job } from '../../jobs/jobs.ts'
import { fetchNew } from '../../mail/incoming/fetch.ts'
import { markOfMailbox, moveMark, noteLook } from '../../mail/incoming/store.ts'
import type { Post } from '../../mail/sending.ts'
import { withoutAddresses } from '../../mail/settings.ts'
import { findTenant } from '../../organs/store.ts'
import { receiveMail } from './arrival.ts'
import { takeScans } from './scanner.ts'

export type Collecting = Post & { scanDir: string | null }

/** Fetches new mail and takes what was scanned. Cut off anywhere, the next run goes on from there: nothing lost, nothing twice. */
export async function collect(collecting: Collecting): Promise<void> {
  const { sql, files, now, scanDir } = collecting
  const tenant = await findTenant(sql)
  if (!tenant) return
  const ctx = (): Context => ({ sql, files, tenantId: tenant.id, now: now(), actor: { kind: 'system', name: '收件' } })
  await collectMail(collecting, ctx)
  if (scanDir) await takeScans(ctx(), scanDir, now)
}

/** A server that cannot be reached is no fault of the program: the tray and `doctor` say so, and the next run tries again. */
async function collectMail({ settings: { imap, authservId } }: Collecting, ctx: () => Context) {
  if (!imap) return
  const mark = await markOfMailbox(ctx(), imap)
  const kept: unknown[] = []
  try {
    await fetchNew(imap, mark, async (mail, next) => {
      try {
        await receiveMail(ctx(), mail, authservId, (tx) => moveMark(tx, imap, next))
      } catch (error) {
        kept.push(error)
        throw error
      }
    })
    await noteLook(ctx(), imap, '')
  } catch (error) {
    await noteLook(ctx(), imap, withoutAddresses(error instanceof Error ? error.message : ''))
    if (kept.length > 0) throw error
  }
}

/** Every minute: what arrived by mail or was scanned. */
export const collectingJob = (collecting: Collecting): Job => ({
  name: 'collect-mail',
  at: '* * * * *',
  says: '收取邮件和扫描件',
  run: () => collect(collecting),
})

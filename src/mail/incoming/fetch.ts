import { mailboxAt } from '../imap.ts'
import type { Server } from '../settings.ts'
import type { Mark } from './store.ts'

/** A larger mail is not fetched: it stays in the mailbox, and what is known of it is told. */
export const LARGEST_MAIL = 30 * 1024 * 1024

/** A mail as it lay in the mailbox. `raw` null: too large; then `head` is its head. */
export type Fetched = { arrivedAt: Date; size: number; raw: Buffer | null; head: Buffer }

/**
 * Fetches what came since the mark, oldest first, and gives each to `take` with the mark that holds once it is kept. Nothing in
 * the mailbox is changed. Rejects when the server or the connection fails; what was taken until then stays taken.
 */
export async function fetchNew(
  server: Server,
  since: Pick<Mark, 'uidValidity' | 'lastUid'> | null,
  take: (mail: Fetched, mark: Pick<Mark, 'uidValidity' | 'lastUid'>) => Promise<void>,
): Promise<void> {
  const client = mailboxAt(server)
  try {
    await client.connect()
    const mailbox = await client.mailboxOpen(server.folder, { readOnly: true })
    const uidValidity = String(mailbox.uidValidity)
    // Another validity: the server counts anew, and what we know already is recognised by its content.
    const from = since?.uidValidity === uidValidity ? since.lastUid + 1 : 1
    const waiting: { uid: number; size: number }[] = []
    if (mailbox.exists > 0)
      // `n:*` names the last mail even when it is older than n.
      for await (const { uid, size } of client.fetch(`${from}:*`, { uid: true, size: true }, { uid: true }))
        if (uid >= from) waiting.push({ uid, size: size ?? 0 })
    for (const { uid, size } of waiting.sort((a, b) => a.uid - b.uid)) {
      const whole = size <= LARGEST_MAIL
      const mail = await client.fetchOne(
        String(uid),
        { internalDate: true, ...(whole ? { source: true } : { headers: true }) },
        { uid: true },
      )
      // A lost connection must not look like a mail that somebody deleted meanwhile.
      if (!client.usable) throw new Error('连接中断')
      if (!mail) continue
      const arrivedAt = new Date(mail.internalDate ?? Number.NaN)
      await take(
        {
          arrivedAt: Number.isNaN(arrivedAt.getTime()) ? new Date() : arrivedAt,
          size,
          raw: whole ? (mail.source ?? Buffer.alloc(0)) : null,
          head: mail.headers ?? Buffer.alloc(0),
        },
        { uidValidity, lastUid: uid },
      )
    }
    await client.logout()
  } finally {
    client.close()
  }
}

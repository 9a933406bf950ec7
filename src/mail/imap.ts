import { ImapFlow } from 'imapflow'
import type { Server } from './settings.ts'

const SECOND = 1000

/** A connection to a mailbox that is not signed in yet. Its log is off: it would quote people. */
export const mailboxAt = ({ host, port, secure, user, pass }: Server): ImapFlow => {
  const client = new ImapFlow({
    host,
    port,
    secure,
    auth: { user, pass },
    logger: false,
    connectionTimeout: 15 * SECOND,
    greetingTimeout: 15 * SECOND,
    socketTimeout: 60 * SECOND,
  })
  // A lost connection is told by the command that was waiting; alone it is no news.
  client.on('error', () => {})
  return client
}

/** Signs in and opens the mailbox, reading nothing. Rejects when that is not possible. */
export async function tryMailbox(server: Server): Promise<void> {
  const client = mailboxAt(server)
  try {
    await client.connect()
    await client.mailboxOpen(server.folder, { readOnly: true })
  } finally {
    client.close()
  }
}

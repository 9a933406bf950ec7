import { Readable } from 'node:stream'
import MailComposer from 'nodemailer/lib/mail-composer'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { FileStore } from '../context.ts'
import { bytesOf } from '../files/vault.ts'
import type { Words } from './outbox/store.ts'
import type { Attempt } from './rules.ts'
import { addressIn, type MailSettings, type Server, withoutAddresses } from './settings.ts'

const SECOND = 1000

/** The bytes of a mail, as they go over the wire. */
export async function compose(files: FileStore, from: string, messageId: string, words: Words, now: Date) {
  const attachments = []
  for (const { name, mime, sha256 } of words.attachments)
    attachments.push({ filename: name, contentType: mime, content: await bytesOf(files, sha256) })
  const { to, replyTo, subject, text, html, unsubscribe } = words
  return new MailComposer({
    from,
    to,
    subject,
    text,
    date: now,
    messageId,
    attachments,
    ...(replyTo && { replyTo }),
    ...(html && { html }),
    // Sent by a program (RFC 3834): no holiday notices back.
    headers: {
      'Auto-Submitted': 'auto-generated',
      ...(unsubscribe && {
        'List-Unsubscribe': `<${unsubscribe}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build()
}

/** A connection that has signed in. Rejects when the server cannot be reached or does not let us in. */
export async function connectSmtp({ host, port, secure, user, pass }: Server): Promise<SMTPConnection> {
  const connection = new SMTPConnection({
    host,
    port,
    secure,
    connectionTimeout: 15 * SECOND,
    greetingTimeout: 15 * SECOND,
    socketTimeout: 60 * SECOND,
  })
  try {
    await new Promise<void>((resolve, reject) => {
      connection.on('error', reject)
      connection.connect((error) => (error ? reject(error) : resolve()))
    })
    if (user)
      await new Promise<void>((resolve, reject) =>
        connection.login({ user, pass }, (error) => (error ? reject(error) : resolve())),
      )
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

/**
 * Makes one attempt. `handing` is told just before the first byte of the mail goes to the server: until then a lost
 * connection means it was not sent, afterwards nobody knows. Never throws for what a server or a network does.
 */
export async function deliver(
  settings: MailSettings & { smtp: Server; from: string },
  { to, bytes }: { to: readonly string[]; bytes: Buffer },
  handing: () => Promise<void>,
): Promise<Attempt> {
  let handed = false
  const body = Readable.from(
    (async function* () {
      await handing()
      handed = true
      yield bytes
    })(),
  )
  let connection: SMTPConnection | null = null
  try {
    connection = await connectSmtp(settings.smtp)
    const open = connection
    const refused = await new Promise<number>((resolve, reject) => {
      open.on('error', reject)
      open.on('end', () => reject(new Error('连接中断')))
      const envelope = { from: addressIn(settings.from)!, to: [...to], size: bytes.length }
      open.send(envelope, body, (error, info) => {
        if (error) reject(error)
        else resolve(info.rejected.length)
      })
    })
    return { end: 'sent', says: refused > 0 ? `${refused}个收件地址被对方拒收` : '' }
  } catch (error) {
    return attemptOf(error, handed)
  } finally {
    body.destroy()
    if (connection) hangUp(connection)
  }
}

/** The answer of a server decides; without one it depends on how far we had come. */
function attemptOf(error: unknown, handed: boolean): Attempt {
  const { responseCode, code, message } = error as Error & { responseCode?: number; code?: string }
  const says = withoutAddresses(message ?? '')
  if (responseCode && responseCode >= 500 && code !== 'EAUTH') return { end: 'refused', says }
  if (responseCode || !handed) return { end: 'later', says }
  return { end: 'unsure', says }
}

function hangUp(connection: SMTPConnection) {
  connection.removeAllListeners('error')
  connection.on('error', () => connection.close())
  connection.quit()
  setTimeout(() => connection.close(), 5 * SECOND).unref()
}

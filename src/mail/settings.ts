import { ok, type Result, refuse } from '../result.ts'

/** A mail server to speak to. `pass` is a secret: never shown, never logged. */
export type Server = {
  host: string
  port: number
  /** TLS from the first byte; otherwise the connection turns to TLS when the server offers it. */
  secure: boolean
  user: string
  pass: string
  /** The mailbox to read; INBOX unless the address has a path. */
  folder: string
}

/**
 * What the environment says of mail. Null: not set, so nothing is sent, or nothing fetched. `authservId`: the name under which
 * the receiving server writes what it found about a sender.
 */
export type MailSettings = { smtp: Server | null; imap: Server | null; from: string | null; authservId: string | null }

export const NO_MAIL: MailSettings = { smtp: null, imap: null, from: null, authservId: null }

const PORTS: Record<string, number> = { 'smtp:': 587, 'smtps:': 465, 'imap:': 143, 'imaps:': 993 }

/** The mail settings of a run: SMTP_URL, IMAP_URL, MAIL_FROM, MAIL_AUTHSERV_ID. Errors: an address that cannot be read, mail without a sender. */
export function readMailSettings(env: NodeJS.ProcessEnv): Result<MailSettings> {
  const smtp = server('SMTP_URL', env.SMTP_URL, ['smtp:', 'smtps:'])
  if (!smtp.ok) return smtp
  const imap = server('IMAP_URL', env.IMAP_URL, ['imap:', 'imaps:'])
  if (!imap.ok) return imap
  const from = env.MAIL_FROM?.trim() || null
  if (from && !addressIn(from))
    return refuse('mail.from', 'MAIL_FROM 里没有邮箱地址', {
      fix: '例如 MAIL_FROM="南安市政府信息公开 <xxgk@example.gov.cn>"',
    })
  if (smtp.value && !from)
    return refuse('mail.from', '设置了 SMTP_URL，没有设置 MAIL_FROM', {
      fix: '请设置发件人，例如 MAIL_FROM=xxgk@example.gov.cn',
    })
  return ok({ smtp: smtp.value, imap: imap.value, from, authservId: env.MAIL_AUTHSERV_ID?.trim() || null })
}

function server(name: string, text: string | undefined, schemes: string[]): Result<Server | null> {
  if (!text) return ok(null)
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !schemes.includes(url.protocol) || !url.hostname)
    return refuse('mail.address', `${name} 无效`, { fix: `请写成 ${schemes.at(-1)}//用户:密码@主机:端口` })
  return ok({
    host: url.hostname,
    port: url.port ? Number(url.port) : PORTS[url.protocol]!,
    secure: url.protocol.endsWith('s:'),
    user: decodeURIComponent(url.username),
    pass: decodeURIComponent(url.password),
    folder: decodeURIComponent(url.pathname.slice(1)) || 'INBOX',
  })
}

const ADDRESS = /[^\s<>",;:@]+@[^\s<>",;:@]+/

/** The bare address in `名称 <a@b>` or `a@b`, in lower case; null when there is none. */
export const addressIn = (text: string): string | null => ADDRESS.exec(text)?.[0].toLowerCase() ?? null

/** Words of a mail server without the addresses they may quote, on one line, short enough for a list. */
export const withoutAddresses = (words: string): string =>
  words
    .replace(/[^\s<>]*@[^\s<>]*/g, '…')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 300)

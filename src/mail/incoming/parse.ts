import { createHash } from 'node:crypto'
import { type AddressObject, simpleParser } from 'mailparser'
import { addressIn } from '../settings.ts'
import { type Authentication, authenticationOf } from './authentication.ts'

export type Enclosure = { name: string; mime: string; bytes: Buffer }

/** A mail as a person would read it. All of it was written by a stranger. */
export type Incoming = {
  /** The same content gives the same one, whichever way it came and however often. */
  fingerprint: string
  from: string
  fromName: string
  to: string[]
  subject: string
  text: string
  /** Message-IDs this mail answers, the nearest first. */
  answers: string[]
  authentication: Authentication | null
  /** A mail of ours came back, with the status the server gave. */
  bounce: { messageId: string; status: string } | null
  enclosures: Enclosure[]
  /** What a reader should know: what could not be read, what was left out. */
  troubles: string[]
}

const MOST_WORDS = 100_000
const MOST_HTML = 500_000
const MOST_ENCLOSURES = 50

/** The Message-IDs we give, see the outbox. */
const OURS = /<[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}@gongkai>/g

/** Reads the bytes of a mail. Never throws: what cannot be read is said in `troubles`. */
export async function parseMail(raw: Buffer, serverName: string | null): Promise<Incoming> {
  try {
    return await read(raw, serverName)
  } catch {
    return unread(raw, ['这封邮件的格式不正确，读不出来；原件已保存，可以下载查看'])
  }
}

/** A mail of which only this much is known. */
export const unread = (raw: Buffer, troubles: string[]): Incoming => ({
  fingerprint: hash([raw]),
  from: '',
  fromName: '',
  to: [],
  subject: '',
  text: '',
  answers: [],
  authentication: null,
  bounce: null,
  enclosures: [],
  troubles,
})

async function read(raw: Buffer, serverName: string | null): Promise<Incoming> {
  const mail = await simpleParser(raw, {
    skipTextToHtml: true,
    skipImageLinks: true,
    ignoreEmbedded: true,
    maxHtmlLengthToParse: MOST_HTML,
    checksumAlgo: false,
  })
  const troubles: string[] = []
  const text = mail.text ?? ''
  if (text.length > MOST_WORDS) troubles.push('正文太长，只显示前面的部分；全文请下载原件')
  if (!text.trim() && mail.html) troubles.push('正文读不出来，请下载原件查看')
  if (mail.attachments.length > MOST_ENCLOSURES)
    troubles.push(`附件有${mail.attachments.length}个，只列出前${MOST_ENCLOSURES}个；其余请下载原件`)
  const [sender] = mail.from?.value ?? []
  const from = addressIn(sender?.address ?? '') ?? ''
  const subject = clean(mail.subject ?? '').slice(0, 500)
  return {
    fingerprint: hash([
      from,
      subject,
      mail.messageId ?? '',
      String(mail.date?.getTime() ?? ''),
      text,
      ...mail.attachments.map(({ content }) => hash([content])),
    ]),
    from,
    fromName: clean(sender?.name ?? '').slice(0, 100),
    to: [...addressesOf(mail.to), ...addressesOf(mail.cc)],
    subject,
    text: text.slice(0, MOST_WORDS),
    answers: [mail.inReplyTo ?? '', ...[mail.references ?? []].flat().reverse()].filter(Boolean).slice(0, 20),
    authentication: authenticationOf(mail.headerLines, serverName),
    bounce: bounceIn(raw, mail.headerLines),
    enclosures: mail.attachments.slice(0, MOST_ENCLOSURES).map(({ filename, contentType, content }) => ({
      name: clean(filename ?? '') || '未命名的附件',
      mime: contentType,
      bytes: content,
    })),
    troubles,
  }
}

const addressesOf = (field: AddressObject | AddressObject[] | undefined): string[] =>
  [field ?? []]
    .flat()
    .flatMap(({ value }) => value.map(({ address }) => addressIn(address ?? '')))
    .filter((address) => address !== null)

/** On one line, without characters that steer a terminal or turn words around. */
const clean = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()

/** A delivery report (RFC 3464) that says one of our mails failed. What only says that it is late is none. */
function bounceIn(raw: Buffer, lines: readonly { key: string; line: string }[]): Incoming['bounce'] {
  const kind = lines.find(({ key }) => key === 'content-type')?.line ?? ''
  if (!/multipart\/report/i.test(kind) || !/delivery-status/i.test(kind)) return null
  const text = raw.toString('latin1')
  if (!/^Action:\s*failed/im.test(text)) return null
  const [messageId] = text.match(OURS) ?? []
  return messageId ? { messageId, status: /^Status:\s*(\d\.\d{1,3}\.\d{1,3})/im.exec(text)?.[1] ?? '' } : null
}

const hash = (parts: (string | Buffer)[]): string => {
  const digest = createHash('sha256')
  for (const part of parts) digest.update(part).update('\0')
  return digest.digest('hex')
}

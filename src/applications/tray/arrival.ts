import type { Context } from '../../context.ts'
import { transact } from '../../db/transaction.ts'
import { authenticationSays } from '../../mail/incoming/authentication.ts'
import { type Fetched, LARGEST_MAIL } from '../../mail/incoming/fetch.ts'
import { type Incoming, parseMail, unread } from '../../mail/incoming/parse.ts'
import { findMailByMessageId, markBounced, type OutgoingMail } from '../../mail/outbox/store.ts'
import { listOrgans } from '../../organs/store.ts'
import { ok } from '../../result.ts'
import { addNote } from '../notes/store.ts'
import { casesFor, keepEntry } from './store.ts'

const MB = 1024 * 1024

/**
 * Puts a mail into the tray; `kept` is done in the same transaction. The same mail fetched twice is one entry. What bounced
 * goes onto its case at once; whatever else a mail says, a person decides what it is.
 */
export async function receiveMail(
  ctx: Context,
  mail: Fetched,
  authservId: string | null,
  kept: (tx: Context) => Promise<void>,
): Promise<void> {
  const incoming = mail.raw ? await parseMail(mail.raw, authservId) : await tooLarge(mail, authservId)
  await transact(ctx, async (tx) => {
    const answered = await answeredBy(tx, incoming)
    const bounced = incoming.bounce && (await findMailByMessageId(tx, incoming.bounce.messageId))
    const about = bounced ?? answered
    const guesses = await casesFor(tx, { ...incoming, answered: caseOf(about) })
    const organId = await organFor(tx, incoming, about, guesses[0]?.organId)
    const onCase = bounced && caseOf(bounced)
    const entry = await keepEntry(tx, {
      organId,
      source: 'mail',
      fingerprint: incoming.fingerprint,
      arrivedAt: mail.arrivedAt,
      words: {
        from: incoming.from,
        fromName: incoming.fromName,
        subject: incoming.subject,
        text: incoming.text,
        authentication: authenticationSays(incoming.authentication),
        troubles: incoming.troubles,
      },
      files: filesIn(mail, incoming),
      guesses: guesses
        .filter((guess) => guess.organId === organId)
        .map(({ applicationId, number, clue }) => ({ applicationId, number, clue })),
      ...(onCase && { bounced: { applicationId: onCase } }),
    })
    if (entry && bounced) await bounce(tx, bounced, incoming.bounce!.status, onCase ?? null)
    await kept(tx)
    return ok(undefined)
  })
}

/** The whole mail as it came, then what was enclosed: nothing is thrown away because of its kind. */
const filesIn = (mail: Fetched, { enclosures }: Incoming) => [
  { name: mail.raw ? '邮件原件.eml' : '邮件头.eml', mime: 'message/rfc822', bytes: mail.raw ?? mail.head },
  ...enclosures,
]

async function tooLarge({ head, size }: Fetched, authservId: string | null): Promise<Incoming> {
  const trouble = `这封邮件有${Math.ceil(size / MB)} MB，超过${LARGEST_MAIL / MB} MB，没有取下来，仍在邮箱里；请用邮箱网页打开`
  // The head alone is a mail with nothing in it.
  const known = await parseMail(head, authservId)
  return { ...known, fingerprint: unread(head, []).fingerprint, text: '', enclosures: [], troubles: [trouble] }
}

async function answeredBy(tx: Context, { answers }: Incoming): Promise<OutgoingMail | null> {
  for (const messageId of answers) {
    const mail = await findMailByMessageId(tx, messageId)
    if (mail) return mail
  }
  return null
}

const caseOf = (mail: OutgoingMail | null): string | null => (mail?.aboutKind === 'application' ? mail.aboutId : null)

/** The organ it was written to; else that of the case it seems to belong to; else the first, which may hand it on. */
async function organFor(tx: Context, { to }: Incoming, about: OutgoingMail | null, guessed: string | undefined) {
  const organs = await listOrgans(tx)
  const addressed = organs.find(({ profile }) => profile.email && to.includes(profile.email.toLowerCase()))
  const organId = about?.organId ?? addressed?.id ?? guessed ?? organs[0]?.id
  if (!organId) throw new Error('mail came to a site without organs')
  return organId
}

async function bounce(tx: Context, mail: OutgoingMail, status: string, applicationId: string | null) {
  await markBounced(tx, mail, status ? `收件服务器退回（${status}）` : '收件服务器退回')
  if (!applicationId) return
  const note = { kind: 'mail-bounced', detail: { note: `${mail.label}${status && `（${status}）`}` } }
  const noted = await addNote(tx, applicationId, note, 'applications.mail-bounced')
  if (!noted.ok) throw new Error(noted.refusal.code)
}

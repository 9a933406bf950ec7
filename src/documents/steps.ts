import { type Day, Day as DayText, dayOf } from '../calendar/day.ts'
import type { Context } from '../context.ts'
import { transact } from '../db/transaction.ts'
import { keepFile } from '../files/store.ts'
import { findOrgan } from '../organs/store.ts'
import { ok, type Result, refuse } from '../result.ts'
import { tellNumber } from '../review/cited/store.ts'
import { type DocumentInput, oneLine } from './input.ts'
import type { StepName } from './lifecycle.ts'
import type { Document } from './model.ts'
import { takeDocumentNumber, voidNumber } from './numbers/store.ts'
import { officialDocument } from './official.ts'
import { writeConsent } from './partners/store.ts'
import { settingsOf, stepsOf } from './registry/store.ts'
import { makeFiles } from './renditions/make.ts'
import { putRendition } from './renditions/store.ts'
import { mayChangeTo, type Proposal, returnSays, whyReturned } from './rules.ts'
import { askReview, endReview, reviewedVersion, secrecyDecided } from './secrecy.ts'
import { type Done, editDocument, type Seen, takeStep } from './store.ts'
import { accountOf } from './who.ts'

/** Who sends a document back when it is incomplete: nobody has to read it first. */
const GATE = { kind: 'system', name: '核稿规则' } as const

/**
 * Hands the draft in. One without its attribute, its reasons or what else 核稿 asks for comes straight back (退文), saying
 * what is missing; both steps stay in its story.
 */
export function submitDocument(ctx: Context, seen: Seen): Promise<Result<Document>> {
  return transact(ctx, async (tx) => {
    const sent = await takeStep(tx, 'submit', seen, async () => ok({}))
    if (!sent.ok) return sent
    const problems = await problemsOf(tx, sent.value)
    if (problems.length === 0) return askReview(tx, sent.value)
    return takeStep({ ...tx, actor: GATE }, 'return', sent.value, async () => ok({ note: returnSays(problems) }))
  })
}

/** The office has read the draft. */
export const checkDocument = (ctx: Context, seen: Seen): Promise<Result<Document>> =>
  onward(ctx, 'check', seen, complete)

/** The office agrees to the attribute, its reasons and the stage of 五公开. */
export const confirmAttribute = (ctx: Context, seen: Seen): Promise<Result<Document>> =>
  onward(ctx, 'confirm', seen, complete)

/** The secrecy review has ended; the document goes to the leader. */
export const clearDocument = (ctx: Context, seen: Seen): Promise<Result<Document>> =>
  onward(ctx, 'clear', seen, async (tx, document) => {
    const decided = await secrecyDecided(tx, document, document.latest.version)
    return decided.ok ? ok({}) : decided
  })

/**
 * One of those who have to agree does so: an organ that works with this program by its own leader, any other by a paper the
 * office keeps (《吕梁办法》: written consent of the others before a joint document is signed).
 */
export const giveConsent = (
  ctx: Context,
  seen: Seen,
  input: { position: number; fileId?: string | null; note?: string },
): Promise<Result<Document>> =>
  onward(ctx, 'consent', seen, async (tx, document, settings) => {
    const partner = document.partners.find(({ position }) => position === input.position)
    if (!partner) return refuse('documents.partner', '没有这个会签单位', { field: 'position' })
    if (partner.consentVersion !== null) return refuse('documents.consented', `${partner.name}已经同意`)
    const { actor } = tx
    const own = actor.kind === 'staff' && actor.organId !== null && actor.organId === partner.organId
    const leads = actor.kind === 'staff' && settings.duties.countersign.some((role) => actor.roles.includes(role))
    const byAccount = own && leads && !document.writers.includes(accountOf(tx))
    if (!byAccount && document.organId !== (actor.kind === 'staff' ? actor.organId : document.organId))
      return refuse('documents.not-yours', `${partner.name}的意见须由其负责人签署`)
    if (!byAccount && !input.fileId)
      return refuse('documents.consent-paper', `请上传${partner.name}的书面同意意见`, { field: 'file' })
    await writeConsent(tx, document.id, {
      position: partner.position,
      version: document.latest.version,
      fileId: input.fileId ?? null,
    })
    const others = document.partners.filter((one) => one !== partner && one.consentVersion === null)
    return ok({
      ...(others.length > 0 ? { to: 'countersigning', approves: null } : {}),
      note: oneLine(input.note ?? ''),
      detail: { partner: partner.name, version: document.latest.version, paper: Boolean(input.fileId) },
    })
  })

/**
 * The leader signs: the words are frozen, the attribute is final, and drafter and leader in charge stand as 第一责任人. The
 * secrecy review is asked once more, in this very transaction.
 */
export const signDocument = (ctx: Context, seen: Seen): Promise<Result<Document>> =>
  takeStep(ctx, 'sign', seen, async (tx, document) => {
    const whole = await complete(tx, document)
    if (!whole.ok) return whole
    const version = reviewedVersion(document, await stepsOf(tx, document.id))
    const decided = await secrecyDecided(tx, document, version)
    if (!decided.ok) return decided
    const unsigned = document.partners.filter(({ consentVersion }) => consentVersion === null)
    if (unsigned.length > 0) return refuse('documents.consent-missing', `${unsigned[0]!.name}还没有书面同意，不能签发`)
    const organ = (await findOrgan(tx, document.organId))!
    const { latest } = document
    const today = dayOf(tx.now)
    const frozen = officialDocument(latest, organ, {
      day: today,
      signedAs: tx.actor.name,
      partners: document.partners,
    })
    return ok({
      frozen,
      set: {
        ...pickAttribute(latest),
        signed_by: accountOf(tx),
        signed_as: tx.actor.name,
        signed_at: tx.now,
        assessed_on: today,
      },
      detail: {
        version: latest.version,
        attribute: latest.attribute,
        responsible: [document.draftedAs, latest.leader],
      },
    })
  })

/** Gives the signed document its number and its 成文日期: the day it was signed, unless a later one is said. */
export const numberDocument = (ctx: Context, seen: Seen, input: { day?: string } = {}): Promise<Result<Document>> =>
  takeStep(ctx, 'number', seen, async (tx, document) => {
    const dated = readDate(input.day || dayOf(document.signedAt!), document, dayOf(tx.now))
    if (!dated.ok) return dated
    const organ = (await findOrgan(tx, document.organId))!
    const number = await takeDocumentNumber(tx, organ, {
      documentId: document.id,
      kind: document.latest.kind,
      day: dated.value,
    })
    if (!number.ok) return number
    // Texts that cite it are held until an item made of it is public.
    await tellNumber(tx, { number: number.value, kind: 'document', id: document.id, isPublic: false })
    return ok({
      set: { number: number.value, dated_on: dated.value },
      detail: { number: number.value, dated: dated.value },
    })
  })

function readDate(text: string, document: Document, today: Day): Result<Day> {
  const read = DayText.safeParse(text)
  if (!read.success) return refuse('documents.day', '成文日期应当是真实的日期', { field: 'day' })
  if (read.data > today) return refuse('documents.day', '成文日期不能晚于今天', { field: 'day' })
  if (read.data < dayOf(document.signedAt!))
    return refuse('documents.day', '成文日期不能早于签发日期', { field: 'day' })
  return ok(read.data)
}

/** Prints it: from here on every copy is the same file. */
export const issueDocument = (ctx: Context, seen: Seen): Promise<Result<Document>> =>
  takeStep(ctx, 'issue', seen, async (tx, document) => {
    const made = await makeFiles(tx, document, dayOf(tx.now))
    return made.ok ? ok({ set: { issued_at: tx.now }, detail: { number: document.number } }) : made
  })

export const archiveDocument = (ctx: Context, seen: Seen): Promise<Result<Document>> =>
  takeStep(ctx, 'archive', seen, async (_tx, document) => ok({ detail: { number: document.number } }))

/** Sends it back to its drafter, saying why. */
export const returnDocument = (ctx: Context, seen: Seen, reason: string): Promise<Result<Document>> =>
  backward(ctx, 'return', seen, () => readWords(reason, '请写明退文的原因，拟稿人据此修改'))

/** The drafter takes it back. */
export const withdrawDocument = (ctx: Context, seen: Seen): Promise<Result<Document>> =>
  backward(ctx, 'withdraw', seen, () => ok(''))

/** Changes the text where it waits (改稿); whatever the change invalidates is asked again. */
export const reviseDocument = (ctx: Context, seen: Seen, input: DocumentInput): Promise<Result<Document>> =>
  transact(ctx, async (tx) => {
    const revised = await editDocument(tx, seen, input, 'revise')
    if (!revised.ok) return revised
    const whole = await complete(tx, revised.value)
    return whole.ok ? askReview(tx, revised.value) : whole
  })

/** Asks whoever's turn it is to go on. */
export const urgeDocument = (ctx: Context, seen: Seen, note = ''): Promise<Result<Document>> =>
  takeStep(ctx, 'urge', seen, async () => ok({ note: oneLine(note).slice(0, 200) }))

/** The drafter gives the draft up. */
export const discardDocument = (ctx: Context, seen: Seen, reason: string): Promise<Result<Document>> =>
  takeStep(ctx, 'discard', seen, async () => {
    const said = readWords(reason, '请写明不再办理的原因')
    return said.ok ? ok({ note: said.value }) : said
  })

/** Cancels a signed document before it is printed. Its number stays taken, and says why. */
export const cancelDocument = (ctx: Context, seen: Seen, reason: string): Promise<Result<Document>> =>
  takeStep(ctx, 'cancel', seen, async (tx, document) => {
    const said = readWords(reason, '请写明作废的原因，文号簿上会注明')
    if (!said.ok) return said
    if (document.number) await voidNumber(tx, document.id, said.value)
    return ok({ note: said.value, detail: { number: document.number } })
  })

/** Keeps the signed and sealed paper as the original. */
export const keepScan = (
  ctx: Context,
  seen: Seen,
  file: { name: string; bytes: Uint8Array } | null,
): Promise<Result<Document>> =>
  takeStep(ctx, 'scan', seen, async (tx, document) => {
    if (!file || !/\.(pdf|ofd|png|jpe?g)$/i.test(file.name))
      return refuse('documents.scan', '请上传签发原件的扫描件（PDF、OFD、PNG或JPG）', { field: 'file' })
    const kept = await keepFile(tx, file)
    if (!kept.ok) return kept
    await putRendition(tx, document.id, 'scan', kept.value.id)
    return ok({ detail: { file: kept.value.name, sha256: kept.value.sha256 } })
  })

/** 动态调整: the leader changes the attribute of an issued document, saying why. The printed line follows. */
export const changeAttribute = (
  ctx: Context,
  seen: Seen,
  { why, ...to }: Proposal & { why: string },
): Promise<Result<Document>> =>
  takeStep(ctx, 'change', seen, async (tx, document, settings) => {
    const said = readWords(why, '请写明调整的原因', 'why')
    if (!said.ok) return said
    const may = mayChangeTo(document, to, settings)
    if (!may.ok) return may
    const set = { ...pickAttribute(to), assessed_on: dayOf(tx.now) }
    const made = await makeFiles(tx, { ...document, attribute: to.attribute }, dayOf(document.issuedAt!))
    if (!made.ok) return made
    return ok({ set, note: said.value, detail: { from: document.attribute, to: to.attribute, article: to.article } })
  })

/** What is not public was weighed again, and stays as it is (《条例》2019 art. 18). */
export const reassessDocument = (ctx: Context, seen: Seen, note: string): Promise<Result<Document>> =>
  takeStep(ctx, 'reassess', seen, async (tx, document) => {
    const said = readWords(note, '请写明评估的意见', 'note')
    if (!said.ok) return said
    return ok({ set: { assessed_on: dayOf(tx.now) }, note: said.value, detail: { attribute: document.attribute } })
  })

type Work = Parameters<typeof takeStep>[3]

/** A step that carries a document on; when it thereby comes to the secrecy review, the review is asked for. */
const onward = (ctx: Context, name: StepName, seen: Seen, work: Work): Promise<Result<Document>> =>
  transact(ctx, async (tx) => {
    const done = await takeStep(tx, name, seen, work)
    return done.ok ? askReview(tx, done.value) : done
  })

const backward = (ctx: Context, name: StepName, seen: Seen, words: () => Result<string>): Promise<Result<Document>> =>
  transact(ctx, async (tx) => {
    const done = await takeStep(tx, name, seen, async () => {
      const said = words()
      return said.ok ? ok({ note: said.value }) : said
    })
    return done.ok ? endReview(tx, done.value) : done
  })

async function problemsOf(tx: Context, document: Document) {
  return whyReturned(document.latest, await settingsOf(tx, document.organId), dayOf(document.createdAt))
}

/** Refuses a document that lacks what 核稿 asks for. */
async function complete(tx: Context, document: Document): Promise<Result<Done>> {
  const [problem] = await problemsOf(tx, document)
  return problem
    ? refuse('documents.incomplete', problem.says, { field: problem.field, fix: '请补充，或者退文' })
    : ok({})
}

const pickAttribute = ({ attribute, reason, article, reasonWords }: Proposal) => ({
  attribute,
  reason,
  article,
  reason_words: reasonWords,
})

function readWords(text: string, please: string, field = 'reason'): Result<string> {
  const words = oneLine(text)
  if (words === '') return refuse('documents.words', please, { field })
  return [...words].length > 500 ? refuse('documents.words', '说明最多500字', { field }) : ok(words)
}

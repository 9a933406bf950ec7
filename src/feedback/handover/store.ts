import { addNote } from '../../applications/notes/store.ts'
import { registerApplication } from '../../applications/store.ts'
import type { Context } from '../../context.ts'
import { transact } from '../../db/transaction.ts'
import { findOrgan } from '../../organs/store.ts'
import { ok, type Result, refuse } from '../../result.ts'
import { KINDS, WAYS } from '../kinds.ts'
import type { Concern } from '../model.ts'
import { personOf, wordsOf } from '../people/store.ts'
import { checkLine } from '../rules.ts'
import { type ConcernFile, codeKept, registerConcern, type Seen, type Taking, takeStep } from '../store.ts'

/** Where a concern goes that is not ours to answer here. */
export type Handover =
  | { kind: 'application' }
  | { kind: 'petition' | 'outside'; to: string; reason: string }
  | { kind: 'organ'; organId: string; reason: string }

/**
 * Hands a concern over: it becomes an application of the same organ, a concern of another organ of this site, or leaves the house
 * for the 信访 office or somebody else. What is made on the other side and the trace on either are written in one transaction.
 */
export const handOver = (ctx: Context, seen: Seen, handover: Handover): Promise<Result<Concern>> =>
  transact(ctx, (tx) => takeStep(tx, 'move', seen, (inside, file) => made(inside, file, handover)))

function made(tx: Context, file: ConcernFile, handover: Handover): Result<Taking> | Promise<Result<Taking>> {
  switch (handover.kind) {
    case 'application':
      return toApplication(tx, file)
    case 'organ':
      return toOrgan(tx, file, handover)
    default:
      return away(handover)
  }
}

/** 依申请公开: the application arrives today, with the words of the title, and who asked goes along, still sealed. */
async function toApplication(tx: Context, { concern, today }: ConcernFile): Promise<Result<Taking>> {
  if (!KINDS[concern.kind].publishable)
    return refuse('feedback.report', '举报不能转为公开申请', { fix: '举报人另有公开申请的，请他另行提出' })
  const person = await personOf(tx, concern.id)
  if (!person.ok) return person
  const { name = '', phone = '', email = '', address = '' } = person.value ?? {}
  const application = await registerApplication(tx, {
    organId: concern.organId,
    channel: WAYS[concern.way].channel,
    subject: concern.subject,
    arrivedOn: today,
    // The code that was given opens the application too.
    codeHash: await codeKept(tx, concern.id),
    applicant: {
      name,
      contact: [phone, email, address].filter(Boolean).join('，'),
      identity: 'none',
      phone,
      email,
      address,
    },
  })
  if (!application.ok) return application
  const { id, number } = application.value
  const noted = await addNote(
    tx,
    id,
    { kind: 'from-feedback', detail: { note: concern.number } },
    'applications.from-feedback',
  )
  if (!noted.ok) return noted
  const to = `政府信息公开申请 ${number}`
  return ok({ moved: { kind: 'application', to, id }, detail: { to, reason: '实为政府信息公开申请' } })
}

async function toOrgan(
  tx: Context,
  { concern, today }: ConcernFile,
  { organId, reason }: { organId: string; reason: string },
): Promise<Result<Taking>> {
  const why = checkLine(reason, 'reason', '请写明为什么转给它，例如：属于该单位职责')
  if (!why.ok) return why
  const organ = organId === concern.organId ? null : await findOrgan(tx, organId)
  if (!organ) return refuse('feedback.organ', '请选择要转给哪个机关', { field: 'organ' })
  const [words, person] = [await wordsOf(tx, concern.id), await personOf(tx, concern.id)]
  if (!words.ok) return words
  if (!person.ok) return person
  const { kind, way, subject, page, mayPublish } = concern
  const there = await registerConcern(tx, {
    organId: organ.id,
    kind,
    // The letters in our box are not theirs to count: there it came in writing.
    way: way === 'box' ? 'letter' : way,
    subject,
    words: words.value,
    page,
    mayPublish,
    receivedOn: today,
    person: person.value ?? undefined,
    cameFrom: concern.id,
    code: await codeKept(tx, concern.id),
  })
  if (!there.ok) return there
  const to = `${organ.shortName} ${there.value.number}`
  return ok({ moved: { kind: 'organ', to, id: there.value.id }, detail: { to, reason: why.value } })
}

function away({ kind, to, reason }: { kind: 'petition' | 'outside'; to: string; reason: string }): Result<Taking> {
  const whom = checkLine(to, 'to', '请写明转给哪个单位')
  if (!whom.ok) return whom
  const why = checkLine(reason, 'reason', '请写明为什么转出，例如：属于信访事项')
  if (!why.ok) return why
  return ok({ moved: { kind, to: whom.value, id: null }, detail: { to: whom.value, reason: why.value } })
}

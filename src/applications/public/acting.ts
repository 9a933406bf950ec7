import { dayOf } from '../../calendar/day.ts'
import type { Context } from '../../context.ts'
import { transact } from '../../db/transaction.ts'
import { record } from '../../ledger/store.ts'
import { ok, type Refusal, type Result } from '../../result.ts'
import { type StepName, take } from '../lifecycle.ts'
import { takeForm } from '../steps/all.ts'
import type { CaseFile } from '../store.ts'
import { whereOf } from '../who.ts'
import { redescribe } from './descriptions/store.ts'
import { asApplicant, type Visit } from './filing.ts'
import { checkMessage, writeMessage } from './messages/store.ts'
import { keepPapers, type Paper } from './papers/store.ts'

/** What an applicant may do themselves, and the step of the lifecycle it is. */
export const ACTS = {
  confirm: 'confirm',
  supplement: 'correct',
  withdraw: 'withdraw',
  receive: 'prove',
} as const satisfies Record<string, StepName>
export type Act = keyof typeof ACTS

const NOBODY = { roles: null, organId: null, accountId: null }

/** Whether the case stands where this can be done: the same table that makes the clerk's buttons. */
export const mayAct = (act: Act, { application, events, replies }: CaseFile): boolean =>
  take(ACTS[act], whereOf(application, events, replies), NOBODY).ok

/** What the lifecycle says to clerks, said to an applicant. */
const SAID: Record<string, Pick<Refusal, 'says' | 'fix'>> = {
  'applications.too-late': { says: '这份申请的办理进展已经变了，不能再办这一步', fix: '请看最新的进展' },
  'applications.corrected-late': {
    says: '已经超过补正期限，不能在网上补正了',
    fix: '有正当理由的，请尽快与本机关联系，也可以留言说明',
  },
}

/** One step by the program for the applicant, and whatever goes with it: all of it, or none. */
async function act(
  visit: Visit,
  id: string,
  name: Act,
  form: Record<string, string>,
  more: (tx: Context, organId: string) => Promise<Result<void>> = async () => ok(undefined),
): Promise<Result<void>> {
  const done = await transact(asApplicant(visit), async (tx) => {
    const taken = await takeForm(tx, ACTS[name], { id, version: null }, { on: dayOf(tx.now), ...form })
    return taken.ok ? more(tx, taken.value.organId) : taken
  })
  if (done.ok) return done
  return { ok: false, refusal: { ...done.refusal, ...SAID[done.refusal.code] } }
}

/** 确认: receipt was issued, and the applicant says so; both sides have confirmed, and today is the day of receipt. */
export const confirmFiled = (visit: Visit, id: string): Promise<Result<void>> =>
  act(visit, id, 'confirm', { call: '系统出具回执，申请人在网上确认提交了这份申请' })

/** 撤回, with a reason if they like. */
export const withdrawFiled = (visit: Visit, id: string, reason: string): Promise<Result<void>> =>
  act(visit, id, 'withdraw', { note: '申请人在网上撤回' }, async (tx, organId) => {
    await writeMessage(
      tx,
      { id, organId },
      { writer: 'applicant', kind: 'withdrawal', words: reason.trim().slice(0, 500) },
    )
    return ok(undefined)
  })

/** 确认收到答复: proof of service. */
export const receiveReply = (visit: Visit, id: string): Promise<Result<void>> =>
  act(visit, id, 'receive', { note: '申请人在网上确认收到' }, async (tx, organId) => {
    await writeMessage(tx, { id, organId }, { writer: 'applicant', kind: 'receipt', words: '' })
    return ok(undefined)
  })

export type Supplement = { subject: string; documentNumber: string; features: string; words: string; papers: Paper[] }

/** 补正: what is wanted, said anew; the period begins again today. */
export const supplement = (visit: Visit, id: string, given: Supplement): Promise<Result<void>> =>
  act(visit, id, 'supplement', { subject: given.subject }, async (tx, organId) => {
    await redescribe(tx, id, given)
    await writeMessage(
      tx,
      { id, organId },
      { writer: 'applicant', kind: 'supplement', words: given.words.slice(0, 2000) },
    )
    await keepPapers(tx, id, 'supplement', given.papers)
    return ok(undefined)
  })

/** A message to the organ; it moves nothing. */
export async function tellOrgan(
  visit: Visit,
  { id, organId }: { id: string; organId: string },
  text: string,
): Promise<Result<void>> {
  const words = checkMessage(text)
  if (!words.ok) return words
  return transact(asApplicant(visit), async (tx) => {
    await writeMessage(tx, { id, organId }, { writer: 'applicant', kind: 'message', words: words.value })
    await record(tx, { event: 'applications.message-received', subject: { kind: 'application', id }, detail: {} })
    return ok(undefined)
  })
}

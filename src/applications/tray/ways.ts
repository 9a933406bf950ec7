import { transact } from '../../db/transaction.ts'
import { findOrgan } from '../../organs/store.ts'
import { ok, type Result, refuse } from '../../result.ts'
import { type C, contextOf, scopeOf, seeOther, typed } from '../../web/env.ts'
import { address } from '../../web/ui/pager.tsx'
import { answerNotFound } from '../../web/wrong.tsx'
import { casePath } from '../common.tsx'
import { addNote } from '../notes/store.ts'
import { findByNumber } from '../registry/store.ts'
import { entryPage, wantedEntry } from './entry.tsx'
import { TRAY } from './list.tsx'
import { checkNote, checkReason, SOURCES } from './rules.ts'
import { type Entry, settleEntry } from './store.ts'

type Fields = Record<string, string>

/** A way out of the tray: what the form says is done, and where the person goes then; a refusal shows the entry again. */
const way =
  (
    take: (c: C, entry: Pick<Entry, 'id' | 'version' | 'organId' | 'source'>, form: Fields) => Promise<Result<string>>,
  ) =>
  async (c: C): Promise<Response> => {
    const entry = await wantedEntry(c)
    if (!entry) return answerNotFound(c)
    const form = typed(c.var.form)
    const done = await take(c, { ...entry, version: Number(form.version) }, form)
    return done.ok ? seeOther(c, done.value) : entryPage(c, entry, form, done.refusal)
  }

/** At POST /console/tray/:id/note */
export const takeNote = way(async (c, entry, form) => {
  const note = checkNote(form.note)
  if (!note.ok) return note
  const number = (form.number || form.guess || '').trim()
  const application = await findByNumber(scopeOf(c), entry.organId, number)
  if (!application) return refuse('tray.number', '本机关没有这个登记号的申请', { field: 'number' })
  const done = await transact(contextOf(c), async (tx) => {
    const settled = await settleEntry(tx, entry, { to: 'note', application, reason: note.value })
    if (!settled.ok) return settled
    const detail = { note: `${SOURCES[entry.source]}：${note.value}` }
    return addNote(tx, application.id, { kind: 'noted', detail }, 'applications.noted')
  })
  return done.ok ? ok(`${casePath(application.id)}?done=noted`) : done
})

/** At POST /console/tray/:id/discard */
export const takeDiscard = way(async (c, entry, form) => {
  const reason = checkReason(form.reason)
  if (!reason.ok) return reason
  const done = await settleEntry(contextOf(c), entry, { to: 'discarded', reason: reason.value })
  return done.ok ? ok(address(TRAY, { done: 'discarded' })) : done
})

/** At POST /console/tray/:id/restoration */
export const takeRestoration = way(async (c, entry) => {
  const done = await settleEntry(contextOf(c), entry, { to: 'waiting' })
  return done.ok ? ok(address(TRAY, { done: 'restored' })) : done
})

/** At POST /console/tray/:id/handover */
export const takeHandover = way(async (c, entry, form) => {
  const organ = form.organ ? await findOrgan(scopeOf(c), form.organ) : null
  if (!organ || organ.id === entry.organId) return refuse('tray.organ', '请选择要转给的机关', { field: 'organ' })
  const done = await settleEntry(contextOf(c), entry, { to: 'elsewhere', organ })
  return done.ok ? ok(address(TRAY, { done: 'handed-over' })) : done
})

import { dayOf } from '../../calendar/day.ts'
import type { Context } from '../../context.ts'
import { transact } from '../../db/transaction.ts'
import { record } from '../../ledger/store.ts'
import { ok, type Result, refuse } from '../../result.ts'
import type { Application } from '../model.ts'
import { findApplication } from '../registry/store.ts'
import { type Happening, writeEvent } from '../store.ts'

/**
 * Writes down something that happened around a case without moving it: its state, its version and the day it last moved stay
 * what they were, so that a case nobody works on does not look busy. `event`: its name in the ledger.
 */
export function addNote(
  ctx: Context,
  id: string,
  happening: Omit<Happening, 'day'> & { day?: Happening['day'] },
  event: string,
): Promise<Result<Application>> {
  return transact(ctx, async (tx) => {
    const application = await findApplication(tx, id, 'lock')
    if (!application) return refuse('applications.unknown', '没有这份申请')
    await writeEvent(tx, id, application.round, { ...happening, day: happening.day ?? dayOf(tx.now) })
    await record(tx, {
      event,
      subject: { kind: 'application', id },
      detail: { number: application.number },
    })
    return ok(application)
  })
}

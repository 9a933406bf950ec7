import { z } from 'zod'
import type { Context } from '../../../context.ts'
import { transact } from '../../../db/transaction.ts'
import { record } from '../../../ledger/store.ts'
import { ok, type Result, refuse } from '../../../result.ts'
import { type StepName, stepOf, take, type Who } from '../lifecycle.ts'
import type { Meeting } from '../model.ts'
import { findMeeting } from '../registry/store.ts'

/** A meeting as the person taking a step last saw it. */
export type Seen = { id: string; version: number }

export const whoOf = ({ actor }: Pick<Context, 'actor'>): Who => ({
  roles: actor.kind === 'staff' ? actor.roles : null,
  organId: actor.kind === 'staff' ? actor.organId : null,
})

type Done = { set?: Record<string, string | null>; detail: Record<string, unknown> }

/** One step: the table allows it, its work is done, the row moves under its guard, the ledger hears of it: all, or nothing. */
export function takeStep(
  ctx: Context,
  name: StepName,
  seen: Seen,
  work: (tx: Context, meeting: Meeting) => Promise<Result<Done>>,
): Promise<Result<Meeting>> {
  return transact(ctx, async (tx) => {
    if (!z.uuid().safeParse(seen.id).success) return missing()
    await tx.sql`select 1 from meetings where tenant_id = ${tx.tenantId} and id = ${seen.id} for update`
    const meeting = await findMeeting(tx, seen.id)
    if (!meeting) return missing()
    const leads = take(name, meeting, whoOf(tx))
    if (!leads.ok) return leads
    if (meeting.version !== seen.version)
      return refuse('meetings.stale', '其他人刚刚更新了这次会议', { fix: '请刷新页面，查看最新内容后再试' })
    const done = await work(tx, meeting)
    if (!done.ok) return done
    const row = { ...done.value.set, state: leads.value, version: meeting.version + 1 }
    await tx.sql`update meetings set ${tx.sql(row)} where tenant_id = ${tx.tenantId} and id = ${meeting.id}`
    await tell(tx, stepOf(name).event, meeting.id, done.value.detail)
    return found(tx, meeting.id)
  })
}

export const tell = (tx: Context, event: string, id: string, detail: Record<string, unknown>) =>
  record(tx, { event, subject: { kind: 'meeting', id }, detail })

export async function found(tx: Context, id: string): Promise<Result<Meeting>> {
  const meeting = await findMeeting(tx, id)
  return meeting ? ok(meeting) : missing()
}

const missing = () => refuse('meetings.missing', '没有找到这次会议')

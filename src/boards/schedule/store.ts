import { v7 } from 'uuid'
import { z } from 'zod'
import { Day, dayOf } from '../../calendar/day.ts'
import type { Context, Scope } from '../../context.ts'
import { transact } from '../../db/transaction.ts'
import type { Job } from '../../jobs/jobs.ts'
import { record } from '../../ledger/store.ts'
import { findTenant } from '../../organs/store.ts'
import { ok, type Result, refuse } from '../../result.ts'
import { writePosting } from '../postings/store.ts'
import { listBoards, mayKeep } from '../registry/store.ts'
import { dueIn, isRhythm, periodOf, periodSays, type Rhythm } from './periods.ts'

const Schedule = z.object({
  id: z.string(),
  organId: z.string(),
  title: z.string(),
  basis: z.string(),
  rhythm: z.custom<Rhythm>((text) => typeof text === 'string' && isRhythm(text)),
  dueDay: z.number(),
  days: z.number(),
  firstOn: Day,
  endedOn: Day.nullable(),
  version: z.number(),
})
export type Schedule = z.infer<typeof Schedule>

/** What the villages publish again and again; of one organ, or of all. Those that ended come last. */
export async function listSchedules({ sql, tenantId }: Scope, organId?: string): Promise<Schedule[]> {
  const rows = await sql`
    select id, organ_id as "organId", title, basis, rhythm, due_day as "dueDay", days, first_on as "firstOn",
           ended_on as "endedOn", version
    from board_schedules where tenant_id = ${tenantId} ${organId ? sql`and organ_id = ${organId}` : sql``}
    order by ended_on is not null, rhythm, due_day, title`
  return rows.map((row) => Schedule.parse(row))
}

export type ScheduleEntry = { title: string; basis: string; rhythm: string; dueDay: number; days: number }

/** 村务公开 every month or quarter, from today. What this period asks for is ordered at once, unless its day has passed. */
export function addSchedule(ctx: Context, organId: string, entry: ScheduleEntry): Promise<Result<{ id: string }>> {
  return transact(ctx, async (tx) => {
    const mine = mayKeep(tx, organId)
    if (!mine.ok) return mine
    const { rhythm, dueDay, days } = entry
    const [title, basis] = [entry.title.trim(), entry.basis.trim()]
    if (title === '' || [...title].length > 60)
      return refuse('boards.title', '请填写公开事项，最多60个字', { field: 'title' })
    if ([...basis].length > 100) return refuse('boards.basis', '依据最多100个字', { field: 'basis' })
    if (!isRhythm(rhythm)) return refuse('boards.rhythm', '请选择每月还是每季度', { field: 'rhythm' })
    if (!Number.isInteger(dueDay) || dueDay < 1 || dueDay > 28)
      return refuse('boards.due-day', '日期在1到28之间，每个月都有这一天', { field: 'dueDay' })
    if (!Number.isInteger(days) || days < 1 || days > 365)
      return refuse('boards.days', '公示期在1到365天之间', { field: 'days' })
    const id = v7()
    await tx.sql`
      insert into board_schedules (tenant_id, id, organ_id, title, basis, rhythm, due_day, days, first_on, created_at)
      values (${tx.tenantId}, ${id}, ${organId}, ${title}, ${basis}, ${rhythm}, ${dueDay}, ${days}, ${dayOf(tx.now)}, ${tx.now})`
    await record(tx, {
      event: 'boards.scheduled',
      subject: { kind: 'organ', id: organId },
      detail: { id, title, rhythm, dueDay, days },
    })
    const opened = await openPeriods(tx, organId)
    return opened.ok ? ok({ id }) : opened
  })
}

export function endSchedule(ctx: Context, seen: { id: string; version: number }): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    const schedule = (await listSchedules(tx)).find(({ id }) => id === seen.id)
    if (!schedule) return refuse('boards.unknown', '没有这个定期事项')
    const mine = mayKeep(tx, schedule.organId)
    if (!mine.ok) return mine
    const done = await tx.sql`
      update board_schedules set ended_on = ${dayOf(tx.now)}, version = version + 1
      where tenant_id = ${tx.tenantId} and id = ${seen.id} and version = ${seen.version} and ended_on is null`
    if (done.count === 0) return refuse('boards.stale', '其他人刚刚修改了这个定期事项', { fix: '刷新页面后再试' })
    await record(tx, {
      event: 'boards.schedule-ended',
      subject: { kind: 'organ', id: schedule.organId },
      detail: { id: seen.id, title: schedule.title },
    })
    return ok(undefined)
  })
}

/**
 * Orders what the period of today asks for and nobody has ordered yet, at every village board in use; how many that were. Run
 * twice it does nothing the second time. A period whose day passed before the schedule began is left out.
 */
export function openPeriods(ctx: Context, organId?: string): Promise<Result<number>> {
  return transact(ctx, async (tx) => {
    const today = dayOf(tx.now)
    let opened = 0
    for (const schedule of await listSchedules(tx, organId)) {
      const { rhythm, title } = schedule
      const dueOn = dueIn(rhythm, today, schedule.dueDay)
      if (schedule.endedOn || dueOn < schedule.firstOn) continue
      const period = periodOf(rhythm, today)
      // Two programs at once, or the night job beside a click: the second waits here, and then finds it done.
      await tx.sql`select 1 from board_schedules where tenant_id = ${tx.tenantId} and id = ${schedule.id} for update`
      const [there] = await tx.sql`
        select 1 from postings where tenant_id = ${tx.tenantId} and schedule_id = ${schedule.id} and period = ${period}`
      if (there) continue
      const { boards } = await listBoards(tx, { organId: schedule.organId, kind: 'village', open: true })
      if (boards.length === 0) continue
      const written = await writePosting(tx, {
        organId: schedule.organId,
        itemId: null,
        scheduleId: schedule.id,
        period,
        title: `${title}（${periodSays(period)}）`,
        notice: schedule.basis,
        boardIds: boards.map(({ id }) => id),
        days: schedule.days,
        dueOn,
      })
      if (!written.ok) return written
      opened += 1
    }
    return ok(opened)
  })
}

/** At the beginning of every day; a day the program was off is made up for. */
export const villageScheduleJob: Job = {
  name: 'village-schedule',
  at: '10 0 * * *',
  says: '布置当期的村务公开',
  run: async ({ sql, now }) => {
    const tenant = await findTenant(sql)
    if (!tenant) return
    const done = await openPeriods({
      sql,
      tenantId: tenant.id,
      now,
      files: { root: '' },
      actor: { kind: 'system', name: '村务公开定期布置' },
    })
    if (!done.ok) throw new Error(done.refusal.code)
  },
}

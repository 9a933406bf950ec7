import { v7 } from 'uuid'
import { z } from 'zod'
import { Day, dayOf, yearOf } from '../calendar/day.ts'
import { type DayStatus, nationalDays } from '../calendar/national.ts'
import { NATIONAL, type Workdays } from '../calendar/workdays.ts'
import type { Context, Scope } from '../context.ts'
import { transact } from '../db/transaction.ts'
import { record } from '../ledger/store.ts'
import { ok, type Result, refuse } from '../result.ts'
import { type Difference, differencesOf, laidOver, newlyAnnounced } from './differences.ts'
import { checkNotice, type NoticeEntry } from './rules.ts'

const NoticeRow = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  issuedOn: Day,
  recordedAt: z.date(),
  recordedAs: z.string(),
})
export type HolidayNotice = z.infer<typeof NoticeRow>

const Status = z.object({ day: Day, kind: z.enum(['workday', 'holiday']), name: z.string(), notice: z.string() })
/** A day as a notice of this site has it, with the document number. */
export type NoticedDay = z.infer<typeof Status>

/**
 * Who must be told, in the same transaction, that the calendar is another from now on: the chapters that count by it lie above this
 * one and are handed in.
 */
export type Told = (tx: Context, before: Workdays, after: Workdays, notice: string) => Promise<void>
const nobody: Told = async () => {}

export type Change = { differences: Difference[]; announced: number[]; replaces: boolean }

/** The calendar of this site: the nation's, with the site's notices laid over it, the one issued last on top. */
export async function calendarOf(scope: Scope): Promise<Workdays> {
  const noticed = await noticedDays(scope)
  return noticed.length === 0 ? NATIONAL : laidOver(nationalDays(), noticed)
}

/** What the site's notices say of days, those issued last at the end; of one year, or of all. */
export async function noticedDays({ sql, tenantId }: Scope, year?: number): Promise<NoticedDay[]> {
  const rows = await sql`
    select d.day, d.kind, d.name, n.number as notice
    from day_statuses d join holiday_notices n on n.tenant_id = d.tenant_id and n.id = d.notice_id
    where d.tenant_id = ${tenantId}
    ${year === undefined ? sql`` : sql`and d.day between ${`${year}-01-01`} and ${`${year}-12-31`}`}
    order by n.issued_on, n.id, d.day`
  return rows.map((row) => Status.parse(row))
}

const columns = (sql: Scope['sql']) => sql`
  id, number, title, issued_on as "issuedOn", recorded_at as "recordedAt", recorded_as as "recordedAs"`

/** The notices that say something of a year, or all; the one issued last comes first. */
export async function listNotices({ sql, tenantId }: Scope, year?: number): Promise<HolidayNotice[]> {
  const rows = await sql`
    select ${columns(sql)} from holiday_notices n
    where tenant_id = ${tenantId}
    ${
      year === undefined
        ? sql``
        : sql`and exists (
            select from day_statuses d
            where d.tenant_id = ${tenantId} and d.notice_id = n.id
              and d.day between ${`${year}-01-01`} and ${`${year}-12-31`})`
    }
    order by issued_on desc, id desc`
  return rows.map((row) => NoticeRow.parse(row))
}

/** What recording this notice would change, without recording it. */
export async function tryNotice(ctx: Context, entry: NoticeEntry): Promise<Result<Change>> {
  const checked = checkNotice(entry, dayOf(ctx.now))
  return checked.ok ? ok(await changeBy(ctx, checked.value)) : checked
}

/**
 * Records a holiday notice; one with the same document number takes the place of what was recorded before. Nothing that is
 * due is stored, so every due day follows at once. Answers what changed, for those who must be told.
 */
export function recordNotice(ctx: Context, entry: NoticeEntry, tell: Told = nobody): Promise<Result<Change>> {
  return transact(ctx, async (tx) => {
    const checked = checkNotice(entry, dayOf(tx.now))
    if (!checked.ok) return checked
    const { number, title, issuedOn, days } = checked.value
    await tx.sql`select from tenants where id = ${tx.tenantId} for no key update` // one at a time, so that what changed is true
    const before = await calendarOf(tx)
    const change = await changeBy(tx, checked.value)
    const [kept] = await tx.sql`
      insert into holiday_notices (tenant_id, id, number, title, issued_on, recorded_at, recorded_as)
      values (${tx.tenantId}, ${v7()}, ${number}, ${title}, ${issuedOn}, ${tx.now}, ${tx.actor.name})
      on conflict (tenant_id, number) do update
      set title = excluded.title, issued_on = excluded.issued_on, recorded_at = excluded.recorded_at,
          recorded_as = excluded.recorded_as
      returning id`
    const { id } = z.object({ id: z.string() }).parse(kept)
    await tx.sql`delete from day_statuses where tenant_id = ${tx.tenantId} and notice_id = ${id}`
    await tx.sql`insert into day_statuses ${tx.sql(
      days.map(({ day, kind, name }) => ({ tenant_id: tx.tenantId, notice_id: id, day, kind, name })),
    )}`
    await record(tx, {
      event: 'holidays.recorded',
      subject: { kind: 'holiday-notice', id },
      detail: { number, title, issuedOn, days: days.length, changed: change.differences.map(({ day }) => day) },
    })
    if (change.differences.length + change.announced.length > 0) await tell(tx, before, await calendarOf(tx), number)
    return ok(change)
  })
}

/** Takes a notice back that was recorded by mistake; its days are what they were without it. */
export function withdrawNotice(ctx: Context, id: string, tell: Told = nobody): Promise<Result<{ number: string }>> {
  return transact(ctx, async (tx) => {
    const before = await calendarOf(tx)
    const [row] = z.uuid().safeParse(id).success
      ? await tx.sql`
          delete from holiday_notices where tenant_id = ${tx.tenantId} and id = ${id} returning number`
      : []
    if (!row) return refuse('holidays.unknown', '没有这份放假通知', { fix: '可能已被删除，请刷新页面' })
    const { number } = z.object({ number: z.string() }).parse(row)
    await record(tx, { event: 'holidays.withdrawn', subject: { kind: 'holiday-notice', id }, detail: { number } })
    await tell(tx, before, await calendarOf(tx), number)
    return ok({ number })
  })
}

async function changeBy(scope: Scope, { number, issuedOn, days }: NoticeEntry): Promise<Change> {
  const noticed = await noticedDays(scope)
  const notices = await listNotices(scope)
  const own = noticed.filter((status) => status.notice === number)
  const issued = new Map(notices.map((notice) => [notice.number, notice.issuedOn]))
  const others = noticed.filter((status) => status.notice !== number)
  const older = others.filter((status) => issued.get(status.notice)! <= issuedOn)
  const newer = others.filter((status) => issued.get(status.notice)! > issuedOn)
  const before = laidOver(nationalDays(), noticed)
  const after = laidOver(nationalDays(), older, days, newer)
  const touched = [...own, ...days].map((status: DayStatus) => status.day)
  return {
    differences: differencesOf(before, after, touched),
    announced: newlyAnnounced(before, after, touched.map(yearOf)),
    replaces: issued.has(number),
  }
}

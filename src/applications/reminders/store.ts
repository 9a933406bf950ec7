import { v7 } from 'uuid'
import { z } from 'zod'
import { Day, dayOf } from '../../calendar/day.ts'
import type { Workdays } from '../../calendar/workdays.ts'
import type { Context, Scope } from '../../context.ts'
import { transact } from '../../db/transaction.ts'
import { record } from '../../ledger/store.ts'
import { listOrgans } from '../../organs/store.ts'
import { ok, type Result, refuse } from '../../result.ts'
import { clockOf } from '../clock.ts'
import type { Application } from '../model.ts'
import { eventsOf, findApplication, liveApplications } from '../registry/store.ts'
import { writeEvent } from '../store.ts'
import { DEFAULT_LIMITS, Limits, openUrges, type Urge } from './rules.ts'

/** The limits of an organ; those the program brings where it set none. */
export async function limitsOf({ sql, tenantId }: Scope, organId: string): Promise<Limits> {
  const [row] = await sql`
    select limits from application_limits where tenant_id = ${tenantId} and organ_id = ${organId}`
  return row ? Limits.parse(row.limits) : DEFAULT_LIMITS
}

/** Of every organ that set some. */
export async function allLimits({ sql, tenantId }: Scope): Promise<(organId: string) => Limits> {
  const rows = await sql`select organ_id as "organId", limits from application_limits where tenant_id = ${tenantId}`
  const set = new Map(rows.map((row) => [z.string().parse(row.organId), Limits.parse(row.limits)]))
  return (organId) => set.get(organId) ?? DEFAULT_LIMITS
}

export function saveLimits(ctx: Context, organId: string, limits: Limits): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    await tx.sql`
      insert into application_limits (tenant_id, organ_id, limits) values (${tx.tenantId}, ${organId}, ${tx.sql.json(limits)})
      on conflict (tenant_id, organ_id) do update set limits = excluded.limits`
    await record(tx, { event: 'applications.limits', subject: { kind: 'organ', id: organId }, detail: limits })
    return ok(undefined)
  })
}

export type UrgedCase = { application: Application; urges: Urge[] }

/** The cases a reply is owed in that are urged about and stand unmet, the longest urged first. */
export async function urgedCases(scope: Scope, organId?: string): Promise<UrgedCase[]> {
  const { sql, tenantId } = scope
  const rows = await sql`
    select a.id from applications a
    where a.tenant_id = ${tenantId} and a.live ${organId ? sql`and a.organ_id = ${organId}` : sql``}
      and exists (select from application_events e where e.tenant_id = a.tenant_id and e.application_id = a.id
                  and e.kind in ('urged', 'supervised'))
    limit 500`
  const ids = rows.map((row) => z.string().parse(row.id))
  const events = Map.groupBy(await eventsOf(scope, ids), ({ applicationId }) => applicationId)
  const found: UrgedCase[] = []
  for (const id of ids) {
    const urges = openUrges(events.get(id) ?? [])
    const application = urges.length > 0 ? await findApplication(scope, id) : null
    if (application) found.push({ application, urges })
  }
  return found.sort((a, b) => (a.urges[0]!.day < b.urges[0]!.day ? -1 : 1))
}

const Move = z.object({ applicationId: z.string(), number: z.string(), from: Day, to: Day })
const ChangeRow = z.object({
  id: z.string(),
  organId: z.string(),
  notice: z.string(),
  at: z.date(),
  moves: z.array(Move),
})
/** What one notice of holidays did to the due days of an organ. */
export type DueChange = z.infer<typeof ChangeRow>

/**
 * Told when the calendar changed, in that transaction: reckons every open case by the old and by the new calendar, writes onto
 * each whose due day moved from which day to which, and leaves a notice at the desk.
 */
export async function tellDesks(tx: Context, before: Workdays, after: Workdays, notice: string): Promise<void> {
  const today = dayOf(tx.now)
  for (const organ of await listOrgans(tx)) {
    const moves: z.infer<typeof Move>[] = []
    for (const { application, events } of await liveApplications(tx, { organId: organ.id })) {
      const dueBy = (calendar: Workdays) => {
        const clock = clockOf(application, events, calendar, today)
        return clock.ok ? (clock.value?.due ?? null) : null
      }
      const [from, to] = [dueBy(before), dueBy(after)]
      if (!from || !to || from === to) continue
      const { id, number, round } = application
      moves.push({ applicationId: id, number, from, to })
      await writeEvent(tx, id, round, {
        kind: 'due-moved',
        day: today,
        detail: { note: `${from} → ${to}（${notice}）` },
      })
    }
    if (moves.length > 0)
      await tx.sql`
        insert into due_changes (tenant_id, id, organ_id, notice, at, moves)
        values (${tx.tenantId}, ${v7()}, ${organ.id}, ${notice}, ${tx.now}, ${tx.sql.json(moves)})`
  }
}

/** What the desk has not taken note of, the oldest first. */
export async function dueChanges({ sql, tenantId }: Scope, organId: string): Promise<DueChange[]> {
  const rows = await sql`
    select id, organ_id as "organId", notice, at, moves from due_changes
    where tenant_id = ${tenantId} and organ_id = ${organId} and seen_at is null order by at, id`
  return rows.map((row) => ChangeRow.parse(row))
}

/** The desk has taken note. */
export function seeDueChange(ctx: Context, id: string): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    const organ = tx.actor.kind === 'staff' ? tx.actor.organId : null
    const [seen] = z.uuid().safeParse(id).success
      ? await tx.sql`
          update due_changes set seen_at = ${tx.now}, seen_as = ${tx.actor.name}
          where tenant_id = ${tx.tenantId} and id = ${id} and organ_id = ${organ} and seen_at is null
          returning notice, organ_id as "organId"`
      : []
    if (!seen) return refuse('applications.seen', '这条提示已经看过了', { fix: '请刷新页面' })
    await record(tx, {
      event: 'applications.due-change-seen',
      subject: { kind: 'organ', id: z.string().parse(seen.organId) },
      detail: { notice: z.string().parse(seen.notice) },
    })
    return ok(undefined)
  })
}

import { v7 } from 'uuid'
import { z } from 'zod'
import type { Day } from '../../calendar/day.ts'
import type { Context, Scope } from '../../context.ts'
import { ok, type Result, refuse } from '../../result.ts'
import { Run } from '../model.ts'

/** A run that has said nothing for so long is taken for dead. */
const SILENCE_MS = 10 * 60_000

const columns = (sql: Scope['sql']) => sql`
  id, started_at as "startedAt", started_as as "startedAs", told_at as "toldAt", stage, done, total, ended_at as "endedAt",
  screened, found, mended, problem`

/** Begins a run. Refuses while another one is going on: one at a time for each site. */
export async function beginRun({ sql, tenantId, actor }: Context, at: Date): Promise<Result<{ id: string }>> {
  await sql`
    update selfcheck_runs set ended_at = ${at}, problem = '程序中途停止'
    where tenant_id = ${tenantId} and ended_at is null and told_at < ${new Date(at.getTime() - SILENCE_MS)}`
  const id = v7()
  const made = await sql`
    insert into selfcheck_runs (tenant_id, id, started_at, started_as, told_at, stage)
    values (${tenantId}, ${id}, ${at}, ${actor.name}, ${at}, '开始') on conflict do nothing`
  if (made.count === 0) return refuse('selfcheck.running', '自查正在进行', { fix: '请等这一次做完，结果就是最新的' })
  return ok({ id })
}

/** How far a run has come, for whoever watches the page. */
export async function tellRun(
  { sql, tenantId }: Scope,
  id: string,
  { stage, done, total, at }: { stage: string; done: number; total: number; at: Date },
): Promise<void> {
  await sql`
    update selfcheck_runs set stage = ${stage}, done = ${done}, total = ${total}, told_at = ${at}
    where tenant_id = ${tenantId} and id = ${id} and ended_at is null`
}

/** A run is over: with what it counted, or with why it broke off. */
export async function endRun(
  { sql, tenantId }: Scope,
  id: string,
  at: Date,
  {
    screened = 0,
    found = 0,
    mended = 0,
    problem = null,
  }: Partial<Pick<Run, 'screened' | 'found' | 'mended' | 'problem'>>,
): Promise<void> {
  await sql`
    update selfcheck_runs
    set ended_at = ${at}, screened = ${screened}, found = ${found}, mended = ${mended}, problem = ${problem},
        stage = '完成'
    where tenant_id = ${tenantId} and id = ${id} and ended_at is null`
}

/** The latest run; null before the first. */
export async function latestRun({ sql, tenantId }: Scope): Promise<Run | null> {
  const [row] = await sql`
    select ${columns(sql)} from selfcheck_runs where tenant_id = ${tenantId} order by started_at desc, id desc limit 1`
  return row ? Run.parse(row) : null
}

const DayRow = z.object({
  whose: z.string(),
  day: z.string(),
  red: z.number(),
  yellow: z.number(),
  explained: z.number(),
  score: z.number(),
})
export type DayLine = z.infer<typeof DayRow>

/** What stood at the end of a day, one row an organ: written again by every run of that day. */
export async function noteDay(ctx: Context, day: Day, lines: readonly Omit<DayLine, 'day'>[]): Promise<void> {
  if (lines.length === 0) return
  const { sql, tenantId } = ctx
  const rows = lines.map((line) => ({ tenant_id: tenantId, day, ...line }))
  await sql`
    insert into selfcheck_days ${sql(rows as never)}
    on conflict (tenant_id, whose, day) do update
      set red = excluded.red, yellow = excluded.yellow, explained = excluded.explained, score = excluded.score`
}

/** The latest days of an organ, or of the site, newest first. */
export async function latestDays({ sql, tenantId }: Scope, whose: string, limit: number): Promise<DayLine[]> {
  const rows = await sql`
    select whose, day, red, yellow, explained, score::float8 as score from selfcheck_days
    where tenant_id = ${tenantId} and whose = ${whose} order by day desc limit ${limit}`
  return rows.map((row) => DayRow.parse(row))
}

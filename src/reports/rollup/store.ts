import { v7 as newId } from 'uuid'
import { z } from 'zod'
import { Day } from '../../calendar/day.ts'
import { accountOf, type Context, type Scope } from '../../context.ts'
import { record } from '../../ledger/store.ts'
import { ok, type Result, refuse } from '../../result.ts'
import type { Handed } from './consolidation.ts'
import type { State, StepName } from './lifecycle.ts'

const Row = z.object({
  id: z.string(),
  reportId: z.string(),
  organId: z.string(),
  organName: z.string(),
  parentId: z.string(),
  parentName: z.string(),
  year: z.number(),
  form: z.string(),
  round: z.number(),
  state: z.custom<State>((text) => typeof text === 'string'),
  submittedAs: z.string(),
  submittedAt: z.date(),
  answeredAs: z.string().nullable(),
  answeredAt: z.date().nullable(),
  reason: z.string().nullable(),
  version: z.number(),
})
/** One time a report was handed to the organ above, and what became of it. */
export type Submission = z.infer<typeof Row>

const select = ({ sql }: Scope) => sql`
  select s.id, s.report_id as "reportId", s.organ_id as "organId", o.name as "organName", s.parent_id as "parentId",
         p.name as "parentName", s.year, s.form, s.round, s.state, s.submitted_as as "submittedAs",
         s.submitted_at as "submittedAt", s.answered_as as "answeredAs", s.answered_at as "answeredAt", s.reason, s.version
  from report_submissions s
  join organs o on o.tenant_id = s.tenant_id and o.id = s.organ_id
  join organs p on p.tenant_id = s.tenant_id and p.id = s.parent_id`

export async function findSubmission(scope: Scope, id: string): Promise<Submission | null> {
  if (!z.uuid().safeParse(id).success) return null
  const [row] = await scope.sql`${select(scope)} where s.tenant_id = ${scope.tenantId} and s.id = ${id}`
  return row ? Row.parse(row) : null
}

/** Every time an organ handed in its report of a year, the latest first. */
export async function submissionsOf(scope: Scope, organId: string, year: number): Promise<Submission[]> {
  const rows = await scope.sql`
    ${select(scope)} where s.tenant_id = ${scope.tenantId} and s.organ_id = ${organId} and s.year = ${year}
    order by s.round desc`
  return rows.map((row) => Row.parse(row))
}

/** The latest submission of each organ to this one for a year. */
export async function latestSubmissions(scope: Scope, parentId: string, year: number): Promise<Submission[]> {
  const rows = await scope.sql`
    ${select(scope)}
    where s.tenant_id = ${scope.tenantId} and s.parent_id = ${parentId} and s.year = ${year}
      and s.round = (select max(l.round) from report_submissions l
                     where l.tenant_id = s.tenant_id and l.organ_id = s.organ_id and l.year = s.year)
    order by o.sort, o.name`
  return rows.map((row) => Row.parse(row))
}

/** What stands handed in to this organ for a year: the figures of every submission that was not taken or sent back. */
export async function handedIn(
  { sql, tenantId }: Scope,
  parentId: string,
  year: number,
): Promise<{ submissionId: string; organId: string; state: State; handed: Handed }[]> {
  const rows = await sql`
    select id as "submissionId", organ_id as "organId", state, figures as handed from report_submissions
    where tenant_id = ${tenantId} and parent_id = ${parentId} and year = ${year} and state in ('submitted', 'received')`
  return rows.map((row) => Handing.parse(row))
}
const Handing = z.object({
  submissionId: z.string(),
  organId: z.string(),
  state: z.custom<State>((text) => typeof text === 'string'),
  handed: z.custom<Handed>((value) => typeof value === 'object' && value !== null),
})

/** The figures one submission handed over, also when it was sent back since. */
export async function figuresOf({ sql, tenantId }: Scope, id: string): Promise<Handed> {
  const [row] = await sql`select figures from report_submissions where tenant_id = ${tenantId} and id = ${id}`
  return Handing.shape.handed.parse(row?.figures)
}

/** Hands a report in. Refuses when one stands handed in already. Must be called inside `transact`. */
export async function insertSubmission(
  ctx: Context,
  input: { reportId: string; organId: string; parentId: string; year: number; form: string; handed: Handed },
): Promise<Result<string>> {
  const id = newId()
  const { sql, tenantId } = ctx
  const added = await sql`
    insert into report_submissions (tenant_id, id, report_id, organ_id, parent_id, year, form, round, state, figures,
                                    submitted_by, submitted_as, submitted_at)
    select ${tenantId}, ${id}, ${input.reportId}, ${input.organId}, ${input.parentId}, ${input.year}, ${input.form},
           1 + count(*), 'submitted', ${sql.json(input.handed)}, ${accountOf(ctx)}, ${ctx.actor.name}, ${ctx.now}
    from report_submissions
    where tenant_id = ${tenantId} and organ_id = ${input.organId} and year = ${input.year}
    on conflict do nothing`
  if (added.count === 0) return refuse('rollup.already', '这份报告已经报送', { fix: '请刷新页面' })
  await record(ctx, {
    event: 'reports.submitted',
    subject: { kind: 'report', id: input.reportId },
    detail: { submission: id, parentId: input.parentId },
  })
  return ok(id)
}

const EVENTS = {
  recall: 'reports.recalled',
  receive: 'reports.received',
  return: 'reports.returned',
} as const satisfies Record<StepName, string>

/** Moves a submission, and writes down who did it. Must be called inside `transact`. */
export async function moveSubmission(
  ctx: Context,
  submission: Submission,
  step: StepName,
  to: State,
  reason: string | null,
): Promise<Result<void>> {
  const moved = await ctx.sql`
    update report_submissions
    set state = ${to}, answered_as = ${ctx.actor.name}, answered_at = ${ctx.now}, reason = ${reason}, version = version + 1
    where tenant_id = ${ctx.tenantId} and id = ${submission.id} and version = ${submission.version}`
  if (moved.count === 0) return refuse('rollup.stale', '其他人刚刚办理了这次报送', { fix: '请刷新页面后再办理' })
  await record(ctx, {
    event: EVENTS[step],
    subject: { kind: 'report', id: submission.reportId },
    detail: { submission: submission.id, ...(reason && { reason }) },
  })
  return ok(undefined)
}

/** Takes the signature of a report back after it was sent back; the database refuses it otherwise. Must be called inside `transact`. */
export async function unsign(ctx: Context, reportId: string, version: number): Promise<Result<void>> {
  const moved = await ctx.sql`
    update annual_reports
    set state = 'drafting', frozen = null, signed_by = null, signed_as = null, signed_at = null, version = version + 1
    where tenant_id = ${ctx.tenantId} and id = ${reportId} and version = ${version} and state = 'signed'`
  if (moved.count === 0) return refuse('reports.stale', '其他人刚刚改动了这份报告', { fix: '请刷新页面后再办理' })
  await record(ctx, { event: 'reports.unsigned', subject: { kind: 'report', id: reportId }, detail: {} })
  return ok(undefined)
}

// ---- 布置与催报

const Call = z.object({ dueOn: Day, note: z.string(), calledAs: z.string(), calledAt: z.date() })
export type Call = z.infer<typeof Call>

/** By when this organ asked for the reports of a year. Null: it did not, the law's day holds. */
export async function callOf({ sql, tenantId }: Scope, parentId: string, year: number): Promise<Call | null> {
  const [row] = await sql`
    select due_on as "dueOn", note, called_as as "calledAs", called_at as "calledAt" from submission_calls
    where tenant_id = ${tenantId} and parent_id = ${parentId} and year = ${year}`
  return row ? Call.parse(row) : null
}

export async function putCall(
  ctx: Context,
  { parentId, year, dueOn, note }: { parentId: string; year: number; dueOn: Day; note: string },
): Promise<void> {
  await ctx.sql`
    insert into submission_calls (tenant_id, parent_id, year, due_on, note, called_as, called_at)
    values (${ctx.tenantId}, ${parentId}, ${year}, ${dueOn}, ${note}, ${ctx.actor.name}, ${ctx.now})
    on conflict (tenant_id, parent_id, year) do update
    set due_on = excluded.due_on, note = excluded.note, called_as = excluded.called_as, called_at = excluded.called_at`
  await record(ctx, {
    event: 'reports.called',
    subject: { kind: 'organ', id: parentId },
    detail: { year, dueOn, note },
  })
}

const Reminder = z.object({ organId: z.string(), note: z.string(), remindedAs: z.string(), remindedAt: z.date() })
export type Reminder = z.infer<typeof Reminder>

/** Every reminder this organ sent for a year, the latest first; `organId`: those to one organ. */
export async function remindersOf(
  { sql, tenantId }: Scope,
  parentId: string,
  year: number,
  organId?: string,
): Promise<Reminder[]> {
  const rows = await sql`
    select organ_id as "organId", note, reminded_as as "remindedAs", reminded_at as "remindedAt" from submission_reminders
    where tenant_id = ${tenantId} and parent_id = ${parentId} and year = ${year}
      ${organId ? sql`and organ_id = ${organId}` : sql``}
    order by reminded_at desc, id desc`
  return rows.map((row) => Reminder.parse(row))
}

export async function putReminder(
  ctx: Context,
  { parentId, organId, year, note }: { parentId: string; organId: string; year: number; note: string },
): Promise<void> {
  await ctx.sql`
    insert into submission_reminders (tenant_id, id, parent_id, organ_id, year, note, reminded_as, reminded_at)
    values (${ctx.tenantId}, ${newId()}, ${parentId}, ${organId}, ${year}, ${note}, ${ctx.actor.name}, ${ctx.now})`
  await record(ctx, {
    event: 'reports.reminded',
    subject: { kind: 'organ', id: organId },
    detail: { year, note, by: parentId },
  })
}

/** The years any organ has begun a report of, the latest first. */
export async function reportYears({ sql, tenantId }: Scope): Promise<number[]> {
  const rows = await sql`select distinct year from annual_reports where tenant_id = ${tenantId} order by year desc`
  return rows.map(({ year }) => z.number().parse(year))
}

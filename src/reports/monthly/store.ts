import { v7 as newId } from 'uuid'
import { z } from 'zod'
import type { Day } from '../../calendar/day.ts'
import type { Years } from '../../calendar/years.ts'
import { accountOf, type Context, type Scope } from '../../context.ts'
import { record } from '../../ledger/store.ts'
import type { EnteredTally } from '../figures/compose.ts'
import { ENTERED } from '../figures/entered.ts'
import { type Change, DUE_DAY, type Duty, sumsOf } from './rules.ts'

// ---- who

const UnitRow = z.object({ id: z.string(), organId: z.string(), name: z.string() })
export type Section = z.infer<typeof UnitRow>

/** The sections and villages whose figures an account enters on a day: those of its posts with the duty of 科室填报员. */
export async function sectionsHeld({ sql, tenantId }: Scope, accountId: string, today: Day): Promise<Section[]> {
  const rows = await sql`
    select distinct u.id, u.organ_id as "organId", u.name from appointments t
    join posts p on p.tenant_id = t.tenant_id and p.id = t.post_id
    join units u on u.tenant_id = p.tenant_id and u.id = p.unit_id
    where t.tenant_id = ${tenantId} and t.account_id = ${accountId} and 'reporter' = any(p.roles)
      and t.from_day <= ${today} and (t.to_day is null or t.to_day >= ${today})
    order by u.name`
  return rows.map((row) => UnitRow.parse(row))
}

/** A section or village by its id, of whichever organ. */
export async function findSection({ sql, tenantId }: Scope, id: string): Promise<Section | null> {
  if (!z.uuid().safeParse(id).success) return null
  const [row] = await sql`
    select id, organ_id as "organId", name from units where tenant_id = ${tenantId} and id = ${id}`
  return row ? UnitRow.parse(row) : null
}

// ---- duties

const DutyRow = z.object({ organId: z.string(), unitId: z.string(), figure: z.string(), year: z.number() })

const IN_ORDER = Object.keys(ENTERED)

/** Which section answers for which figure in a year. */
export const dutiesOf = async (scope: Scope, organId: string, year: number): Promise<Duty[]> =>
  dutiesIn(scope, [organId], [year])

async function dutiesIn({ sql, tenantId }: Scope, organIds: readonly string[], years: readonly number[]) {
  const rows = await sql`
    select d.organ_id as "organId", d.unit_id as "unitId", d.figure, y.year
    from monthly_duties d
    join unnest(${years as number[]}::int[]) as y (year) on d.from_year <= y.year and (d.to_year is null or d.to_year >= y.year)
    join units u on u.tenant_id = d.tenant_id and u.id = d.unit_id
    where d.tenant_id = ${tenantId} and d.organ_id = any(${organIds})
    order by u.sort, u.name`
  return rows.map((row) => DutyRow.parse(row)).sort((a, b) => IN_ORDER.indexOf(a.figure) - IN_ORDER.indexOf(b.figure))
}

/** Sets who answers for what from a year on; what held in the years before stays. Must be called inside `transact`. */
export async function putDuties(ctx: Context, organId: string, year: number, duties: readonly Duty[]): Promise<void> {
  const { sql, tenantId } = ctx
  const had = await dutiesOf(ctx, organId, year)
  const same = (a: Duty) => (b: Duty) => a.unitId === b.unitId && a.figure === b.figure
  const added = duties.filter((duty) => !had.some(same(duty)))
  const ended = had.filter((duty) => !duties.some(same(duty)))
  if (added.length + ended.length === 0) return
  for (const { unitId, figure } of ended) {
    const at = sql`tenant_id = ${tenantId} and organ_id = ${organId} and unit_id = ${unitId} and figure = ${figure}`
    await sql`delete from monthly_duties where ${at} and from_year >= ${year}`
    await sql`update monthly_duties set to_year = ${year - 1} where ${at} and (to_year is null or to_year >= ${year})`
  }
  for (const { unitId, figure } of added)
    await sql`
      insert into monthly_duties (tenant_id, organ_id, unit_id, figure, from_year)
      values (${tenantId}, ${organId}, ${unitId}, ${figure}, ${year})`
  const plain = (list: readonly Duty[]) => list.map(({ unitId, figure }) => ({ unitId, figure }))
  await record(ctx, {
    event: 'monthly.assigned',
    subject: { kind: 'organ', id: organId },
    detail: { year, added: plain(added), ended: plain(ended) },
  })
}

export async function dueDayOf({ sql, tenantId }: Scope, organId: string): Promise<number> {
  const [row] = await sql`
    select due_day as "dueDay" from monthly_settings where tenant_id = ${tenantId} and organ_id = ${organId}`
  return z.number().parse(row?.dueDay ?? DUE_DAY)
}

/** Must be called inside `transact`. */
export async function putDueDay(ctx: Context, organId: string, dueDay: number): Promise<void> {
  if ((await dueDayOf(ctx, organId)) === dueDay) return
  await ctx.sql`
    insert into monthly_settings (tenant_id, organ_id, due_day) values (${ctx.tenantId}, ${organId}, ${dueDay})
    on conflict (tenant_id, organ_id) do update set due_day = excluded.due_day`
  await record(ctx, { event: 'monthly.assigned', subject: { kind: 'organ', id: organId }, detail: { dueDay } })
}

// ---- answers

const Entry = z.object({
  id: z.string(),
  unitId: z.string(),
  unitName: z.string(),
  figure: z.string(),
  year: z.number(),
  month: z.number(),
  version: z.number(),
  answer: z.enum(['value', 'not-applicable', 'blank']),
  /** Money in 分. */
  value: z.number().nullable(),
  reason: z.string(),
  enteredAs: z.string(),
  enteredAt: z.date(),
})
export type Entry = z.infer<typeof Entry>

const columns = (sql: Scope['sql']) => sql`
  e.id, e.unit_id as "unitId", u.name as "unitName", e.figure, e.year, e.month, e.version, e.answer, e.value, e.reason,
  e.entered_as as "enteredAs", e.entered_at as "enteredAt"`

type Where = { unitId?: string; figure?: string; month?: number }

const only = (sql: Scope['sql'], { unitId, figure, month }: Where) => sql`
  ${unitId ? sql`and e.unit_id = ${unitId}` : sql``} ${figure ? sql`and e.figure = ${figure}` : sql``}
  ${month ? sql`and e.month = ${month}` : sql``}`

/** What holds now: every answer of those years that was not taken back, month by month. */
export async function answersOf(
  { sql, tenantId }: Scope,
  organId: string,
  { from, to }: Years,
  where: Where = {},
): Promise<Entry[]> {
  const rows = await sql`
    select ${columns(sql)} from monthly_entries e
    join units u on u.tenant_id = e.tenant_id and u.id = e.unit_id
    where e.tenant_id = ${tenantId} and e.organ_id = ${organId} and e.latest and e.answer <> 'blank'
      and e.year <= ${to} ${from ? sql`and e.year >= ${from}` : sql``} ${only(sql, where)}
    order by e.year, e.month, u.sort, u.name, e.figure`
  return rows.map((row) => Entry.parse(row))
}

/** Everything a section ever said of a month, the latest first. */
export async function historyOf(
  { sql, tenantId }: Scope,
  organId: string,
  { unitId, year, month }: { unitId: string; year: number; month: number },
): Promise<Entry[]> {
  const rows = await sql`
    select ${columns(sql)} from monthly_entries e
    join units u on u.tenant_id = e.tenant_id and u.id = e.unit_id
    where e.tenant_id = ${tenantId} and e.organ_id = ${organId} and e.year = ${year} ${only(sql, { unitId, month })}
    order by e.entered_at desc, e.figure`
  return rows.map((row) => Entry.parse(row))
}

type At = { organId: string; unitId: string; year: number; month: number }

/** Nobody else changes the months of an organ until the step ends. Must be called inside `transact`. */
export async function holdMonths({ sql, tenantId }: Context, organId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`monthly ${tenantId} ${organId}`}, 0))`
}

/** Writes answers beside those before. Must be called inside `transact`, after `holdMonths`. */
export async function putAnswers(
  ctx: Context,
  at: At,
  changes: readonly Change[],
  reasonOf: (change: Change) => string,
  source?: { importId: string },
): Promise<void> {
  const { sql, tenantId } = ctx
  const { organId, unitId, year, month } = at
  const figures = changes.map(({ figure }) => figure)
  const replaced = await sql`
    update monthly_entries set latest = false
    where tenant_id = ${tenantId} and organ_id = ${organId} and unit_id = ${unitId} and figure = any(${figures})
      and year = ${year} and month = ${month} and latest
    returning figure, version`
  const versions = new Map(replaced.map((row) => [row.figure, z.number().parse(row.version)]))
  await sql`insert into monthly_entries ${sql(
    changes.map((change) => ({
      tenant_id: tenantId,
      id: newId(),
      organ_id: organId,
      unit_id: unitId,
      figure: change.figure,
      year,
      month,
      version: (versions.get(change.figure) ?? 0) + 1,
      answer: change.after === undefined ? 'blank' : change.after === null ? 'not-applicable' : 'value',
      value: change.after ?? null,
      reason: reasonOf(change),
      entered_by: accountOf(ctx),
      entered_as: ctx.actor.name,
      entered_at: ctx.now,
    })),
  )}`
  const said = (value: number | null | undefined) => (value === undefined ? 'blank' : (value ?? 'not-applicable'))
  await record(ctx, {
    event: 'monthly.entered',
    subject: { kind: 'organ', id: organId },
    detail: {
      unitId,
      year,
      month,
      ...source,
      changes: changes.map((change) => ({
        figure: change.figure,
        before: said(change.before),
        after: said(change.after),
        reason: reasonOf(change),
      })),
    },
  })
}

// ---- evidence

const Evidence = z.object({
  id: z.string(),
  organId: z.string(),
  unitId: z.string(),
  year: z.number(),
  month: z.number(),
  fileId: z.string(),
  name: z.string(),
  size: z.number(),
  addedAs: z.string(),
  addedAt: z.date(),
})
export type Evidence = z.infer<typeof Evidence>

const evidence = ({ sql, tenantId }: Scope) => sql`
  select v.id, v.organ_id as "organId", v.unit_id as "unitId", v.year, v.month, v.file_id as "fileId", f.name, f.size,
         v.added_as as "addedAs", v.added_at as "addedAt"
  from monthly_evidence v join files f on f.tenant_id = v.tenant_id and f.id = v.file_id
  where v.tenant_id = ${tenantId}`

/** 凭据 of a year: what was attached, oldest first. */
export async function evidenceOf(
  scope: Scope,
  organId: string,
  year: number,
  { unitId, month }: { unitId?: string; month?: number } = {},
): Promise<Evidence[]> {
  const { sql } = scope
  const rows = await sql`
    ${evidence(scope)} and v.organ_id = ${organId} and v.year = ${year}
    ${unitId ? sql`and v.unit_id = ${unitId}` : sql``} ${month ? sql`and v.month = ${month}` : sql``}
    order by v.month, v.added_at`
  return rows.map((row) => Evidence.parse(row))
}

export async function findEvidence(scope: Scope, id: string): Promise<Evidence | null> {
  if (!z.uuid().safeParse(id).success) return null
  const [row] = await scope.sql`${evidence(scope)} and v.id = ${id}`
  return row ? Evidence.parse(row) : null
}

/** Must be called inside `transact`. */
export async function addEvidence(ctx: Context, at: At, file: { id: string; name: string; sha256: string }) {
  const id = newId()
  await ctx.sql`
    insert into monthly_evidence (tenant_id, id, organ_id, unit_id, year, month, file_id, added_as, added_at)
    values (${ctx.tenantId}, ${id}, ${at.organId}, ${at.unitId}, ${at.year}, ${at.month}, ${file.id}, ${ctx.actor.name},
            ${ctx.now})`
  const { organId, ...month } = at
  await record(ctx, {
    event: 'monthly.attached',
    subject: { kind: 'organ', id: organId },
    detail: { ...month, file: file.name, sha256: file.sha256 },
  })
}

/** The file stays in the vault, and the ledger names it. Must be called inside `transact`. */
export async function dropEvidence(ctx: Context, { id, organId, unitId, year, month, name }: Evidence): Promise<void> {
  await ctx.sql`delete from monthly_evidence where tenant_id = ${ctx.tenantId} and id = ${id}`
  await record(ctx, {
    event: 'monthly.detached',
    subject: { kind: 'organ', id: organId },
    detail: { unitId, year, month, file: name },
  })
}

// ---- closing

const Closing = z.object({ month: z.number(), closedAs: z.string(), closedAt: z.date() })
export type Closing = z.infer<typeof Closing>

/** 关账: the months of a year that are closed. */
export async function closingsOf({ sql, tenantId }: Scope, organId: string, year: number): Promise<Closing[]> {
  const rows = await sql`
    select month, closed_as as "closedAs", closed_at as "closedAt" from monthly_closings
    where tenant_id = ${tenantId} and organ_id = ${organId} and year = ${year} order by month`
  return rows.map((row) => Closing.parse(row))
}

/** Closes a month, or opens it again. False: it was so already. Must be called inside `transact`. */
export async function putClosing(
  ctx: Context,
  { organId, year, month }: Omit<At, 'unitId'>,
  closed: boolean,
  reason = '',
): Promise<boolean> {
  const { sql, tenantId } = ctx
  const done = closed
    ? await sql`
        insert into monthly_closings (tenant_id, organ_id, year, month, closed_as, closed_at)
        values (${tenantId}, ${organId}, ${year}, ${month}, ${ctx.actor.name}, ${ctx.now}) on conflict do nothing`
    : await sql`
        delete from monthly_closings
        where tenant_id = ${tenantId} and organ_id = ${organId} and year = ${year} and month = ${month}`
  if (done.count === 0) return false
  await record(ctx, {
    event: closed ? 'monthly.closed' : 'monthly.reopened',
    subject: { kind: 'organ', id: organId },
    detail: { year, month, ...(reason && { reason }) },
  })
  return true
}

/** The newest edition of the report of a year is signed. */
export async function isSigned({ sql, tenantId }: Scope, organId: string, year: number): Promise<boolean> {
  const [row] = await sql`
    select signed_at is not null and state <> 'abandoned' as signed from annual_reports
    where tenant_id = ${tenantId} and organ_id = ${organId} and year = ${year} order by edition desc limit 1`
  return row?.signed === true
}

// ---- the year

const Group = z.object({
  organId: z.string(),
  unitId: z.string(),
  figure: z.string(),
  year: z.number(),
  month: z.number(),
  value: z.number().nullable(),
})

/** What the months come to, by organ, figure and year: in place of what was entered for that year. Money in 分. */
export async function monthlyTallies(
  scope: Scope,
  organIds: readonly string[],
  { from, to }: Years,
): Promise<(EnteredTally & { organId: string })[]> {
  const { sql, tenantId } = scope
  const rows = await sql`
    select organ_id as "organId", unit_id as "unitId", figure, year, month, value from monthly_entries
    where tenant_id = ${tenantId} and organ_id = any(${organIds}) and latest and answer <> 'blank'
      and year <= ${to} ${from ? sql`and year >= ${from}` : sql``}`
  const answers = rows.map((row) => Group.parse(row))
  if (answers.length === 0) return []
  const years = [...new Set(answers.map(({ year }) => year))]
  const at = ({ organId, year }: { organId: string; year: number }) => `${organId} ${year}`
  const duties = Map.groupBy(await dutiesIn(scope, organIds, years), at)
  return [...Map.groupBy(answers, at)].flatMap(([key, own]) => {
    const { organId, year } = own[0]!
    return sumsOf(own, duties.get(key) ?? []).map(({ figure, value, count, missing }) => ({
      organId,
      year,
      figure,
      value,
      count,
      ...(missing.length > 0 && { missing: true as const }),
    }))
  })
}

// ---- imports

const Import = z.object({
  id: z.string(),
  organId: z.string(),
  fileId: z.string(),
  accountId: z.string(),
  appliedAt: z.date().nullable(),
})

/** Must be called inside `transact`. */
export async function keepImport(ctx: Context, organId: string, file: { id: string; name: string; sha256: string }) {
  const id = newId()
  await ctx.sql`
    insert into monthly_imports (tenant_id, id, organ_id, file_id, account_id, uploaded_at)
    values (${ctx.tenantId}, ${id}, ${organId}, ${file.id}, ${accountOf(ctx)}, ${ctx.now})`
  await record(ctx, {
    event: 'monthly.uploaded',
    subject: { kind: 'organ', id: organId },
    detail: { file: file.name, sha256: file.sha256 },
  })
  return id
}

export async function findImport({ sql, tenantId }: Scope, id: string): Promise<z.infer<typeof Import> | null> {
  if (!z.uuid().safeParse(id).success) return null
  const [row] = await sql`
    select id, organ_id as "organId", file_id as "fileId", account_id as "accountId", applied_at as "appliedAt"
    from monthly_imports where tenant_id = ${tenantId} and id = ${id}`
  return row ? Import.parse(row) : null
}

/** False: somebody applied it already. Must be called inside `transact`. */
export async function markApplied(ctx: Context, id: string, organId: string, detail: Record<string, unknown>) {
  const done = await ctx.sql`
    update monthly_imports set applied_at = ${ctx.now}
    where tenant_id = ${ctx.tenantId} and id = ${id} and applied_at is null`
  if (done.count === 0) return false
  await record(ctx, { event: 'monthly.imported', subject: { kind: 'organ', id: organId }, detail: { id, ...detail } })
  return true
}

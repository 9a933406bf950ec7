import { v7 as newId } from 'uuid'
import { z } from 'zod'
import { Day } from '../calendar/day.ts'
import type { Years } from '../calendar/years.ts'
import { accountOf, type Context, type Scope } from '../context.ts'
import { record } from '../ledger/store.ts'
import { ok, type Result, refuse } from '../result.ts'
import type { OfficialDocument } from '../typeset/model.ts'
import type { Finding, Peer } from './checks/case.ts'
import type { Reckoning } from './figures.ts'
import type { State, StepName } from './lifecycle.ts'

// ---- 期初数与填报数

const Balance = z.object({
  id: z.string(),
  organId: z.string(),
  figure: z.string(),
  beforeYear: z.number(),
  value: z.number(),
  source: z.string(),
})
export type Balance = z.infer<typeof Balance>

/** 期初数: what each figure had come to before this program kept the records, with its source. */
export async function openingBalances({ sql, tenantId }: Scope, organIds: readonly string[]): Promise<Balance[]> {
  const rows = await sql`
    select id, organ_id as "organId", figure, before_year as "beforeYear", value, source from opening_balances
    where tenant_id = ${tenantId} and organ_id = any(${organIds}) order by figure`
  return rows.map((row) => Balance.parse(row))
}

/** Sets a balance, or sets it right. Must be called inside `transact`. */
export async function putBalance(
  ctx: Context,
  organId: string,
  balance: Omit<Balance, 'id' | 'organId'>,
): Promise<void> {
  await ctx.sql`
    insert into opening_balances (tenant_id, id, organ_id, figure, before_year, value, source, created_at)
    values (${ctx.tenantId}, ${newId()}, ${organId}, ${balance.figure}, ${balance.beforeYear}, ${balance.value},
            ${balance.source}, ${ctx.now})
    on conflict (tenant_id, organ_id, figure)
    do update set before_year = excluded.before_year, value = excluded.value, source = excluded.source`
  await record(ctx, {
    event: 'reports.balance-set',
    subject: { kind: 'organ', id: organId },
    detail: balance,
  })
}

const Entered = z.object({
  id: z.string(),
  figure: z.string(),
  year: z.number(),
  /** Money in 分. Null: it does not apply to this organ (不适用). */
  value: z.number().nullable(),
  source: z.string(),
  enteredAs: z.string(),
  enteredAt: z.date(),
})
export type Entered = z.infer<typeof Entered>

/** 填报数 of those years. */
export async function enteredFigures({ sql, tenantId }: Scope, organId: string, years: Years): Promise<Entered[]> {
  const rows = await sql`
    select id, figure, year, value, source, entered_as as "enteredAs", entered_at as "enteredAt" from entered_figures
    where tenant_id = ${tenantId} and organ_id = ${organId} and year <= ${years.to}
      ${years.from ? sql`and year >= ${years.from}` : sql``}
    order by year, figure`
  return rows.map((row) => Entered.parse(row))
}

/** The entries of whole years behind one figure. */
export async function enteredRecords(
  { sql, tenantId }: Scope,
  organId: string,
  figure: string,
  years: Years,
): Promise<Entered[]> {
  const rows = await sql`
    select id, figure, year, value, source, entered_as as "enteredAs", entered_at as "enteredAt" from entered_figures
    where tenant_id = ${tenantId} and organ_id = ${organId} and figure = ${figure} and year <= ${years.to}
      ${years.from ? sql`and year >= ${years.from}` : sql``}
    order by year`
  return rows.map((row) => Entered.parse(row))
}

const EnteredTally = z.object({
  organId: z.string(),
  figure: z.string(),
  year: z.number(),
  value: z.number().nullable(),
  count: z.number(),
})

/** 填报数 of those years added up, by organ, figure and year; `value` null: it does not apply. Money in 分. */
export async function enteredTallies(
  { sql, tenantId }: Scope,
  organIds: readonly string[],
  years: Years,
): Promise<z.infer<typeof EnteredTally>[]> {
  const rows = await sql`
    select organ_id as "organId", figure, year, sum(value)::bigint as value, count(*)::int as count
    from entered_figures
    where tenant_id = ${tenantId} and organ_id = any(${organIds}) and year <= ${years.to}
      ${years.from ? sql`and year >= ${years.from}` : sql``}
    group by 1, 2, 3`
  return rows.map((row) => EnteredTally.parse(row))
}

/** Enters a figure, or sets it right; what it was before stays in the ledger. Must be called inside `transact`. */
export async function putEntered(
  ctx: Context,
  organId: string,
  entry: { figure: string; year: number; value: number | null; source: string },
): Promise<void> {
  const [before] = await ctx.sql`
    select value, source from entered_figures
    where tenant_id = ${ctx.tenantId} and organ_id = ${organId} and figure = ${entry.figure} and year = ${entry.year}
    for update`
  if (before && before.value === entry.value && before.source === entry.source) return
  await ctx.sql`
    insert into entered_figures
      (tenant_id, id, organ_id, figure, year, value, source, entered_by, entered_as, entered_at)
    values (${ctx.tenantId}, ${newId()}, ${organId}, ${entry.figure}, ${entry.year}, ${entry.value}, ${entry.source},
            ${accountOf(ctx)}, ${ctx.actor.name}, ${ctx.now})
    on conflict (tenant_id, organ_id, figure, year) do update
    set value = excluded.value, source = excluded.source, entered_by = excluded.entered_by,
        entered_as = excluded.entered_as, entered_at = excluded.entered_at, version = entered_figures.version + 1`
  await record(ctx, {
    event: 'reports.figure-entered',
    subject: { kind: 'organ', id: organId },
    detail: { ...entry, before: before?.value ?? null },
  })
}

// ---- 年度报告

/** What a signature covers: the figures, what was found and waived, and the document word for word. */
export type Frozen = {
  reckoning: Reckoning
  findings: (Finding & { waived?: { reason: string; as: string } })[]
  document: OfficialDocument
  words: Record<string, string>
}

const Report = z.object({
  id: z.string(),
  organId: z.string(),
  year: z.number(),
  form: z.string(),
  state: z.custom<State>((text) => typeof text === 'string'),
  narrative: z.record(z.string(), z.string()),
  preparedBy: z.string(),
  preparedAs: z.string(),
  signedBy: z.string().nullable(),
  signedAs: z.string().nullable(),
  signedAt: z.date().nullable(),
  frozen: z.custom<Frozen>((value) => typeof value === 'object').nullable(),
  number: z.string().nullable(),
  datedOn: Day.nullable(),
  publishedAt: z.date().nullable(),
  itemId: z.string().nullable(),
  /** Counts from 1. A later one replaces it once it is published. */
  edition: z.number(),
  /** 更正说明: what changed against the published edition before, and why. Null for a report that corrects nothing. */
  correction: z.string().nullable(),
  version: z.number(),
})
export type Report = z.infer<typeof Report>

const columns = (sql: Scope['sql']) => sql`
  id, organ_id as "organId", year, form, state, narrative, prepared_by as "preparedBy", prepared_as as "preparedAs",
  signed_by as "signedBy", signed_as as "signedAs", signed_at as "signedAt", frozen, number, dated_on as "datedOn",
  published_at as "publishedAt", item_id as "itemId", edition, correction, version`

const one = (rows: readonly unknown[]): Report | null => (rows[0] ? Report.parse(rows[0]) : null)

export const findReport = async ({ sql, tenantId }: Scope, id: string): Promise<Report | null> =>
  one(await sql`select ${columns(sql)} from annual_reports where tenant_id = ${tenantId} and id = ${id}`)

/** The report of a year in its newest edition, whatever its state. */
export const findReportOf = async ({ sql, tenantId }: Scope, organId: string, year: number): Promise<Report | null> =>
  one(
    await sql`
      select ${columns(sql)} from annual_reports
      where tenant_id = ${tenantId} and organ_id = ${organId} and year = ${year}
      order by edition desc limit 1`,
  )

/**
 * The report of a year as it holds: the newest edition that was signed and not given up. Null when none was. `before`: only
 * editions earlier than that one; `published`: only what the public may read.
 */
export const validReportOf = async (
  { sql, tenantId }: Scope,
  organId: string,
  year: number,
  { before, published = false }: { before?: number; published?: boolean } = {},
): Promise<Report | null> =>
  one(
    await sql`
      select ${columns(sql)} from annual_reports
      where tenant_id = ${tenantId} and organ_id = ${organId} and year = ${year}
        and frozen is not null and state <> 'abandoned'
        ${before ? sql`and edition < ${before}` : sql``}
        ${published ? sql`and state = 'published'` : sql``}
      order by edition desc limit 1`,
  )

const PeerRow = z.object({ key: z.string(), average: z.number(), organs: z.number() })

/**
 * What each figure comes to on average in the reports of this year of the other organs of the same kind, as signed. Fewer
 * than `least` organs are no measure of anything.
 */
export async function peersOf(
  { sql, tenantId }: Scope,
  { organId, year }: Pick<Report, 'organId' | 'year'>,
  least = 3,
): Promise<Record<string, Peer>> {
  const rows = await sql`
    with newest as (
      select distinct on (r.organ_id) r.signed_values
      from annual_reports r
      join organs o on o.tenant_id = r.tenant_id and o.id = r.organ_id
      join organs own on own.tenant_id = o.tenant_id and own.kind = o.kind and own.id = ${organId}
      where r.tenant_id = ${tenantId} and r.year = ${year} and r.organ_id <> own.id
        and r.signed_values is not null and r.state <> 'abandoned'
      order by r.organ_id, r.edition desc
    )
    select v.key, avg(v.value::numeric)::float8 as average, count(*)::int as organs
    from newest, jsonb_each_text(newest.signed_values) v
    where v.value is not null
    group by v.key having count(*) >= ${least}`
  return Object.fromEntries(rows.map((row) => PeerRow.parse(row)).map(({ key, ...peer }) => [key, peer]))
}

const TextRow = z.object({
  id: z.string(),
  organId: z.string(),
  shortName: z.string(),
  year: z.number(),
  version: z.number(),
  narrative: z.record(z.string(), z.string()),
})

/** The written parts of this year's reports of the other organs, whatever their state, and of the own one of the year before. */
export async function textsBeside(
  { sql, tenantId }: Scope,
  { organId, year }: Pick<Report, 'organId' | 'year'>,
): Promise<z.infer<typeof TextRow>[]> {
  const rows = await sql`
    select distinct on (r.organ_id) r.id, r.organ_id as "organId", o.short_name as "shortName", r.year, r.version,
           r.narrative
    from annual_reports r join organs o on o.tenant_id = r.tenant_id and o.id = r.organ_id
    where r.tenant_id = ${tenantId} and r.state <> 'abandoned'
      and (case when r.organ_id = ${organId} then r.year = ${year - 1} else r.year = ${year} end)
    order by r.organ_id, r.edition desc`
  return rows.map((row) => TextRow.parse(row))
}

const Line = Report.omit({ frozen: true, narrative: true })
export type ReportLine = z.infer<typeof Line>

/** The reports of an organ, or of all of them, every edition, latest year first. `published`: only those the public may read. */
export async function listReports(
  { sql, tenantId }: Scope,
  filter: { organId?: string | null; year?: number; published?: boolean },
): Promise<ReportLine[]> {
  const rows = await sql`
    select id, organ_id as "organId", year, form, state, prepared_by as "preparedBy", prepared_as as "preparedAs",
           signed_by as "signedBy", signed_as as "signedAs", signed_at as "signedAt", number, dated_on as "datedOn",
           published_at as "publishedAt", item_id as "itemId", edition, correction, version
    from annual_reports
    where tenant_id = ${tenantId}
      ${filter.organId ? sql`and organ_id = ${filter.organId}` : sql``}
      ${filter.year ? sql`and year = ${filter.year}` : sql``}
      ${filter.published ? sql`and state = 'published'` : sql``}
    order by year desc, organ_id, edition desc`
  return rows.map((row) => Line.parse(row))
}

type Begun = { organId: string; year: number; form: string } & Partial<
  Pick<Report, 'edition' | 'correction' | 'narrative'>
>

/** Begins the report of a year, or a later edition of it. Refuses a second one. Must be called inside `transact`. */
export async function insertReport(ctx: Context, input: Begun): Promise<Result<string>> {
  const id = newId()
  const { edition = 1, correction = null, narrative = {} } = input
  const added = await ctx.sql`
    insert into annual_reports (tenant_id, id, organ_id, year, form, edition, correction, narrative, state, prepared_by,
                                prepared_as, created_at)
    values (${ctx.tenantId}, ${id}, ${input.organId}, ${input.year}, ${input.form}, ${edition}, ${correction},
            ${ctx.sql.json(narrative)}, 'drafting', ${accountOf(ctx)}, ${ctx.actor.name}, ${ctx.now})
    on conflict (tenant_id, organ_id, year, edition) do nothing`
  if (added.count === 0) return refuse('reports.exists', `${input.year}年的报告已经开始编写`, { field: 'year' })
  await record(ctx, {
    event: 'reports.started',
    subject: { kind: 'report', id },
    detail: { year: input.year, form: input.form, edition },
  })
  return ok(id)
}

const valuesOf = ({ figures }: Reckoning) => Object.fromEntries(figures.map(({ key, value }) => [key, value]))

type Change = Partial<{
  narrative: Record<string, string>
  correction: string
  checked_by: string
  signed_by: string
  signed_as: string
  signed_at: Date
  frozen: Frozen
  number: string
  dated_on: Day
  item_id: string
  published_at: Date
}>

/**
 * Moves a report, and writes down who did it: both, or neither. Must be called inside `transact`. Refuses when somebody
 * else was faster.
 */
export async function moveReport(
  ctx: Context,
  report: Report,
  step: StepName | 'write' | 'prepare',
  to: State,
  change: Change & { prepared_by?: string; prepared_as?: string },
  detail: Record<string, unknown> = {},
): Promise<Result<void>> {
  const { narrative, frozen, ...plain } = change
  const values = {
    ...plain,
    ...(frozen && { signed_values: ctx.sql.json(valuesOf(frozen.reckoning)) }),
    ...(narrative && { narrative: ctx.sql.json(narrative) }),
    ...(frozen && { frozen: ctx.sql.json(frozen as never) }),
    state: to,
    version: report.version + 1,
  }
  const moved = await ctx.sql`
    update annual_reports set ${ctx.sql(values)}
    where tenant_id = ${ctx.tenantId} and id = ${report.id} and version = ${report.version}`
  if (moved.count === 0)
    return refuse('reports.stale', '其他人刚刚改动了这份报告', {
      fix: '请先刷新页面；您填写的内容还在下面，可以复制后再保存',
    })
  await record(ctx, { event: `reports.${step}`, subject: { kind: 'report', id: report.id }, detail })
  return ok(undefined)
}

const Waiver = z.object({
  finding: z.string(),
  says: z.string(),
  reason: z.string(),
  waivedAs: z.string(),
  waivedAt: z.date(),
})
export type Waiver = z.infer<typeof Waiver>

export async function waiversOf({ sql, tenantId }: Scope, reportId: string): Promise<Waiver[]> {
  const rows = await sql`
    select finding, says, reason, waived_as as "waivedAs", waived_at as "waivedAt" from report_waivers
    where tenant_id = ${tenantId} and report_id = ${reportId} order by finding`
  return rows.map((row) => Waiver.parse(row))
}

/** Explains a finding, in place of an earlier explanation of it. Must be called inside `transact`. */
export async function putWaiver(
  ctx: Context,
  reportId: string,
  waiver: { finding: string; says: string; reason: string },
): Promise<void> {
  await ctx.sql`
    insert into report_waivers (tenant_id, report_id, finding, says, reason, waived_by, waived_as, waived_at)
    values (${ctx.tenantId}, ${reportId}, ${waiver.finding}, ${waiver.says}, ${waiver.reason}, ${accountOf(ctx)},
            ${ctx.actor.name}, ${ctx.now})
    on conflict (tenant_id, report_id, finding) do update
    set says = excluded.says, reason = excluded.reason, waived_by = excluded.waived_by, waived_as = excluded.waived_as,
        waived_at = excluded.waived_at`
  await record(ctx, {
    event: 'reports.waived',
    subject: { kind: 'report', id: reportId },
    detail: { finding: waiver.finding, says: waiver.says, reason: waiver.reason },
  })
}

/** What was explained in one edition stands in the next, in the name of who explained it. Must be called inside `transact`. */
export const copyWaivers = ({ sql, tenantId }: Context, from: string, to: string) => sql`
  insert into report_waivers (tenant_id, report_id, finding, says, reason, waived_by, waived_as, waived_at)
  select tenant_id, ${to}, finding, says, reason, waived_by, waived_as, waived_at from report_waivers
  where tenant_id = ${tenantId} and report_id = ${from}`

/** Takes an explanation back. Must be called inside `transact`. */
export async function dropWaiver(ctx: Context, reportId: string, finding: string): Promise<void> {
  await ctx.sql`
    delete from report_waivers
    where tenant_id = ${ctx.tenantId} and report_id = ${reportId} and finding = ${finding}`
  await record(ctx, { event: 'reports.waiver-dropped', subject: { kind: 'report', id: reportId }, detail: { finding } })
}

export type Format = 'pdf' | 'docx' | 'xlsx'

export async function putReportFile(ctx: Context, reportId: string, format: Format, fileId: string): Promise<void> {
  await ctx.sql`
    insert into report_files (tenant_id, report_id, format, file_id)
    values (${ctx.tenantId}, ${reportId}, ${format}, ${fileId})`
}

/** The files of a numbered report by format: the ids they are kept under. */
export async function reportFiles(
  { sql, tenantId }: Scope,
  reportId: string,
): Promise<Partial<Record<Format, string>>> {
  const rows = await sql`
    select format, file_id as "fileId" from report_files where tenant_id = ${tenantId} and report_id = ${reportId}`
  return Object.fromEntries(rows.map((row) => [row.format, row.fileId]))
}

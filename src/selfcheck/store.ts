import { v7 } from 'uuid'
import { z } from 'zod'
import type { Context, Scope } from '../context.ts'
import { accountOf } from '../context.ts'
import { transact } from '../db/transaction.ts'
import { record, recordAll } from '../ledger/store.ts'
import { ok, type Result, refuse } from '../result.ts'
import { Finding, type FindingState, type Found } from './model.ts'
import { type Colour, type RuleCode, ruleOf } from './rules.ts'
import type { Counted } from './score.ts'
import { DEFAULTS, SelfcheckSettings } from './settings.ts'

// ---- 设置

/** The numbers of this site, and their version for the next change. */
export async function settingsOf({ sql, tenantId }: Scope): Promise<{ settings: SelfcheckSettings; version: number }> {
  const [row] = await sql`select settings, version from selfcheck_settings where tenant_id = ${tenantId}`
  if (!row) return { settings: DEFAULTS, version: 0 }
  return { settings: SelfcheckSettings.parse(row.settings), version: z.number().parse(row.version) }
}

/** Refuses when somebody else changed them since `version` was read. The next run follows them. */
export function saveSettings(ctx: Context, settings: SelfcheckSettings, version: number): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    const before = (await settingsOf(tx)).settings
    const { sql, tenantId } = tx
    const value = sql.json(settings as never)
    const done =
      version === 0
        ? await sql`insert into selfcheck_settings (tenant_id, settings) values (${tenantId}, ${value}) on conflict do nothing`
        : await sql`
            update selfcheck_settings set settings = ${value}, version = version + 1
            where tenant_id = ${tenantId} and version = ${version}`
    if (done.count === 0)
      return refuse('selfcheck.stale', '其他人刚刚修改了自查设置', { fix: '您填写的内容还在，请核对后再保存一次' })
    const names = Object.keys(settings) as (keyof SelfcheckSettings)[]
    const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(settings[name]))
    await record(tx, {
      event: 'selfcheck.settings',
      subject: { kind: 'selfcheck', id: tenantId },
      detail: {
        before: Object.fromEntries(changed.map((name) => [name, before[name]])),
        after: Object.fromEntries(changed.map((name) => [name, settings[name]])),
      },
    })
    return ok(undefined)
  })
}

// ---- 问题

/** What a part of a run looked at: whatever stood there before and was not found again is mended. */
export type Looked = { rules: readonly RuleCode[]; subjects?: readonly string[] }

const Standing = z.object({
  id: z.string(),
  rule: z.string(),
  subjectId: z.string(),
  key: z.string(),
  colour: z.string(),
  weight: z.number(),
  title: z.string(),
  place: z.string(),
  says: z.string(),
  href: z.string(),
})

/**
 * Holds what was found against what stood open: new findings are written down, those that are gone are mended, the others
 * stay with their first day and their explanation. Leaks found and leaks taken down go into the ledger.
 */
export async function reconcile(
  ctx: Context,
  { rules, subjects }: Looked,
  found: readonly Found[],
): Promise<{ found: number; mended: number }> {
  const done = await transact(ctx, async (tx) => {
    const { sql, tenantId } = tx
    const rows = await sql`
      select id, rule, subject_id as "subjectId", key, colour, weight, title, place, says, href from selfcheck_findings
      where tenant_id = ${tenantId} and mended_at is null and rule = any(${[...rules]})
        ${subjects ? sql`and subject_id = any(${[...subjects]})` : sql``}`
    const nameOf = (rule: string, subject: string, key: string) => `${rule}\n${subject}\n${key}`
    const standing = new Map(
      rows.map((row) => Standing.parse(row)).map((one) => [nameOf(one.rule, one.subjectId, one.key), one]),
    )
    const fresh = new Map<string, Found>()
    const changed: { id: string; now: Found }[] = []
    for (const one of found) {
      const name = nameOf(one.rule, one.subject.id, one.key)
      const was = standing.get(name)
      if (!was) fresh.set(name, one)
      else if (SHOWN.some((field) => was[field] !== one[field]) || was.weight !== (one.weight ?? 1))
        changed.push({ id: was.id, now: one })
      standing.delete(name)
    }
    await write(tx, [...fresh.values()])
    for (const { id, now } of changed)
      await sql`
        update selfcheck_findings
        set says = ${now.says}, colour = ${now.colour}, title = ${now.title}, href = ${now.href}, place = ${now.place},
            weight = ${now.weight ?? 1}
        where tenant_id = ${tenantId} and id = ${id}`
    const gone = [...standing.values()]
    if (gone.length > 0)
      await sql`
        update selfcheck_findings set mended_at = ${tx.now}
        where tenant_id = ${tenantId} and id = any(${gone.map(({ id }) => id)})`
    const note = (event: string, rule: string, subject: { kind: string; id: string }, place: string) => ({
      event,
      subject,
      detail: { rule, place },
    })
    await recordAll(tx, [
      ...[...fresh.values()]
        .filter(({ rule, colour }) => ruleOf(rule).leak && colour === 'red')
        .map(({ rule, subject, place }) => note('selfcheck.leak-found', rule, subject, place)),
      ...gone
        .filter(({ rule, colour }) => ruleOf(rule as RuleCode).leak && colour === 'red')
        .map(({ rule, subjectId, place }) =>
          note('selfcheck.leak-mended', rule, { kind: 'disclosure', id: subjectId }, place),
        ),
    ])
    return ok({ found: fresh.size, mended: gone.length })
  })
  if (!done.ok) throw new Error(done.refusal.code)
  return done.value
}

const AT_ONCE = 1000
const SHOWN = ['says', 'colour', 'title', 'href', 'place'] as const

async function write({ sql, tenantId, now }: Context, found: readonly Found[]): Promise<void> {
  for (let at = 0; at < found.length; at += AT_ONCE) {
    const rows = found.slice(at, at + AT_ONCE).map((one) => ({
      tenant_id: tenantId,
      id: v7(),
      organ_id: one.organId,
      rule: one.rule,
      subject_kind: one.subject.kind,
      subject_id: one.subject.id,
      key: one.key,
      colour: one.colour,
      weight: one.weight ?? 1,
      title: one.title,
      place: one.place,
      says: one.says,
      href: one.href,
      found_at: now,
    }))
    await sql`insert into selfcheck_findings ${sql(rows as never)}`
  }
}

/** Who of a site sees what: one organ's findings, those of the site itself (`site`), or with neither all of them. */
export type Sight = { organId?: string; siteOnly?: boolean }

export type FindingFilter = Sight & { rule?: RuleCode; colour?: Colour; state?: FindingState; text?: string }

const columns = (sql: Scope['sql']) => sql`
  f.id, f.organ_id as "organId", o.name as "organName", f.rule, f.subject_kind as "subjectKind",
  f.subject_id as "subjectId", f.key, f.colour, f.title, f.place, f.says, f.href, f.found_at as "foundAt",
  f.explained_reason as "explainedReason", f.explained_as as "explainedAs", f.explained_at as "explainedAt",
  f.mended_at as "mendedAt"`

const seen = (sql: Scope['sql'], { organId, siteOnly }: Sight) =>
  siteOnly ? sql`and f.organ_id is null` : organId ? sql`and f.organ_id = ${organId}` : sql``

const where = ({ sql, tenantId }: Scope, filter: FindingFilter) => {
  const like = `%${(filter.text ?? '').replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  const states = {
    open: sql`and f.mended_at is null and f.explained_at is null`,
    explained: sql`and f.mended_at is null and f.explained_at is not null`,
    mended: sql`and f.mended_at is not null`,
  }
  return sql`
    where f.tenant_id = ${tenantId} ${seen(sql, filter)} ${states[filter.state ?? 'open']}
      ${filter.rule ? sql`and f.rule = ${filter.rule}` : sql``}
      ${filter.colour ? sql`and f.colour = ${filter.colour}` : sql``}
      ${filter.text ? sql`and (f.title ilike ${like} or f.says ilike ${like})` : sql``}`
}

/** A page of findings, red before yellow, the longest standing first; of mended ones the latest first. */
export async function listFindings(
  scope: Scope,
  filter: FindingFilter,
  paging: { limit: number; offset: number },
): Promise<{ rows: Finding[]; total: number }> {
  const { sql } = scope
  const condition = where(scope, filter)
  const [count] = await sql`select count(*) as total from selfcheck_findings f ${condition}`
  const rows = await sql`
    select ${columns(sql)} from selfcheck_findings f
    left join organs o on o.tenant_id = f.tenant_id and o.id = f.organ_id ${condition}
    order by ${filter.state === 'mended' ? sql`f.mended_at desc,` : sql``} f.colour = 'yellow', f.found_at, f.id
    limit ${paging.limit} offset ${paging.offset}`
  return { rows: rows.map((row) => Finding.parse(row)), total: z.number().parse(count?.total) }
}

/** Null when there is none. */
export async function findFinding({ sql, tenantId }: Scope, id: string): Promise<Finding | null> {
  if (!z.uuid().safeParse(id).success) return null
  const [row] = await sql`
    select ${columns(sql)} from selfcheck_findings f
    left join organs o on o.tenant_id = f.tenant_id and o.id = f.organ_id
    where f.tenant_id = ${tenantId} and f.id = ${id}`
  return row ? Finding.parse(row) : null
}

const CountRow = z.object({
  organId: z.string().nullable(),
  rule: z.custom<RuleCode>(),
  red: z.number(),
  yellow: z.number(),
  explained: z.number(),
})

/** How many findings stand, of every organ (null: the site itself) and rule. */
export async function countFindings(
  { sql, tenantId }: Scope,
  sight: Sight = {},
): Promise<(Counted & { organId: string | null })[]> {
  const rows = await sql`
    select f.organ_id as "organId", f.rule,
           count(*) filter (where f.explained_at is null and f.colour = 'red') as red,
           count(*) filter (where f.explained_at is null and f.colour = 'yellow') as yellow,
           count(*) filter (where f.explained_at is not null) as explained
    from selfcheck_findings f where f.tenant_id = ${tenantId} and f.mended_at is null ${seen(sql, sight)}
    group by 1, 2`
  return rows.map((row) => CountRow.parse(row))
}

/** How many guides lack at least so many classes of elements. */
export async function countPoorGuides({ sql, tenantId }: Scope, sight: Sight, least: number): Promise<number> {
  const [row] = await sql`
    select count(*) as count from selfcheck_findings f
    where f.tenant_id = ${tenantId} and f.mended_at is null and f.rule = 'guide-elements' and f.weight >= ${least}
      ${seen(sql, sight)}`
  return z.number().parse(row?.count)
}

/** Which columns of which organ are stale (red), and which are blank, explained or not: an inspector hears no reasons. */
export async function columnsInTrouble({ sql, tenantId }: Scope, sight: Sight) {
  const rows = await sql`
    select f.organ_id as "organId", f.key as code, f.rule = 'column-blank' as blank from selfcheck_findings f
    where f.tenant_id = ${tenantId} and f.mended_at is null and f.colour = 'red'
      and f.rule in ('column-stale', 'column-blank') ${seen(sql, sight)}`
  return rows.map((row) => z.object({ organId: z.string(), code: z.string(), blank: z.boolean() }).parse(row))
}

/** Leaks found between two moments, and how many of them are taken down. */
export async function countLeaks(
  { sql, tenantId }: Scope,
  sight: Sight,
  rules: readonly RuleCode[],
  { from, to }: { from: Date; to: Date },
): Promise<{ found: number; mended: number }> {
  const [row] = await sql`
    select count(*) as found, count(*) filter (where f.mended_at is not null) as mended from selfcheck_findings f
    where f.tenant_id = ${tenantId} and f.colour = 'red' and f.rule = any(${[...rules]})
      and f.found_at >= ${from} and f.found_at < ${to} ${seen(sql, sight)}`
  return z.object({ found: z.number(), mended: z.number() }).parse(row)
}

const mayExplain = ({ actor }: Context, finding: Finding): Result<void> => {
  if (actor.kind === 'system') return ok(undefined)
  const mine = actor.organId === null ? finding.organId === null : actor.organId === finding.organId
  return mine ? ok(undefined) : refuse('selfcheck.not-yours', '只能说明本机关的问题')
}

/** Says why a finding may stand. It keeps its light as explained, costs nothing, and is asked again when it comes back. */
export function explain(ctx: Context, id: string, typed: string): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    const finding = await findFinding(tx, id)
    if (!finding) return refuse('selfcheck.unknown', '没有这个问题')
    const may = mayExplain(tx, finding)
    if (!may.ok) return may
    const reason = typed.replace(/\s+/g, ' ').trim()
    if ([...reason].length < 5 || [...reason].length > 300)
      return refuse('selfcheck.reason', '请写明为什么可以这样，5到300个字', {
        field: 'reason',
        fix: '写明核对过什么、依据是什么；不要写出号码、姓名',
      })
    if (finding.mendedAt) return refuse('selfcheck.mended', '这个问题已经消除，不需要说明')
    await tx.sql`
      update selfcheck_findings
      set explained_reason = ${reason}, explained_by = ${accountOf(tx)}, explained_as = ${tx.actor.name},
          explained_at = ${tx.now}
      where tenant_id = ${tx.tenantId} and id = ${id} and mended_at is null`
    await record(tx, {
      event: 'selfcheck.explained',
      subject: { kind: finding.subjectKind, id: finding.subjectId },
      detail: { rule: finding.rule, reason },
    })
    return ok(undefined)
  })
}

/** Takes an explanation back: the finding is open again. */
export function unexplain(ctx: Context, id: string): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    const finding = await findFinding(tx, id)
    if (!finding) return refuse('selfcheck.unknown', '没有这个问题')
    const may = mayExplain(tx, finding)
    if (!may.ok) return may
    if (!finding.explainedAt) return ok(undefined)
    await tx.sql`
      update selfcheck_findings
      set explained_reason = null, explained_by = null, explained_as = null, explained_at = null
      where tenant_id = ${tx.tenantId} and id = ${id}`
    await record(tx, {
      event: 'selfcheck.explanation-dropped',
      subject: { kind: finding.subjectKind, id: finding.subjectId },
      detail: { rule: finding.rule, reason: finding.explainedReason },
    })
    return ok(undefined)
  })
}

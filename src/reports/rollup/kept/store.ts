import { createHash } from 'node:crypto'
import type { Sql, TransactionSql } from 'postgres'
import { z } from 'zod'
import type { Scope } from '../../../context.ts'
import type { ReportForm } from '../../../law/form.ts'
import { countAll, reckoningOf } from '../../reckon.ts'
import { type Handed, handedOf } from '../consolidation.ts'

/** Rises whenever the same records and form come to other figures than before: what is kept under another number is not read. */
const COUNTING = 4

/**
 * What the records of these organs come to now, by organ, in one snapshot. What was counted before and has not changed since
 * is kept (`report_counts`): only organs that are new, or have a mark since, are counted again, all of them in one pass.
 *
 * Marks are rows, written by triggers in the transaction of the change. Whoever counts sees, in the same snapshot, the
 * records and the marks; it removes exactly the marks it saw, so that a change that commits meanwhile keeps its own. Two that
 * count at once cannot overwrite each other: under `repeatable read` the second fails, and begins anew with what the first
 * kept. `kept` false: counts everything, reads and keeps nothing.
 */
export async function figuresNow(
  scope: Scope & { sql: Sql },
  organIds: readonly string[],
  of: { year: number; form: ReportForm; now: Date },
): Promise<Map<string, Handed>> {
  for (let attempt = 1; attempt < ATTEMPTS; attempt++) {
    const figures = await atOnce(scope, 'read write', (snapshot) => throughKept(snapshot, organIds, of))
    if (figures) return figures
  }
  return (await atOnce(scope, 'read only', (snapshot) => count(snapshot, organIds, of)))!
}

const ATTEMPTS = 3

/** Null when another transaction changed the same rows first. */
async function atOnce<T>(
  scope: Scope & { sql: Sql },
  mode: string,
  work: (snapshot: Scope) => Promise<T>,
): Promise<T | null> {
  try {
    const inside = (sql: TransactionSql) => work({ sql, tenantId: scope.tenantId })
    return (await scope.sql.begin(`isolation level repeatable read ${mode}`, inside)) as T
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '40001') return null
    throw error
  }
}

type Of = { year: number; form: ReportForm; now: Date }

async function count(scope: Scope, organIds: readonly string[], { year, form }: Of): Promise<Map<string, Handed>> {
  if (organIds.length === 0) return new Map()
  const all = await countAll(scope, organIds, year, form)
  const by = <T extends { organId: string }>(list: readonly T[]) => Map.groupBy(list, ({ organId }) => organId)
  const [counted, entered, openings] = [by(all.counted), by(all.entered), by(all.openings)]
  const [categories, months] = [by(all.items.categories), by(all.items.months)]
  return new Map(
    organIds.map((id) => {
      const own = {
        items: { categories: categories.get(id) ?? [], months: months.get(id) ?? [] },
        counted: counted.get(id) ?? [],
        entered: entered.get(id) ?? [],
        openings: openings.get(id) ?? [],
      }
      return [id, handedOf(reckoningOf(own, id, year, form))]
    }),
  )
}

const Kept = z.object({ organId: z.string(), counts: z.custom<Slim>((value) => typeof value === 'object') })
const Mark = z.object({ id: z.string(), organId: z.string().nullable() })

async function throughKept(scope: Scope, organIds: readonly string[], of: Of): Promise<Map<string, Handed>> {
  const { sql, tenantId } = scope
  const { year, form, now } = of
  const meanings = meaningsOf(form, year)
  const definition = definitionOf(form, meanings)
  const marks = (
    await sql`
      select id, organ_id as "organId" from report_count_marks
      where tenant_id = ${tenantId} and (organ_id is null or organ_id = any(${organIds}))`
  ).map((row) => Mark.parse(row))
  const all = marks.some(({ organId }) => organId === null)
  const marked = new Set(marks.map(({ organId }) => organId))
  const rows = all
    ? []
    : await sql`
        select organ_id as "organId", counts from report_counts
        where tenant_id = ${tenantId} and organ_id = any(${organIds}) and year = ${year} and form = ${form.code}
          and definition = ${definition}`
  const kept = new Map(
    rows.map((row) => Kept.parse(row)).flatMap((one) => (marked.has(one.organId) ? [] : [[one.organId, one.counts]])),
  )
  const fresh = await count(
    scope,
    organIds.filter((id) => !kept.has(id)),
    of,
  )
  if (marks.length > 0) {
    await sql`
      delete from report_counts
      where tenant_id = ${tenantId} ${all ? sql`` : sql`and organ_id = any(${[...marked]})`}`
    await sql`
      delete from report_count_marks where tenant_id = ${tenantId} and id = any(${marks.map(({ id }) => id)})`
  }
  if (fresh.size > 0)
    await sql`
      insert into report_counts (tenant_id, organ_id, year, form, definition, counts, counted_at)
      select ${tenantId}, organ, ${year}, ${form.code}, ${definition}, counts::jsonb, ${now}
      from unnest(${[...fresh.keys()]}::uuid[], ${[...fresh.values()].map((one) => JSON.stringify(slim(one, meanings)))}::text[]) t (organ, counts)
      on conflict (tenant_id, organ_id, year, form) do update
      set definition = excluded.definition, counts = excluded.counts, counted_at = excluded.counted_at`
  return new Map(organIds.map((id) => [id, fresh.get(id) ?? whole(kept.get(id)!, form, meanings)]))
}

/** Forgets what is kept; whoever reads next counts anew. */
export async function forgetCounts({ sql, tenantId }: Scope): Promise<void> {
  await sql`delete from report_counts where tenant_id = ${tenantId}`
}

type Meaning = { key: string; label: string; unit: string }

/**
 * Values alone, in the order of the form, since what they are called is the form's: for every look at a county, hundreds of these
 * are read. `more`: figures that are listed only where they are more than 0, so that the form does not name them, and
 * their places in the report.
 */
type Slim = {
  values: (SlimValue | 'absent')[]
  more: [place: number, Meaning, SlimValue][]
  categories: [code: string, name: string, count: number][]
  months: number[]
}
type SlimValue = number | null | 'not-applicable'

function slim({ figures, categories, months }: Handed, listed: readonly Meaning[]): Slim {
  const value = (of: Handed['figures'][number]): SlimValue => (of.applicable === false ? 'not-applicable' : of.value)
  const byKey = new Map(figures.map((figure) => [figure.key, value(figure)]))
  const named = new Set(listed.map(({ key }) => key))
  return {
    values: listed.map(({ key }) => byKey.get(key) ?? (byKey.has(key) ? null : 'absent')),
    more: figures.flatMap((figure, place) => {
      const { key, label, unit } = figure
      return named.has(key) ? [] : [[place, { key, label, unit }, value(figure)] as const]
    }) as Slim['more'],
    categories: categories.map(({ code, name, count }) => [code, name, count]),
    months: months.map(({ count }) => count),
  }
}

function whole({ values, more, categories, months }: Slim, form: ReportForm, listed: readonly Meaning[]): Handed {
  const figure = ({ key, label, unit }: Meaning, value: SlimValue): Handed['figures'][number] =>
    value === 'not-applicable' ? { key, label, unit, value: null, applicable: false } : { key, label, unit, value }
  const figures = listed.flatMap((meaning, at) => {
    const value = values[at] as SlimValue | 'absent'
    return value === 'absent' ? [] : [figure(meaning, value)]
  })
  for (const [place, meaning, value] of more) figures.splice(place, 0, figure(meaning, value))
  return {
    form: form.code,
    figures,
    categories: categories.map(([code, name, count]) => ({ code, name, count })),
    months: months.map((count, at) => ({ month: at + 1, count })),
  }
}

/** The figures of the form: those of no records at all. */
const meaningsOf = (form: ReportForm, year: number): Meaning[] =>
  reckoningOf(
    { items: { categories: [], months: [] }, counted: [], entered: [], openings: [] },
    '',
    year,
    form,
  ).figures.map(({ key, label, unit }) => ({ key, label, unit }))

/** Values go by their places, so what stands there is part of it. */
const definitionOf = (form: ReportForm, meanings: readonly Meaning[]): string =>
  createHash('sha256')
    .update(JSON.stringify([COUNTING, form, meanings]))
    .digest('hex')

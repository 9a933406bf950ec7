import { z } from 'zod'
import { type Day, yearOf } from '../../calendar/day.ts'
import type { Context, Scope } from '../../context.ts'
import { transact } from '../../db/transaction.ts'
import { record } from '../../ledger/store.ts'
import type { Organ } from '../../organs/model.ts'
import { takeNumber } from '../../organs/store.ts'
import { ok, type Result, refuse } from '../../result.ts'
import { formatNumber, type KindCode, kindOf, SERIES, type Series } from '../kinds.ts'

/**
 * Takes the next 文号 of the kind's series in the year of the day, for good: cancelled later, it keeps its row and says why.
 * Must be called inside `transact`.
 */
export async function takeDocumentNumber(
  tx: Context,
  organ: Organ,
  { documentId, kind, day }: { documentId: string; kind: KindCode; day: Day },
): Promise<Result<string>> {
  if (!organ.settings.documentCode)
    return refuse('documents.no-code', '本机关还没有设置机关代字，无法编号', { fix: '请在“机关与村居”中填写机关代字' })
  const { series } = kindOf(kind)
  const year = yearOf(day)
  const serial = await takeNumber(tx, organ.id, series, year)
  const number = formatNumber(series, organ.settings.documentCode, year, serial)
  await tx.sql`
    insert into document_numbers (tenant_id, organ_id, series, year, serial, number, document_id, taken_as, taken_at)
    values (${tx.tenantId}, ${organ.id}, ${series}, ${year}, ${serial}, ${number}, ${documentId}, ${tx.actor.name}, ${tx.now})`
  return ok(number)
}

/** Keeps the number of a cancelled document, with the reason. Must be called inside `transact`. */
export const voidNumber = (tx: Context, documentId: string, reason: string) => tx.sql`
  update document_numbers set reason = ${reason}
  where tenant_id = ${tx.tenantId} and document_id = ${documentId}`

/** Says what became of a number no document of ours has: used on paper, or left out. */
export function explainNumber(
  ctx: Context,
  organ: Organ,
  { series, year, serial, reason }: { series: Series; year: number; serial: number; reason: string },
): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    const words = reason.replace(/\s+/g, ' ').trim()
    if ([...words].length < 2 || [...words].length > 200)
      return refuse('documents.reason', '请写明这个号的去向，2到200字', { field: 'reason' })
    const gap = (await seriesOf(tx, organ.id, series, year)).find((row) => row.serial === serial)
    if (!gap || gap.number !== null)
      return refuse('documents.no-gap', '这个号没有缺，或者已经说明', { fix: '请刷新页面' })
    const number = formatNumber(series, organ.settings.documentCode, year, serial)
    await tx.sql`
      insert into document_numbers (tenant_id, organ_id, series, year, serial, number, reason, taken_as, taken_at)
      values (${tx.tenantId}, ${organ.id}, ${series}, ${year}, ${serial}, ${number}, ${words}, ${tx.actor.name}, ${tx.now})`
    await record(tx, {
      event: 'documents.number-explained',
      subject: { kind: 'organ', id: organ.id },
      detail: { number, reason: words },
    })
    return ok(undefined)
  })
}

const NumberRow = z.object({
  serial: z.number(),
  /** Null: a gap nobody explained yet. */
  number: z.string().nullable(),
  documentId: z.string().nullable(),
  title: z.string().nullable(),
  reason: z.string().nullable(),
  takenAs: z.string().nullable(),
  takenAt: z.date().nullable(),
})
export type NumberRow = z.infer<typeof NumberRow>

/** Every number of a series in a year from 1 to the last, also those without a document. */
export async function seriesOf(
  { sql, tenantId }: Scope,
  organId: string,
  series: Series,
  year: number,
): Promise<NumberRow[]> {
  const rows = await sql`
    select g.serial, n.number, n.document_id as "documentId", v.title, n.reason, n.taken_as as "takenAs",
           n.taken_at as "takenAt"
    from number_series s
    cross join lateral generate_series(1, s.last) as g (serial)
    left join document_numbers n on n.tenant_id = s.tenant_id and n.organ_id = s.organ_id and n.series = s.series
      and n.year = s.year and n.serial = g.serial
    left join documents d on d.tenant_id = n.tenant_id and d.id = n.document_id
    left join document_versions v on v.tenant_id = d.tenant_id and v.document_id = d.id and v.version = d.latest_version
    where s.tenant_id = ${tenantId} and s.organ_id = ${organId} and s.series = ${series} and s.year = ${year}
    order by g.serial`
  return rows.map((row) => NumberRow.parse(row))
}

const Used = z.object({ series: z.string(), year: z.number(), last: z.number(), kept: z.number(), voided: z.number() })
export type Used = Omit<z.infer<typeof Used>, 'series'> & { series: Series }

/** The series an organ has used, by year, newest first: how far they came, and how many numbers have a document. */
export async function seriesUsed({ sql, tenantId }: Scope, organId: string): Promise<Used[]> {
  const rows = await sql`
    select s.series, s.year, s.last, count(n.number) as kept,
           count(n.number) filter (where n.reason is not null) as voided
    from number_series s
    left join document_numbers n on n.tenant_id = s.tenant_id and n.organ_id = s.organ_id and n.series = s.series
      and n.year = s.year
    where s.tenant_id = ${tenantId} and s.organ_id = ${organId} and s.series = any(${Object.keys(SERIES)})
    group by s.series, s.year, s.last order by s.year desc, s.series`
  return rows.map((row) => Used.parse(row) as Used)
}

import { v7 } from 'uuid'
import { z } from 'zod'
import { Day } from '../../calendar/day.ts'
import type { Context, Scope } from '../../context.ts'
import type { ChangedField, ChangeKind } from './kinds.ts'

const Field = z.object({ label: z.string(), before: z.string(), after: z.string() })
const Row = z.object({
  serviceId: z.string(),
  code: z.string(),
  name: z.string(),
  day: Day,
  kind: z.enum(['listed', 'changed', 'corrected', 'delisted', 'restored']),
  fields: z.array(Field),
  asWhom: z.string(),
})
export type ServiceChange = z.infer<typeof Row>

/** Writes down what was changed in a service; the public may read it. Part of the step that changes it. */
export async function writeChange(
  tx: Context,
  change: { serviceId: string; kind: ChangeKind; day: Day; fields: readonly ChangedField[] },
): Promise<void> {
  await tx.sql`
    insert into service_changes (tenant_id, service_id, id, day, kind, fields, at, as_whom)
    values (${tx.tenantId}, ${change.serviceId}, ${v7()}, ${change.day}, ${change.kind},
      ${tx.sql.json(change.fields as never)}, ${tx.now}, ${tx.actor.name})`
}

/** What changed in one service, or in all of an organ's, newest first. */
export async function changesOf(
  { sql, tenantId }: Scope,
  of: { serviceId: string } | { organId: string },
  paging: { limit: number; offset: number },
): Promise<{ rows: ServiceChange[]; total: number }> {
  const where = sql`
    where c.tenant_id = ${tenantId}
    ${'serviceId' in of ? sql`and c.service_id = ${of.serviceId}` : sql`and s.organ_id = ${of.organId}`}`
  const from = sql`
    from service_changes c join service_items s on s.tenant_id = c.tenant_id and s.id = c.service_id ${where}`
  const rows = await sql`
    select c.service_id as "serviceId", s.code, s.name, c.day, c.kind, c.fields, c.as_whom as "asWhom"
    ${from} order by c.day desc, c.id desc limit ${paging.limit} offset ${paging.offset}`
  const [count] = await sql`select count(*) as total ${from}`
  return { rows: rows.map((row) => Row.parse(row)), total: z.number().parse(count!.total) }
}

/** A day of the list and its counts then. */
const Share = z.object({ day: Day, total: z.number(), oneTrip: z.number(), zeroTrip: z.number() })
export type Share = z.infer<typeof Share>

/** 最多跑一趟 and 一趟不用跑 of an organ on each of these days, from what stood then. */
export async function sharesOn({ sql, tenantId }: Scope, organId: string, days: readonly Day[]): Promise<Share[]> {
  const rows = await sql`
    select d.day::date as day, count(h.visits)::int as total,
      (count(*) filter (where h.visits <= 1))::int as "oneTrip",
      (count(*) filter (where h.visits = 0))::int as "zeroTrip"
    from unnest(${[...days]}::date[]) as d(day)
    left join service_items s on s.tenant_id = ${tenantId} and s.organ_id = ${organId}
    left join lateral (
      select visits from service_standings
      where tenant_id = s.tenant_id and service_id = s.id and from_on <= d.day
      order by from_on desc limit 1) h on true
    group by d.day order by d.day`
  return rows.map((row) => Share.parse(row))
}

/** The first day anything stood in an organ's list; null when nothing ever did. */
export async function firstDay({ sql, tenantId }: Scope, organId: string): Promise<Day | null> {
  const [row] = await sql`
    select min(h.from_on) as day from service_standings h
    join service_items s on s.tenant_id = h.tenant_id and s.id = h.service_id
    where h.tenant_id = ${tenantId} and s.organ_id = ${organId}`
  return Day.nullable().parse(row?.day ?? null)
}

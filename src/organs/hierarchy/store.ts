import { z } from 'zod'
import { addDays, Day } from '../../calendar/day.ts'
import type { Context, Scope } from '../../context.ts'
import { transact } from '../../db/transaction.ts'
import { record } from '../../ledger/store.ts'
import { ok, type Result, refuse } from '../../result.ts'
import { maySetNumbers } from '../duties.ts'

const Line = z.object({
  organId: z.string(),
  parentId: z.string(),
  parentName: z.string(),
  parentSlug: z.string(),
  fromDay: Day,
  toDay: Day.nullable(),
  mergedInto: z.string().nullable(),
  mergedName: z.string().nullable(),
})
export type Line = z.infer<typeof Line>

/** Under which organs an organ has stood, the latest first. */
export async function linesOf({ sql, tenantId }: Scope, organId: string): Promise<Line[]> {
  const rows = await sql`
    select l.organ_id as "organId", l.parent_id as "parentId", p.name as "parentName", p.slug as "parentSlug",
           l.from_day as "fromDay", l.to_day as "toDay", l.merged_into as "mergedInto", m.name as "mergedName"
    from organ_lines l
    join organs p on p.tenant_id = l.tenant_id and p.id = l.parent_id
    left join organs m on m.tenant_id = l.tenant_id and m.id = l.merged_into
    where l.tenant_id = ${tenantId} and l.organ_id = ${organId}
    order by l.from_day desc`
  return rows.map((row) => Line.parse(row))
}

const Child = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  shortName: z.string(),
  kind: z.enum(['county', 'department', 'township', 'subdistrict']),
  toDay: Day.nullable(),
  mergedInto: z.string().nullable(),
})
export type Child = z.infer<typeof Child>

/**
 * The organs whose report of a year goes to this one. An organ counts once a year: with the organ it stood under last in
 * that year, also when it was merged into another before the year's end.
 */
export async function childrenIn({ sql, tenantId }: Scope, parentId: string, year: number): Promise<Child[]> {
  const rows = await sql`
    select o.id, o.slug, o.name, o.short_name as "shortName", o.kind, l.to_day as "toDay", m.name as "mergedInto"
    from ${lastLines({ sql, tenantId }, year)} l
    join organs o on o.tenant_id = ${tenantId} and o.id = l.organ_id
    left join organs m on m.tenant_id = ${tenantId} and m.id = l.merged_into
    where l.parent_id = ${parentId}
    order by o.sort, o.name`
  return rows.map((row) => Child.parse(row))
}

/** The organ a report of that year goes to; null when the organ stood under none. */
export async function parentIn(
  scope: Scope,
  organId: string,
  year: number,
): Promise<{ id: string; name: string } | null> {
  const { sql, tenantId } = scope
  const [row] = await sql`
    select p.id, p.name from ${lastLines(scope, year)} l
    join organs p on p.tenant_id = ${tenantId} and p.id = l.parent_id
    where l.organ_id = ${organId}`
  return row ? z.object({ id: z.string(), name: z.string() }).parse(row) : null
}

const lastLines = ({ sql, tenantId }: Scope, year: number) => sql`(
  select distinct on (organ_id) organ_id, parent_id, to_day, merged_into from organ_lines
  where tenant_id = ${tenantId} and from_day <= ${`${year}-12-31`} and (to_day is null or to_day >= ${`${year}-01-01`})
  order by organ_id, from_day desc)`

/** Puts an organ under another from a day on; where it stood before ends the day before. Refuses a circle. */
export function placeUnder(
  ctx: Context,
  organId: string,
  { parentId, from }: { parentId: string; from: Day },
): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    const { sql, tenantId } = tx
    if (!maySetNumbers(tx.actor)) return refuse('organs.not-yours', '隶属关系由系统管理员设置')
    if (parentId === organId) return refuse('organs.circle', '机关不能隶属于自己', { field: 'parent' })
    await sql`select from organs where tenant_id = ${tenantId} order by id for update`
    const [circle] = await sql`
      with recursive above (id) as (
        select ${parentId}::uuid
        union select l.parent_id from organ_lines l join above a on a.id = l.organ_id
        where l.tenant_id = ${tenantId} and l.to_day is null)
      select from above where id = ${organId}`
    if (circle) return refuse('organs.circle', '所选机关隶属于本机关，不能反过来作它的上级', { field: 'parent' })
    const [last] = await linesOf(tx, organId)
    if (last && from <= (last.toDay ?? last.fromDay))
      return refuse('organs.line-day', `起始日期应当晚于${last.toDay ?? last.fromDay}`, { field: 'from' })
    if (last && !last.toDay && last.parentId === parentId)
      return refuse('organs.line-same', `已经隶属于${last.parentName}`, { field: 'parent' })
    if (last && !last.toDay)
      await sql`
        update organ_lines set to_day = ${addDays(from, -1)}
        where tenant_id = ${tenantId} and organ_id = ${organId} and to_day is null`
    await sql`
      insert into organ_lines (tenant_id, organ_id, parent_id, from_day)
      values (${tenantId}, ${organId}, ${parentId}, ${from})`
    await record(tx, {
      event: 'organs.placed',
      subject: { kind: 'organ', id: organId },
      detail: { parentId, from, before: last?.parentId ?? null },
    })
    return ok(undefined)
  })
}

/** Ends where an organ stands: abolished, or merged into another. Its records and reports stay with it. */
export function endLine(
  ctx: Context,
  organId: string,
  { on, mergedInto }: { on: Day; mergedInto: string | null },
): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    if (!maySetNumbers(tx.actor)) return refuse('organs.not-yours', '隶属关系由系统管理员设置')
    const line = (await linesOf(tx, organId)).find(({ toDay }) => toDay === null)
    if (!line) return refuse('organs.no-line', '这个机关现在没有上级机关')
    if (on < line.fromDay) return refuse('organs.line-day', `终止日期不能早于${line.fromDay}`, { field: 'on' })
    if (mergedInto === organId) return refuse('organs.merged-self', '不能并入自己', { field: 'mergedInto' })
    await tx.sql`
      update organ_lines set to_day = ${on}, merged_into = ${mergedInto}
      where tenant_id = ${tx.tenantId} and organ_id = ${organId} and to_day is null`
    await record(tx, {
      event: 'organs.line-ended',
      subject: { kind: 'organ', id: organId },
      detail: { parentId: line.parentId, on, mergedInto },
    })
    return ok(undefined)
  })
}

/** The organs that others stood under in a year. */
export async function parentsIn(scope: Scope, year: number): Promise<{ id: string; name: string }[]> {
  const { sql, tenantId } = scope
  const rows = await sql`
    select p.id, p.name from organs p
    where p.tenant_id = ${tenantId} and p.id in (select parent_id from ${lastLines(scope, year)} l)
    order by p.sort, p.name`
  return rows.map((row) => z.object({ id: z.string(), name: z.string() }).parse(row))
}

import { z } from 'zod'
import { Day } from '../../calendar/day.ts'
import type { Context, Scope } from '../../context.ts'

/** A published version that was screened, under which edition of the rules, and what has to be asked of it again every day. */
const Unit = z.object({
  itemId: z.string(),
  version: z.number(),
  edition: z.string(),
  cited: z.array(z.string()),
  closed: z.array(z.string()),
  links: z.array(z.string()),
  endsOn: Day.nullable(),
})
export type Unit = z.infer<typeof Unit>

/** Everything that was screened, by item. A hundred thousand rows are not parsed one by one. */
export async function screenedUnits({ sql, tenantId }: Scope): Promise<Map<string, Unit>> {
  const rows = await sql`
    select item_id as "itemId", version, edition, cited, closed, links, ends_on as "endsOn"
    from selfcheck_units where tenant_id = ${tenantId}`
  if (rows[0]) Unit.parse(rows[0])
  return new Map((rows as unknown as Unit[]).map((unit) => [unit.itemId, unit]))
}

/** Writes down what was screened just now. */
export async function noteScreened({ sql, tenantId }: Context, units: readonly Unit[]): Promise<void> {
  if (units.length === 0) return
  const rows = units.map((unit) => ({
    item_id: unit.itemId,
    version: unit.version,
    edition: unit.edition,
    cited: unit.cited,
    closed: unit.closed,
    links: unit.links,
    ends_on: unit.endsOn,
  }))
  await sql`
    insert into selfcheck_units (tenant_id, item_id, version, edition, cited, closed, links, ends_on)
    select ${tenantId}, x.item_id, x.version, x.edition, x.cited, x.closed, x.links, x.ends_on
    from jsonb_to_recordset(${sql.json(rows as never)}) as x (
      item_id uuid, version int, edition text, cited text[], closed text[], links text[], ends_on date)
    on conflict (tenant_id, item_id) do update
      set version = excluded.version, edition = excluded.edition, cited = excluded.cited, closed = excluded.closed,
          links = excluded.links, ends_on = excluded.ends_on`
}

/** Forgets what is not public any more. */
export async function forgetScreened({ sql, tenantId }: Context, itemIds: readonly string[]): Promise<void> {
  if (itemIds.length === 0) return
  await sql`delete from selfcheck_units where tenant_id = ${tenantId} and item_id = any(${[...itemIds]})`
}

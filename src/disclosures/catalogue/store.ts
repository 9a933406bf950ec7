import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import type { Context, Scope } from '../../context.ts'
import { transact } from '../../db/transaction.ts'
import { record } from '../../ledger/store.ts'
import { ok, type Result } from '../../result.ts'
import { basisText, CATEGORIES } from '../categories.ts'

export const CategoryRow = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  alsoCalled: z.array(z.string()),
  basis: z.string(),
  sort: z.number(),
})
export type CategoryRow = z.infer<typeof CategoryRow>

/** Brings the catalogue of a site up to the one in `categories.ts`. May be run again: classes are matched by code. */
export function installCategories(ctx: Context): Promise<Result<CategoryRow[]>> {
  return transact(ctx, async (tx) => {
    let changed = 0
    for (const [at, category] of CATEGORIES.entries()) {
      const done = await tx.sql`
        insert into categories as c (tenant_id, id, code, name, also_called, basis, sort)
        values (${ctx.tenantId}, ${uuid()}, ${category.code}, ${category.name}, ${[...category.alsoCalled]},
                ${basisText(category)}, ${at + 1})
        on conflict (tenant_id, code) do update
          set name = excluded.name, also_called = excluded.also_called, basis = excluded.basis, sort = excluded.sort
          where (c.name, c.also_called, c.basis, c.sort)
            is distinct from (excluded.name, excluded.also_called, excluded.basis, excluded.sort)`
      changed += done.count
    }
    if (changed > 0)
      await record(tx, {
        event: 'disclosures.catalogue-installed',
        subject: { kind: 'tenant', id: ctx.tenantId },
        detail: { codes: CATEGORIES.map((each) => each.code) },
      })
    return ok(await listCategories(tx))
  })
}

/** The classes of a site, in the order of its catalogue. */
export async function listCategories({ sql, tenantId }: Scope): Promise<CategoryRow[]> {
  const rows = await sql`
    select id, code, name, also_called as "alsoCalled", basis, sort from categories
    where tenant_id = ${tenantId} order by sort, code`
  return rows.map((row) => CategoryRow.parse(row))
}

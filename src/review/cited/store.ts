import { z } from 'zod'
import type { Context, Scope } from '../../context.ts'
import type { SubjectKind } from '../outcomes.ts'

/**
 * Tells which 文号 a chapter has a record of, and whether the public may read it: when it is numbered, published, taken
 * back. Must be called inside `transact`.
 */
export async function tellNumber(
  tx: Context,
  { number, kind, id, isPublic }: { number: string; kind: SubjectKind; id: string; isPublic: boolean },
): Promise<void> {
  await tx.sql`
    insert into cited_numbers (tenant_id, number, subject_kind, subject_id, is_public)
    values (${tx.tenantId}, ${number}, ${kind}, ${id}, ${isPublic})
    on conflict (tenant_id, number, subject_kind, subject_id) do update set is_public = excluded.is_public`
}

/** The 文号 there are records of here, and none of them public. */
export async function closedNumbers({ sql, tenantId }: Scope): Promise<Set<string>> {
  const rows = await sql`
    select number from cited_numbers where tenant_id = ${tenantId} group by number having not bool_or(is_public)`
  return new Set(rows.map((row) => z.string().parse(row.number)))
}

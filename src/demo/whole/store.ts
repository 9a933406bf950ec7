import type { Sql } from 'postgres'

/** The demo is loaded to its end. */
export async function markWhole(sql: Sql, tenantId: string): Promise<void> {
  await sql`update tenants set settings = settings - 'loading' where id = ${tenantId}`
}

/**
 * Clears a demo whose loading was cut off, so that the next start begins it anew. Nothing but demo data can be lost: the
 * mark is set when the first row is written and taken away before anybody is let in.
 */
export async function clearHalfLoaded(sql: Sql): Promise<boolean> {
  const [table] = await sql`select to_regclass('tenants') is not null as there`
  if (!table?.there) return false
  const [half] = await sql`select exists (select from tenants where settings @> '{"loading": true}') as there`
  if (!half?.there) return false
  await sql`drop schema public cascade`
  await sql`create schema public`
  return true
}

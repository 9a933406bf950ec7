import type { Sql } from 'postgres'

/** The demo is loaded to its end. */
export async function markWhole(sql: Sql, tenantId: string): Promise<void> {
  await sql`update tenants set settings = settings - 'loading' where id = ${tenantId}`
}

/** True when the loading of a demo was cut off, or is going on. */
export async function isHalfLoaded(sql: Sql): Promise<boolean> {
  const [half] = await sql`select exists (select from tenants where settings @> '{"loading": true}') as there`
  return half?.there === true
}

/**
 * Empties a database of our own whose demo was cut off; migrations must run again. Only for the one program that holds the
 * place of the server. Nothing but demo data can be lost: the mark is set with the first row, and taken away before anybody
 * is let in.
 */
export async function clearHalfLoaded(sql: Sql): Promise<void> {
  await sql.begin(async (tx) => {
    const [half] = await tx`select exists (select from tenants where settings @> '{"loading": true}') as there`
    if (!half?.there) throw new Error('there is no half-loaded demo to clear')
    await tx`drop schema public cascade`
    await tx`create schema public`
  })
}

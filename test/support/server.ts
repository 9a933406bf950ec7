import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Sql } from 'postgres'
import { connect } from '../../src/db/connect.ts'
import { startEmbedded } from '../../src/db/embedded.ts'
import { migrate } from '../../src/db/migrate.ts'

export const TEMPLATE = 'gongkai_template'

/**
 * A throw-away PostgreSQL with a migrated template database, for one run of tests. The address is one string, so it can
 * travel in `TEST_DATABASE_URL`.
 */
export async function startTestServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'gongkai-test-'))
  const started = await startEmbedded(folder, { durable: false })
  if (!started.ok) throw new Error(`${started.refusal.says} ${started.refusal.fix ?? ''}`)

  const { url, close } = started.value
  const stop = async () => {
    await close()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await onDatabase(url('postgres'), (sql) => sql.unsafe(`create database ${TEMPLATE}`))
    await onDatabase(url(TEMPLATE), async (sql) => {
      const migrated = await migrate(sql)
      if (!migrated.ok) throw new Error(migrated.refusal.says)
    })
  } catch (error) {
    await stop()
    throw error
  }
  return { url: url('postgres'), stop }
}

/** One piece of work on a database, on a connection of its own. */
export async function onDatabase<T>(url: string, work: (sql: Sql) => PromiseLike<T>): Promise<T> {
  const sql = connect(url, { max: 1 })
  try {
    return await work(sql)
  } finally {
    await sql.end()
  }
}

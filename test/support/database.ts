import { randomUUID } from 'node:crypto'
import { after } from 'node:test'
import type { Sql } from 'postgres'
import { connect } from '../../src/db/connect.ts'
import { onDatabase, startTestServer, TEMPLATE } from './server.ts'

export type TestDatabase = { sql: Sql; url: string; close: () => Promise<void> }

let own: ReturnType<typeof startTestServer> | null = null
let open = 0
let ending = false

/**
 * A fresh, migrated, empty database. Under `npm test` it comes from the runner's server (`TEST_DATABASE_URL`); a test
 * file run alone starts a server of its own, which stops when the file is done and its last database is closed. Close it in `after`.
 */
export async function testDatabase(options: { max?: number; template?: string } = {}): Promise<TestDatabase> {
  const server = process.env.TEST_DATABASE_URL ?? (await ownServer()).url
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await onDatabase(server, (admin) => admin.unsafe(`create database ${name} template ${options.template ?? TEMPLATE}`))

  const url = new URL(server)
  url.pathname = `/${name}`
  const sql = connect(url.href, { max: options.max ?? 4 })
  open += 1
  const close = async () => {
    await sql.end({ timeout: 2 })
    await onDatabase(server, (admin) => admin.unsafe(`drop database if exists ${name} with (force)`))
    open -= 1
    await stopWhenDone()
  }
  return { sql, url: url.href, close }
}

function ownServer() {
  own ??= startTestServer()
  return own
}

async function stopWhenDone() {
  if (own && ending && open === 0) await (await own).stop()
}

// This hook runs before those of the file itself, which close its databases.
after(async () => {
  ending = true
  await stopWhenDone()
})

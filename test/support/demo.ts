import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from '../../src/db/connect.ts'
import { loadDemo } from '../../src/demo/demo.ts'
import { type TestDatabase, testDatabase } from './database.ts'
import { onDatabase, TEMPLATE } from './server.ts'

const DEMO = 'gongkai_demo'
const BUILDING = 'gongkai_demo_building'
const LOCK = 7_206_002

/** A database with the demo town, and the data folder that belongs to it: `files`, and the keys beside it. */
export type Demo = { database: TestDatabase; root: string; end: () => Promise<void> }

/**
 * The demo town in a database of its own. Its years are lived through once a run of tests; whoever asks first waits for that,
 * everybody gets a copy. A test file run alone lives through them itself.
 */
export async function demoDatabase(): Promise<Demo> {
  const root = await mkdtemp(join(tmpdir(), 'demo-'))
  const server = process.env.TEST_DATABASE_URL
  const kept = process.env.TEST_DEMO_DIR
  if (server && kept) {
    await livedThroughOnce(server, kept)
    await cp(kept, root, { recursive: true })
  }
  const database = await testDatabase(server && kept ? { template: DEMO } : {})
  if (!server || !kept) await loadDemo({ sql: database.sql, files: { root: join(root, 'files') } })
  const end = async () => {
    await database.close()
    await rm(root, { recursive: true, force: true })
  }
  return { database, root, end }
}

function livedThroughOnce(server: string, kept: string): Promise<void> {
  return onDatabase(server, async (admin) => {
    await admin`select pg_advisory_lock(${LOCK})`
    const [there] = await admin`select 1 from pg_database where datname = ${DEMO}`
    if (there) return
    await admin.unsafe(`drop database if exists ${BUILDING}`)
    await rm(kept, { recursive: true, force: true })
    await admin.unsafe(`create database ${BUILDING} template ${TEMPLATE}`)
    const url = new URL(server)
    url.pathname = `/${BUILDING}`
    const sql = connect(url.href, { max: 4 })
    try {
      await loadDemo({ sql, files: { root: join(kept, 'files') } })
    } finally {
      await sql.end()
    }
    await admin.unsafe(`alter database ${BUILDING} rename to ${DEMO}`)
  })
}

import { access, constants, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Sql } from 'postgres'
import { connect } from '../../src/db/connect.ts'
import { startEmbedded } from '../../src/db/embedded.ts'
import { runningPostmaster, stopPostmaster } from '../../src/db/embedded-process.ts'
import { freeBytes } from '../../src/db/machine.ts'
import { migrate } from '../../src/db/migrate.ts'

export const TEMPLATE = 'gongkai_template'

const PREFIX = 'gongkai-test-'
const MEMORY = '/dev/shm'
const ROOM_BYTES = 1024 ** 3

/**
 * A throw-away PostgreSQL with a migrated template database, for one run of tests. The address is one string, so it can
 * travel in `TEST_DATABASE_URL`.
 */
export async function startTestServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  const parent = await roomFor()
  await sweep(parent)
  const folder = await mkdtemp(join(parent, `${PREFIX}${process.pid}-`))
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

/** Memory, where a new database takes 20 ms instead of 400, when the machine lends enough of it. */
async function roomFor(): Promise<string> {
  const roomy = await access(MEMORY, constants.W_OK)
    .then(() => freeBytes(MEMORY))
    .then(
      (free) => free >= ROOM_BYTES,
      () => false,
    )
  return roomy ? MEMORY : tmpdir()
}

/** Removes what a killed run left behind: its server and its folder. */
async function sweep(parent: string) {
  for (const name of await readdir(parent)) {
    const pid = Number(new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1])
    if (!pid || alive(pid)) continue
    const cluster = join(parent, name, 'postgres')
    const server = await runningPostmaster(cluster)
    if (server) await stopPostmaster(cluster, server)
    await rm(join(parent, name), { recursive: true, force: true })
  }
}

function alive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

import { mkdir, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Sql } from 'postgres'
import { ok, type Result, refuse } from '../result.ts'
import { connect } from './connect.ts'
import { embeddedBinaries } from './embedded-binaries.ts'
import { ensureCluster, ROLE, readPassword } from './embedded-cluster.ts'
import { gone, type Postmaster, runningPostmaster, startPostmaster, stopPostmaster, TAKEN } from './embedded-process.ts'
import { databaseUser } from './embedded-user.ts'
import { machineRefusal, needSpace } from './machine.ts'
import { type Presence, presence } from './presence.ts'

const DATABASE = 'gongkai'
const ATTEMPTS = 5
/** Below this, PostgreSQL could not even finish what a crash left to be done. */
const LATER_START_MB = 32

export type Embedded = {
  /** Holds the password: for opening pools, never for showing. */
  url: (database: string) => string
  cluster: string
  /** Whether this program started the server, or found it running. */
  adopted: boolean
  presence: Presence
  /** Leaves, and stops the server unless another program still uses it. */
  close(): Promise<void>
}

type Options = {
  /** False only for throw-away databases of tests: nothing is forced to disk. */
  durable?: boolean
  lost?: () => void
}

/**
 * The program's own PostgreSQL in `folder`: made when there is none, started when it does not run, used when it does.
 * Refuses in one sentence what the machine or the folder forbids; see README.md for the order of things.
 */
export async function startEmbedded(dataFolder: string, options: Options = {}): Promise<Result<Embedded>> {
  const folder = resolve(dataFolder)
  try {
    await prepareFolder(folder)
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const entered = await tryEnter(folder, options)
      if (entered) return entered
      await pause(100 * (attempt + 1))
    }
    return refuse('embedded.busy', `数据目录 ${folder} 的数据库正在反复启动和停止`, { fix: '请稍候再试' })
  } catch (error) {
    const refusal = (error as NodeJS.ErrnoException).syscall ? machineRefusal(error, folder) : null
    if (refusal) return { ok: false, refusal }
    throw error
  }
}

async function prepareFolder(folder: string) {
  await makeFolder(folder)
  const probe = join(folder, `.write-${process.pid}`)
  await writeFile(probe, 'x')
  await rm(probe)
}

/** Step by step, since a recursive mkdir on a read-only disk says only that something does not exist. */
async function makeFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch((error) => {
    if (error.code !== 'ENOENT') throw error
    return null
  })
  if (found?.isDirectory()) return
  await makeFolder(dirname(folder))
  await mkdir(folder, { mode: 0o711 }).catch((error) => {
    if (error.code !== 'EEXIST' || found) throw error
  })
}

/** One server and how to start it, also a second time when it has died. */
type House = { cluster: string; start: (again?: Postmaster) => Promise<Result<Postmaster>>; lost: () => void }

/** Null when another program came in between and it is worth trying again. */
async function tryEnter(
  folder: string,
  { durable = true, lost = () => {} }: Options,
): Promise<Result<Embedded> | null> {
  const binaries = await embeddedBinaries()
  if (!binaries.ok) return binaries
  const user = await databaseUser(join(folder, 'postgres'))
  const made = await ensureCluster(folder, binaries.value, user, durable)
  if (!made.ok) return made
  const cluster = made.value
  const start: House['start'] = (again) => startPostmaster(folder, cluster, binaries.value, user, durable, again)

  const running = await runningPostmaster(cluster)
  if (running) return enter({ cluster, start, lost }, running, true)
  const full = durable ? await needSpace(folder, LATER_START_MB) : null
  if (full) return full
  const started = await start()
  if (!started.ok) return started.refusal.code === TAKEN ? null : started
  return enter({ cluster, start, lost }, started.value, false)
}

async function enter(house: House, first: Postmaster, adopted: boolean): Promise<Result<Embedded> | null> {
  const { cluster, start, lost } = house
  let postmaster = first
  const revive = async () => {
    const running = await runningPostmaster(cluster)
    const started = running ? ok(running) : await start(postmaster)
    if (started.ok) postmaster = started.value
  }
  const password = await readPassword(cluster)
  const host = encodeURIComponent(postmaster.socketFolder)
  const url = (database: string) => `postgres://${ROLE}:${password}@localhost/${database}?host=${host}`
  const present = presence(url(DATABASE), { lost, revive })
  const entered = await present.enter().catch((error) => error as Error & { code?: string })

  if (entered instanceof Error && entered.code === '3D000') {
    await present.end()
    await createDatabase(url('postgres'))
    return enter(house, postmaster, adopted)
  }
  if (entered instanceof Error && !LEAVING.test(`${entered.code} ${entered.message}`)) throw entered
  if (entered !== true) {
    // Its last user is stopping it.
    await present.end()
    await gone(cluster, postmaster.pid, 8000)
    return null
  }

  const close = async () => {
    const alone = await present.leave().catch(() => false)
    if (alone) await stopPostmaster(cluster, postmaster)
    await present.end()
  }
  return ok({ url, cluster, adopted, presence: present, close })
}

/** How a server answers while it goes: shutting down, no socket any more, connection closed on us. */
const LEAVING = /57P0|ENOENT|ECONNREFUSED|ECONNRESET|EPIPE|CONNECTION_/

async function createDatabase(url: string) {
  const sql: Sql = connect(url, { max: 1 })
  try {
    await sql.unsafe(`create database ${DATABASE}`).catch((error) => {
      // Another program starting at the same moment was first.
      if (error.code !== '42P04' && error.code !== '23505') throw error
    })
  } finally {
    await sql.end()
  }
}

import { mkdir, mkdtemp, open, readFile, readlink, realpath, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { ok, type Result, refuse } from '../result.ts'
import type { Binaries } from './embedded-binaries.ts'
import { type DatabaseUser, giveTo, spawnAs } from './embedded-user.ts'
import { machineRefusal } from './machine.ts'

export type Postmaster = { pid: number; socketFolder: string; status: string }

/** What a running server must be like; given on the command line, so no file in the cluster can weaken it. */
const SETTINGS = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  shared_buffers: '32MB',
  max_connections: '40',
  max_wal_size: '256MB',
  min_wal_size: '32MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  max_parallel_workers_per_gather: '0',
  autovacuum_max_workers: '2',
  max_wal_senders: '2',
  io_method: 'sync',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  password_encryption: 'scram-sha-256',
  // Errors of single statements can quote what people typed; they reach the program, and stay out of the log.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
}

const POLL_MS = 15
const START_LIMIT_MS = 60_000
const LOG_LIMIT_BYTES = 4 * 1024 * 1024
const SOCKET_NAME = '.s.PGSQL.5432'
/** A socket's path has 107 bytes; PostgreSQL wants a little room for its lock file. */
const SOCKET_PATH_LIMIT = 100
const SHORT_FOLDER = 'gongkai-'

/** What `postmaster.pid` says, whether or not that process still lives. */
async function readPidFile(cluster: string): Promise<Postmaster | null> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => null)
  if (text === null) return null
  const lines = text.split('\n').map((line) => line.trim())
  return { pid: Number(lines[0]), socketFolder: lines[4] ?? '', status: lines[7] ?? '' }
}

/**
 * The server now running on this cluster, once it is ready; null when none runs. A `postmaster.pid` whose process is
 * gone, or has since become another program, is removed, and so is the lock of its socket: PostgreSQL itself would
 * refuse to start in the second case.
 */
export async function runningPostmaster(cluster: string): Promise<Postmaster | null> {
  for (const limit = Date.now() + START_LIMIT_MS; Date.now() < limit; await pause(POLL_MS)) {
    const found = await readPidFile(cluster)
    if (!found || !(await isPostmaster(found.pid, cluster))) {
      await clearAway(cluster, found)
      return null
    }
    if (found.status === 'ready') return found
  }
  return null
}

async function isPostmaster(pid: number, cluster: string): Promise<boolean> {
  if (!Number.isInteger(pid) || pid <= 1) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
  }
  if (process.platform !== 'linux') return true
  // A postmaster works inside its cluster; a stranger with a recycled process number does not, and a zombie nowhere.
  const folder = await readlink(`/proc/${pid}/cwd`).catch(() => null)
  return folder !== null && folder === (await realpath(cluster))
}

/** Notes of a dead server. Each is looked at once more, since a living one may be writing its own just now. */
async function clearAway(cluster: string, dead: Postmaster | null) {
  for (const name of ['postmaster.pid', `${SOCKET_NAME}.lock`]) {
    const note = join(cluster, name)
    const pid = await readFile(note, 'utf8').then(Number.parseInt, () => null)
    if (pid !== null && !(await isPostmaster(pid, cluster))) await rm(note, { force: true })
  }
  if (dead) await removeShortFolder(dead.socketFolder)
}

async function removeShortFolder(socketFolder: string) {
  const ours = dirname(socketFolder) === tmpdir() && basename(socketFolder).startsWith(SHORT_FOLDER)
  if (ours) await rm(socketFolder, { recursive: true, force: true })
}

/** A refusal with this code means another program started the same cluster first: look for its server again. */
export const TAKEN = 'embedded.taken'

/**
 * Starts a server in its own process group, so that Ctrl-C reaches this program first and the server second. `again`: the
 * server that died and is to be replaced at the same address.
 */
export async function startPostmaster(
  folder: string,
  cluster: string,
  binaries: Binaries,
  user: DatabaseUser,
  durable: boolean,
  again?: Postmaster,
): Promise<Result<Postmaster>> {
  const log = await openLog(join(folder, 'logs'))
  const socketFolder = await socketFolderFor(cluster, user, again?.socketFolder)
  const settings = { ...SETTINGS, unix_socket_directories: socketFolder, fsync: durable ? 'on' : 'off' }
  const args = [
    '-D',
    cluster,
    '-p',
    '5432',
    ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
  ]
  try {
    const child = await spawnAs(user, binaries.postgres, args, {
      paths: [cluster],
      cwd: '/',
      detached: true,
      stdio: ['ignore', log.handle.fd, log.handle.fd],
      env: { PATH: process.env.PATH, LC_ALL: 'C' },
    })
    child.unref()
    let ended: string | null = null
    child.on('error', (error) => {
      ended = error.message
    })
    child.on('exit', (code, signal) => {
      ended = `exit ${code ?? signal}`
    })
    for (const limit = Date.now() + START_LIMIT_MS; Date.now() < limit && ended === null; await pause(POLL_MS)) {
      const found = await readPidFile(cluster)
      if (found && found.pid === child.pid && found.status === 'ready') return ok(found)
    }
    await removeShortFolder(socketFolder)
    return explain(folder, log.path, (await readFile(log.path)).subarray(log.size).toString() || (ended ?? 'timeout'))
  } finally {
    await log.handle.close()
  }
}

function explain(folder: string, log: string, said: string): Result<never> {
  if (/lock file ".*" already exists|pre-existing shared memory block/.test(said)) return refuse(TAKEN, said)
  const refusal = machineRefusal(said, folder)
  if (refusal) return { ok: false, refusal }
  const reason = /(?:FATAL|PANIC): +(.*)/.exec(said)?.[1] ?? said.trim().split('\n').at(-1)
  return refuse('embedded.no-start', `内置数据库没有启动成功：${reason}`, { fix: `请查看日志 ${log}` })
}

async function openLog(folder: string) {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, 'postgres.log')
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  )
  if (size > LOG_LIMIT_BYTES) await rename(path, `${path}.1`)
  return { path, size: size > LOG_LIMIT_BYTES ? 0 : size, handle: await open(path, 'a', 0o600) }
}

/** The socket lies in the cluster, which only its owner can enter; a path too long for a socket gets a short folder. */
async function socketFolderFor(cluster: string, user: DatabaseUser, before?: string): Promise<string> {
  if (Buffer.byteLength(join(cluster, SOCKET_NAME)) <= SOCKET_PATH_LIMIT) return cluster
  // A server brought back answers where its users look for it.
  if (before) await mkdir(before, { mode: 0o700 })
  const short = before ?? (await mkdtemp(join(tmpdir(), SHORT_FOLDER)))
  await giveTo(user, short)
  return short
}

/** Stops a server: politely, and at once when it has not gone after three seconds. */
export async function stopPostmaster(cluster: string, { pid, socketFolder }: Postmaster): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    if (!(await isPostmaster(pid, cluster))) break
    process.kill(pid, signal)
    await gone(cluster, pid, 3000)
  }
  await removeShortFolder(socketFolder)
}

/** Waits until a server has given its cluster up. Its pid file is the last thing it removes. */
export async function gone(cluster: string, pid: number, limitMs: number): Promise<void> {
  for (const limit = Date.now() + limitMs; Date.now() < limit; await pause(POLL_MS)) {
    const found = await readPidFile(cluster)
    if (found?.pid !== pid || !(await isPostmaster(pid, cluster))) return
  }
}

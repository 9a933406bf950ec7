import { type SpawnOptions, spawn } from 'node:child_process'
import { chown, lstat, readdir, readFile, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'

/**
 * PostgreSQL refuses to run as root. Started by root, the database therefore runs as another user of the machine, who
 * owns the cluster folder; started by anybody else, it runs as they do.
 */
export type DatabaseUser = { uid: number; gid: number } | null

/** Kernel capabilities that let a process pass folders closed to it, by their bit in `/proc/self/status`. */
const PASSING = { dac_read_search: 2, dac_override: 1 } as const

/** Whoever owns the cluster already, or else the first of these users the machine has. */
export async function databaseUser(cluster: string): Promise<DatabaseUser> {
  if (process.getuid?.() !== 0) return null
  const owner = await stat(cluster).catch(() => null)
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }

  const users = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'))
  const found = ['gongkai', 'postgres', 'nobody'].map((name) => users.find(([user]) => user === name)).find(Boolean)
  return found ? { uid: Number(found[2]), gid: Number(found[3]) } : { uid: 65534, gid: 65534 }
}

/** Gives a folder and all in it to the database user; mends a cluster that root copied from elsewhere. */
export async function giveTo(user: DatabaseUser, path: string): Promise<void> {
  if (!user) return
  const { uid } = await lstat(path)
  if (uid === user.uid) return
  await chown(path, user.uid, user.gid)
  for (const entry of await readdir(path, { recursive: true, withFileTypes: true }))
    if (!entry.isSymbolicLink()) await chown(join(entry.parentPath, entry.name), user.uid, user.gid)
}

/**
 * Starts a database program as the database user. When a folder on the way is closed to that user (a checkout under
 * /root, say), the program gets the one capability to pass it rather than our loosening somebody's folder.
 */
export async function spawnAs(
  user: DatabaseUser,
  program: string,
  args: string[],
  { paths, ...options }: SpawnOptions & { paths: string[] },
) {
  if (!user) return spawn(program, args, options)
  const open = await Promise.all([program, ...paths].map((path) => canReach(user, path)))
  if (open.every(Boolean)) return spawn(program, args, { ...options, uid: user.uid, gid: user.gid })

  const capability = await passingCapability()
  // Without the secure bit, access(2), which initdb asks about its neighbour, would not count the capability.
  const caps = capability
    ? ['--securebits=+no_setuid_fixup', `--inh-caps=-all,+${capability}`, `--ambient-caps=-all,+${capability}`]
    : []
  const ids = [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups']
  return spawn('setpriv', [...ids, ...caps, '--', program, ...args], options)
}

async function canReach(user: { uid: number; gid: number }, path: string): Promise<boolean> {
  for (let folder = dirname(resolve(path)); ; folder = dirname(folder)) {
    const { mode, uid, gid } = await stat(folder)
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001
    if ((mode & bit) === 0) return false
    if (folder === dirname(folder)) return true
  }
}

async function passingCapability(): Promise<string | null> {
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '')
  const held = BigInt(`0x${/^CapEff:\s*([0-9a-f]+)/m.exec(status)?.[1] ?? '0'}`)
  const found = Object.entries(PASSING).find(([, bit]) => held & (1n << BigInt(bit)))
  return found?.[0] ?? null
}

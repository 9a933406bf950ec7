import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { ok, type Result, refuse } from '../result.ts'
import { type Binaries, EMBEDDED_MAJOR } from './embedded-binaries.ts'
import { type DatabaseUser, giveTo, spawnAs } from './embedded-user.ts'
import { machineRefusal, needSpace } from './machine.ts'

/** The one database role. Its password lives inside the cluster, readable by the owner only. */
export const ROLE = 'gongkai'
const PASSWORD_FILE = 'gongkai.password'

/** A fresh cluster takes about 45 MB; the rest is room for the first write-ahead log. */
const FIRST_START_MB = 128

export const readPassword = async (cluster: string) => (await readFile(join(cluster, PASSWORD_FILE), 'utf8')).trim()

/** Makes the cluster when there is none, and refuses one that another major version of PostgreSQL wrote. */
export async function ensureCluster(
  folder: string,
  binaries: Binaries,
  user: DatabaseUser,
  durable: boolean,
): Promise<Result<string>> {
  const cluster = join(folder, 'postgres')
  const entries = await readdir(cluster).catch((error) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  if (entries.length > 0) return checkVersion(cluster, user)

  const full = durable ? await needSpace(folder, FIRST_START_MB) : null
  return full ?? createCluster(folder, binaries, user, durable)
}

async function checkVersion(cluster: string, user: DatabaseUser): Promise<Result<string>> {
  const major = await readFile(join(cluster, 'PG_VERSION'), 'utf8').then(
    (text) => Number.parseInt(text, 10),
    () => null,
  )
  if (major === null)
    return refuse('embedded.not-a-cluster', `${cluster} 里的文件不是 PostgreSQL 数据库，没有改动任何文件`, {
      fix: '请用 DATA_DIR 指定空目录，或恢复原来的数据目录',
    })
  if (major > EMBEDDED_MAJOR)
    return refuse(
      'embedded.newer-major',
      `数据目录由更新的版本（PostgreSQL ${major}）创建，请使用新版本程序打开，没有改动任何数据`,
    )
  if (major < EMBEDDED_MAJOR)
    return refuse(
      'embedded.older-major',
      `数据目录由 PostgreSQL ${major} 创建，本程序内置 PostgreSQL ${EMBEDDED_MAJOR}，没有改动任何数据`,
      {
        fix: '请用创建它的程序版本打开；要换用本程序，请用原版本启动后以 pg_dump 导出，再导入 DATABASE_URL 指定的 PostgreSQL',
      },
    )
  await giveTo(user, cluster)
  return ok(cluster)
}

/**
 * Runs initdb in a folder beside the real one and moves the finished cluster into place in one step, so a full disk or
 * a killed program leaves no half-made cluster, and of two programs starting together one wins.
 */
export async function createCluster(
  folder: string,
  binaries: Binaries,
  user: DatabaseUser,
  durable: boolean,
): Promise<Result<string>> {
  const cluster = join(folder, 'postgres')
  const workshop = await mkdtemp(join(folder, '.initdb-'))
  try {
    const made = join(workshop, 'postgres')
    const passwordFile = join(workshop, PASSWORD_FILE)
    await writeFile(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 })
    await mkdir(made, { mode: 0o700 })
    await giveTo(user, workshop)

    const failure = await initdb(binaries, user, made, passwordFile, durable)
    if (failure) {
      const refusal = machineRefusal(failure, folder)
      if (refusal) return { ok: false, refusal }
      throw new Error(`initdb failed: ${failure}`)
    }
    await rename(passwordFile, join(made, PASSWORD_FILE))
    if (durable) await settle(made)
    await rename(made, cluster).catch((error) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
    })
    if (durable) await settle(folder)
    return ok(cluster)
  } finally {
    await rm(workshop, { recursive: true, force: true })
  }
}

/** Writes a folder's entries to disk, so a rename survives a power cut. */
async function settle(folder: string) {
  const handle = await open(folder)
  await handle.sync()
  await handle.close()
}

async function initdb(binaries: Binaries, user: DatabaseUser, made: string, passwordFile: string, durable: boolean) {
  const args = [
    `--pgdata=${made}`,
    `--username=${ROLE}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // The same order of characters on every machine, whatever locales it has.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--data-checksums',
    ...(durable ? [] : ['--no-sync']),
  ]
  const child = await spawnAs(user, binaries.initdb, args, {
    paths: [made],
    cwd: '/',
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { PATH: process.env.PATH, LC_ALL: 'C' },
  })
  const ended = new Promise<number>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve(code ?? 1))
  })
  const [said, code] = await Promise.all([text(child.stderr!), ended])
  return code === 0 ? null : said.trim() || `exit ${code}`
}

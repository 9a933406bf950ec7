import type { Sql } from 'postgres'
import { ok, type Result, refuse } from '../result.ts'
import type { Settings } from '../settings.ts'
import { connect } from './connect.ts'
import { startEmbedded } from './embedded.ts'
import { type Presence, presence } from './presence.ts'

export type Database = {
  sql: Sql
  /** Holds the password: for programs that open their own pool, never for showing. */
  url: string
  kind: 'embedded' | 'external'
  /** Makes this program the one that serves. Refuses when another one does. */
  claim(): Promise<Result<null>>
  /** Ends the pool, and stops the embedded server unless another command still uses it. */
  close(): Promise<void>
}

const OLDEST = 15
const NEWEST = 18

/** Without these, what a citizen was told is received could be gone after a power cut. */
const DURABLE = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on', data_checksums: 'on' } as const

type Options = {
  /** Called when the place of the one server was lost to another program, after the database had restarted. */
  lost?: () => void
}

/**
 * Opens the database of the settings: `DATABASE_URL`, or else the program's own PostgreSQL in `DATA_DIR`. Nothing is
 * migrated yet. Refuses in one sentence when it cannot be reached, written, or trusted.
 */
export async function openDatabase(
  settings: Pick<Settings, 'dataDir' | 'databaseUrl'>,
  { lost = () => {} }: Options = {},
): Promise<Result<Database>> {
  return settings.databaseUrl ? openExternal(settings.databaseUrl, lost) : openEmbedded(settings.dataDir, lost)
}

async function openEmbedded(folder: string, lost: () => void): Promise<Result<Database>> {
  const started = await startEmbedded(folder, { lost })
  if (!started.ok) return started
  const url = started.value.url('gongkai')
  const sql = connect(url)
  const close = async () => {
    await sql.end({ timeout: 2 })
    await started.value.close()
  }
  const weak = await weakSettings(sql)
  if (weak.length > 0) {
    await close()
    return refuse('database.not-durable', `内置数据库的设置不安全（${weak.join('，')}），没有改动任何数据`, {
      fix: '请撤销对数据目录中 PostgreSQL 设置的改动',
    })
  }
  return ok({ sql, url, kind: 'embedded', claim: () => claim(started.value.presence), close })
}

/** The settings that stand between a confirmed record and its loss, where they are not as they should be. */
export async function weakSettings(sql: Sql): Promise<string[]> {
  const rows = await sql`select name, setting from pg_settings where name in ${sql(Object.keys(DURABLE))}`
  return rows
    .filter(({ name, setting }) => setting !== DURABLE[name as keyof typeof DURABLE])
    .map(({ name, setting }) => `${name}=${setting}`)
}

async function openExternal(url: string, lost: () => void): Promise<Result<Database>> {
  const sql = connect(url, { connect_timeout: 10 })
  const version = await sql`select current_setting('server_version_num')::int / 10000 as major`.then(
    ([row]) => ok(Number(row?.major)),
    (error: Error & { code?: string }) => unreachable(url, error),
  )
  const supported = version.ok ? checkVersion(version.value) : version
  if (!supported.ok) {
    await sql.end({ timeout: 1 })
    return supported
  }
  const present = presence(url, { lost })
  const close = async () => {
    await sql.end({ timeout: 2 })
    await present.end()
  }
  return ok({ sql, url, kind: 'external', claim: () => claim(present), close })
}

export function checkVersion(major: number): Result<null> {
  if (major >= OLDEST && major <= NEWEST) return ok(null)
  return refuse('database.version', `不支持 PostgreSQL ${major}，没有改动任何数据`, {
    fix: `请使用 PostgreSQL ${OLDEST} 到 ${NEWEST}，或不设置 DATABASE_URL 以使用内置数据库`,
  })
}

function unreachable(url: string, error: Error & { code?: string }): Result<never> {
  const { host, pathname } = new URL(url)
  const place = `${host}${pathname}`
  const reason = REASONS.find(([pattern]) => pattern.test(error.code ?? ''))?.[1] ?? `原因代码 ${error.code}`
  return refuse('database.unreachable', `无法连接 DATABASE_URL 指定的数据库 ${place}：${reason}`, {
    fix: '请检查 DATABASE_URL 以及数据库是否在运行，或不设置 DATABASE_URL 以使用内置数据库',
  })
}

const REASONS: [RegExp, string][] = [
  [/ECONNREFUSED|ENOENT/, '该地址没有数据库在运行'],
  [/ENOTFOUND|EAI_AGAIN/, '找不到这台主机'],
  [/TIMEDOUT|CONNECT_TIMEOUT|EHOSTUNREACH|ENETUNREACH/, '没有回应'],
  [/^28/, '用户名或密码不正确'],
  [/^3D000/, '数据库不存在'],
  [/^57P03/, '数据库正在启动或停止'],
  [/^53300/, '连接数已满'],
]

async function claim(present: Presence): Promise<Result<null>> {
  if (await present.serve()) return ok(null)
  return refuse('database.served', '另一个 gongkai serve 正在使用同一个数据目录或数据库，没有改动任何数据', {
    fix: '请先停止它，或用 DATA_DIR 指定另一个数据目录',
  })
}

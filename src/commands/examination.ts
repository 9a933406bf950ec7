import { access, constants, stat } from 'node:fs/promises'
import { readIdentitySettings } from '../applications/public/identity/settings.ts'
import { dayOf } from '../calendar/day.ts'
import { freeBytes } from '../db/machine.ts'
import { migrationState } from '../db/migrate.ts'
import { type Database, openDatabase, weakSettings } from '../db/open.ts'
import { tryMailbox } from '../mail/imap.ts'
import { readMailSettings, type Server, withoutAddresses } from '../mail/settings.ts'
import { connectSmtp } from '../mail/smtp.ts'
import type { Settings } from '../settings.ts'
import { offeredAt } from '../subscriptions/settings.ts'
import { readPublicUrl } from '../web/settings.ts'
import { examineFonts } from './fonts.ts'

export type Finding = { what: string; state: 'ok' | 'warn' | 'bad'; says: string; fix?: string }

const MB = 1024 ** 2
/** Room below which the program warns, and below which it will soon stop taking records. */
const ROOM = { warn: 2048 * MB, bad: 256 * MB }
/** Seconds the clocks of program and database may differ. A deadline is counted in days, but a day has an end. */
const DRIFT = { warn: 1, bad: 5 }

/** Looks at everything the program stands on, and says how to mend what is wrong. Changes nothing. */
export async function examine(settings: Settings): Promise<Finding[]> {
  return [
    examineSettings(settings),
    examineNode(),
    ...(await examineFolder(settings)),
    ...(await examineDatabase(settings)),
    ...(await examineMail(process.env)),
    examineSubscriptions(process.env),
    examineIdentity(process.env),
    await examineFonts(settings.fontDir),
  ]
}

function examineSettings({ port, host, base, databaseUrl }: Settings): Finding {
  const parts = [
    `端口 ${port}`,
    `地址 ${host || '全部'}`,
    `路径 ${base || '/'}`,
    databaseUrl ? '外部数据库' : '内置数据库',
  ]
  return { what: '设置', state: 'ok', says: parts.join('，') }
}

function examineNode(): Finding {
  const fine = Number.parseInt(process.versions.node, 10) >= 24
  return {
    what: 'Node.js',
    state: fine ? 'ok' : 'bad',
    says: process.version,
    ...(fine ? {} : { fix: '请运行 bin/setup，并用 bin/gongkai 启动' }),
  }
}

async function examineFolder({ dataDir }: Settings): Promise<Finding[]> {
  const found = await stat(dataDir).catch(() => null)
  if (!found)
    return [{ what: '数据目录', state: 'warn', says: `${dataDir} 还没有建立`, fix: '首次启动（npm start）时自动建立' }]

  const writable = await access(dataDir, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  )
  const rights: Finding = writable
    ? { what: '数据目录', state: 'ok', says: `${dataDir} 可写` }
    : { what: '数据目录', state: 'bad', says: `${dataDir} 不可写`, fix: '请检查目录的所有者和权限' }
  return [rights, examineRoom(await freeBytes(dataDir))]
}

function examineRoom(free: number): Finding {
  const state = free < ROOM.bad ? 'bad' : free < ROOM.warn ? 'warn' : 'ok'
  const says = free >= 1024 * MB ? `剩余 ${(free / 1024 / MB).toFixed(1)} GB` : `剩余 ${Math.floor(free / MB)} MB`
  return { what: '磁盘', state, says, ...(state === 'ok' ? {} : { fix: '请清理磁盘或扩大数据目录所在的分区' }) }
}

async function examineDatabase(settings: Settings): Promise<Finding[]> {
  const untouched = !settings.databaseUrl && !(await stat(settings.dataDir).catch(() => null))
  if (untouched) return [{ what: '数据库', state: 'warn', says: '还没有建立', fix: '首次启动时自动建立' }]

  const opened = await openDatabase(settings)
  if (!opened.ok) {
    const { says, fix } = opened.refusal
    return [{ what: '数据库', state: 'bad', says, ...(fix ? { fix } : {}) }]
  }
  try {
    return [
      await examineServer(opened.value),
      await examineDurability(opened.value),
      await examineMigrations(opened.value),
      await examineClock(opened.value),
    ]
  } finally {
    await opened.value.close()
  }
}

async function examineServer({ sql, kind }: Database): Promise<Finding> {
  const [row] = await sql`
    select current_setting('server_version') as version, current_setting('server_encoding') as encoding,
      pg_size_pretty(pg_database_size(current_database())) as size`
  const says = `${kind === 'embedded' ? '内置' : '外部'} PostgreSQL ${row?.version}，编码 ${row?.encoding}，${row?.size}`
  if (row?.encoding === 'UTF8') return { what: '数据库', state: 'ok', says }
  return { what: '数据库', state: 'bad', says, fix: '请新建编码为 UTF8 的数据库，再恢复备份' }
}

async function examineDurability({ sql, kind }: Database): Promise<Finding> {
  const weak = await weakSettings(sql)
  if (weak.length === 0) return { what: '数据安全', state: 'ok', says: '断电不丢失已确认的记录，页面校验已启用' }
  const onlyChecksums = weak.every((setting) => setting.startsWith('data_checksums'))
  return {
    what: '数据安全',
    state: kind === 'external' && onlyChecksums ? 'warn' : 'bad',
    says: weak.join('，'),
    fix: onlyChecksums ? '请在停机时用 pg_checksums --enable 启用页面校验' : '请在 PostgreSQL 设置中改为 on 后重新启动',
  }
}

async function examineMigrations({ sql }: Database): Promise<Finding> {
  const { version, pending, trouble } = await migrationState(sql)
  if (trouble)
    return { what: '数据结构', state: 'bad', says: trouble.says, ...(trouble.fix ? { fix: trouble.fix } : {}) }
  if (pending.length === 0) return { what: '数据结构', state: 'ok', says: `版本 ${version}` }
  return {
    what: '数据结构',
    state: 'warn',
    says: `版本 ${version}，还有 ${pending.length} 项更新未执行`,
    fix: '下次启动时自动执行',
  }
}

async function examineClock({ sql }: Database): Promise<Finding> {
  await sql`select 1`
  const before = Date.now()
  const [row] = await sql`select extract(epoch from clock_timestamp())::float8 * 1000 as now`
  const here = (before + Date.now()) / 2
  const drift = Math.abs(Number(row?.now) - here) / 1000
  const state = drift > DRIFT.bad ? 'bad' : drift > DRIFT.warn ? 'warn' : 'ok'
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const says = `北京时间 ${dayOf(new Date(here))}，本机时区 ${zone}（期限一律按北京时间计算），与数据库相差 ${drift.toFixed(1)} 秒`
  return {
    what: '时钟',
    state,
    says,
    ...(state === 'ok' ? {} : { fix: '请在程序和数据库所在的机器上启用时间同步（NTP）' }),
  }
}

/** Whether citizens can subscribe by mail. */
function examineSubscriptions(env: NodeJS.ProcessEnv): Finding {
  const what = '邮件订阅'
  const url = readPublicUrl(env)
  if (!url.ok) return { what, state: 'bad', says: url.refusal.says, fix: url.refusal.fix }
  if (offeredAt(env)) return { what, state: 'ok', says: `已开放，邮件里的网址以 ${url.value} 开头` }
  return { what, state: 'warn', says: '门户上不开放邮件订阅', fix: '请设置 SMTP_URL、MAIL_FROM 和 PUBLIC_URL' }
}

/** Whether citizens may have their names filled in; a service that is not set is nothing to warn of. */
function examineIdentity(env: NodeJS.ProcessEnv): Finding {
  const what = '统一身份认证'
  const read = readIdentitySettings(env)
  if (!read.ok)
    return { what, state: 'bad', says: read.refusal.says, ...(read.refusal.fix && { fix: read.refusal.fix }) }
  return {
    what,
    state: 'ok',
    says: read.value ? `已设置，回调网址 ${read.value.callback}` : '没有设置，网上申请不用登录',
  }
}

/** Signs in to the mail servers that are set, and sends and reads nothing. */
async function examineMail(env: NodeJS.ProcessEnv): Promise<Finding[]> {
  const read = readMailSettings(env)
  if (!read.ok) {
    const { says, fix } = read.refusal
    return [{ what: '邮件', state: 'bad', says, ...(fix ? { fix } : {}) }]
  }
  const { smtp, imap } = read.value
  return [
    smtp
      ? await examineServerOf('发送邮件', 'SMTP_URL', smtp, async () => (await connectSmtp(smtp)).close())
      : { what: '发送邮件', state: 'warn', says: '尚未配置，邮件排队不发', fix: '请设置 SMTP_URL 和 MAIL_FROM' },
    imap
      ? await examineServerOf('收取邮件', 'IMAP_URL', imap, () => tryMailbox(imap))
      : { what: '收取邮件', state: 'warn', says: '尚未配置，不收取邮件', fix: '请设置 IMAP_URL' },
  ]
}

async function examineServerOf(what: string, name: string, { host, port }: Server, reach: () => Promise<void>) {
  try {
    await reach()
    return { what, state: 'ok', says: `${host}:${port} 可以登录` } as const
  } catch (error) {
    const says = `${host}:${port} 登录不上：${withoutAddresses((error as Error).message)}`
    return { what, state: 'bad', says, fix: `请核对 ${name} 的主机、端口、用户和密码` } as const
  }
}

import { resolve } from 'node:path'
import { ok, type Result, refuse } from './result.ts'

export type Settings = {
  port: number
  /** Empty: every address of the machine. */
  host: string
  dataDir: string
  /** Null: the program's own PostgreSQL in the data folder. May hold a password: never shown. */
  databaseUrl: string | null
  /** Path the product is mounted under, without a trailing slash: '' or '/zfxxgk'. */
  base: string
  fontDir: string | null
}

const DEFAULT_PORT = 8080

/** The settings of a run, from the environment; what the command line says comes first. */
export function readSettings(env: NodeJS.ProcessEnv, given: { port?: string } = {}): Result<Settings> {
  const portText = given.port ?? env.PORT ?? String(DEFAULT_PORT)
  const port = Number(portText)
  if (!/^\d{1,5}$/.test(portText) || port > 65535)
    return refuse('settings.port', `端口“${portText}”无效`, { fix: '请填写 1 到 65535 之间的数字' })

  const base = (env.BASE_PATH ?? '').replace(/\/+$/, '')
  if (!/^(\/[A-Za-z0-9_-]+)*$/.test(base))
    return refuse('settings.base', `BASE_PATH“${env.BASE_PATH}”无效`, { fix: '请以斜杠开头，例如 /zfxxgk' })

  if (env.DATABASE_URL && !/^postgres(ql)?:\/\//.test(env.DATABASE_URL))
    return refuse('settings.database', 'DATABASE_URL 无效', {
      fix: '请写成 postgres://用户:密码@主机:5432/数据库；不设置则使用内置数据库',
    })

  return ok({
    port,
    host: env.HOST ?? '',
    dataDir: resolve(env.DATA_DIR || 'data'),
    databaseUrl: env.DATABASE_URL || null,
    base,
    fontDir: env.FONT_DIR ? resolve(env.FONT_DIR) : null,
  })
}

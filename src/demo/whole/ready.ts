import type { Sql } from 'postgres'
import { migrate } from '../../db/migrate.ts'
import { ok, type Result, refuse } from '../../result.ts'
import { clearHalfLoaded, isHalfLoaded } from './store.ts'

/**
 * Brings a database to the newest tables, and a demo that was cut off back to nothing, so that it can be loaded again. To be
 * called by the one program that holds the place of the server. A database somebody else runs is never emptied.
 */
export async function makeReady(sql: Sql, kind: 'embedded' | 'external'): Promise<Result<null>> {
  const migrated = await migrate(sql)
  if (!migrated.ok) return migrated
  if (!(await isHalfLoaded(sql))) return ok(null)
  if (kind === 'external')
    return refuse('demo.half', '数据库里的演示数据没有装完', { fix: '请换一个空数据库，或清空它之后再启动' })
  await clearHalfLoaded(sql)
  const again = await migrate(sql)
  return again.ok ? ok(null) : again
}

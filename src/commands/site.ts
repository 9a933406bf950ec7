import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Sql } from 'postgres'
import type { FileStore } from '../context.ts'
import { migrate } from '../db/migrate.ts'
import { openDatabase } from '../db/open.ts'
import { loadingBar } from '../demo/progress.ts'
import { makeReady } from '../demo/whole/ready.ts'
import { isHalfLoaded } from '../demo/whole/store.ts'
import type { Tenant } from '../organs/model.ts'
import { findTenant, hasTenant } from '../organs/store.ts'
import { type Result, refuse } from '../result.ts'
import { readSettings } from '../settings.ts'

/** What a command of one site stands on. */
export type Site = { sql: Sql; tenantId: string; files: FileStore; tenant: Tenant; now: Date; base: string }

/**
 * Runs a command on the database: the running one, or one started for it. A data folder of our own that holds nothing yet is
 * given the demo, so that a newcomer's first command answers; a database somebody else runs is never filled.
 */
export async function withSite<T>(work: (site: Site) => Promise<Result<T>>): Promise<Result<T>> {
  const settings = readSettings(process.env)
  if (!settings.ok) return settings
  const database = await openDatabase(settings.value)
  if (!database.ok) return database
  const { sql, kind, claim, close } = database.value
  try {
    const migrated = await migrate(sql)
    if (!migrated.ok) return migrated
    const files = { root: join(settings.value.dataDir, 'files') }
    await mkdir(files.root, { recursive: true, mode: 0o700 })
    if (kind === 'embedded' && (!(await hasTenant(sql)) || (await isHalfLoaded(sql)))) {
      const alone = await claim()
      if (!alone.ok) return refuse('site.loading', '另一个程序正在装入演示数据', { fix: '请等它装完再试' })
      const ready = await makeReady(sql, kind)
      if (!ready.ok) return ready
      await (await import('../demo/demo.ts')).loadDemo({ sql, files }, loadingBar(process.stderr))
    }
    const tenant = await findTenant(sql)
    if (!tenant)
      return refuse('site.none', '数据库里还没有站点', { fix: '请先运行 bin/gongkai serve --demo 或 --empty' })
    return await work({ sql, tenantId: tenant.id, files, tenant, now: new Date(), base: settings.value.base })
  } finally {
    await close()
  }
}

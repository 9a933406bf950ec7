import assert from 'node:assert/strict'
import type { Sql } from 'postgres'
import { testDatabase } from '../../test/support/database.ts'
import type { Context } from '../context.ts'
import type { Organ, Post, Tenant } from '../organs/model.ts'
import { createOrgan, createPost, createTenant } from '../organs/store.ts'
import type { Result } from '../result.ts'

/** Monday 8 January 2018, nine o'clock in China. */
export const MONDAY = new Date('2018-01-08T01:00:00Z')
export const later = (minutes: number) => new Date(MONDAY.getTime() + minutes * 60_000)
export const RIGHT = 'rain over the river'

/** The value of a step that must have been taken. */
export function made<T>(result: Result<T>): T {
  assert.ok(result.ok, JSON.stringify(result))
  return result.value
}

/** The code of a refusal; null when the step was taken. */
export const refused = (result: Result<unknown>) => (result.ok ? null : result.refusal.code)

export type Town = {
  sql: Sql
  ctx: Context
  tenant: Tenant
  organ: Organ
  posts: Record<'officer' | 'reviewer' | 'admin', Post>
  close: () => Promise<void>
}

/** For tests: a database of its own with one site, one town, and three posts. */
export async function openTown(): Promise<Town> {
  const { sql, close } = await testDatabase({ max: 10 })
  const tenant = made(
    await createTenant(sql, { code: 'nanan', name: '南安市', settings: { siteName: '南安' } }, MONDAY),
  )
  const actor = { kind: 'system' as const, name: '测试' }
  const ctx: Context = { sql, tenantId: tenant.id, actor, now: MONDAY, files: { root: '' } }
  const organ = made(
    await createOrgan(ctx, {
      slug: 'mtz',
      code: 'NA119',
      name: '码头镇人民政府',
      shortName: '码头镇',
      kind: 'township',
    }),
  )
  const post = async (organId: string | null, name: string, role: 'officer' | 'reviewer' | 'admin', sort: number) =>
    made(await createPost(ctx, { organId, name, roles: [role], sort }))
  return {
    sql,
    ctx,
    tenant,
    organ,
    posts: {
      officer: await post(organ.id, '党政办信息员', 'officer', 1),
      reviewer: await post(organ.id, '保密审查员', 'reviewer', 2),
      admin: await post(null, '系统管理员', 'admin', 0),
    },
    close,
  }
}

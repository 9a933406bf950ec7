import type { Sql } from 'postgres'
import { v7 } from 'uuid'
import type { Context } from '../../src/context.ts'
import { createOrgan, createTenant } from '../../src/organs/store.ts'
import type { Role } from '../../src/roles.ts'
import { buildApp } from '../../src/web/app.tsx'
import { PageCache } from '../../src/web/cache.ts'
import type { Person, Tenant } from '../../src/web/env.ts'
import type { Place } from '../../src/web/place.ts'

export type Town = {
  ctx: Context
  tenant: Omit<Tenant, 'settings'> & Partial<Tenant>
  organ: { id: string; name: string }
}

/** A site with one organ, 码头镇人民政府, in a fresh tenant. `ctx` takes steps as the program itself, on `today`. */
export async function aTown(sql: Sql, today: string): Promise<Town> {
  const now = new Date(`${today}T02:00:00Z`)
  const code = `t${v7().replaceAll('-', '')}`
  const tenant = await createTenant(sql, { code, name: '南安市', settings: { siteName: '中国·南安' } }, now)
  if (!tenant.ok) throw new Error(tenant.refusal.says)
  const ctx: Context = {
    sql,
    tenantId: tenant.value.id,
    actor: { kind: 'system', name: '示例' },
    now,
    files: { root: '' },
  }
  const organ = await anOrgan(ctx, 'matou', '码头镇')
  return { ctx, tenant: tenant.value, organ }
}

/** One more organ in the town. */
export async function anOrgan(ctx: Context, slug: string, shortName: string): Promise<{ id: string; name: string }> {
  const name = `${shortName}人民政府`
  const made = await createOrgan(ctx, { slug, code: slug.toUpperCase(), name, shortName, kind: 'township' })
  if (!made.ok) throw new Error(made.refusal.says)
  return { id: made.value.id, name }
}

/** Somebody at a desk of the organ, with these roles; `null`: of the whole site. */
export const aPerson = (organ: Town['organ'] | null, ...roles: Role[]): Person => ({
  accountId: v7(),
  username: 'someone',
  name: '党政办信息员',
  roles,
  organ: organ && { ...organ, slug: 'matou' },
  mustChangePassword: false,
  csrf: 'token',
})

/** The same steps, taken by that person. */
export const as = (ctx: Context, person: Person): Context => ({
  ...ctx,
  actor: {
    kind: 'staff',
    accountId: person.accountId,
    name: person.name,
    roles: person.roles,
    organId: person.organ?.id ?? null,
  },
})

/** The pages of these places, as that person's browser would ask for them. */
export function deskOf({ ctx, tenant }: Town, places: readonly Place[], person: Person | null, base = '') {
  const app = buildApp({
    sql: ctx.sql as Sql,
    files: ctx.files,
    base,
    tenant: async () => ({ settings: { siteName: '中国·南安' }, ...tenant }),
    whoIs: async () => person,
    portal: places.filter(({ path }) => !path.startsWith('/console')),
    console: places.filter(({ path }) => path.startsWith('/console')),
    cache: new PageCache(),
    now: () => ctx.now,
    report: (error) => {
      throw error
    },
  })
  const read = async (response: Response) => ({
    status: response.status,
    to: response.headers.get('location'),
    text: await response.text(),
  })
  return {
    ask: async (path: string) => app.request(path),
    see: async (path: string) => read(await app.request(path)),
    /** Fields, or with files a whole form that brings its own `csrf`. */
    send: async (path: string, form: Record<string, string> | FormData) =>
      read(
        await app.request(path, {
          method: 'POST',
          body: form instanceof FormData ? form : new URLSearchParams({ csrf: 'token', ...form }),
        }),
      ),
  }
}

import { Hono } from 'hono'
import type { Child } from 'hono/jsx'
import type { Role } from '../../src/roles.ts'
import type { C, Env, Person, SiteSettings, Variables } from '../../src/web/env.ts'
import { Here } from '../../src/web/here.ts'

export const SETTINGS: SiteSettings = {
  siteName: '南安市人民政府',
  siteDomain: 'www.nanan.gov.cn',
  siteIdCode: '3505830001',
}

export const personWith = (...roles: Role[]): Person => ({
  accountId: '0198c0de-0000-7000-8000-000000000001',
  username: 'office',
  name: '党政办信息员',
  roles,
  organ: { id: '0198c0de-0000-7000-8000-000000000002', name: '码头镇人民政府', slug: 'matou' },
  mustChangePassword: false,
  csrf: 'token-of-the-session',
})

type Setting = Partial<Pick<Variables, 'base' | 'elder' | 'person'>> & { path?: string; settings?: SiteSettings }

/** Answers one request with a page that needs no database, and hands back what a browser would get. */
export async function answer(serve: (c: C) => Response | Promise<Response>, setting: Setting = {}): Promise<Response> {
  const app = new Hono<Env>()
  app.all('*', async (c) => {
    c.set('base', setting.base ?? '')
    c.set('elder', setting.elder ?? false)
    c.set('person', setting.person ?? null)
    c.set('tenant', { id: 't', code: 'nanan', name: '南安市', settings: setting.settings ?? SETTINGS })
    return serve(c)
  })
  return app.request(setting.path ?? '/')
}

/** The HTML of a part, inside a request but outside a frame. */
export async function rendered(part: Child, setting: Setting = {}): Promise<string> {
  const response = await answer((c) => c.html(<Here.Provider value={c}>{part}</Here.Provider>), setting)
  return response.text()
}

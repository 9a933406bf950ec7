import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Sql } from 'postgres'
import type { FileStore } from '../context.ts'
import { assetRoutes } from './assets.ts'
import type { PageCache } from './cache.ts'
import type { Alert, Env, Person, Tenant } from './env.ts'
import { mayGo, type Place } from './place.ts'
import { security } from './security.ts'
import { answerNotFound, answerProblem, answerRefusedAccess } from './wrong.tsx'

export type Building = {
  sql: Sql
  files: FileStore
  base: string
  /** The site this address serves. Asked anew when settings change. */
  tenant: () => Promise<Tenant>
  /** Who is signed in, by the cookie of the request. */
  whoIs: (cookie: string | undefined, now: Date) => Promise<Person | null>
  /** What the console says on every page to this person. */
  alerts?: (person: Person, now: Date) => Promise<readonly Alert[]>
  portal: readonly Place[]
  console: readonly Place[]
  cache: PageCache
  now: () => Date
  report: (error: unknown, what: string) => void
}

const LARGEST_POST = 64 * 1024 * 1024

/** The whole site as one Hono app: security headers, static files, then every row of the two site maps. */
export function buildApp(house: Building): Hono<Env> {
  const site = new Hono<Env>({ strict: false })

  const mount = (place: Place, prefix: '' | '/elder') => {
    site.on(place.method, `${prefix}${place.path}`.replace(/(.)\/$/, '$1'), async (c) => {
      const personal = place.path.startsWith('/console')
      const person = personal ? await house.whoIs(c.req.header('cookie'), c.var.now) : null
      c.set('person', person)
      if (!mayGo(place.may, person?.roles ?? null)) return answerRefusedAccess(c)
      if (person?.mustChangePassword && !/^\/console\/(password|sign-out)$/.test(place.path))
        return c.redirect(`${house.base}/console/password`, 303)
      if (place.method === 'post') {
        if (!sameOrigin(c.req.raw, c.req.url)) return answerRefusedAccess(c)
        const sent = await c.req.formData().catch(() => null)
        if (!sent) return answerRefusedAccess(c)
        const form = withoutNul(sent)
        if (person && form.get('csrf') !== person.csrf) return answerRefusedAccess(c)
        c.set('form', form)
      }
      if (personal) c.header('cache-control', 'no-store')
      if (person && house.alerts) c.set('alerts', await house.alerts(person, c.var.now))
      const era = house.cache.era
      const response = await place.serve(c)
      if (place.method === 'post' && place.audit !== null && !place.unseen) house.cache.forget()
      if (place.method === 'get' && place.cached && response.status === 200)
        return house.cache.keep(new URL(c.req.url), response, era)
      return response
    })
  }

  site.use(async (c, next) => {
    const path = new URL(c.req.url).pathname.slice(house.base.length)
    c.set('sql', house.sql)
    c.set('files', house.files)
    c.set('base', house.base)
    c.set('now', house.now())
    c.set('person', null)
    c.set('elder', isElder(path))
    c.set('tenant', await house.tenant())
    // One address for one page: what a page names beside itself, such as a chart, is found from there.
    if (c.req.method === 'GET' && /[^/]\/+$/.test(path) && path !== '/elder/')
      return c.redirect(`${house.base}${path.replace(/\/+/g, '/').slice(0, -1)}${new URL(c.req.url).search}`, 301)
    if (c.req.url.includes('%00')) return answerNotFound(c)
    await next()
  })
  site.use(security)
  site.use(bodyLimit({ maxSize: LARGEST_POST }))
  // The console comes first: an organ's front page answers to any one word.
  for (const place of house.console) mount(place, '')
  for (const place of house.portal) {
    mount(place, '/elder')
    mount(place, '')
  }
  site.onError((error, c) => {
    house.report(error, `${c.req.method} ${c.req.routePath ?? ''}`)
    return answerProblem(c)
  })

  const app = new Hono<Env>({ strict: false })
  app.route(`${house.base}/assets`, assetRoutes)
  app.notFound((c) => answerNotFound(c))
  app.route(house.base || '/', site)
  return app
}

/** No text of ours holds the character NUL, and no database takes it; where it was sent, it is left out. */
function withoutNul(form: FormData): FormData {
  const clean = new FormData()
  for (const [name, value] of form) clean.append(name, typeof value === 'string' ? value.replaceAll('\0', '') : value)
  return clean
}

/** 长辈版 begins its paths with /elder, also where nothing is found. */
const isElder = (path: string) => /^\/elder(\/|$)/.test(path)

/** A form of ours is only ever sent from a page of ours; browsers say where they come from. */
function sameOrigin(request: Request, url: string): boolean {
  const site = request.headers.get('sec-fetch-site')
  if (site) return site === 'same-origin' || site === 'none'
  const origin = request.headers.get('origin')
  return origin === null || new URL(origin).host === (request.headers.get('host') ?? new URL(url).host)
}

import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Context } from '../src/context.ts'
import { demoAccounts } from '../src/demo/demo.ts'
import { findTenant, listOrgans } from '../src/organs/store.ts'
import { consoleMap } from '../src/web/console.ts'
import type { Person } from '../src/web/env.ts'
import { portalMap } from '../src/web/portal.ts'
import { type Demo, demoDatabase } from './support/demo.ts'
import { aPerson, deskOf, type Town } from './support/desk.ts'

const BASE = '/zfxxgk'

describe('the whole site, mounted under a path of an existing portal', () => {
  let demo: Demo
  let town: Town

  before(async () => {
    demo = await demoDatabase()
    const { database } = demo
    const root = join(demo.root, 'files')
    const tenant = await findTenant(database.sql)
    assert.ok(tenant)
    const ctx: Context = {
      sql: database.sql,
      tenantId: tenant.id,
      actor: { kind: 'system', name: '示例' },
      now: new Date('2018-03-20T02:00:00Z'),
      files: { root },
    }
    const [organ] = await listOrgans(ctx)
    assert.ok(organ)
    town = { ctx, tenant: { ...tenant, demoAccounts: demoAccounts() }, organ }
  })
  after(() => demo.end())

  const site = (person: Person | null) => deskOf(town, [...portalMap, ...consoleMap], person, BASE)

  /** Pages that differ only in which record they show are one kind of page. */
  const kindOf = (path: string) =>
    path
      .replace(/[0-9a-f]{8}-[0-9a-f-]{27,}/g, '*')
      .replace(/fdzdgknr\/[^?]+/, 'fdzdgknr/*')
      .replace(/files\/\*\/.*/, 'files/*')
      .replace(/figures\/.*/, 'figures/*')
      .replace(/(category|year|page|finding|state|month|on)=[^&]*/g, '$1=*')

  /** Follows every link, picture, style and form from one page; the addresses that did not answer. */
  async function walk(from: string, person: Person | null) {
    const { ask } = site(person)
    const seen = new Set([kindOf(from)])
    const queue = [from]
    const wrong: string[] = []
    for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
      const answer = await ask(path)
      if (answer.status !== 200) wrong.push(`${answer.status} ${path}`)
      if (!answer.headers.get('content-type')?.startsWith('text/html')) continue
      const html = await answer.text()
      for (const [, attribute, quoted] of html.matchAll(/\s(href|src|action)="([^"]*)"/g)) {
        const address = quoted!.replaceAll('&amp;', '&')
        if (/^(#|data:|https?:|mailto:|tel:)/.test(address)) continue
        const url = new URL(address, `http://site${path}`)
        const next = `${url.pathname}${url.search}`
        if (next !== BASE && !next.startsWith(`${BASE}/`)) wrong.push(`outside: ${attribute} ${next} on ${path}`)
        else if (attribute !== 'action' && !seen.has(kindOf(next))) {
          seen.add(kindOf(next))
          queue.push(next)
        }
      }
    }
    return { wrong, seen }
  }

  it('is entered with and without the last slash', async () => {
    for (const path of [BASE, `${BASE}/`, `${BASE}/elder`, `${BASE}/elder/`]) {
      const { status, text } = await site(null).see(path)
      assert.equal(status, 200, path)
      assert.match(text, /最新公开/)
    }
  })

  it('has one address for each page', async () => {
    const { status, to } = await site(null).see(`${BASE}/matou/zfxxgknb/2017/?a=1`)
    assert.deepEqual([status, to], [301, `${BASE}/matou/zfxxgknb/2017?a=1`])
    assert.equal((await site(null).see(`${BASE}//elsewhere.example/`)).to, `${BASE}/elsewhere.example`)
  })

  it('is whole for a visitor: every link, picture and form leads somewhere, and nowhere else', async () => {
    const { wrong, seen } = await walk(`${BASE}/`, null)
    assert.deepEqual(wrong, [])
    for (const part of [
      '/matou/zfxxgknb/2017/months.svg',
      '/matou/zfxxgknb/2017.pdf',
      '/elder/matou',
      '/assets/portal.css',
    ])
      assert.ok(
        [...seen].some((path) => path.startsWith(BASE + part)),
        part,
      )
  })

  it('is whole for those at their desks', async () => {
    for (const role of ['officer', 'reviewer', 'leader', 'supervisor', 'auditor', 'admin'] as const) {
      const { wrong } = await walk(
        `${BASE}/console`,
        aPerson(role === 'admin' || role === 'auditor' ? null : town.organ, role),
      )
      assert.deepEqual(wrong, [], role)
    }
  })

  it('says on every page, also a missing one, that the demo is one', async () => {
    for (const path of ['/', '/elder/matou', '/matou/zfxxgknb/2017', '/nothing/here', '/console/sign-in'])
      assert.match((await site(null).see(BASE + path)).text, /演示站点：内容为示例，不是真实政务信息/, path)
    assert.match((await site(aPerson(town.organ, 'officer')).see(`${BASE}/console`)).text, /演示站点/)
  })

  it('shows the accounts of the demo where one signs in', async () => {
    const { text } = await site(null).see(`${BASE}/console/sign-in`)
    for (const { username } of demoAccounts()) assert.ok(text.includes(username), username)
  })

  it('answers a missing page of 长辈版 in large type', async () => {
    const { status, text } = await site(null).see(`${BASE}/elder/nothing/here`)
    assert.equal(status, 404)
    assert.match(text, /<html lang="zh-CN" class="elder">/)
  })
})

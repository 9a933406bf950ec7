import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import Provider from 'oidc-provider'
import type { Sql } from 'postgres'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { aTown, type Town } from '../../../../test/support/desk.ts'
import { buildApp } from '../../../web/app.tsx'
import { PageCache } from '../../../web/cache.ts'
import { filingPortalPlaces } from '../places.ts'
import { EMPTY } from '../rules.ts'
import { newSecret } from '../secrets.ts'
import { filledFrom } from './claims.ts'
import { identityService, readIdentitySettings } from './settings.ts'
import { openTicket, sealTicket } from './ticket.ts'

const SITE = 'http://localhost'
/** As a browser says it when a link of the form is followed. */
const FROM_FORM = { headers: { 'sec-fetch-site': 'same-origin' } }
const SET = {
  OIDC_ISSUER: 'https://id.example.gov.cn',
  OIDC_CLIENT_ID: 'gongkai',
  OIDC_CLIENT_SECRET: 'a-secret-of-the-service',
  OIDC_CARD_CLAIM: 'id_card',
  PUBLIC_URL: SITE,
}

describe('the settings of the identity service', () => {
  it('are none, whole, or refused', () => {
    assert.equal(identityService({}), null)
    assert.equal(identityService(SET)?.callback, `${SITE}/identity/callback`)
    for (const wrong of [
      { OIDC_ISSUER: 'id.example' },
      { OIDC_ISSUER: 'http://id.example.gov.cn' },
      { OIDC_CLIENT_ID: '' },
      { OIDC_CLIENT_SECRET: '' },
      { PUBLIC_URL: '' },
    ])
      assert.equal(readIdentitySettings({ ...SET, ...wrong }).ok, false, JSON.stringify(wrong))
  })
})

describe('what the service says of a person', () => {
  it('fills the form; what it does not say stays as it was typed', () => {
    const typed = { ...EMPTY, phone: '0595-1', subject: '某信息' }
    const told = {
      name: ' 张某某 ',
      email: 'a@example.com',
      address: { formatted: '码头镇' },
      id_card: '350583199001011237',
    }
    const draft = filledFrom(told, 'id_card', typed)
    assert.deepEqual(
      [draft.kind, draft.name, draft.phone, draft.email, draft.address, draft.identityNumber, draft.identity],
      ['natural', '张某某', '0595-1', 'a@example.com', '码头镇', '350583199001011237', 'id-card'],
    )
    assert.equal(draft.subject, '某信息')
    assert.equal(filledFrom(told, null, typed).identityNumber, '')
    assert.equal(filledFrom({ name: 7, address: 7 }, 'id_card', typed).name, '')
  })
})

describe('the ticket a visitor takes along', () => {
  const key = { id: 'k', bytes: Buffer.alloc(32, 1) }
  const now = new Date('2026-11-28T02:00:00Z')
  const ticket = { organ: 'matou', secret: 's', state: 'a', nonce: 'b', verifier: 'c', until: now.getTime() + 1000 }

  it('opens for us alone, and for a while', () => {
    const sealed = sealTicket(key, ticket)
    assert.deepEqual(openTicket(key, sealed, now), ticket)
    assert.equal(openTicket(key, sealed, new Date(ticket.until)), null)
    assert.equal(openTicket({ id: 'o', bytes: Buffer.alloc(32, 2) }, sealed, now), null)
    assert.equal(openTicket(key, `${sealed.slice(0, -2)}AA`, now), null)
    assert.equal(openTicket(key, undefined, now), null)
  })
})

describe('a citizen signs in with the identity service', () => {
  let database: TestDatabase
  let town: Town
  let root: string
  let service: Server
  let app: ReturnType<typeof buildApp>
  const kept: Record<string, string | undefined> = {}

  before(async () => {
    database = await testDatabase()
    root = await mkdtemp(join(tmpdir(), 'identity-'))
    town = await aTown(database.sql, '2026-11-28')
    town.ctx.files = { root: join(root, 'files') }
    service = createServer()
    await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve))
    const issuer = `http://localhost:${(service.address() as AddressInfo).port}`
    const provider = new Provider(issuer, {
      clients: [
        {
          client_id: SET.OIDC_CLIENT_ID,
          client_secret: SET.OIDC_CLIENT_SECRET,
          redirect_uris: [`${SITE}/identity/callback`],
        },
      ],
      claims: {
        openid: ['sub'],
        profile: ['name', 'id_card'],
        phone: ['phone_number'],
        email: ['email'],
        address: ['address'],
      },
      findAccount: (_ctx, sub) => ({
        accountId: sub,
        claims: () => ({ sub, name: '张某某', phone_number: '0595-86000000', id_card: '350583199001011237' }),
      }),
      pkce: { required: () => true },
      features: { devInteractions: { enabled: true } },
    })
    service.on('request', provider.callback())
    for (const [name, value] of Object.entries({ ...SET, OIDC_ISSUER: issuer })) {
      kept[name] = process.env[name]
      process.env[name] = value
    }
    app = buildApp({
      sql: town.ctx.sql as Sql,
      files: town.ctx.files,
      base: '',
      tenant: async () => ({ settings: { siteName: '中国·南安' }, ...town.tenant }),
      whoIs: async () => null,
      portal: filingPortalPlaces,
      console: [],
      cache: new PageCache(),
      now: () => town.ctx.now,
      report: (error) => {
        throw error
      },
    })
  })
  after(async () => {
    for (const [name, value] of Object.entries(kept)) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
    service.closeAllConnections()
    await new Promise((resolve) => service.close(resolve))
    await database.close()
    await rm(root, { recursive: true })
  })

  /** From the form to the service: the cookie taken along, and the address at the service. */
  async function leave(secret: string) {
    const answer = await app.request(`${SITE}/matou/ysqgk/online/${secret}/identity`, FROM_FORM)
    assert.equal(answer.status, 303)
    const cookie = answer.headers.get('set-cookie') ?? ''
    assert.match(cookie, /HttpOnly/)
    assert.match(cookie, /SameSite=Lax/)
    return { cookie: cookie.split(';')[0]!, address: answer.headers.get('location')! }
  }

  /** Goes through the pages of the service as a browser would, until it sends the visitor back. */
  async function signIn(address: string, answers: Record<string, string>[]): Promise<string> {
    const jar = new Map<string, string>()
    let next = new URL(address)
    let form: URLSearchParams | null = null
    for (let hop = 0; hop < 15; hop += 1) {
      const answer: Response = await fetch(next, {
        redirect: 'manual',
        headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
        ...(form && { method: 'POST', body: form }),
      })
      form = null
      for (const line of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
        jar.set(name, value)
      }
      const to = answer.headers.get('location')
      if (to?.startsWith(`${SITE}/identity`)) return to
      if (to) next = new URL(to, next)
      else form = new URLSearchParams(answers.shift())
    }
    throw new Error('the service never sent the visitor back')
  }

  const back = (to: string, cookie: string) => app.request(to, { headers: { cookie } })
  const rows = async () =>
    (
      await database.sql`select (select count(*) from application_drafts)::int + (select count(*) from applications)::int as n`
    )[0]!.n
  const AGREES: Record<string, string>[] = [{ prompt: 'login', login: 'someone', password: 'x' }, { prompt: 'consent' }]

  it('and finds the form filled in, of which nothing is kept yet', async () => {
    const secret = newSecret()
    const form = await app.request(`${SITE}/matou/ysqgk/online/${secret}/who?as=natural`)
    assert.match(await form.text(), /用统一身份认证登录/)
    const { cookie, address } = await leave(secret)
    const to = await signIn(address, [...AGREES])
    const answer = await back(to, cookie)
    const text = await answer.text()
    assert.equal(answer.status, 200)
    assert.match(text, /已按统一身份认证填写/)
    for (const value of ['张某某', '0595-86000000', '350583199001011237'])
      assert.ok(text.includes(`value="${value}"`), value)
    assert.ok(text.includes(`action="/matou/ysqgk/online/${secret}/who"`))
    assert.match(answer.headers.get('set-cookie') ?? '', /identity=;.*Max-Age=0/)
    assert.equal(answer.headers.get('cache-control'), 'no-store')
    assert.equal(await rows(), 0)
  })

  it('or does not, and fills it in by hand', async () => {
    const { cookie, address } = await leave(newSecret())
    const state = new URL(address).searchParams.get('state')
    const denied = await back(
      `${SITE}/identity/callback?error=access_denied&state=${state}&iss=${process.env.OIDC_ISSUER}`,
      cookie,
    )
    assert.equal(denied.status, 422)
    assert.match(await denied.text(), /没有登录成功/)
  })

  it('and nobody else comes back in their place', async () => {
    const mine = await leave(newSecret())
    const theirs = await leave(newSecret())
    const to = await signIn(mine.address, [...AGREES])
    const stolen = await back(to, theirs.cookie)
    assert.equal(stolen.status, 422)
    assert.doesNotMatch(await stolen.text(), /张某某/)
    assert.equal((await app.request(to)).status, 410)
  })

  it('from the form only: a link somebody else sent leads to the form first', async () => {
    const secret = newSecret()
    const lured = await app.request(`${SITE}/matou/ysqgk/online/${secret}/identity`, {
      headers: { 'sec-fetch-site': 'cross-site' },
    })
    assert.equal(lured.headers.get('location'), `/matou/ysqgk/online/${secret}/who`)
    assert.equal(lured.headers.get('set-cookie'), null)
  })

  it('and is told when the service cannot be reached', async () => {
    const issuer = process.env.OIDC_ISSUER
    process.env.OIDC_ISSUER = 'http://localhost:1'
    try {
      const answer = await app.request(`${SITE}/matou/ysqgk/online/${newSecret()}/identity`, FROM_FORM)
      assert.equal(answer.status, 422)
      assert.match(await answer.text(), /暂时连不上/)
    } finally {
      process.env.OIDC_ISSUER = issuer
    }
  })

  it('where none is set, nobody is asked to', async () => {
    const issuer = process.env.OIDC_ISSUER
    delete process.env.OIDC_ISSUER
    try {
      const secret = newSecret()
      const form = await app.request(`${SITE}/matou/ysqgk/online/${secret}/who?as=natural`)
      assert.doesNotMatch(await form.text(), /统一身份认证/)
      assert.equal((await app.request(`${SITE}/matou/ysqgk/online/${secret}/identity`)).status, 404)
      assert.equal((await app.request(`${SITE}/identity/callback?code=x`)).status, 404)
    } finally {
      process.env.OIDC_ISSUER = issuer
    }
  })
})

import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { day } from '../calendar/day.ts'
import { story } from '../ledger/store.ts'
import type { Post } from '../organs/model.ts'
import { organsPlaces } from '../organs/places.ts'
import { findOrgan, listPosts, listUnits } from '../organs/store.ts'
import { buildApp } from '../web/app.tsx'
import { PageCache } from '../web/cache.ts'
import { page } from '../web/place.ts'
import { staffPlaces } from './places.ts'
import { whoIs } from './sessions/store.ts'
import { appoint, createAccount, findAccountByUsername } from './store.ts'
import { later, MONDAY, made, openTown, RIGHT, type Town } from './testing.ts'

let town: Town
let now = MONDAY
let fetch: (request: Request) => Response | Promise<Response>

before(async () => {
  town = await openTown()
  const { sql, tenant } = town
  fetch = buildApp({
    sql,
    files: { root: '' },
    base: '/zfxxgk',
    tenant: async () => tenant,
    whoIs: (cookie, at) => whoIs(sql, tenant.id, cookie, at),
    portal: [],
    console: [...staffPlaces, ...organsPlaces, page('/console', 'signed-in', (c) => c.text('工作台'))],
    cache: new PageCache(),
    now: () => now,
    report: (error) => console.error(error),
  }).fetch
  await hire('admin1', town.posts.admin)
  await hire('officer1', town.posts.officer)
})
after(() => town.close())

async function hire(username: string, post: Post) {
  const { account } = made(await createAccount(town.ctx, { username, password: RIGHT }))
  made(await appoint(town.ctx, { accountId: account.id, postId: post.id, from: day('2018-01-01') }))
  return account
}

/** Somebody at a browser: keeps the cookie, and sends the CSRF token of the page they last looked at. */
function visitor() {
  let cookie = ''
  let csrf = ''
  const go = async (path: string, init: RequestInit = {}) => {
    const request = new Request(`http://localhost/zfxxgk${path}`, { redirect: 'manual', ...init })
    if (cookie) request.headers.set('cookie', cookie)
    const response = await fetch(request)
    const set = response.headers.get('set-cookie')
    if (set) cookie = set.split(';')[0]!
    const text = await response.text()
    csrf = /name="csrf" value="([^"]+)"/.exec(text)?.[1] ?? csrf
    return { status: response.status, text, to: response.headers.get('location')?.replace('/zfxxgk', ''), set }
  }
  const send = (path: string, fields: Record<string, string | string[]> = {}, headers: Record<string, string> = {}) => {
    const body = new FormData()
    if (csrf) body.set('csrf', csrf)
    for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one)
    return go(path, { method: 'POST', body, headers })
  }
  return { go, send, forgetToken: () => (csrf = 'x') }
}

async function signedIn(username: string, password = RIGHT) {
  const desk = visitor()
  const done = await desk.send('/console/sign-in', { username, password })
  assert.equal(done.status, 303)
  await desk.go('/console/password')
  return desk
}

describe('the sign-in page', () => {
  it('leads to the desk, with a cookie no script reads and no other site sends', async () => {
    const desk = visitor()
    assert.equal((await desk.go('/console')).to, '/console/sign-in')
    assert.match((await desk.go('/console/sign-in')).text, /用户名/)
    const done = await desk.send('/console/sign-in', { username: 'officer1', password: RIGHT })
    assert.equal(done.to, '/console')
    assert.match(done.set ?? '', /^gongkai=[\w-]{43}; Path=\/zfxxgk; HttpOnly; SameSite=Lax$/)
    assert.equal((await desk.go('/console')).text, '工作台')
    assert.equal((await desk.go('/console/sign-in')).to, '/console')
  })

  it('keeps the user name after a wrong password, and never the password', async () => {
    const answer = await visitor().send('/console/sign-in', { username: 'officer1', password: '<wrong one>' })
    assert.equal(answer.status, 422)
    assert.match(answer.text, /用户名或密码不正确/)
    assert.match(answer.text, /value="officer1"/)
    assert.ok(!answer.text.includes('wrong one'))
    assert.equal(answer.set, null)
  })

  it('marks the cookie Secure when the browser came over https to a proxy we trust', async () => {
    const over = { 'x-forwarded-proto': 'https' }
    const enter = () => visitor().send('/console/sign-in', { username: 'officer1', password: RIGHT }, over)
    assert.doesNotMatch((await enter()).set ?? '', /Secure/)
    process.env.TRUST_PROXY = '1'
    assert.match((await enter()).set ?? '', /; Secure/)
    delete process.env.TRUST_PROXY
  })

  it('is not sent from another site', async () => {
    const from = { 'sec-fetch-site': 'cross-site' }
    const answer = await visitor().send('/console/sign-in', { username: 'officer1', password: RIGHT }, from)
    assert.equal(answer.status, 403)
  })

  it('is where one is again after signing out, or after eight hours away', async () => {
    const desk = await signedIn('officer1')
    assert.equal((await desk.send('/console/sign-out')).to, '/console/sign-in')
    assert.equal((await desk.go('/console')).to, '/console/sign-in')
    const idle = await signedIn('officer1')
    now = later(8 * 60 + 1)
    assert.equal((await idle.go('/console')).to, '/console/sign-in')
    now = MONDAY
  })
})

describe('an account made by the administrator', () => {
  it('shows its one-time password once, and its owner changes it before anything else', async () => {
    const admin = await signedIn('admin1')
    await admin.go('/console/accounts/new')
    const post = town.posts.reviewer.id
    const shown = await admin.send('/console/accounts', { username: 'Reviewer1', postId: post, from: '2018-01-08' })
    const password = /<code>([^<]+)<\/code>/.exec(shown.text)?.[1] ?? ''
    assert.match(password, /^[a-z2-9-]{14}$/)
    const account = await findAccountByUsername(town.ctx, 'reviewer1', day('2018-01-08'))
    assert.deepEqual(account?.roles, ['reviewer'])
    assert.ok(!(await admin.go(`/console/accounts/${account?.id}`)).text.includes(password))

    const own = visitor()
    assert.equal((await own.send('/console/sign-in', { username: 'reviewer1', password })).to, '/console/password')
    assert.equal((await own.go('/console')).to, '/console/password')
    assert.match((await own.go('/console/password')).text, /请先修改密码/)
    const short = await own.send('/console/password', { current: password, next: 'short', again: 'short' })
    assert.equal(short.status, 422)
    assert.match(short.text, /密码至少10个字符/)
    const next = 'wind over the hills'
    assert.equal((await own.send('/console/password', { current: password, next, again: next })).to, '/console')
    assert.equal((await own.go('/console')).text, '工作台')
  })

  it('is not made at all when its appointment cannot be', async () => {
    const admin = await signedIn('admin1')
    const answer = await admin.send('/console/accounts', { username: 'half', postId: 'no-such', from: '2018-01-08' })
    assert.equal(answer.status, 422)
    assert.match(answer.text, /value="half"/)
    assert.equal(await findAccountByUsername(town.ctx, 'half', day('2018-01-08')), null)
  })

  it('is appointed, released, reset, disabled and enabled on its page', async () => {
    const account = await hire('officer2', town.posts.officer)
    const path = `/console/accounts/${account.id}`
    const admin = await signedIn('admin1')
    const held = await admin.send(`${path}/appointments`, { postId: town.posts.admin.id, from: '2018-01-01', to: '' })
    assert.equal(held.to, `${path}?done=appointed`)
    assert.match((await admin.go(held.to ?? '')).text, /任职已登记[\s\S]*系统管理员不宜与信息员为同一账号/)
    const twice = await admin.send(`${path}/appointments`, { postId: town.posts.admin.id, from: '2018-01-01' })
    assert.match(twice.text, /已经担任该岗位/)
    const end = /appointments\/[\w-]+\/end/.exec(twice.text)?.[0]
    assert.equal((await admin.send(`${path}/${end}`)).to, `${path}?done=ended`)
    assert.match((await admin.send(`${path}/password`)).text, /一次性密码只显示这一次/)
    assert.equal((await admin.send(`${path}/disabled`)).to, `${path}?done=disabled`)
    assert.equal((await admin.send(`${path}/disabled`)).status, 422)
    assert.equal((await admin.send(`${path}/enabled`)).to, `${path}?done=enabled`)
    assert.equal((await admin.send(`${path}/appointments/none/end`)).status, 422)
    assert.equal((await admin.go('/console/accounts/none')).status, 404)
  })

  it('is found in the list by name, post and state', async () => {
    const admin = await signedIn('admin1')
    assert.match((await admin.go('/console/accounts')).text, /admin1[\s\S]*officer1/)
    assert.doesNotMatch((await admin.go(`/console/accounts?q=${encodeURIComponent('信息员')}`)).text, />admin1</)
    assert.match((await admin.go('/console/accounts?q=zzz&page=x')).text, /没有符合条件的账号/)
  })

  it('is for the administrator alone, and only with the token of the session', async () => {
    const officer = await signedIn('officer1')
    assert.equal((await officer.go('/console/accounts')).status, 403)
    assert.equal((await officer.send('/console/accounts', { username: 'mine' })).status, 403)
    const admin = await signedIn('admin1')
    admin.forgetToken()
    assert.equal((await admin.send('/console/accounts', { username: 'mine' })).status, 403)
  })
})

describe('the page of an organ', () => {
  it('lets the officer of the organ change what the guide prints, but not how it numbers', async () => {
    const officer = await signedIn('officer1')
    assert.match((await officer.go('/console/organs')).text, /码头镇人民政府/)
    const form = await officer.go('/console/organs/mtz/profile')
    const version = /name="version" value="([^"]+)"/.exec(form.text)?.[1] ?? ''
    const bad = await officer.send('/console/organs/mtz/profile', { version, address: '<码头镇>', postcode: '36231' })
    assert.equal(bad.status, 422)
    assert.match(bad.text, /邮政编码是6位数字/)
    assert.match(bad.text, /value="&lt;码头镇&gt;"/)
    const good = await officer.send('/console/organs/mtz/profile', {
      version,
      address: '码头镇厝尾街79号',
      postcode: '362312',
    })
    assert.equal(good.to, '/console/organs/mtz?done=profile')
    assert.match((await officer.go('/console/organs/mtz')).text, /码头镇厝尾街79号/)
    const late = await officer.send('/console/organs/mtz/profile', { version, address: '别处' })
    assert.match(late.text, /其他人刚刚修改了[\s\S]*现在登记的是：码头镇厝尾街79号/)
    assert.equal((await officer.go('/console/organs/mtz/settings')).status, 403)
    const [last] = (await story(town.ctx, 'organ', town.organ.id)).slice(-1)
    assert.equal(last?.actor.name, '党政办信息员')
  })

  it('is not changed by the officer of another', async () => {
    const admin = await signedIn('admin1')
    await admin.go('/console/organs/new')
    const other = { name: '乐峰镇人民政府', shortName: '乐峰镇', code: 'NA120', slug: 'lfz', kind: 'township' }
    assert.equal((await admin.send('/console/organs', other)).to, '/console/organs/lfz?done=created')
    assert.equal((await admin.send('/console/organs', other)).status, 422)
    const officer = await signedIn('officer1')
    assert.equal((await officer.go('/console/organs/lfz')).status, 200)
    assert.equal((await officer.go('/console/organs/lfz/profile')).status, 403)
    assert.equal((await officer.send('/console/organs/lfz/profile', { address: '别处' })).status, 403)
  })

  it('lets the administrator set numbers and add villages and posts', async () => {
    const admin = await signedIn('admin1')
    const form = await admin.go('/console/organs/mtz/settings')
    const version = /name="version" value="([^"]+)"/.exec(form.text)?.[1] ?? ''
    const settings = { version, indexNumberTemplate: '{organ}', documentCode: '南码政' }
    assert.match((await admin.send('/console/organs/mtz/settings', settings)).text, /索引号样式须含/)
    settings.indexNumberTemplate = '{organ}-{year}-{serial:4}'
    assert.equal((await admin.send('/console/organs/mtz/settings', settings)).status, 303)
    assert.equal((await findOrgan(town.ctx, 'mtz'))?.settings.documentCode, '南码政')

    const unit = { kind: 'village', unitName: '大庭村' }
    assert.equal((await admin.send('/console/organs/mtz/units', unit)).status, 303)
    assert.match((await admin.send('/console/organs/mtz/units', unit)).text, /href="#f-unitName"[^>]*>已经有“大庭村”/)
    const unitId = (await listUnits(town.ctx, town.organ.id))[0]!.id
    const post = { postName: '大庭村信息员', unitId, roles: ['officer', 'nonsense'] }
    assert.equal((await admin.send('/console/organs/mtz/posts', post)).status, 303)
    const added = (await listPosts(town.ctx, town.organ.id)).at(-1)
    assert.deepEqual([added?.name, added?.unitName, added?.roles], ['大庭村信息员', '大庭村', ['officer']])
  })
})

import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { type Day, day } from '../calendar/day.ts'
import type { Context } from '../context.ts'
import { latest, story } from '../ledger/store.ts'
import type { Post } from '../organs/model.ts'
import { createTenant } from '../organs/store.ts'
import { whoIs } from './sessions/store.ts'
import { COOKIE } from './sessions/token.ts'
import { changePassword, signIn, signOut } from './signing-in.ts'
import { appoint, createAccount, resetPassword } from './store.ts'
import { later, MONDAY, made, openTown, RIGHT, refused, type Town } from './testing.ts'

let town: Town
let ctx: Context
let username: string
let accountId: string
let serial = 0

before(async () => {
  town = await openTown()
  ctx = town.ctx
})
after(() => town.close())

beforeEach(async () => {
  serial += 1
  username = `user${serial}`
  accountId = made(await createAccount(ctx, { username, password: RIGHT })).account.id
})

const enter = (now = MONDAY, password = RIGHT, name = username, oldToken: string | null = null) =>
  signIn({ ...ctx, now }, { username: name, password, oldToken })
const who = (token: string, now = MONDAY) => whoIs(town.sql, town.tenant.id, `a=b; ${COOKIE}=${token}`, now)
const wrong = async (times: number, now = MONDAY) => {
  const answers = []
  for (let i = 0; i < times; i++) answers.push(refused(await enter(now, 'not the password')))
  return answers
}
const holds = (post: Post, from: string, to: string | null = null) =>
  appoint(ctx, { accountId, postId: post.id, from: day(from), to: to as Day | null })
const HOUR = 60

describe('signing in', () => {
  it('answers a wrong user name and a wrong password alike', async () => {
    const answers = [await enter(MONDAY, RIGHT, 'nobody-here'), await enter(MONDAY, 'not the password')]
    assert.deepEqual(answers[0], answers[1])
    assert.equal(refused(answers[0]!), 'staff.sign-in')
  })

  it('works as hard for a user name nobody has as for a wrong password', async () => {
    const work = async (name: string) => {
      const start = process.cpuUsage()
      for (let i = 0; i < 3; i++) await enter(MONDAY, 'not the password', name)
      return process.cpuUsage(start).user
    }
    await work('warm-up')
    const [known, unknown] = [await work(username), await work('nobody-here')]
    assert.ok(unknown > known / 2, `${unknown} µs of processor time against ${known}`)
  })

  it('keeps only a hash of the cookie', async () => {
    const { token } = made(await enter())
    const rows = await town.sql`select encode(token_hash, 'hex') as hash from sessions where account_id = ${accountId}`
    assert.equal(rows.length, 1)
    assert.equal(rows[0]?.hash.length, 64)
    assert.ok(!Buffer.from(rows[0]!.hash, 'hex').equals(Buffer.from(token, 'base64url')))
  })

  it('ends the session the browser had and opens another', async () => {
    const old = made(await enter()).token
    const { token } = made(await enter(MONDAY, RIGHT, username, old))
    assert.notEqual(token, old)
    assert.equal(await who(old), null)
    assert.equal((await who(token))?.username, username)
  })

  it('leaves an entry for every sign-in, failure, lockout and sign-out, without what was typed', async () => {
    made(await holds(town.posts.officer, '2018-01-01'))
    await wrong(1)
    const { token, person } = made(await enter())
    made(await signOut({ ...ctx, actor: { kind: 'staff', ...person, organId: null } }, accountId, token))
    await wrong(5)
    const entries = await story(ctx, 'account', accountId)
    assert.deepEqual(
      entries.slice(2).map((entry) => [entry.event, entry.actor.name]),
      [
        ['staff.sign-in-failed', '登录'],
        ['staff.signed-in', '党政办信息员'],
        ['staff.signed-out', '党政办信息员'],
        ...Array.from({ length: 5 }, () => ['staff.sign-in-failed', '登录']),
        ['staff.locked', '登录'],
      ],
    )
    assert.ok(!JSON.stringify(await latest(ctx, 100)).includes('not the password'))
    assert.equal(await who(token), null)
  })
})

describe('five wrong passwords in a row lock an account for fifteen minutes', () => {
  it('refuses even the right password then, and says when to try again', async () => {
    assert.deepEqual(await wrong(5), [...Array(4).fill('staff.sign-in'), 'staff.locked'])
    const locked = await enter(later(14))
    assert.equal(refused(locked), 'staff.locked')
    assert.match(locked.ok ? '' : locked.refusal.says, /请在2018-01-08 09:15之后再试/)
    made(await enter(later(15)))
  })

  it('starts counting anew after the right password, and after a lockout', async () => {
    await wrong(4)
    made(await enter())
    assert.deepEqual(await wrong(4), Array(4).fill('staff.sign-in'))
    await wrong(1)
    assert.deepEqual(await wrong(4, later(15)), Array(4).fill('staff.sign-in'))
    made(await enter(later(15)))
  })

  it('lets no more than five guesses through, however many come at the same moment', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => enter(MONDAY, 'not the password')))
    const failures = (await story(ctx, 'account', accountId)).filter((entry) => entry.event === 'staff.sign-in-failed')
    assert.equal(failures.length, 5)
    assert.equal(answers.filter((answer) => refused(answer) === 'staff.locked').length, 16)
  })

  it('is counted for each account by itself', async () => {
    await wrong(5)
    const other = made(await createAccount(ctx, { username: `other${serial}`, password: RIGHT })).account
    made(await enter(MONDAY, RIGHT, other.username))
  })
})

describe('a session', () => {
  it('ends after eight hours without a request', async () => {
    const { token } = made(await enter())
    assert.ok(await who(token, later(8 * HOUR)))
    assert.ok(await who(token, later(16 * HOUR)))
    assert.equal(await who(token, later(24 * HOUR - 1 + 8)), null)
    const idle = made(await enter()).token
    assert.equal(await who(idle, later(8 * HOUR + 1)), null)
  })

  it('ends after twenty-four hours whatever happens', async () => {
    const { token } = made(await enter())
    for (const hours of [7, 14, 21, 23]) assert.ok(await who(token, later(hours * HOUR)))
    assert.equal(await who(token, later(24 * HOUR)), null)
  })

  it('follows the hours the site sets', async () => {
    await town.sql`update tenants set settings = settings || '{"staff": {"idleHours": 0.5}}' where id = ${town.tenant.id}`
    const { token } = made(await enter())
    assert.equal(await who(token, later(31)), null)
    await town.sql`update tenants set settings = settings - 'staff' where id = ${town.tenant.id}`
  })

  it('writes down its last use at most once a minute', async () => {
    const { token } = made(await enter())
    const seen = async () =>
      (await town.sql`select last_seen_at from sessions where account_id = ${accountId}`)[0]?.last_seen_at.getTime()
    await who(token, later(0.9))
    assert.equal(await seen(), MONDAY.getTime())
    await who(token, later(2))
    assert.equal(await seen(), later(2).getTime())
  })

  it('is nobody for a cookie we did not give', async () => {
    assert.equal(await who('x'.repeat(43)), null)
    assert.equal(await whoIs(town.sql, town.tenant.id, undefined, MONDAY), null)
    assert.equal(await whoIs(town.sql, town.tenant.id, `${COOKIE}='; drop`, MONDAY), null)
  })

  it('is of no use on another site', async () => {
    const { token } = made(await enter())
    const other = await createTenant(
      town.sql,
      { code: `t${serial}`, name: '他市', settings: { siteName: '他市' } },
      MONDAY,
    )
    assert.equal(await whoIs(town.sql, made(other).id, `${COOKIE}=${token}`, MONDAY), null)
  })
})

describe('a new password', () => {
  const change = (current: string, next: string, again: string, token: string) =>
    changePassword(ctx, { accountId, username }, { current, next, again, token })

  it('keeps this session and ends the others', async () => {
    const here = made(await enter()).token
    const there = made(await enter()).token
    made(await change(RIGHT, 'wind over the hills', 'wind over the hills', here))
    assert.ok(await who(here))
    assert.equal(await who(there), null)
    assert.equal(refused(await enter()), 'staff.sign-in')
    made(await enter(MONDAY, 'wind over the hills'))
  })

  it('asks for the present one, keeps the rules, is typed twice alike, and is new', async () => {
    const { token } = made(await enter())
    assert.equal(refused(await change('wrong', 'wind over hills', 'wind over hills', token)), 'staff.password-current')
    assert.equal(refused(await change(RIGHT, 'short', 'short', token)), 'staff.password-short')
    assert.equal(refused(await change(RIGHT, 'wind over hills', 'wind over hill', token)), 'staff.password-again')
    assert.equal(refused(await change(RIGHT, RIGHT, RIGHT, token)), 'staff.password-same')
  })

  it('given by the administrator ends every session, lifts a lockout, and must be changed', async () => {
    const { token } = made(await enter())
    await wrong(5)
    const { password } = made(await resetPassword(ctx, accountId))
    assert.equal(await who(token), null)
    assert.equal(made(await enter(MONDAY, password)).person.mustChangePassword, true)
  })
})

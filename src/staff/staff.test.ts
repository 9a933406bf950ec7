import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { type TestDatabase, testDatabase } from '../../test/support/database.ts'
import { type Day, day } from '../calendar/day.ts'
import type { Context } from '../context.ts'
import { latest, story } from '../ledger/store.ts'
import type { Post, Tenant } from '../organs/model.ts'
import { createOrgan, createPost, createTenant } from '../organs/store.ts'
import type { Result } from '../result.ts'
import { whoIs } from './sessions/store.ts'
import { COOKIE } from './sessions/token.ts'
import { changePassword, signIn, signOut } from './signing-in.ts'
import {
  appoint,
  appointmentsOf,
  createAccount,
  endAppointment,
  findAccount,
  listAccounts,
  resetPassword,
  setDisabled,
} from './store.ts'

const MONDAY = new Date('2018-01-08T01:00:00Z')
const later = (minutes: number, from = MONDAY) => new Date(from.getTime() + minutes * 60_000)
const HOUR = 60
const RIGHT = 'rain over the river'

const made = <T>(result: Result<T>): T => {
  assert.ok(result.ok, JSON.stringify(result))
  return result.value
}
const refused = (result: Result<unknown>) => (result.ok ? null : result.refusal.code)

let db: TestDatabase
let tenant: Tenant
let ctx: Context
let officerPost: Post
let reviewerPost: Post
let adminPost: Post
let serial = 0

before(async () => {
  db = await testDatabase({ max: 10 })
  tenant = made(
    await createTenant(db.sql, { code: 'nanan', name: '南安市', settings: { siteName: '中国·南安' } }, MONDAY),
  )
  ctx = { sql: db.sql, tenantId: tenant.id, actor: { kind: 'system', name: '测试' }, now: MONDAY, files: { root: '' } }
  const town = made(
    await createOrgan(ctx, {
      slug: 'mtz',
      code: 'NA119',
      name: '码头镇人民政府',
      shortName: '码头镇',
      kind: 'township',
    }),
  )
  officerPost = made(await createPost(ctx, { organId: town.id, name: '党政办信息员', roles: ['officer'], sort: 1 }))
  reviewerPost = made(await createPost(ctx, { organId: town.id, name: '保密审查员', roles: ['reviewer'], sort: 2 }))
  adminPost = made(await createPost(ctx, { organId: null, name: '系统管理员', roles: ['admin'] }))
})
after(() => db.close())

let username: string
let accountId: string
beforeEach(async () => {
  serial += 1
  username = `user${serial}`
  accountId = made(await createAccount(ctx, { username, password: RIGHT })).account.id
})

const holds = (post: Post, from: string, to: string | null = null) =>
  appoint(ctx, { accountId, postId: post.id, from: day(from), to: to as Day | null })
const enter = (now = MONDAY, password = RIGHT, name = username, oldToken: string | null = null) =>
  signIn({ ...ctx, now }, { username: name, password, oldToken })
const who = (token: string, now = MONDAY) => whoIs(db.sql, tenant.id, `a=b; ${COOKIE}=${token}`, now)
const wrong = async (times: number, now = MONDAY) => {
  const answers = []
  for (let i = 0; i < times; i++) answers.push(refused(await enter(now, 'not the password')))
  return answers
}

describe('an account', () => {
  it('opens with a one-time password that must be changed, shown once and kept only as a hash', async () => {
    const { account, password } = made(await createAccount(ctx, { username: `fresh${serial}` }))
    assert.equal(account.mustChangePassword, true)
    const { person } = made(await enter(MONDAY, password, account.username))
    assert.equal(person.mustChangePassword, true)
    const [row] = await db.sql`select password_hash from accounts where id = ${account.id}`
    assert.match(row?.password_hash, /^\$argon2id\$/)
    assert.ok(!JSON.stringify(await latest(ctx, 50)).includes(password))
  })

  it('has a user name nobody else has, however it is typed', async () =>
    assert.equal(refused(await createAccount(ctx, { username: username.toUpperCase() })), 'staff.username-taken'))

  it('is found page by page, by user name, post and state', async () => {
    made(await holds(officerPost, '2018-01-01'))
    const page = await listAccounts(ctx, { text: username, page: 1, size: 1 }, MONDAY)
    assert.equal(page.rows.length, 1)
    const byPost = await listAccounts(ctx, { text: '信息员', page: 1, size: 50 }, MONDAY)
    assert.deepEqual(
      byPost.rows.map((row) => [row.username, row.posts, row.roles]),
      [[username, ['党政办信息员'], ['officer']]],
    )
    const disabled = await listAccounts(ctx, { state: 'disabled', page: 1, size: 50 }, MONDAY)
    assert.equal(disabled.total, 0)
    assert.equal((await listAccounts(ctx, { text: '%', page: 1, size: 50 }, MONDAY)).total, 0)
    made(await endAppointment(ctx, (await appointmentsOf(ctx, accountId))[0]!.id, day('2018-01-07')))
  })
})

describe('signing in', () => {
  it('answers a wrong user name and a wrong password alike', async () => {
    const answers = [await enter(MONDAY, RIGHT, 'nobody-here'), await enter(MONDAY, 'not the password')]
    assert.deepEqual(answers[0], answers[1])
    assert.equal(refused(answers[0]!), 'staff.sign-in')
  })

  it('takes as long for a user name nobody has as for a wrong password', async () => {
    const time = async (name: string) => {
      const start = performance.now()
      for (let i = 0; i < 3; i++) await enter(MONDAY, 'not the password', name)
      return performance.now() - start
    }
    await time('warm-up')
    const [known, unknown] = [await time(username), await time('nobody-here')]
    assert.ok(unknown > known / 2, `${unknown} ms against ${known} ms`)
  })

  it('keeps only a hash of the cookie', async () => {
    const { token } = made(await enter())
    const rows = await db.sql`select encode(token_hash, 'hex') as hash from sessions where account_id = ${accountId}`
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
    made(await holds(officerPost, '2018-01-01'))
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
    await db.sql`update tenants set settings = settings || '{"staff": {"idleHours": 0.5}}' where id = ${tenant.id}`
    const { token } = made(await enter())
    assert.equal(await who(token, later(31)), null)
    await db.sql`update tenants set settings = settings - 'staff' where id = ${tenant.id}`
  })

  it('writes down its last use at most once a minute', async () => {
    const { token } = made(await enter())
    const seen = async () =>
      (await db.sql`select last_seen_at from sessions where account_id = ${accountId}`)[0]?.last_seen_at.getTime()
    await who(token, later(0.9))
    assert.equal(await seen(), MONDAY.getTime())
    await who(token, later(2))
    assert.equal(await seen(), later(2).getTime())
  })

  it('is nobody for a cookie we did not give', async () => {
    assert.equal(await who('x'.repeat(43)), null)
    assert.equal(await whoIs(db.sql, tenant.id, undefined, MONDAY), null)
    assert.equal(await whoIs(db.sql, tenant.id, `${COOKIE}='; drop`, MONDAY), null)
  })

  it('is of no use on another site', async () => {
    const { token } = made(await enter())
    const other = await createTenant(
      db.sql,
      { code: `t${serial}`, name: '他市', settings: { siteName: '他市' } },
      MONDAY,
    )
    assert.equal(await whoIs(db.sql, made(other).id, `${COOKIE}=${token}`, MONDAY), null)
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

describe('an account that is disabled', () => {
  it('ends its sessions and does not sign in, and says so only to who knows the password', async () => {
    const { token } = made(await enter())
    made(await setDisabled(ctx, accountId, true))
    assert.equal(await who(token), null)
    assert.equal(refused(await enter()), 'staff.disabled')
    assert.deepEqual(await wrong(1), ['staff.sign-in'])
    assert.equal(refused(await setDisabled(ctx, accountId, true)), 'staff.stale')
    made(await setDisabled(ctx, accountId, false))
    made(await enter())
  })

  it('is never one’s own', async () => {
    const actor = { kind: 'staff' as const, accountId, name: '系统管理员', roles: ['admin' as const], organId: null }
    assert.equal(refused(await setDisabled({ ...ctx, actor }, accountId, true)), 'staff.own-account')
    assert.equal(refused(await resetPassword({ ...ctx, actor }, accountId)), 'staff.own-account')
  })
})

describe('a person has the roles of the posts held that day', () => {
  it('from the first day to the last, both included, in China', async () => {
    made(await holds(officerPost, '2018-01-08', '2018-01-09'))
    const roles = async (moment: string) => made(await enter(new Date(moment))).person.roles
    assert.deepEqual(await roles('2018-01-07T15:59:00Z'), [])
    assert.deepEqual(await roles('2018-01-07T16:00:00Z'), ['officer'])
    assert.deepEqual(await roles('2018-01-09T15:59:00Z'), ['officer'])
    assert.deepEqual(await roles('2018-01-09T16:00:00Z'), [])
  })

  it('and the name and organ of them', async () => {
    const { token } = made(await enter())
    assert.equal((await who(token))?.name, username)
    made(await holds(reviewerPost, '2018-01-01'))
    made(await holds(officerPost, '2018-01-01'))
    made(await holds(adminPost, '2018-01-01'))
    const person = await who(token)
    assert.equal(person?.name, '党政办信息员、保密审查员、系统管理员')
    assert.deepEqual(person?.roles, ['officer', 'reviewer', 'admin'])
    assert.equal(person?.organ?.slug, 'mtz')
  })

  it('in a session already open, from the moment an appointment is made or ends', async () => {
    const { token } = made(await enter())
    const { appointment } = made(await holds(officerPost, '2018-01-01'))
    assert.deepEqual((await who(token))?.roles, ['officer'])
    made(await endAppointment(ctx, appointment.id, day('2018-01-07')))
    assert.deepEqual((await who(token))?.roles, [])
    assert.deepEqual((await findAccount(ctx, accountId, day('2018-01-07')))?.roles, ['officer'])
  })

  it('and no post twice on one day, nor an end before the beginning', async () => {
    made(await holds(officerPost, '2018-01-01', '2018-01-31'))
    assert.equal(refused(await holds(officerPost, '2018-01-31')), 'staff.appointed-already')
    made(await holds(officerPost, '2018-02-01'))
    assert.equal(refused(await holds(reviewerPost, '2018-02-01', '2018-01-01')), 'staff.appointment-days')
  })
})

describe('keeping the system and handling information in one account', () => {
  it('is warned of', async () => {
    assert.equal(made(await holds(officerPost, '2018-01-01')).warning, null)
    assert.match(made(await holds(adminPost, '2018-01-01')).warning ?? '', /系统管理员不宜与信息员/)
  })

  it('is refused where the site says so', async () => {
    await db.sql`update tenants set settings = settings || '{"staff": {"mixedDuties": "refuse"}}' where id = ${tenant.id}`
    made(await holds(officerPost, '2018-01-01', '2018-01-31'))
    assert.equal(refused(await holds(adminPost, '2018-01-31')), 'staff.mixed-duties')
    made(await holds(adminPost, '2018-02-01'))
    await db.sql`update tenants set settings = settings - 'staff' where id = ${tenant.id}`
  })
})

import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { type Day, day } from '../calendar/day.ts'
import type { Context } from '../context.ts'
import { latest } from '../ledger/store.ts'
import type { Post } from '../organs/model.ts'
import { whoIs } from './sessions/store.ts'
import { COOKIE } from './sessions/token.ts'
import { signIn } from './signing-in.ts'
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
import { MONDAY, made, openTown, RIGHT, refused, type Town } from './testing.ts'

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

describe('an account', () => {
  it('opens with a one-time password that must be changed, shown once and kept only as a hash', async () => {
    const { account, password } = made(await createAccount(ctx, { username: `fresh${serial}` }))
    assert.equal(account.mustChangePassword, true)
    const { person } = made(await enter(MONDAY, password, account.username))
    assert.equal(person.mustChangePassword, true)
    const [row] = await town.sql`select password_hash from accounts where id = ${account.id}`
    assert.match(row?.password_hash, /^\$argon2id\$/)
    assert.ok(!JSON.stringify(await latest(ctx, 50)).includes(password))
  })

  it('has a user name nobody else has, however it is typed', async () =>
    assert.equal(refused(await createAccount(ctx, { username: username.toUpperCase() })), 'staff.username-taken'))

  it('is found page by page, by user name, post and state', async () => {
    made(await holds(town.posts.officer, '2018-01-01'))
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
    made(await holds(town.posts.officer, '2018-01-08', '2018-01-09'))
    const roles = async (moment: string) => made(await enter(new Date(moment))).person.roles
    assert.deepEqual(await roles('2018-01-07T15:59:00Z'), [])
    assert.deepEqual(await roles('2018-01-07T16:00:00Z'), ['officer'])
    assert.deepEqual(await roles('2018-01-09T15:59:00Z'), ['officer'])
    assert.deepEqual(await roles('2018-01-09T16:00:00Z'), [])
  })

  it('and the name and organ of them', async () => {
    const { token } = made(await enter())
    assert.equal((await who(token))?.name, username)
    made(await holds(town.posts.reviewer, '2018-01-01'))
    made(await holds(town.posts.officer, '2018-01-01'))
    made(await holds(town.posts.admin, '2018-01-01'))
    const person = await who(token)
    assert.equal(person?.name, '党政办信息员、保密审查员、系统管理员')
    assert.deepEqual(person?.roles, ['officer', 'reviewer', 'admin'])
    assert.equal(person?.organ?.slug, 'mtz')
  })

  it('in a session already open, from the moment an appointment is made or ends', async () => {
    const { token } = made(await enter())
    const { appointment } = made(await holds(town.posts.officer, '2018-01-01'))
    assert.deepEqual((await who(token))?.roles, ['officer'])
    made(await endAppointment(ctx, appointment.id, day('2018-01-07')))
    assert.deepEqual((await who(token))?.roles, [])
    assert.deepEqual((await findAccount(ctx, accountId, day('2018-01-07')))?.roles, ['officer'])
  })

  it('and no post twice on one day, nor an end before the beginning', async () => {
    made(await holds(town.posts.officer, '2018-01-01', '2018-01-31'))
    assert.equal(refused(await holds(town.posts.officer, '2018-01-31')), 'staff.appointed-already')
    made(await holds(town.posts.officer, '2018-02-01'))
    assert.equal(refused(await holds(town.posts.reviewer, '2018-02-01', '2018-01-01')), 'staff.appointment-days')
  })
})

describe('keeping the system and handling information in one account', () => {
  it('is warned of', async () => {
    assert.equal(made(await holds(town.posts.officer, '2018-01-01')).warning, null)
    assert.match(made(await holds(town.posts.admin, '2018-01-01')).warning ?? '', /系统管理员不宜与信息员/)
  })

  it('is refused where the site says so', async () => {
    await town.sql`update tenants set settings = settings || '{"staff": {"mixedDuties": "refuse"}}' where id = ${town.tenant.id}`
    made(await holds(town.posts.officer, '2018-01-01', '2018-01-31'))
    assert.equal(refused(await holds(town.posts.admin, '2018-01-31')), 'staff.mixed-duties')
    made(await holds(town.posts.admin, '2018-02-01'))
    await town.sql`update tenants set settings = settings - 'staff' where id = ${town.tenant.id}`
  })
})

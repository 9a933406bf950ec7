import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { v7 as uuid } from 'uuid'
import { type TestDatabase, testDatabase } from '../../test/support/database.ts'
import { aPerson, as, aTown, type Town } from '../../test/support/desk.ts'
import { day } from '../calendar/day.ts'
import { NATIONAL } from '../calendar/workdays.ts'
import type { Context } from '../context.ts'
import { story } from '../ledger/store.ts'
import { ReviewPolicy } from '../organs/settings.ts'
import { changeOrgan, createPost, findOrgan } from '../organs/store.ts'
import type { Result } from '../result.ts'
import type { Role } from '../roles.ts'
import { appoint, createAccount } from '../staff/store.ts'
import { maskHits, maskWords, overrideHits } from './copies/store.ts'
import type { Subject } from './model.ts'
import { findReview, listReviews } from './registry/store.ts'
import { releaseInEmergency, unconfirmedReleases, urgeReview } from './releases/store.ts'
import { confirmationOf, openly, type Said, standingOf } from './rules.ts'
import { giveVerdict, mayPublish, openReview, reviewOf } from './store.ts'

const TODAY = '2026-03-09' // a Monday

let db: TestDatabase
let town: Town
before(async () => {
  db = await testDatabase()
  town = await aTown(db.sql, TODAY)
})
after(() => db.close())

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.refusal.code}: ${result.refusal.says}`)
  return result.value
}
const code = (result: Result<unknown>) => (result.ok ? 'ok' : result.refusal.code)

const someone = (name: string, ...roles: Role[]): Context => as(town.ctx, { ...aPerson(town.organ, ...roles), name })
const later = (ctx: Context, on: string): Context => ({ ...ctx, now: new Date(`${on}T02:00:00Z`) })
const accountOf = ({ actor }: Context) => (actor.kind === 'staff' ? actor.accountId : '')

const drafter = () => someone('党政办信息员', 'officer')
const reviewer = () => someone('保密审查员', 'reviewer')
const leader = () => someone('分管领导', 'leader')

const open = openly(day(TODAY))
const saying = (over: Partial<Said>): Said => ({ ...open, ...over })

/** Asks for a review of something new, with this text. */
async function asked(
  by: Context,
  text = '各村（居）做好森林防火工作。',
  over: Partial<Subject> & { hands?: string[] } = {},
) {
  const subject: Subject = { kind: 'disclosure', id: over.id ?? uuid(), version: over.version ?? 1 }
  const id = value(
    await openReview(by, {
      subject,
      organId: town.organ.id,
      title: '关于森林防火的通知',
      parts: [{ label: '正文', text }],
      files: [],
      preparedBy: { accountId: accountOf(by), name: by.actor.name },
      hands: over.hands,
    }),
  )
  return { id, subject, now: async () => (await findReview(town.ctx, id))! }
}

const says = async (ctx: Context, { id, now }: Awaited<ReturnType<typeof asked>>, said: Said = open) =>
  giveVerdict(ctx, id, (await now()).version, said)

async function levels(
  ...named: { name: string; by: 'drafter' | 'officer' | 'reviewer' | 'leader'; post?: string; days: number }[]
) {
  const organ = (await findOrgan(town.ctx, town.organ.id))!
  value(
    await changeOrgan(town.ctx, organ, {
      settings: { ...organ.settings, review: ReviewPolicy.parse({ levels: named }) },
    }),
  )
}
const TWO = [
  { name: '承办初审', by: 'drafter', days: 1 },
  { name: '保密审查', by: 'reviewer', days: 3 },
] as const
const FOUR = [
  { name: '承办初审', by: 'drafter', days: 1 },
  { name: '科室复审', by: 'officer', post: '社会事务办负责人', days: 2 },
  { name: '保密审查', by: 'reviewer', days: 3 },
  { name: '领导批准', by: 'leader', days: 2 },
] as const

describe('nothing is published before somebody who did not write it let it through', () => {
  it('asks nobody twice: the drafter’s own opinion is the first level', async () => {
    const it = await asked(drafter())
    const [first] = (await it.now()).opinions
    assert.deepEqual([first?.level, first?.verdict, first?.basis], [0, 'open', ['2019-13']])
    assert.equal(code(await mayPublish(town.ctx, it.subject)), 'review.not-passed')
    value(await says(reviewer(), it))
    assert.equal(value(await mayPublish(town.ctx, it.subject)).outcome, 'open')
  })

  it('refuses what was never asked about, and a version that was changed since', async () => {
    const it = await asked(drafter())
    value(await says(reviewer(), it))
    assert.equal(code(await mayPublish(town.ctx, { ...it.subject, version: 2 })), 'review.none')
    assert.equal(code(await mayPublish(town.ctx, { ...it.subject, id: uuid() })), 'review.none')
  })

  it('begins anew for a changed version, and forgets what was open for the earlier one', async () => {
    const it = await asked(drafter())
    const next = await asked(drafter(), '改过的正文', { id: it.subject.id, version: 2 })
    assert.deepEqual([(await it.now()).state, (await next.now()).state], ['dropped', 'open'])
    assert.equal(code(await says(reviewer(), it)), 'review.over')
  })

  it('never lets an account review what it wrote, whatever its posts', async () => {
    const both = someone('党政办干事', 'officer', 'reviewer', 'leader')
    assert.equal(code(await says(both, await asked(both))), 'review.own-draft')
    const helped = await asked(drafter(), '正文', { hands: [accountOf(both)] })
    assert.equal(code(await says(both, helped)), 'review.own-draft')
    assert.equal(code(await says(both, helped, saying({ verdict: 'returned', words: '重写' }))), 'review.own-draft')
  })

  it('names who else could, or says that nobody is left in a two-person office', async () => {
    const both = someone('党政办干事', 'officer', 'reviewer')
    const own = await asked(both)
    const alone = await says(both, own)
    assert.match(alone.ok ? '' : (alone.refusal.fix ?? ''), /本机关没有其他人可以担任“保密审查员”/)

    const post = value(await createPost(town.ctx, { organId: town.organ.id, name: '组织委员', roles: ['reviewer'] }))
    const { account } = value(await createAccount(town.ctx, { username: 'zuzhi' }))
    value(await appoint(town.ctx, { accountId: account.id, postId: post.id, from: day('2026-01-01') }))
    const told = await says(both, own)
    assert.equal(told.ok ? '' : told.refusal.fix, '可以请组织委员（zuzhi）审查')
  })

  it('is for the organ’s own reviewers', async () => {
    const it = await asked(drafter())
    assert.equal(code(await says(drafter(), it)), 'review.not-yours')
    assert.equal(code(await says(leader(), it)), 'review.not-yours')
    assert.equal(
      code(await says(as(town.ctx, aPerson({ id: uuid(), name: '别的镇' }, 'reviewer')), it)),
      'review.other-organ',
    )
    assert.equal(code(await says(town.ctx, it)), 'review.person')
  })
})

describe('levels are data: two to four, in order, two of them never one person', () => {
  it('gives the turn from one to the next', async () => {
    await levels(...FOUR)
    const it = await asked(drafter())
    assert.equal(code(await says(reviewer(), it)), 'review.not-yours')
    assert.equal(code(await says(someone('党政办信息员', 'officer'), it)), 'review.not-yours')
    value(await says(someone('社会事务办负责人', 'officer'), it))
    const third = someone('保密审查员、分管领导', 'reviewer', 'leader')
    value(await says(third, it))
    assert.equal(code(await says(third, it)), 'review.same-person')
    assert.equal(code(await mayPublish(town.ctx, it.subject)), 'review.not-passed')
    value(await says(leader(), it))
    assert.equal(code(await mayPublish(town.ctx, it.subject)), 'ok')
    await levels(...TWO)
  })

  it('keeps the levels a review began with when the setting changes', async () => {
    const it = await asked(drafter())
    await levels(...FOUR)
    value(await says(reviewer(), it))
    assert.equal((await it.now()).state, 'passed')
    await levels(...TWO)
  })

  it('refuses fewer than two, more than four, and a level that is only the drafter’s', () => {
    const fits = (review: unknown) => ReviewPolicy.safeParse(review).success
    assert.ok(fits({ levels: TWO }) && fits({ levels: FOUR }))
    assert.ok(!fits({ levels: TWO.slice(0, 1) }) && !fits({ levels: [...FOUR, FOUR[3]] }))
    assert.ok(!fits({ levels: [TWO[0], TWO[0]] }) && !fits({ levels: [TWO[1], TWO[1]] }))
    assert.ok(!fits({ levels: [TWO[0], { name: '办公室复审', by: 'officer', days: 1 }] }))
  })
})

describe('an opinion rests on an article and on a checklist', () => {
  it('is refused without either, or when they stand against it', async () => {
    const it = await asked(drafter())
    const refused = async (over: Partial<Said>) => code(await says(reviewer(), it, saying(over)))
    assert.equal(await refused({ checked: false }), 'review.unchecked')
    assert.equal(await refused({ basis: [] }), 'review.basis')
    assert.equal(await refused({ basis: ['2019-15'] }), 'review.basis')
    assert.equal(await refused({ basis: ['2008-9'] }), 'review.basis') // no longer in force
    assert.equal(await refused({ found: ['privacy'] }), 'review.checklist')
    assert.equal(await refused({ verdict: 'closed', basis: ['2019-15'] }), 'review.words')
    assert.equal(
      await refused({ verdict: 'closed', basis: ['2019-15'], words: '措辞有误', found: ['wording'] }),
      'review.checklist',
    )
    assert.equal(
      await refused({ verdict: 'closed', basis: ['2019-15'], words: '涉及个人隐私', found: ['privacy'] }),
      'ok',
    )
    assert.equal(code(await mayPublish(town.ctx, it.subject)), 'review.not-passed')
  })

  it('goes by the edition in force on its day', async () => {
    const old = later(reviewer(), '2017-03-08')
    const it = await asked(later(drafter(), '2017-03-08'))
    assert.equal(code(await says(old, it, saying({ basis: ['2019-13'] }))), 'review.basis')
    assert.equal(code(await says(old, it, openly(day('2017-03-08')))), 'ok')
  })

  it('can wait or ask above, and then it is still that level’s turn, and still not public', async () => {
    const it = await asked(drafter())
    const above = saying({ verdict: 'referred', basis: ['2019-17'], words: '不能确定，报县保密局确定' })
    value(await says(later(reviewer(), '2026-03-11'), it, above))
    assert.equal(code(await mayPublish(town.ctx, it.subject)), 'review.not-passed')
    assert.equal(standingOf(await it.now(), day('2026-03-12'), NATIONAL).due, '2026-03-16')
    value(await says(reviewer(), it))
    assert.equal(code(await mayPublish(town.ctx, it.subject)), 'ok')
  })
})

describe('silence never passes', () => {
  it('shows an unanswered review as overdue, day by day, and goes on blocking', async () => {
    const it = await asked(drafter())
    const review = await it.now()
    const on = (today: string) => standingOf(review, day(today), NATIONAL)
    assert.deepEqual([on('2026-03-11').colour, on('2026-03-12').colour], ['green', 'yellow'])
    assert.deepEqual([on('2026-03-13').overdue, on('2026-03-16').overdue], [1, 2]) // a weekend lies between
    value(await urgeReview(drafter(), it.id, review.version))
    assert.equal(code(await mayPublish(later(town.ctx, '2026-12-31'), it.subject)), 'review.not-passed')
    assert.ok((await story(town.ctx, 'disclosure', it.subject.id)).some(({ event }) => event === 'review.urged'))
  })

  it('refuses an opinion from a page that is out of date', async () => {
    const it = await asked(drafter())
    value(await urgeReview(drafter(), it.id, 1))
    assert.equal(code(await giveVerdict(reviewer(), it.id, 1, open)), 'review.stale')
  })
})

describe('an emergency publication is a leader’s, with a reason, until a second person has confirmed', () => {
  const reason = '台风今晚登陆，须立即发布转移通告'
  const releases = async (by: Context, it: Awaited<ReturnType<typeof asked>>, why = reason) =>
    releaseInEmergency(by, it.id, (await it.now()).version, { reason: why })

  it('lets nobody else do it, and not the drafter', async () => {
    const it = await asked(drafter())
    assert.equal(code(await releases(reviewer(), it)), 'review.leader-only')
    assert.equal(code(await releases(leader(), it, '很急')), 'review.reason')
    const writes = someone('分管领导', 'officer', 'leader')
    assert.equal(code(await releases(writes, await asked(writes))), 'review.own-draft')
  })

  it('is public at once, and waits for somebody who is neither the leader nor the drafter', async () => {
    const it = await asked(drafter())
    const chief = someone('镇长', 'leader', 'reviewer')
    value(await releases(chief, it))
    assert.equal(value(await mayPublish(town.ctx, it.subject)).outcome, 'emergency')
    assert.ok((await unconfirmedReleases(town.ctx, town.organ.id)).some(({ id }) => id === it.id))
    assert.equal(code(await says(chief, it)), 'review.same-person')
    value(await says(reviewer(), it))
    assert.equal((await it.now()).release?.confirmedAs, '保密审查员')
    assert.ok(!(await unconfirmedReleases(town.ctx)).some(({ id }) => id === it.id))
  })

  it('is late after the hours of the setting', async () => {
    const it = await asked(drafter())
    value(await releases(leader(), it))
    const { release } = await it.now()
    const at = (hours: number) => confirmationOf(release!, new Date(town.ctx.now.getTime() + hours * 3_600_000)).late
    assert.deepEqual([at(24), at(25)], [false, true])
  })

  it('stays on the list when the second person says no, and keeps a revision waiting until somebody has spoken', async () => {
    const it = await asked(drafter())
    value(await releases(leader(), it))
    const again = await openReview(drafter(), {
      subject: { ...it.subject, version: 2 },
      organId: town.organ.id,
      title: '改一改',
      parts: [],
      files: [],
      preparedBy: { accountId: accountOf(drafter()), name: '党政办信息员' },
    })
    assert.equal(code(again), 'review.confirm-first')
    value(await says(reviewer(), it, saying({ verdict: 'closed', basis: ['2019-14'], words: '不应公开' })))
    assert.ok((await unconfirmedReleases(town.ctx)).some(({ id }) => id === it.id))
    assert.equal(code(await mayPublish(town.ctx, it.subject)), 'review.not-passed')
  })
})

describe('what screening finds blocks until it is masked or somebody answers for it', () => {
  const leaky = `救助对象身份证号${idNumber('35058319900101123')}，手机13812345678。`

  it('masks with one click into a public copy, and leaves the original as it is', async () => {
    const it = await asked(drafter(), leaky)
    assert.deepEqual([...new Set((await it.now()).hits.map(({ kind }) => kind))].sort(), ['id-number', 'phone'])
    assert.equal(code(await says(reviewer(), it)), 'review.hits')
    value(await maskHits(drafter(), it.id, (await it.now()).version, { text: true }))
    value(await says(reviewer(), it, saying({ verdict: 'partial', basis: ['2019-15'], words: '遮盖后公开' })))
    const cleared = value(await mayPublish(town.ctx, it.subject))
    assert.equal(cleared.outcome, 'partial')
    assert.match(cleared.parts[0]!, /138\*+5678/)
    assert.doesNotMatch(cleared.parts[0]!, /13812345678|19900101/)
    assert.equal((await it.now()).parts[0]?.text, leaky)
  })

  it('lets a reviewer answer for a hit, never the drafter, and not by naming it', async () => {
    const it = await asked(drafter(), '值班电话13812345678。')
    const stands = async (by: Context, reason: string) =>
      overrideHits(by, it.id, (await it.now()).version, { position: 0 }, reason)
    assert.equal(code(await stands(drafter(), '对外公布的值班手机')), 'review.not-yours')
    assert.equal(code(await stands(reviewer(), '')), 'review.reason')
    assert.equal(code(await stands(reviewer(), '13812345678是值班手机')), 'review.reason-leaks')
    value(await stands(reviewer(), '对外公布的值班手机'))
    value(await says(reviewer(), it))
    assert.match(value(await mayPublish(town.ctx, it.subject)).parts[0]!, /13812345678/)
  })

  it('keeps the value neither in the hit nor in the ledger', async () => {
    const it = await asked(drafter(), leaky)
    value(await maskHits(drafter(), it.id, (await it.now()).version, { text: true }))
    const kept = JSON.stringify([(await it.now()).hits, await story(town.ctx, 'disclosure', it.subject.id)])
    assert.ok(!kept.includes('13812345678') && !kept.includes(idNumber('35058319900101123')))
  })

  it('knows the same value again in another text', async () => {
    const prints = async () =>
      (await (await asked(drafter(), '联系手机 138-1234-5678。')).now()).hits.map(({ fingerprint }) => fingerprint)
    const [one, two] = [await prints(), await prints()]
    assert.ok(one.length > 0)
    assert.deepEqual(one, two)
  })

  it('masks what only a person can see, and needs a copy for a partial opinion', async () => {
    const it = await asked(drafter(), '中标单位的成本构成为三万元。')
    const partial = saying({ verdict: 'partial', basis: ['2019-15'], words: '涉及商业秘密', found: ['trade-secret'] })
    assert.equal(code(await says(reviewer(), it, partial)), 'review.no-copy')
    const words = { part: 0, words: '成本构成为三万元', reason: '涉及第三方商业秘密' }
    value(await maskWords(reviewer(), it.id, (await it.now()).version, words))
    value(await says(reviewer(), it, partial))
    assert.equal(value(await mayPublish(town.ctx, it.subject)).parts[0], '中标单位的××××××××。')
  })

  it('is not troubled by what the organ tells of itself', async () => {
    const organ = (await findOrgan(town.ctx, town.organ.id))!
    value(await changeOrgan(town.ctx, organ, { profile: { ...organ.profile, phone: '13900001111' } }))
    assert.equal((await (await asked(drafter(), '咨询电话：13900001111。')).now()).hits.length, 0)
  })
})

describe('the queue', () => {
  it('has what waits longest on top, and finds by month what was decided', async () => {
    const { reviews } = await listReviews(town.ctx, { states: ['open'] }, 1, 100)
    const since = reviews.map(({ turnSince }) => turnSince.getTime())
    assert.deepEqual(
      since,
      [...since].sort((a, b) => a - b),
    )
    assert.ok((await listReviews(town.ctx, { month: '2026-03', states: ['passed'] })).total > 0)
    assert.equal((await listReviews(town.ctx, { month: '2031-01' })).total, 0)
  })

  it('answers null for a version nobody asked about', async () =>
    assert.equal(await reviewOf(town.ctx, { kind: 'reply', id: uuid(), version: 1 }), null))
})

/** An identity number with its check digit, from its first 17 digits. */
function idNumber(body: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, at) => total + weight * Number(body[at]), 0)
  return body + '10X98765432'[sum % 11]
}

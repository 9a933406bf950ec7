import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, it } from 'node:test'
import { type TestDatabase, testDatabase } from '../../test/support/database.ts'
import { anOrgan, aPerson, as, aTown, deskOf, type Town } from '../../test/support/desk.ts'
import { day } from '../calendar/day.ts'
import type { Context } from '../context.ts'
import { connect } from '../db/connect.ts'
import { story, verify } from '../ledger/store.ts'
import type { Result } from '../result.ts'
import { giveVerdict, reviewOf } from '../review/store.ts'
import type { Person } from '../web/env.ts'
import type { StepName } from './lifecycle.ts'
import { viewApplicant } from './people/store.ts'
import { applicationsPlaces } from './places.ts'
import { eventsOf, linkedWith, repliesOf } from './registry/store.ts'
import { takeForm } from './steps/all.ts'
import {
  answeredIn,
  findApplication,
  handledIn,
  openAt,
  type Registration,
  receivedIn,
  registerApplication,
} from './store.ts'

let database: TestDatabase
let folder: string
let town: Town
let officer: Person
let reviewer: Person
let leader: Person

before(async () => {
  database = await testDatabase({ max: 8 })
  folder = await mkdtemp(join(tmpdir(), 'gongkai-applications-'))
})
beforeEach(async () => {
  const made = await aTown(database.sql, '2026-03-02')
  town = { ...made, ctx: { ...made.ctx, files: { root: join(folder, 'files') } } }
  officer = aPerson(town.organ, 'officer')
  reviewer = aPerson(town.organ, 'reviewer')
  leader = aPerson(town.organ, 'leader')
})
after(async () => {
  await database.close()
  await rm(folder, { recursive: true, force: true })
})

const need = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`${result.refusal.code}: ${result.refusal.says}`)
  return result.value
}
const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.refusal.code)
const on = (today: string, person: Person): Context => ({
  ...as(town.ctx, person),
  now: new Date(`${today}T02:00:00Z`),
})
const register = async (more: Partial<Registration> = {}, today = more.arrivedOn ?? '2026-03-02') =>
  need(
    await registerApplication(on(today, officer), {
      organId: town.organ.id,
      channel: 'counter',
      subject: '集体土地征收批复',
      arrivedOn: day(today),
      ...more,
    }),
  ).id
const step = (person: Person, id: string, today: string, name: StepName, form: Record<string, string> = {}) =>
  takeForm(on(today, person), name, { id, version: null }, { on: today, ...form })
const go = async (id: string, today: string, ...names: [Person, StepName, Record<string, string>?][]) => {
  for (const [person, name, form] of names) need(await step(person, id, today, name, form))
}
const open = (id: string, today: string) =>
  go(id, today, [officer, 'accept'], [leader, 'assign', { note: '自然资源所' }])

/** From draft to archive, with everything the leader and the gate want. */
async function replies(id: string, today: string, form: Record<string, string>) {
  await go(id, today, [officer, 'draft', { words: '经审查，现答复如下。', ...form }], [officer, 'submit'])
  await passes(id, today)
  await go(
    id,
    today,
    [officer, 'clear'],
    [leader, 'sign'],
    [officer, 'serve', { way: 'post' }],
    [officer, 'prove', { note: '挂号信回执' }],
    [officer, 'archive'],
  )
}
async function passes(id: string, today: string) {
  const draft = (await repliesOf(town.ctx, id)).at(-1)!
  const review = (await reviewOf(town.ctx, { kind: 'reply', id, version: draft.version }))!
  const old = today < '2019-05-15'
  const said = { verdict: 'open', basis: [old ? '2008-9' : '2019-19'], words: '', checked: true, found: [] } as const
  const given = await giveVerdict(on(today, reviewer), review.id, review.version, said)
  if (!given.ok)
    need(await giveVerdict(on(today, reviewer), review.id, review.version, { ...said, basis: ['2019-13'] }))
}
const state = async (id: string) => (await findApplication(town.ctx, id))!.state
const lines = async (year: number) =>
  (await handledIn(town.ctx, town.organ.id, { from: year, to: year })).map(({ table, fujian }) => [table, fujian])

describe('an application runs its course', () => {
  it('in time: received, handled, reviewed, signed by another than its drafter, numbered, served, filed', async () => {
    const id = await register()
    await open(id, '2026-03-03')
    await replies(id, '2026-03-10', { outcome: 'provided' })
    const application = (await findApplication(town.ctx, id))!
    assert.deepEqual(
      [application.state, application.answeredOn, application.outcome],
      ['archived', '2026-03-10', 'provided'],
    )
    assert.deepEqual(await lines(2026), [['r1', 'granted']])
    assert.match((await repliesOf(town.ctx, id))[0]!.number!, /依复〔2026〕1号/)
    assert.deepEqual(await openAt(town.ctx, town.organ.id, day('2026-12-31')), [])
    assert.equal((await verify(town.ctx)).broken, null)
  })
  it('goes nowhere without the review, and not with the review of an earlier draft', async () => {
    const id = await register()
    await open(id, '2026-03-03')
    assert.equal(codeOf(await step(officer, id, '2026-03-03', 'submit')), 'applications.no-reply')
    await go(id, '2026-03-03', [officer, 'draft', { outcome: 'provided', words: '第一稿' }], [officer, 'submit'])
    assert.equal(codeOf(await step(officer, id, '2026-03-03', 'clear')), 'review.not-passed')
    await passes(id, '2026-03-03')
    await go(
      id,
      '2026-03-04',
      [officer, 'clear'],
      [leader, 'return', { note: '请写明依据' }],
      [officer, 'draft', { outcome: 'provided', words: '第二稿' }],
      [officer, 'submit'],
    )
    assert.equal(codeOf(await step(officer, id, '2026-03-04', 'clear')), 'review.not-passed')
  })
  it('says that nothing was found only with a search record', async () => {
    const id = await register()
    await open(id, '2026-03-03')
    const reply = { outcome: 'not-found', words: '经检索，没有找到。' }
    assert.equal(codeOf(await step(officer, id, '2026-03-04', 'draft', reply)), 'applications.search')
    const search = { place: '档案室', words: '征地、批复', who: '档案员', result: 'none' }
    assert.equal(
      codeOf(await step(officer, id, '2026-03-04', 'search', { ...search, words: '' })),
      'applications.words',
    )
    await go(id, '2026-03-04', [officer, 'search', search])
    await replies(id, '2026-03-05', reply)
    assert.deepEqual(await lines(2026), [['r4_1', 'refused']])
  })
  it('waits for a third party, is extended, and holds a part back with its ground', async () => {
    const id = await register()
    await open(id, '2026-03-03')
    await go(id, '2026-03-04', [officer, 'consult', { matter: 'thirdParty', party: '第三人甲' }])
    const who = 'thirdParty 第三人甲'
    await go(id, '2026-03-06', [officer, 'reached', { who }])
    assert.equal(
      codeOf(await step(officer, id, '2026-03-06', 'extend', { days: '20', note: '情况复杂' })),
      'applications.not-your-step',
    )
    assert.equal(
      codeOf(await step(leader, id, '2026-03-06', 'extend', { days: '21', note: '情况复杂' })),
      'applications.days',
    )
    await go(id, '2026-03-06', [leader, 'extend', { days: '20', note: '情况复杂' }])
    assert.equal(codeOf(await step(officer, id, '2026-03-16', 'hear', { who, says: 'refuses' })), 'applications.note')
    await go(id, '2026-03-16', [officer, 'hear', { who, says: 'refuses', note: '涉及其经营数据' }])
    const desk = deskOf({ ...town, ctx: on('2026-03-16', officer) }, applicationsPlaces, officer)
    assert.match((await desk.see(`/console/applications/${id}`)).text, /延长期第1至第20个工作日/)
    await replies(id, '2026-03-20', { outcome: 'partial', part0: '第三人的经营数据', ground0: 'third-party' })
    assert.deepEqual(await lines(2026), [['r2', 'partial']])
  })
  it('ends when a correction never comes, since 2019 as given up, before as told', async () => {
    const id = await register()
    const ask = { lacks: 'description', note: '请写明文号', until: '2026-03-20' }
    await go(id, '2026-03-04', [officer, 'askCorrection', ask])
    assert.equal(codeOf(await step(officer, id, '2026-03-20', 'lapse')), 'applications.not-lapsed')
    assert.equal(
      codeOf(await step(officer, id, '2026-03-24', 'correct', { subject: '闽政地〔2017〕1号' })),
      'applications.corrected-late',
    )
    await go(id, '2026-03-24', [officer, 'lapse'])
    assert.deepEqual(await lines(2026), [['r6_1', null]])
    assert.deepEqual(await answeredIn(town.ctx, town.organ.id, { to: 2026 }), [])
    assert.deepEqual(await openAt(town.ctx, town.organ.id, day('2026-12-31')), [])

    const old = await register({}, '2018-03-05')
    await go(old, '2018-03-06', [officer, 'askCorrection', ask])
    await go(old, '2018-06-01', [officer, 'told', { note: '未再提交' }])
    assert.deepEqual(await lines(2018), [['r4_3', 'refused']])
  })
  it('is asked to be corrected once, in time, and then begins anew', async () => {
    const id = await register()
    const ask = { lacks: 'identity', note: '请提供身份证明', until: '2026-04-10' }
    assert.equal(codeOf(await step(officer, id, '2026-03-12', 'askCorrection', ask)), 'clock.correction-late')
    await go(id, '2026-03-11', [officer, 'askCorrection', ask])
    await go(id, '2026-03-18', [officer, 'correct', { subject: '闽政地〔2017〕1号' }])
    assert.equal(codeOf(await step(officer, id, '2026-03-18', 'askCorrection', ask)), 'applications.once')
    assert.equal((await findApplication(town.ctx, id))!.subject, '闽政地〔2017〕1号')
  })
  it('ends as withdrawn, in no row of the old annex', async () => {
    const id = await register()
    await open(id, '2026-03-03')
    await go(id, '2026-03-04', [officer, 'withdraw', { note: '当面提交书面撤回' }])
    assert.equal(codeOf(await step(officer, id, '2026-03-04', 'withdraw', { note: '再次' })), 'applications.too-late')
    assert.deepEqual(await lines(2026), [['r6_3', null]])
  })
  it('is taken up again after a judgment, and its first answer stays in the counts', async () => {
    const id = await register()
    await open(id, '2026-03-03')
    await replies(id, '2026-03-10', { outcome: 'internal' })
    await go(id, '2026-09-07', [leader, 'reopen', { ground: 'judgment', paper: '（2026）闽0583行初1号' }])
    assert.equal(await state(id), 'drafting')
    await replies(id, '2026-09-20', { outcome: 'provided' })
    const application = (await findApplication(town.ctx, id))!
    assert.deepEqual([application.round, application.answeredOn, application.outcome], [2, '2026-03-10', 'internal'])
    assert.deepEqual(
      (await repliesOf(town.ctx, id)).map((reply) => [reply.round, reply.outcome, reply.servedOn]),
      [
        [1, 'internal', '2026-03-10'],
        [2, 'provided', '2026-09-20'],
      ],
    )
    assert.deepEqual(await lines(2026), [['r3_5', 'refused']])
  })
  it('has no day of receipt until the applicant confirmed, and is not counted before', async () => {
    const id = await register({ channel: 'web' })
    assert.deepEqual(await receivedIn(town.ctx, town.organ.id, { to: 2026 }), [])
    await go(id, '2026-03-03', [officer, 'phone', { call: '9时10分无人接听' }])
    assert.equal(codeOf(await step(officer, id, '2026-03-04', 'accept')), 'applications.too-late')
    await go(id, '2026-03-04', [officer, 'confirm', { call: '10时接通，确认收到' }])
    assert.equal((await findApplication(town.ctx, id))!.receivedOn, '2026-03-04')
    assert.equal((await receivedIn(town.ctx, town.organ.id, { to: 2026 })).length, 1)
  })
  it('runs under the edition of the day it was confirmed', async () => {
    const id = await register({ channel: 'fax' }, '2019-05-14')
    assert.equal((await findApplication(town.ctx, id))!.edition, '2008')
    await go(id, '2019-05-15', [officer, 'confirm', { call: '确认收到' }])
    assert.equal((await findApplication(town.ctx, id))!.edition, '2019')
  })
  it('about the correction of records has its own ends and is in no table', async () => {
    const id = await register({ kind: 'amendment', subject: '本人户籍信息更正' })
    assert.equal(
      codeOf(await step(leader, id, '2026-03-03', 'extend', { days: '5', note: '复杂' })),
      'applications.no-step',
    )
    await open(id, '2026-03-03')
    await replies(id, '2026-03-10', { outcome: 'transferred', rightOrgan: '南安市公安局' })
    assert.deepEqual(await lines(2026), [])
    assert.deepEqual(await receivedIn(town.ctx, town.organ.id, { to: 2026 }), [])
  })
})

describe('applications that belong together', () => {
  it('are shown beside each other when they ask for the same', async () => {
    await register({ subject: '２０１７年 低保名单' })
    const id = await register({ subject: '2017年低保名单。' })
    const desk = deskOf(town, applicationsPlaces, officer)
    assert.match((await desk.see(`/console/applications/${id}`)).text, /内容相同的申请[\s\S]*2026-001/)
  })
  it('are split with the same day of receipt and the same clock, and linked', async () => {
    const id = await register({ applicant: { name: '某某', contact: '', identity: 'none' } })
    await go(id, '2026-03-04', [officer, 'split', { subject: '征收批复', items: '补偿方案\n听证笔录' }])
    const linked = await linkedWith(town.ctx, id)
    assert.deepEqual(
      linked.map(({ subject }) => subject),
      ['补偿方案', '听证笔录'],
    )
    const part = (await findApplication(town.ctx, linked[0]!.id))!
    assert.deepEqual([part.receivedOn, part.state], ['2026-03-02', 'received'])
    assert.equal(need(await viewApplicant(on('2026-03-04', officer), part.id)).name, '某某')
    assert.equal(codeOf(await step(officer, id, '2026-03-04', 'link', { number: '2026-999' })), 'applications.number')
    const other = await register({ subject: '补偿标准' })
    await go(other, '2026-03-04', [officer, 'link', { number: '2026-001' }])
    assert.equal((await linkedWith(town.ctx, id)).length, 3)
  })
})

describe('two people at one case', () => {
  it('do not undo each other', async () => {
    const id = await register()
    const both = await Promise.all([
      takeForm(on('2026-03-03', officer), 'accept', { id, version: 1 }, { on: '2026-03-03' }),
      takeForm(on('2026-03-03', officer), 'withdraw', { id, version: 1 }, { on: '2026-03-03', note: '书面撤回' }),
    ])
    assert.deepEqual(both.map(codeOf).sort(), ['applications.stale', 'ok'])
    assert.equal((await eventsOf(town.ctx, [id])).length, 2)
  })
})

describe('who applied', () => {
  const applicant = { name: '申请人本名', contact: '13800000000', identity: 'id-card' as const }

  it('is sealed with a key outside the database, which only its owner reads', async () => {
    const id = await register({ applicant })
    const rows =
      await database.sql`select sealed::text, key_id from application_applicants where application_id = ${id}`
    assert.doesNotMatch(JSON.stringify(rows), new RegExp(Buffer.from(applicant.name).toString('hex')))
    const path = join(folder, 'keys', 'applicants.key')
    assert.equal((await stat(path)).mode & 0o777, 0o600)
    assert.match(await readFile(path, 'utf8'), /^[0-9a-f]{64}\n$/)
  })
  it('is shown to officer and leader of the organ, and every look stands in the ledger', async () => {
    const id = await register({ applicant })
    assert.deepEqual(need(await viewApplicant(on('2026-03-03', officer), id)), applicant)
    assert.deepEqual(need(await viewApplicant(on('2026-03-03', leader), id)), applicant)
    const other = await anOrgan(town.ctx, 'meishan', '梅山镇')
    for (const person of [reviewer, aPerson(other, 'officer'), aPerson(null, 'supervisor')])
      assert.equal(codeOf(await viewApplicant(on('2026-03-03', person), id)), 'applications.not-yours')
    const entries = await story(town.ctx, 'application', id)
    assert.equal(entries.filter(({ event }) => event === 'applications.applicant-viewed').length, 2)
    assert.doesNotMatch(JSON.stringify(entries), /申请人本名|13800000000/)
  })
  it('opens nowhere but in its own case', async () => {
    const [id, other] = [await register({ applicant }), await register({ applicant, subject: '预算' })]
    await database.sql`
      update application_applicants set sealed = (select sealed from application_applicants where application_id = ${id})
      where application_id = ${other}`
    await assert.rejects(viewApplicant(on('2026-03-03', officer), other))
  })
  it('is entered at the desk, asked for with a form, and in no address', async () => {
    const desk = deskOf(town, applicationsPlaces, officer)
    const form = { channel: 'counter', subject: '预算', arrivedOn: '2026-03-02', ...applicant }
    const entered = await desk.send('/console/applications/new', form)
    assert.doesNotMatch(entered.to!, /%/)
    const address = entered.to!.replace(/\?.*/, '')
    assert.doesNotMatch((await desk.see(address)).text, /申请人本名/)
    assert.match((await desk.send(`${address}/applicant`, {})).text, /申请人本名[\s\S]*13800000000/)
    const refused = await desk.send('/console/applications/new', { ...form, subject: '' })
    assert.match(refused.text, /value="申请人本名"/)
  })
})

describe('the desk', () => {
  it('puts what is due first on top, and what nobody opened or moved where it is seen', async () => {
    await register({ subject: '甲' }, '2026-03-02')
    const second = await register({ subject: '乙' }, '2026-02-24')
    await register({ subject: '丙', channel: 'email' }, '2026-02-09')
    await open(second, '2026-02-25')
    const desk = deskOf({ ...town, ctx: on('2026-03-18', officer) }, applicationsPlaces, officer)
    const { text } = await desk.see('/console/applications')
    assert.match(text, /乙[\s\S]*甲[\s\S]*丙/)
    assert.match(text, /在办<span class="count">3/)
    assert.match((await desk.see('/console/applications?view=silent')).text, /乙/)
    const unopened = (await desk.see('/console/applications?view=unopened')).text
    assert.match(unopened, /甲[\s\S]*丙/)
    assert.doesNotMatch(unopened, />乙</)
  })
  it('asks the database the same number of times, however many cases there are', async () => {
    let asked = 0
    const options = { max: 1, debug: () => (asked += 1) }
    const sql = connect(database.url, options)
    try {
      const desk = deskOf({ ...town, ctx: { ...on('2026-03-18', officer), sql } }, applicationsPlaces, officer)
      const count = async (path: string) => {
        await desk.see(path)
        asked = 0
        await desk.see(path)
        return asked
      }
      const paths = ['/console/applications', '/console/applications?view=all']
      await register()
      const few: number[] = []
      for (const path of paths) few.push(await count(path))
      for (let n = 0; n < 25; n += 1) await register({ subject: `第${n}件` })
      const many: number[] = []
      for (const path of paths) many.push(await count(path))
      assert.deepEqual(many, few)
      assert.ok(few.every((n) => n > 0))
    } finally {
      await sql.end()
    }
  })
  it('gives a refused step back with what was typed', async () => {
    const id = await register()
    await open(id, '2026-03-03')
    const desk = deskOf({ ...town, ctx: on('2026-03-04', officer) }, applicationsPlaces, officer)
    assert.match((await desk.see(`/console/applications/${id}/draft`)).text, /第三十六条第四项/)
    const sent = await desk.send(`/console/applications/${id}/draft`, {
      version: '3',
      outcome: 'partial',
      words: '现答复如下',
      part1: '住址',
    })
    assert.equal(sent.status, 422)
    assert.match(sent.text, /value="住址"/)
    assert.match(sent.text, /现答复如下<\/textarea>/)
    const stale = await desk.send(`/console/applications/${id}/draft`, {
      version: '1',
      outcome: 'provided',
      words: '好',
    })
    assert.match(stale.text, /其他人刚刚办理了这份申请/)
  })
})

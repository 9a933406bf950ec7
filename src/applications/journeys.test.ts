import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { deskOf } from '../../test/support/desk.ts'
import { day } from '../calendar/day.ts'
import { verify } from '../ledger/store.ts'
import { viewApplicant } from './people/store.ts'
import { applicationsPlaces } from './places.ts'
import { linkedWith, repliesOf } from './registry/store.ts'
import { answeredIn, findApplication, openAt, receivedIn } from './store.ts'
import {
  codeOf,
  go,
  leader,
  lines,
  need,
  officer,
  on,
  open,
  passes,
  register,
  replies,
  state,
  step,
  town,
} from './testing.ts'

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

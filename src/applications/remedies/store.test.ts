import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { deskOf } from '../../../test/support/desk.ts'
import { day } from '../../calendar/day.ts'
import { verify } from '../../ledger/store.ts'
import { remediesToAnswer, remediesToFollow } from '../../workbench/remedies.ts'
import { applicationsPlaces } from '../places.ts'
import { repliesOf } from '../registry/store.ts'
import { codeOf, go, leader, need, officer, on, open, register, replies, reviewer, state, town } from '../testing.ts'
import { remediesFiled, remediesIn } from './counts/store.ts'
import type { NewRemedy } from './model.ts'
import { remediesPlaces } from './places.ts'
import { findRemedy, unfollowed } from './registry/store.ts'
import { registerRemedy } from './store.ts'

const places = [...applicationsPlaces, ...remediesPlaces]
const deskAt = (today: string, person = officer) => deskOf({ ...town, ctx: on(today, person) }, places, person)

const enter = async (filedOn: string, more: Partial<NewRemedy> = {}) =>
  need(
    await registerRemedy(on(filedOn, officer), {
      organId: town.organ.id,
      kind: 'reconsideration',
      way: null,
      simplified: false,
      matter: '不服不予公开答复',
      authority: '南安市人民政府',
      docket: '',
      filedOn: day(filedOn),
      answerBy: null,
      applicationNumber: '',
      ...more,
    }),
  ).id

const send = async (id: string, stage: string, today: string, form: Record<string, string> = {}, person = officer) => {
  const { version } = (await findRemedy(town.ctx, id))!
  return deskAt(today, person).send(`/console/remedies/${id}/${stage}`, {
    on: today,
    version: String(version),
    ...form,
  })
}

/** A case answered with a refusal on 10 March 2026; its number. */
const refused = async () => {
  const id = await register()
  await open(id, '2026-03-03')
  await replies(id, '2026-03-10', { outcome: 'internal' })
  return id
}

describe('a reconsideration', () => {
  it('is registered from its case, answered in time, decided, and opens the case again with the paper filled in', async () => {
    const id = await refused()
    const asks = await deskAt('2026-04-01').see(`/console/remedies/new?application=${id}`)
    assert.match(asks.text, /value="2026-001"/)
    const made = await deskAt('2026-04-01').send('/console/remedies/new', {
      kind: 'reconsideration',
      matter: '不服不予公开答复',
      authority: '南安市人民政府',
      filedOn: '2026-04-01',
      applicationNumber: '2026-001',
    })
    assert.equal(made.status, 303)
    const remedy = made.to!.match(/remedies\/([0-9a-f-]+)/)![1]!
    const page = await deskAt('2026-04-02').see(`/console/remedies/${remedy}`)
    assert.match(page.text, /2026-04-16（《行政复议法》（2023年修订）第四十八条、第八十八条）/)
    const [pile] = await remediesToAnswer(town.ctx, officer, on('2026-04-02', officer).now)
    assert.deepEqual([pile!.count, pile!.first[0]!.day], [1, '2026-04-16'])

    assert.equal((await send(remedy, 'answer', '2026-04-10')).status, 303)
    assert.equal((await send(remedy, 'decide', '2026-05-20', { decision: 'revoked' })).status, 422)
    const decided = await send(remedy, 'decide', '2026-05-20', { decision: 'revoked', paper: '南政行复〔2026〕8号' })
    assert.equal(decided.status, 303)
    assert.match((await deskAt('2026-05-20').see(`/console/remedies/${remedy}`)).text, /申请还没有重新办理/)
    assert.equal((await remediesToFollow(town.ctx, leader, new Date()))[0]!.count, 1)

    const asked = await deskAt('2026-05-21', leader).see(`/console/applications/${id}/reopen`)
    assert.match(asked.text, /value="南政行复〔2026〕8号"/)
    await go(id, '2026-05-21', [
      leader,
      'reopen',
      { ground: 'reconsideration', paper: '南政行复〔2026〕8号', on: '2026-05-20' },
    ])
    assert.equal(await unfollowed(town.ctx, id), null)
    assert.equal((await remediesToFollow(town.ctx, leader, new Date()))[0]!.count, 0)
    assert.match((await deskAt('2026-05-21').see(`/console/remedies/${remedy}`)).text, /申请已重新办理（2026-05-20）/)
    await replies(id, '2026-06-01', { outcome: 'provided' })
    assert.deepEqual(
      (await repliesOf(town.ctx, id)).map(({ outcome }) => outcome),
      ['internal', 'provided'],
    )
    assert.equal(await state(id), 'archived')
    const text = (await deskAt('2026-06-02').see(`/console/applications/${id}`)).text
    assert.match(text, /行政复议 救2026-01/)
    assert.equal((await verify(town.ctx)).broken, null)
  })
  it('that stands opens nothing', async () => {
    const id = await refused()
    const remedy = await enter('2026-04-01', { applicationNumber: '2026-001' })
    await send(remedy, 'decide', '2026-05-20', { decision: 'upheld', paper: '南政行复〔2026〕8号' })
    assert.equal(await unfollowed(town.ctx, id), null)
  })
})

describe('the register of remedies', () => {
  it('takes a form once, only for its own organ, and keeps what was typed when it refuses', async () => {
    const token = '0190aaaa-0000-7000-8000-000000000001'
    assert.equal(await enter('2026-04-01', { token }), await enter('2026-04-01', { token }))
    const unknown = await deskAt('2026-04-01').send('/console/remedies/new', {
      kind: 'litigation',
      way: 'direct',
      matter: '不服不予处理的答复',
      authority: '南安市人民法院',
      filedOn: '2026-04-01',
      applicationNumber: '2026-999',
    })
    assert.equal(unknown.status, 422)
    assert.match(unknown.text, /value="不服不予处理的答复"/)
    const personal = await registerRemedy(on('2026-04-01', officer), {
      ...{ organId: town.organ.id, kind: 'complaint', way: null, simplified: false, authority: '主管部门', docket: '' },
      ...{ filedOn: day('2026-04-01'), answerBy: null, applicationNumber: '', matter: '来电13800138000反映' },
    })
    assert.equal(codeOf(personal), 'applications.personal')
    assert.equal((await deskAt('2026-04-01', reviewer).send('/console/remedies/new', {})).status, 403)
  })
  it('is shown, filtered and exported', async () => {
    await enter('2026-04-01', { matter: '村道结算信息没有公开', kind: 'complaint', answerBy: day('2026-04-20') })
    await enter('2026-04-02')
    const desk = deskAt('2026-04-15')
    const { text } = await desk.see('/console/remedies?kind=complaint')
    assert.match(text, /村道结算信息没有公开/)
    assert.doesNotMatch(text, /不服不予公开答复/)
    const file = await desk.ask('/console/remedies/export?view=all')
    assert.match(file.headers.get('content-type')!, /spreadsheet/)
    assert.match((await desk.see('/console/remedies?view=decided')).text, /没有“已审结”的事项/)
  })
  it('lets a leader mend a result that was entered wrongly', async () => {
    const remedy = await enter('2026-04-01')
    await send(remedy, 'decide', '2026-05-20', { decision: 'upheld', paper: '南政行复〔2026〕8号' })
    const mend = { decision: 'unlawful', paper: '南政行复〔2026〕8号', note: '登记时看错' }
    assert.equal((await send(remedy, 'mend', '2026-05-20', mend)).status, 403)
    assert.equal((await send(remedy, 'mend', '2026-05-20', mend, leader)).status, 303)
    assert.equal((await findRemedy(town.ctx, remedy))!.decision, 'unlawful')
  })
})

describe('the annual table counts remedies', () => {
  it('by result and block: what ended in the year, and what was pending at its end', async () => {
    const first = await enter('2024-11-01')
    await send(first, 'decide', '2025-01-15', { decision: 'upheld', paper: '复1号' })
    const suit = await enter('2025-02-10', { kind: 'litigation', way: 'reconsidered', afterNumber: '救2024-01' })
    await send(suit, 'answer', '2025-02-20')
    await send(suit, 'judge', '2025-06-01', { decision: 'dismissed', paper: '初1号' })
    await send(suit, 'appeal', '2025-06-10')
    const direct = await enter('2025-03-10', { kind: 'litigation', way: 'direct' })
    await send(direct, 'decide', '2025-08-10', { decision: 'withdrawn', paper: '初2号' })
    await enter('2025-04-01', { kind: 'complaint' })
    const cells = async (year: number) =>
      (await remediesIn(town.ctx, town.organ.id, { from: year, to: year })).map(({ block, result }) => [block, result])
    assert.deepEqual(await cells(2024), [['reconsideration', 'pending']])
    assert.deepEqual(await cells(2025), [
      ['reconsideration', 'upheld'],
      ['reconsidered', 'pending'],
      ['direct', 'other'],
      [null, 'pending'],
    ])
    await send(suit, 'decide', '2026-01-20', { decision: 'dismissed', paper: '终1号' })
    assert.deepEqual((await cells(2025))[1], ['reconsidered', 'pending'])
    assert.deepEqual(await cells(2026), [
      ['reconsidered', 'upheld'],
      [null, 'pending'],
    ])
    const filed = async (year: number) =>
      (await remediesFiled(town.ctx, town.organ.id, { from: year, to: year })).map(({ kind }) => kind)
    assert.deepEqual(await filed(2024), ['reconsideration'])
    assert.deepEqual(await filed(2025), ['litigation', 'litigation', 'complaint'])
  })
})

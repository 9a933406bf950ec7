import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { deskOf } from '../../../test/support/desk.ts'
import { day } from '../../calendar/day.ts'
import { clockOf } from '../clock.ts'
import { lettersOf } from '../letters/store.ts'
import { applicationsPlaces } from '../places.ts'
import { caseFile } from '../store.ts'
import { codeOf, go, leader, lines, officer, on, open, register, replies, state, step, town } from '../testing.ts'
import { countFees, feesCollected } from './store.ts'

const PAGES = { basis: 'pages', pages: '68', payment: '凭缴款码在网上缴入国库', sure: '38000' }
const collectedIn = async (year: number) => {
  const years = { from: year, to: year }
  const payments = await feesCollected(town.ctx, town.organ.id, years, { limit: 10, offset: 0 })
  const [of] = await countFees(town.ctx, [town.organ.id], years)
  assert.equal(of?.count ?? 0, payments.length)
  return { fen: of?.fen ?? 0, payments }
}
const due = async (id: string, today: string) => {
  const file = (await caseFile(town.ctx, id, day(today)))!
  const clock = clockOf(file.application, file.events, file.calendar, file.today)
  return clock.ok ? (clock.value?.due ?? clock.value?.state ?? null) : clock.refusal.code
}
/** In hand since 3 March 2026, due on 30 March. */
const inHand = async () => {
  const id = await register()
  await open(id, '2026-03-03')
  return id
}

describe('a fee', () => {
  it('unpaid when its days are over ends the case, in line r6_2 of the table and with its letter', async () => {
    const id = await inHand()
    await go(id, '2026-03-10', [officer, 'charge', PAGES])
    assert.equal(await state(id), 'paying')
    assert.equal(codeOf(await step(officer, id, '2026-06-01', 'lapseFee')), 'applications.not-lapsed')
    await go(id, '2026-03-12', [officer, 'feeServed'])
    // 20 working days from 13 March, over 清明 (4 to 6 April): until 10 April.
    assert.equal(codeOf(await step(officer, id, '2026-04-10', 'lapseFee')), 'applications.not-lapsed')
    assert.equal(codeOf(await step(officer, id, '2026-04-13', 'pay', { amount: '380' })), 'applications.paid-late')
    await go(id, '2026-04-13', [officer, 'lapseFee'])
    assert.deepEqual(await lines(2026), [['r6_2', null]])
    assert.deepEqual(
      (await lettersOf(town.ctx, id)).map(({ letter }) => letter),
      ['fee', 'ended-unpaid'],
    )
    assert.deepEqual(await collectedIn(2026), { fen: 0, payments: [] })
  })
  it('stops the clock while it is waited for, and with its payment the period begins anew', async () => {
    const id = await inHand()
    await go(id, '2026-03-10', [officer, 'charge', PAGES], [officer, 'feeServed'])
    assert.equal(await due(id, '2026-03-16'), 'paused')
    assert.equal(codeOf(await step(officer, id, '2026-03-16', 'pay', { amount: '100' })), 'applications.amount')
    await go(id, '2026-03-16', [officer, 'pay', { amount: '380', paper: '闽财票00001' }])
    assert.equal(await state(id), 'drafting')
    // 20 working days after 16 March.
    assert.equal(await due(id, '2026-03-16'), '2026-04-14')
    const collected = await collectedIn(2026)
    assert.deepEqual(
      [collected.fen, collected.payments.map(({ number, on: paid, fen }) => [number, paid, fen])],
      [38_000, [['2026-001', '2026-03-16', 38_000]]],
    )
    assert.equal((await collectedIn(2025)).fen, 0)
    assert.equal(codeOf(await step(officer, id, '2026-03-17', 'charge', PAGES)), 'applications.once')
    await replies(id, '2026-04-01', { outcome: 'provided' })
    assert.deepEqual(await lines(2026), [['r1', 'granted']])
  })
  it('that was waived never stopped the clock', async () => {
    const id = await inHand()
    const before = await due(id, '2026-03-10')
    await go(id, '2026-03-10', [officer, 'charge', PAGES], [officer, 'feeServed'])
    assert.equal(
      codeOf(await step(officer, id, '2026-03-20', 'waive', { note: '低保户' })),
      'applications.not-your-step',
    )
    await go(id, '2026-03-20', [leader, 'waive', { note: '低保户' }])
    assert.equal(await due(id, '2026-03-20'), before)
    assert.equal((await collectedIn(2026)).fen, 0)
    assert.equal((await lettersOf(town.ctx, id)).at(-1)?.letter, 'fee-waived')
  })
  it('is asked for only beyond what is free, and only after its reckoning was looked at', async () => {
    const id = await inHand()
    const code = async (form: Record<string, string>) => codeOf(await step(officer, id, '2026-03-10', 'charge', form))
    assert.equal(await code({ ...PAGES, basis: '' }), 'applications.basis')
    assert.equal(await code({ ...PAGES, pages: '30' }), 'applications.no-fee')
    assert.equal(await code({ ...PAGES, basis: 'pieces', before: '9', pieces: '1' }), 'applications.no-fee')
    assert.equal(await code({ ...PAGES, pages: '六十八' }), 'applications.count')
    assert.equal(await code({ ...PAGES, payment: '' }), 'applications.payment')
    assert.equal(await code({ ...PAGES, sure: '' }), 'applications.fee-check')
    const desk = deskOf({ ...town, ctx: on('2026-03-10', officer) }, applicationsPlaces, officer)
    const asked = await desk.send(`/console/applications/${id}/charge`, {
      on: '2026-03-10',
      version: '3',
      basis: 'pieces',
      before: '29',
      pieces: '2',
      payment: '凭缴款码',
    })
    assert.equal(asked.status, 422)
    assert.match(
      asked.text,
      /应缴300元[\s\S]*name="sure" value="30000"[\s\S]*第30件[\s\S]*每件100元[\s\S]*第31件[\s\S]*每件200元/,
    )
  })
  it('by pieces is told how many the register knows of the same person in the month, by number, not by name', async () => {
    const person = {
      name: '某某',
      contact: '13900000000',
      identity: 'id-card',
      identityNumber: '350000200001010000',
    } as const
    const others = { name: '某某', contact: '13800000001', identity: 'id-card' } as const
    await register({ applicant: person }, '2026-02-27')
    await register({ applicant: person }, '2026-03-02')
    await register({ applicant: others }, '2026-03-02')
    const id = await register({ applicant: person }, '2026-03-03')
    await open(id, '2026-03-03')
    const told = await step(officer, id, '2026-03-10', 'charge', { ...PAGES, basis: 'pieces', before: '' })
    assert.equal(codeOf(told), 'applications.fee-before')
    assert.match(told.ok ? '' : told.refusal.says, /此前有1件：2026-002/)
  })
  it('cannot be asked for under the edition of 2008, before 2021, or when the reply is overdue', async () => {
    const old = await register({}, '2018-03-05')
    await open(old, '2018-03-06')
    assert.equal(codeOf(await step(officer, old, '2018-03-07', 'charge', PAGES)), 'applications.no-step')
    const early = await register({}, '2020-03-02')
    await open(early, '2020-03-03')
    assert.equal(codeOf(await step(officer, early, '2020-03-04', 'charge', PAGES)), 'applications.fee-era')
    const late = await inHand()
    assert.equal(codeOf(await step(officer, late, '2026-04-20', 'charge', PAGES)), 'clock.fee-late')
  })
  it('was the cost of searching, copying and posting until March 2017, and is counted in the year it was paid', async () => {
    const id = await register({}, '2016-03-01')
    await open(id, '2016-03-02')
    const costs = { search: '5', copies: '1.20', postage: '' }
    assert.equal(
      codeOf(await step(officer, id, '2016-03-03', 'collectCost', { copies: '1.234' })),
      'applications.amount',
    )
    assert.equal(codeOf(await step(officer, id, '2016-03-03', 'collectCost')), 'applications.amount')
    await go(id, '2016-03-03', [officer, 'collectCost', costs])
    assert.equal((await collectedIn(2016)).fen, 620)
    assert.equal(codeOf(await step(officer, id, '2017-04-05', 'collectCost', costs)), 'applications.fee-era')
    await go(id, '2016-03-04', [officer, 'collectCost', { note: '低保户，免收复制费3元' }])
    assert.equal((await collectedIn(2016)).fen, 620)
  })
})

import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { v7 } from 'uuid'
import { type TestDatabase, testDatabase } from '../../test/support/database.ts'
import { anOrgan, aPerson, as, aTown, type Town } from '../../test/support/desk.ts'
import { day } from '../calendar/day.ts'
import { story, verify } from '../ledger/store.ts'
import type { Result } from '../result.ts'
import type { Channel } from './channels.ts'
import type { Outcome } from './outcomes.ts'
import {
  answerApplication,
  answeredIn,
  findApplication,
  listApplications,
  openAt,
  receivedIn,
  registerApplication,
} from './store.ts'

const PAGE = { limit: 20, offset: 0 }

describe('the register of applications', () => {
  let database: TestDatabase
  let town: Town

  before(async () => {
    database = await testDatabase({ max: 8 })
  })
  beforeEach(async () => {
    town = await aTown(database.sql, '2018-12-31')
  })
  after(() => database.close())

  const register = (
    receivedOn: string,
    channel: Channel = 'counter',
    subject = '2017年低保名单',
    organId = town.organ.id,
  ) => registerApplication(town.ctx, { organId, channel, subject, receivedOn: day(receivedOn) })
  const registered = async (...what: Parameters<typeof register>) => value(await register(...what))
  const answer = (id: string, answeredOn: string, outcome: Outcome = 'provided') =>
    answerApplication(town.ctx, id, { answeredOn: day(answeredOn), outcome })
  const value = <T>(result: Result<T>): T => {
    if (!result.ok) throw new Error(result.refusal.code)
    return result.value
  }
  const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.refusal.code)

  it('numbers applications by the year they were received, without gaps, also when two clerks enter at once', async () => {
    const many = await Promise.all(Array.from({ length: 12 }, () => registered('2018-03-05')))
    const numbers = many.map(({ number }) => number).sort()
    assert.deepEqual(
      numbers,
      Array.from({ length: 12 }, (_, n) => `2018-${String(n + 1).padStart(3, '0')}`),
    )
    assert.equal((await registered('2017-12-30')).number, '2017-001')
  })
  it('gives a number that a refusal did not use to the next', async () => {
    assert.equal(codeOf(await register('2019-01-01')), 'applications.future')
    assert.equal((await registered('2018-12-31')).number, '2018-001')
  })
  it('writes down who registered and who answered, without the words of the applicant', async () => {
    const { id } = await registered('2018-03-05')
    value(await answer(id, '2018-03-20', 'public'))
    const entries = await story(town.ctx, 'application', id)
    assert.deepEqual(
      entries.map(({ event, detail }) => [event, detail]),
      [
        [
          'applications.registered',
          { number: '2018-001', channel: 'counter', arrivedOn: '2018-03-05', receivedOn: '2018-03-05' },
        ],
        [
          'applications.enter',
          { number: '2018-001', from: 'received', to: 'proved', outcome: 'public', on: '2018-03-20' },
        ],
      ],
    )
    assert.equal((await verify(town.ctx)).broken, null)
  })
  it('takes one answer, whoever is faster', async () => {
    const { id } = await registered('2018-03-05')
    const both = await Promise.all([answer(id, '2018-03-20'), answer(id, '2018-03-21', 'secret')])
    assert.deepEqual(both.map(codeOf).sort(), ['applications.too-late', 'ok'].sort())
    assert.equal((await answeredIn(town.ctx, town.organ.id, { to: 2018 })).length, 1)
  })
  it('is written by the people of its own organ only', async () => {
    const { id } = await registered('2018-03-05')
    const other = await anOrgan(town.ctx, 'meishan', '梅山镇')
    const stranger = as(town.ctx, aPerson(other, 'officer'))
    const input = { organId: town.organ.id, channel: 'fax', subject: '预算', receivedOn: day('2018-03-05') } as const
    assert.equal(codeOf(await registerApplication(stranger, input)), 'applications.not-yours')
    const taken = await answerApplication(stranger, id, { answeredOn: day('2018-03-06'), outcome: 'provided' })
    assert.equal(codeOf(taken), 'applications.not-yours')
  })
  it('knows nothing of an application that is not there, or of another site', async () => {
    const { id } = await registered('2018-03-05')
    const elsewhere = await aTown(database.sql, '2018-12-31')
    for (const [ctx, wanted] of [
      [town.ctx, v7()],
      [town.ctx, 'new'],
      [elsewhere.ctx, id],
    ] as const)
      assert.equal(await findApplication(ctx, wanted), null)
    assert.equal(codeOf(await answer(v7(), '2018-03-06')), 'applications.unknown')
  })
  it('takes a form sent twice, even at once, for one application', async () => {
    const token = v7()
    const send = () =>
      registerApplication(town.ctx, {
        organId: town.organ.id,
        channel: 'web',
        subject: '预算',
        receivedOn: day('2018-03-05'),
        token,
      })
    const sent = await Promise.all([send(), send(), send()])
    assert.deepEqual(new Set(sent.map((each) => value(each).number)), new Set(['2018-001']))
    assert.equal((await registered('2018-03-05')).number, '2018-002')
  })
  it('lists by channel, state, year and words, latest received first, page by page', async () => {
    const first = await registered('2017-05-01', 'web', '征地批文')
    await registered('2018-02-01', 'letter', '低保名单')
    await registered('2018-03-01', 'letter', '100%补助')
    value(await answer(first.id, '2017-05-10'))
    const numbers = async (filter: Parameters<typeof listApplications>[1], paging = PAGE) =>
      (await listApplications(town.ctx, filter, paging)).rows.map(({ number }) => number)
    assert.deepEqual(await numbers({}), ['2018-002', '2018-001', '2017-001'])
    assert.deepEqual(await numbers({ channel: 'letter' }), ['2018-002', '2018-001'])
    assert.deepEqual(await numbers({ state: 'answered' }), ['2017-001'])
    assert.deepEqual(await numbers({ year: 2018, state: 'open' }), ['2018-002', '2018-001'])
    assert.deepEqual(await numbers({ text: '批文' }), ['2017-001'])
    assert.deepEqual(await numbers({ text: '0%补' }), ['2018-002'])
    assert.deepEqual(await numbers({ text: '%' }), ['2018-002'])
    assert.deepEqual(await numbers({}, { limit: 2, offset: 2 }), ['2017-001'])
    assert.equal((await listApplications(town.ctx, {}, { limit: 0, offset: 0 })).total, 3)
  })

  describe('is what the annual report counts from', () => {
    let ids: string[]
    beforeEach(async () => {
      ids = []
      for (const on of ['2016-12-31', '2017-01-01', '2017-12-31', '2018-01-01']) ids.push((await registered(on)).id)
      value(await answer(ids[0]!, '2017-01-10', 'secret'))
      value(await answer(ids[2]!, '2018-01-05'))
    })
    const among = (rows: { id: string }[]) => rows.map(({ id }) => ids.indexOf(id))

    it('what was received in a year, and in all years up to it', async () => {
      assert.deepEqual(among(await receivedIn(town.ctx, town.organ.id, { from: 2017, to: 2017 })), [1, 2])
      assert.deepEqual(among(await receivedIn(town.ctx, town.organ.id, { to: 2017 })), [0, 1, 2])
    })
    it('what was answered in a year, whenever it was received', async () => {
      const rows = await answeredIn(town.ctx, town.organ.id, { from: 2017, to: 2017 })
      assert.deepEqual(among(rows), [0])
      assert.equal(rows[0]?.outcome, 'refused')
      assert.deepEqual(among(await answeredIn(town.ctx, town.organ.id, { to: 2018 })), [0, 2])
    })
    it('what was still open at the end of a day', async () => {
      assert.deepEqual(among(await openAt(town.ctx, town.organ.id, day('2016-12-31'))), [0])
      assert.deepEqual(among(await openAt(town.ctx, town.organ.id, day('2017-01-09'))), [0, 1])
      assert.deepEqual(among(await openAt(town.ctx, town.organ.id, day('2017-01-10'))), [1])
      assert.deepEqual(among(await openAt(town.ctx, town.organ.id, day('2017-12-31'))), [1, 2])
    })
    it('received up to a year is answered up to it, or open at its end', async () => {
      for (const to of [2016, 2017, 2018]) {
        const [received, answered, open] = await Promise.all([
          receivedIn(town.ctx, town.organ.id, { to }),
          answeredIn(town.ctx, town.organ.id, { to }),
          openAt(town.ctx, town.organ.id, day(`${to}-12-31`)),
        ])
        assert.equal(received.length, answered.length + open.length)
      }
    })
    it('nothing of another organ', async () => {
      const other = await anOrgan(town.ctx, 'meishan', '梅山镇')
      assert.deepEqual(await receivedIn(town.ctx, other.id, { to: 2018 }), [])
    })
  })
})

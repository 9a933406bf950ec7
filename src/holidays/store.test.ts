import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { type TestDatabase, testDatabase } from '../../test/support/database.ts'
import { aTown, type Town } from '../../test/support/desk.ts'
import { day } from '../calendar/day.ts'
import { NATIONAL } from '../calendar/workdays.ts'
import { story } from '../ledger/store.ts'
import type { Result } from '../result.ts'
import { differenceWords } from './differences.ts'
import { readNotice } from './rules.ts'
import { calendarOf, listNotices, recordNotice, tryNotice, withdrawNotice } from './store.ts'

const YEAR_2027 = `元旦：1月1日至3日放假，共3天。
春节：2月5日至11日放假调休，共7天。1月31日、2月14日上班。
劳动节：5月1日至5日放假调休，共5天。5月8日上班。
国庆节：10月1日至7日放假调休，共7天。9月26日、10月9日上班。`

describe('holiday notices of a site', () => {
  let database: TestDatabase
  let town: Town

  before(async () => {
    database = await testDatabase()
  })
  beforeEach(async () => {
    town = await aTown(database.sql, '2026-11-24')
  })
  after(() => database.close())

  const value = <T>(result: Result<T>): T => {
    if (!result.ok) throw new Error(result.refusal.code)
    return result.value
  }
  const notice = (text = YEAR_2027, number = '国办发明电〔2026〕9号', issuedOn = '2026-11-10') => ({
    number,
    title: '放假通知',
    issuedOn: day(issuedOn),
    days: value(readNotice(text, 2027)),
  })

  it('leave the calendar of the nation as it is, where there are none', async () =>
    assert.equal(await calendarOf(town.ctx), NATIONAL))
  it('announce a year, and every due day follows', async () => {
    assert.equal((await calendarOf(town.ctx)).after(day('2026-12-15'), 20), '2027-01-12')
    const { announced } = value(await recordNotice(town.ctx, notice()))
    assert.deepEqual(announced, [2027])
    const calendar = await calendarOf(town.ctx)
    assert.deepEqual([calendar.announced(2027), calendar.after(day('2026-12-15'), 20)], [true, '2027-01-13'])
  })
  it('are tried first without being recorded', async () => {
    const { differences } = value(await tryNotice(town.ctx, notice('元旦：1月1日至3日放假。1月9日上班。')))
    assert.deepEqual(
      differences.map((each) => `${each.day} ${differenceWords(each)}`),
      [
        '2027-01-01 由上班改为休息',
        '2027-01-02 仍然休息，标明元旦',
        '2027-01-03 仍然休息，标明元旦',
        '2027-01-09 由休息改为上班',
      ],
    )
    assert.deepEqual(await listNotices(town.ctx), [])
  })
  it('are believed in the order they were issued, not recorded', async () => {
    value(await recordNotice(town.ctx, notice('春节：2月12日放假。', '国办发明电〔2026〕12号', '2026-11-20')))
    value(await recordNotice(town.ctx, notice('春节：2月12日上班。')))
    assert.equal((await calendarOf(town.ctx)).isWorkday(day('2027-02-12')), false)
  })
  it('override the data of the nation', async () => {
    value(await recordNotice(town.ctx, { ...notice(), days: value(readNotice('台风：9月24日放假。', 2026)) }))
    assert.equal((await calendarOf(town.ctx)).isWorkday(day('2026-09-24')), false)
  })
  it('take the place of what was recorded under their number before', async () => {
    value(await recordNotice(town.ctx, notice('春节：2月12日放假。')))
    const { replaces, differences } = value(await recordNotice(town.ctx, notice('春节：2月15日放假。')))
    assert.equal(replaces, true)
    assert.deepEqual(
      differences.map((each) => each.day),
      ['2027-02-12', '2027-02-15'],
    )
    assert.equal((await listNotices(town.ctx, 2027)).length, 1)
    assert.equal((await calendarOf(town.ctx)).isWorkday(day('2027-02-12')), true)
  })
  it('can be taken back, and the ledger keeps both', async () => {
    value(await recordNotice(town.ctx, notice()))
    const [kept] = await listNotices(town.ctx, 2027)
    value(await withdrawNotice(town.ctx, kept!.id))
    assert.equal(await calendarOf(town.ctx), NATIONAL)
    const events = (await story(town.ctx, 'holiday-notice', kept!.id)).map(({ event }) => event)
    assert.deepEqual(events, ['holidays.recorded', 'holidays.withdrawn'])
    assert.equal((await withdrawNotice(town.ctx, kept!.id)).ok, false)
  })
  it('of one site mean nothing to another', async () => {
    value(await recordNotice(town.ctx, notice()))
    const other = await aTown(database.sql, '2026-11-24')
    assert.equal((await calendarOf(other.ctx)).announced(2027), false)
  })
})

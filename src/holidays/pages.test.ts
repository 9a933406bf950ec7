import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { type TestDatabase, testDatabase } from '../../test/support/database.ts'
import { aPerson, aTown, deskOf, type Town } from '../../test/support/desk.ts'
import { holidaysPlacesTelling } from './places.ts'

describe('the calendar of working days', () => {
  let database: TestDatabase
  let town: Town

  before(async () => {
    database = await testDatabase()
  })
  beforeEach(async () => {
    town = await aTown(database.sql, '2026-11-24')
  })
  after(() => database.close())

  const admin = () => deskOf(town, holidaysPlacesTelling(), aPerson(null, 'admin'))
  const officer = () => deskOf(town, holidaysPlacesTelling(), aPerson(town.organ, 'officer'))
  const NEW = '/console/calendar/notices/new'
  const filled = {
    number: '国办发明电〔2026〕9号',
    title: '国务院办公厅关于2027年部分节假日安排的通知',
    issuedOn: '2026-11-10',
    year: '2027',
    text: '元旦：1月1日至3日放假。\n春节：2月5日至11日放假。2月14日上班。\n劳动节：5月1日至5日放假。\n国庆节：10月1日至7日放假。',
  }

  it('shows the year with its holidays and the weekends worked for them, in words too', async () => {
    const { status, text } = await officer().see('/console/calendar')
    assert.equal(status, 200)
    assert.match(text, /2026年工作日历[\s\S]*248/)
    assert.match(text, /class="day-worked"><span class="day-number">14<\/span><span class="day-mark">班/)
    assert.match(text, /2月15日至2月23日[\s\S]*2月14日、2月28日/)
    assert.doesNotMatch(text, /登记放假通知/)
  })
  it('says that a year is not announced, and what follows from it', async () => {
    const { text } = await officer().see('/console/calendar/2027')
    assert.match(text, /2027年的放假安排还没有登记/)
    assert.match(text, /2004—2026/)
    assert.equal((await officer().see('/console/calendar/1999')).status, 404)
  })
  it('lets the administrator see what a notice would change, and then record it', async () => {
    const shown = await admin().send(NEW, { ...filled, step: 'check' })
    assert.equal(shown.status, 200)
    assert.match(shown.text, /2027年的放假安排视为已公布/)
    assert.match(shown.text, /2027-02-14[\s\S]*由休息改为上班/)
    assert.match((await admin().see('/console/calendar/2027')).text, /还没有登记/)

    const done = await admin().send(NEW, { ...filled, step: 'record' })
    assert.equal(done.to, '/console/calendar/2027?done=recorded')
    const { text } = await admin().see(done.to!)
    assert.match(text, /国办发明电〔2026〕9号/)
    assert.doesNotMatch(text, /还没有登记/)

    const address = /\/console\/calendar\/notices\/[0-9a-f-]{36}\/withdrawal/.exec(text)![0]
    assert.equal((await admin().send(address, {})).status, 303)
    assert.match((await admin().see('/console/calendar/2027')).text, /还没有登记/)
    assert.equal((await admin().send(address, {})).status, 422)
  })
  it('gives a refused notice back with what was typed', async () => {
    const { status, text } = await admin().send(NEW, { ...filled, text: '春节：2月30日放假', step: 'check' })
    assert.equal(status, 422)
    assert.match(text, /“2月30日”不是有效的日期/)
    assert.match(text, /春节：2月30日放假<\/textarea>/)
    assert.equal((await admin().send(NEW, { ...filled, number: '九号' })).status, 422)
  })
  it('is recorded by nobody else', async () => {
    assert.equal((await officer().see(NEW)).status, 403)
    assert.equal((await officer().send(NEW, filled)).status, 403)
  })
})

import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { anOrgan, aPerson, aTown, deskOf, type Town } from '../../../test/support/desk.ts'
import { servicesConsolePlaces, servicesPortalPlaces } from '../places.ts'

describe('the list of services', () => {
  let database: TestDatabase
  let town: Town

  before(async () => {
    database = await testDatabase()
  })
  beforeEach(async () => {
    town = await aTown(database.sql, '2018-01-05')
  })
  after(() => database.close())

  const officer = () => deskOf(town, servicesConsolePlaces, aPerson(town.organ, 'officer'))
  const reader = () => deskOf(town, servicesPortalPlaces, null)
  const filled = { code: 'NA-1', name: '城乡低保申请', visits: '1', listedOn: '2017-06-01' }
  const addressOf = (text: string) => /\/console\/services\/[0-9a-f-]{36}/.exec(text)![0]

  it('says what to do first, in the console and to the public', async () => {
    assert.match((await officer().see('/console/services')).text, /还没有列入事项/)
    assert.match((await reader().see('/matou/services')).text, /暂未公布政务服务事项/)
  })
  it('is what the public reads, with its counts', async () => {
    const desk = officer()
    for (const visits of ['0', '1', '2'])
      await desk.send('/console/services/new', { ...filled, code: `NA-${visits}`, visits })
    const { status, text } = await reader().see('/matou/services')
    assert.equal(status, 200)
    assert.match(text, /城乡低保申请[\s\S]*一趟不用跑/)
    assert.match(text, /2次，跑两趟以上/)
    assert.match(text, /事项总数[\s\S]*>3<[\s\S]*最多跑一趟[\s\S]*>2<[\s\S]*一趟不用跑[\s\S]*>1</)
    assert.equal((await reader().see('/nowhere/services')).status, 404)
    assert.equal((await reader().see('/elder/matou/services')).status, 200)
  })
  it('is corrected and taken off by the officer', async () => {
    const desk = officer()
    const listed = await desk.send('/console/services/new', filled)
    const list = await desk.see(listed.to!)
    assert.match(list.text, /事项已列入/)
    const address = addressOf(list.text)

    assert.match((await desk.see(address)).text, /value="NA-1"/)
    const corrected = await desk.send(address, { ...filled, visits: '0', version: '1' })
    assert.equal(corrected.to, '/console/services?done=corrected')
    const stale = await desk.send(address, { ...filled, visits: '3', version: '1' })
    assert.equal(stale.status, 422)
    assert.match(stale.text, /其他人刚刚修改了这个事项/)
    assert.match(stale.text, /value="3"/)

    const delisted = await desk.send(`${address}/delisting`, { delistedOn: '2018-01-05' })
    assert.equal(delisted.status, 303)
    assert.match((await desk.see(address)).text, /自2018-01-05起已取消/)
    assert.doesNotMatch((await reader().see('/matou/services')).text, /城乡低保申请/)
  })
  it('gives a refused form back with what was typed', async () => {
    const { status, text } = await officer().send('/console/services/new', { ...filled, visits: '两次' })
    assert.equal(status, 422)
    assert.match(text, /到办事现场次数请填写0到99之间的整数/)
    assert.match(text, /value="两次"/)
    assert.match(text, /value="城乡低保申请"/)
  })
  it('is read by supervisors, and kept out of the hands of other organs', async () => {
    await officer().send('/console/services/new', filled)
    const address = addressOf((await officer().see('/console/services')).text)
    const supervisor = deskOf(town, servicesConsolePlaces, aPerson(null, 'supervisor'))
    assert.match((await supervisor.see('/console/services')).text, /城乡低保申请/)
    const read = await supervisor.see(address)
    assert.match(read.text, /城乡低保申请.*最多跑一趟/s)
    assert.doesNotMatch(read.text, /<button[^>]*>保存/)
    assert.equal((await supervisor.send(address, filled)).status, 403)
    const other = await anOrgan(town.ctx, 'meishan', '梅山镇')
    const stranger = deskOf(town, servicesConsolePlaces, aPerson(other, 'officer'))
    assert.equal((await stranger.see(address)).status, 404)
    assert.equal((await stranger.send(`${address}/delisting`, { delistedOn: '2018-01-05' })).status, 404)
  })
  it('comes as a workbook', async () => {
    await officer().send('/console/services/new', filled)
    const answer = await officer().ask('/console/services/export')
    assert.equal(answer.status, 200)
    assert.match(answer.headers.get('content-disposition') ?? '', /attachment; filename="services\.xlsx"/)
    assert.equal(
      Buffer.from(await answer.arrayBuffer())
        .subarray(0, 2)
        .toString(),
      'PK',
    )
  })
})

import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import excel from 'exceljs'
import { type TestDatabase, testDatabase } from '../../test/support/database.ts'
import { anOrgan, aPerson, aTown, deskOf, type Town } from '../../test/support/desk.ts'
import { day } from '../calendar/day.ts'
import { applicationsPlaces } from './places.ts'
import { registerApplication } from './store.ts'

describe('the desk of applications in the console', () => {
  let database: TestDatabase
  let town: Town

  before(async () => {
    database = await testDatabase()
  })
  beforeEach(async () => {
    town = await aTown(database.sql, '2018-03-20')
  })
  after(() => database.close())

  const officer = () => deskOf(town, applicationsPlaces, aPerson(town.organ, 'officer'))
  const filled = { channel: 'letter', subject: '2017年低保名单', arrivedOn: '2018-03-05' }

  it('says what to do first when nothing was entered', async () => {
    const { text } = await officer().see('/console/applications')
    assert.match(text, /没有在办的申请/)
    assert.match(text, /href="\/console\/applications\/new"/)
    assert.doesNotMatch(text, /导出Excel/)
  })
  it('enters an application, shows its number and its clock, and takes the answer given on paper', async () => {
    const desk = officer()
    const entered = await desk.send('/console/applications/new', filled)
    assert.equal(entered.status, 303)
    const address = entered.to!.replace(/\?.*/, '')

    const open = await desk.see(entered.to!)
    assert.match(open.text, /申请 2018-001/)
    assert.match(open.text, /2018-03-26/)
    assert.match(open.text, /期限怎么算[\s\S]*收到申请的当日不计[\s\S]*第15个工作日/)
    assert.match(open.text, /剩余4个工作日/)

    const paper = { outcome: 'partial', answeredOn: '2018-03-19', part0: '家庭成员的身份证号码', ground0: 'privacy' }
    const unnamed = await desk.send(`${address}/enter`, { ...paper, version: '1', part0: '', ground0: '' })
    assert.equal(unnamed.status, 422)
    assert.match(unnamed.text, /部分公开须逐项写明/)
    assert.match(unnamed.text, /value="partial" checked/)
    const answered = await desk.send(`${address}/enter`, { ...paper, version: '1' })
    assert.equal(answered.status, 303)
    const done = await desk.see(answered.to!)
    assert.match(done.text, /同意部分公开（第二十二条）/)
    assert.match(done.text, /家庭成员的身份证号码[\s\S]*涉及个人隐私/)
    assert.match(done.text, /来件[\s\S]*补登纸质答复/)
    assert.doesNotMatch(done.text, /applications\/[^"]*\/enter/)
  })
  it('gives a refused form back with what was typed, and points at the field', async () => {
    const { status, text } = await officer().send('/console/applications/new', { ...filled, arrivedOn: '2018-03-21' })
    assert.equal(status, 422)
    assert.match(text, /href="#f-arrivedOn"[^>]*>来件日期不能晚于今天/)
    assert.match(text, /2017年低保名单<\/textarea>/)
    assert.match(text, /value="letter" checked/)
  })
  it('asks for channel, day and outcome when they are missing or made up', async () => {
    const desk = officer()
    assert.match(
      (await desk.send('/console/applications/new', { ...filled, channel: 'pigeon' })).text,
      /请选择申请方式/,
    )
    assert.match(
      (await desk.send('/console/applications/new', { ...filled, arrivedOn: '2018-02-30' })).text,
      /请填写来件日期/,
    )
    const entered = await desk.send('/console/applications/new', filled)
    const address = entered.to!.replace(/\?.*/, '')
    assert.match(
      (await desk.send(`${address}/enter`, { version: '1', answeredOn: '2018-03-19' })).text,
      /请选择答复结果/,
    )
    const early = await desk.send(`${address}/enter`, { version: '1', outcome: 'provided', answeredOn: '2018-03-01' })
    assert.equal(early.status, 422)
    assert.match(early.text, /答复日期不能早于收到日期/)
  })
  it('shows what people typed as text, never as markup', async () => {
    const desk = officer()
    await desk.send('/console/applications/new', { ...filled, subject: '<script>alert(1)</script>' })
    const { text } = await desk.see('/console/applications?q=%3Cscript%3E')
    assert.doesNotMatch(text, /<script>alert/)
    assert.match(text, /&lt;script&gt;alert/)
  })
  it('turns pages and keeps the filter in the links', async () => {
    for (let n = 0; n < 21; n += 1)
      await registerApplication(town.ctx, {
        organId: town.organ.id,
        channel: 'web',
        subject: `第${n}件`,
        receivedOn: day('2018-03-05'),
      })
    const { text } = await officer().see('/console/applications?view=all&channel=web&page=2')
    assert.match(text, /第 2 \/ 2 页/)
    assert.match(text, /2018-001/)
    assert.doesNotMatch(text, /2018-002/)
    assert.match(text, /href="\/console\/applications\?channel=web&amp;view=all&amp;page=1"/)
    assert.match(
      (await officer().see('/console/applications?page=nonsense&year=x&state=y&view=z')).text,
      /第 1 \/ 2 页/,
    )
  })
  it('gives the filtered list as a workbook', async () => {
    const desk = officer()
    await desk.send('/console/applications/new', filled)
    await desk.send('/console/applications/new', { ...filled, channel: 'fax', subject: '=1+1' })
    const answer = await desk.ask('/console/applications/export?channel=fax')
    const book = new excel.Workbook()
    await book.xlsx.load(await answer.arrayBuffer())
    const rows = book.worksheets[0]!.getSheetValues() as (unknown[] | undefined)[]
    assert.ok(rows.some((row) => row?.includes('2018-002') && row.includes('=1+1') && row.includes('传真')))
    assert.ok(!rows.some((row) => row?.includes('2018-001')))
  })
  it('lets supervisors read and not write, and shows nobody the register of another organ', async () => {
    const entered = await officer().send('/console/applications/new', filled)
    const address = entered.to!.replace(/\?.*/, '')
    const supervisor = deskOf(town, applicationsPlaces, aPerson(null, 'supervisor'))
    assert.match((await supervisor.see('/console/applications')).text, /2018-001[\s\S]*码头镇/)
    assert.doesNotMatch((await supervisor.see(address)).text, /<h2>办理<\/h2>/)
    assert.equal((await supervisor.see('/console/applications/new')).status, 403)
    assert.equal((await supervisor.send(`${address}/accept`, { version: '1', on: '2018-03-19' })).status, 403)

    const other = await anOrgan(town.ctx, 'meishan', '梅山镇')
    const stranger = deskOf(town, applicationsPlaces, aPerson(other, 'officer'))
    assert.doesNotMatch((await stranger.see('/console/applications')).text, /2018-001/)
    assert.equal((await stranger.see(address)).status, 404)
    const admin = deskOf(town, applicationsPlaces, aPerson(null, 'admin'))
    assert.equal((await admin.see('/console/applications')).status, 403)
  })
  it('answers 404 to an address that is none', async () => {
    assert.equal((await officer().see('/console/applications/nothing')).status, 404)
  })
})

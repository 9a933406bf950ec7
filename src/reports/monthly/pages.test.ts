import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import excel from 'exceljs'
import { aPerson, deskOf as pagesOf } from '../../../test/support/desk.ts'
import type { Person } from '../../web/env.ts'
import { waitingFor } from '../../workbench/waiting.ts'
import { leader, need, officer, supervisorOf, town } from '../testing.ts'
import { monthlyPlaces } from './places.ts'
import { assign } from './steps.ts'
import { answersOf, evidenceOf } from './store.ts'
import { aSection } from './testing.ts'

type Section = Awaited<ReturnType<typeof aSection>>
let works: Section
let finance: Section
const NOW = new Date('2025-04-12T02:00:00Z')

beforeEach(async () => {
  works = await aSection('村镇规划建设站')
  finance = await aSection('财政所')
  const duties = [
    { unitId: works.unitId, figure: 'licences' },
    { unitId: finance.unitId, figure: 'charges_yuan' },
  ]
  const office = { ...town.ctx, now: NOW, actor: { kind: 'staff' as const, ...officer, organId: town.organ.id } }
  need(await assign(office, town.organ.id, { year: 2025, duties, dueDay: 10 }))
})

const desk = (person: Person) => pagesOf({ ...town, ctx: { ...town.ctx, now: NOW } }, monthlyPlaces, person)
const month = ({ unitId }: Section, of = 3) => `/console/monthly/${unitId}/2025/${of}`
const said = () => answersOf(town.ctx, town.organ.id, { from: 2025, to: 2025 })

function formWith(fields: Record<string, string>, name?: string, text = '月,件\n3,4\n') {
  const form = new FormData()
  form.set('csrf', 'token')
  for (const [key, value] of Object.entries(fields)) form.set(key, value)
  if (name) form.append('files', new File([text], name))
  return form
}

describe('a section’s month', () => {
  it('is filled in with its evidence, and shown again', async () => {
    const { send, see } = desk(works.person)
    const sent = await send(month(works), formWith({ 'value-licences': '４', seen: '' }, '许可台账.csv'))
    assert.equal(sent.status, 303)
    const { text } = await see(month(works))
    assert.ok(text.includes('value="4"'))
    assert.ok(text.includes('许可台账.csv'))
    const year = await see('/console/monthly')
    assert.ok(year.text.includes('已填1项'))
    assert.ok(year.text.includes('未填，逾期'), 'January and February are late')
  })

  it('refused, keeps what was typed and the evidence that could be kept', async () => {
    const { status, text } = await desk(works.person).send(
      month(works),
      formWith({ 'value-licences': '四件', seen: '' }, '许可台账.csv'),
    )
    assert.equal(status, 422)
    assert.ok(text.includes('value="四件"'))
    assert.ok(text.includes('许可台账.csv'))
    assert.equal((await evidenceOf(town.ctx, town.organ.id, 2025)).length, 1)
    assert.deepEqual(await said(), [])
  })

  it('names the file that is no evidence, and saves the numbers all the same', async () => {
    const sent = await desk(works.person).send(
      month(works),
      formWith({ 'value-licences': '4', seen: '' }, '台账.exe', 'MZ'),
    )
    assert.equal(sent.status, 422)
    assert.ok(sent.text.includes('台账.exe'))
    assert.equal((await said())[0]?.value, 4)
  })

  it('asks for the reason of a correction', async () => {
    const { send, see } = desk(works.person)
    await send(month(works), { 'value-licences': '4', seen: '' })
    const sent = await send(month(works), { 'value-licences': '5', seen: 'licences:1' })
    assert.equal(sent.status, 422)
    assert.ok(sent.text.includes('请写明原因'))
    await send(month(works), { 'value-licences': '5', seen: 'licences:1', reason: '漏计一件' })
    assert.ok((await see(month(works))).text.includes('更正原因：漏计一件'))
  })
})

describe('whose pages they are', () => {
  it('a section sees and writes its own only', async () => {
    const { see, send } = desk(works.person)
    assert.equal((await see(month(finance))).status, 404)
    assert.equal((await send(month(finance), { 'value-charges_yuan': '1', seen: '' })).status, 404)
    const { text } = await see('/console/monthly')
    assert.ok(text.includes('村镇规划建设站') && !text.includes('财政所'))
    for (const path of ['/console/monthly/duties']) assert.equal((await see(path)).status, 403)
    assert.equal((await send('/console/monthly/close', { year: '2025', month: '3' })).status, 403)
  })

  it('evidence is sent to those who see its section', async () => {
    await desk(works.person).send(month(works), formWith({ seen: '' }, '许可台账.csv'))
    const [{ id } = { id: '' }] = await evidenceOf(town.ctx, town.organ.id, 2025)
    const status = async (person: Person) => (await desk(person).ask(`/console/monthly/evidence/${id}`)).status
    assert.equal(await status(works.person), 200)
    assert.equal(await status(leader), 200)
    assert.equal(await status(finance.person), 404)
    assert.equal(await status(aPerson({ id: works.unitId, name: '别处镇' }, 'officer')), 404)
  })

  it('leader and supervisor see every section and change nothing', async () => {
    const { see, send } = desk(supervisorOf(null))
    assert.equal((await see(month(works))).status, 200)
    assert.equal((await send(month(works), { 'value-licences': '1', seen: '' })).status, 403)
  })

  it('somebody without a section is told whom to ask', async () => {
    const { text } = await desk(aPerson(town.organ, 'reporter')).see('/console/monthly')
    assert.ok(text.includes('您的岗位还没有对应的科室'))
  })
})

describe('the office', () => {
  it('sees who is missing, closes a month nobody owes, and opens it again with a reason', async () => {
    const { see, send } = desk(officer)
    assert.match((await see('/console/monthly')).text, /未填，逾期2天/)
    const refused = await send('/console/monthly/close', { year: '2025', month: '3' })
    assert.equal(refused.status, 422)
    assert.ok(refused.text.includes('3月还有村镇规划建设站、财政所没有填完，不能关账'))
    await send(month(works), { 'value-licences': '4', seen: '' })
    await send(month(finance), { 'value-charges_yuan': '0', seen: '' })
    assert.equal((await send('/console/monthly/close', { year: '2025', month: '3' })).status, 303)
    assert.ok((await desk(works.person).see(month(works))).text.includes('这个月已经关账'))
    const bare = await send('/console/monthly/reopen', { year: '2025', month: '3', 'reason-3': '' })
    assert.ok(bare.status === 422 && bare.text.includes('请写明重新开放的原因'))
    const opened = await send('/console/monthly/reopen', { year: '2025', month: '3', 'reason-3': '科室申请更正' })
    assert.equal(opened.status, 303)
  })

  it('is reminded of what is late, and a section of what it owes', async () => {
    const piles = async (person: Person) =>
      (await waitingFor(town.ctx, person, NOW)).filter(({ href }) => href === '/console/monthly')
    assert.deepEqual(
      (await piles(officer)).map(({ title, count }) => [title, count]),
      [['科室逾期没有填报的月份', 6]],
    )
    const [own] = await piles(works.person)
    assert.deepEqual([own?.title, own?.count], ['待填报的月份', 3])
    assert.equal(own?.first[0]?.title, '村镇规划建设站：2025年1月')
  })
})

describe('a workbook', () => {
  const HEADS = ['年度', '月份', '科室', '指标', '单位', '数值', '说明']
  const bookOf = async (rows: (string | number)[][]) => {
    const book = new excel.Workbook()
    book.addWorksheet('表').addRows([HEADS, ...rows])
    return new File([new Uint8Array(await book.xlsx.writeBuffer())], '填报.xlsx')
  }
  const upload = async (person: Person, rows: (string | number)[][]) => {
    const form = formWith({})
    form.set('file', await bookOf(rows))
    const { to } = await desk(person).send('/console/monthly/import', form)
    return to!
  }
  const seenIn = (text: string) => /name="seen" value="([^"]+)"/.exec(text)?.[1] ?? ''
  const LICENCES = '行政许可处理决定数量'

  it('is seen before it is written, and then written whole', async () => {
    const at = await upload(officer, [
      [2025, 1, '村镇规划建设站', LICENCES, '件', 3, ''],
      [2025, 1, '财政所', '行政事业性收费金额', '元', 2150.5, ''],
      [2025, 2, '村镇规划建设站', LICENCES, '件', '', ''],
    ])
    const { see, send } = desk(officer)
    const { text } = await see(at)
    assert.ok(text.includes('共3行：新填2项，更正0项，没有变化0项，空着没有填1项'))
    assert.deepEqual(await said(), [])
    assert.equal((await send(at, { seen: seenIn(text) })).status, 303)
    assert.deepEqual((await said()).map(({ value }) => value).sort(), [215_050, 3])
    assert.equal((await send(at, { seen: seenIn(text) })).status, 422, 'only once')
  })

  it('with a wrong row says which and why, and nothing of it is written', async () => {
    const at = await upload(works.person, [
      [2025, 1, '村镇规划建设站', LICENCES, '件', 3, ''],
      [2025, 1, '财政所', '行政事业性收费金额', '元', 1, ''],
      [2025, 13, '村镇规划建设站', LICENCES, '件', 1, ''],
      [2025, 2, '村镇规划建设站', '行政处罚处理决定数量', '件', 1, ''],
      [2025, 2, '村镇规划建设站', LICENCES, '件', '若干', ''],
      [2025, 9, '村镇规划建设站', LICENCES, '件', 1, ''],
      [2025, 1, '村镇规划建设站', LICENCES, '件', 4, ''],
    ])
    const { see, send } = desk(works.person)
    const { text } = await see(at)
    const problems = [...text.matchAll(/第(\d+)行<\/th><td[^>]*>([^<]+)/g)].map(([, row, says]) => [Number(row), says])
    assert.deepEqual(
      problems.map(([row]) => row),
      [3, 4, 5, 6, 7, 8],
    )
    assert.ok(String(problems[0]?.[1]).includes('财政所'))
    assert.equal((await send(at, { seen: 'x' })).status, 422)
    assert.deepEqual(await said(), [])
  })

  it('that corrects asks for the reason, and is shown again when the months moved', async () => {
    const { see, send } = desk(works.person)
    await send(month(works, 1), { 'value-licences': '3', seen: '' })
    const at = await upload(works.person, [[2025, 1, '村镇规划建设站', LICENCES, '件', 5, '']])
    const { text } = await see(at)
    assert.ok(text.includes('更正1项'))
    assert.equal((await send(at, { seen: seenIn(text), reason: '' })).status, 422)
    await send(month(works, 1), { 'value-licences': '4', seen: 'licences:1', reason: '据台账更正' })
    const moved = await send(at, { seen: seenIn(text), reason: '据台账更正' })
    assert.ok(moved.status === 422 && moved.text.includes('看过以后这些数又有人改动'))
    assert.equal((await send(at, { seen: seenIn(moved.text), reason: '据台账更正' })).status, 303)
    assert.equal((await said())[0]?.value, 5)
  })

  it('of somebody else is not there', async () => {
    const at = await upload(works.person, [[2025, 1, '村镇规划建设站', LICENCES, '件', 5, '']])
    assert.equal((await desk(finance.person).see(at)).status, 404)
  })

  it('sent out can be filled in and read in again', async () => {
    const { ask, see, send } = desk(works.person)
    const book = new excel.Workbook()
    await book.xlsx.load(await (await ask('/console/monthly/export?year=2025')).arrayBuffer())
    const sheet = book.worksheets[0]!
    assert.deepEqual((sheet.getRow(1).values as string[]).slice(1), HEADS)
    assert.equal(sheet.rowCount, 5, 'January to April of one figure')
    sheet.getRow(2).getCell(6).value = 7
    const form = formWith({})
    form.set('file', new File([new Uint8Array(await book.xlsx.writeBuffer())], '填报.xlsx'))
    const { to } = await send('/console/monthly/import', form)
    const { text } = await see(to!)
    assert.ok(text.includes('新填1项'))
    assert.equal((await send(to!, { seen: seenIn(text) })).status, 303)
    assert.deepEqual(
      (await said()).map(({ month: of, value }) => [of, value]),
      [[1, 7]],
    )
  })
})

describe('the villages of a town', () => {
  it('answer all together for a figure, each for its own months, and are added up', async () => {
    const villages = [
      await aSection('第一村', ['reporter'], 'village'),
      await aSection('第二村', ['reporter'], 'village'),
    ]
    const office = desk(officer)
    const duties = new FormData()
    for (const [name, value] of [
      ['csrf', 'token'],
      ['organ', town.organ.id],
      ['year', '2025'],
      ['dueDay', '10'],
      ['units-licences', 'villages'],
    ] as const)
      duties.append(name, value)
    assert.match((await office.see('/console/monthly/duties?year=2025')).text, /全部\d+个村（居）/)
    assert.equal((await office.send('/console/monthly/duties', duties)).status, 303)
    for (const [at, village] of villages.entries()) {
      const own = desk(village.person)
      assert.equal(
        (await own.send(month(village), formWith({ 'value-licences': String(at + 1), seen: '' }))).status,
        303,
      )
      assert.equal((await own.see(month(villages[1 - at]!))).status, 404)
    }
    const march = (await said()).filter(({ month: of, figure }) => of === 3 && figure === 'licences')
    assert.equal(
      march.reduce((sum, { value }) => sum + (value ?? 0), 0),
      3,
    )
    assert.match((await office.see('/console/monthly?year=2025')).text, /第一村[\s\S]*第二村/)
    assert.match((await office.see('/console/monthly/duties?year=2025')).text, /value="villages" checked/)
  })
})

import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { aTown, type Town } from '../../../test/support/desk.ts'
import { day } from '../../calendar/day.ts'
import { readTables, type TableSheet } from '../../files/tables.ts'
import { story } from '../../ledger/store.ts'
import { toXlsx } from '../../typeset/typeset.ts'
import { EMPTY_GUIDE } from '../guide/model.ts'
import { sharesOn } from '../history/store.ts'
import { delistServiceItem, saveServiceItem, servicesOn, wholeList } from '../store.ts'
import { exportSheets } from './export.ts'
import { readServices } from './mapping.ts'
import { planOf } from './plan.ts'
import { digestOf, importServices } from './store.ts'

const sheet = (rows: Record<string, string>[], name = ''): TableSheet => ({
  name,
  rows: rows.map((cells, at) => ({ at: at + 2, cells })),
})
const line = (code: string, more: Record<string, string> = {}) => ({
  事项编码: code,
  事项名称: `事项${code}`,
  到办事现场次数: '1',
  ...more,
})

describe('a table of services', () => {
  it('is read by the names of the national exchange library and by their Chinese names', () => {
    const national = {
      task_code: 'A',
      task_name: '低保申请',
      limit_scene_num: '1',
      project_type: '2',
      server_type: '自然人',
    }
    const chinese = { 实施编码: 'A', 事项名称: '低保申请', 到现场次数: '1', 办件类型: '承诺件', 服务对象: '个人' }
    for (const row of [national, chinese]) {
      const { services, problems } = readServices([sheet([row])])
      assert.deepEqual(problems, [])
      assert.deepEqual(services[0]?.guide, { project: 'promised', audience: ['natural'] })
    }
  })
  it('says of every row what is wrong with it, and guesses nothing', () => {
    const { services, problems } = readServices([
      sheet([
        line('A'),
        line('A'),
        line('', { 到办事现场次数: '两次' }),
        line('C', { 是否收费: '也许' }),
        line('D', { 网上办理地址: 'javascript:alert(1)' }),
        line('E', { 列入日期: '2017-02-30' }),
      ]),
    ])
    assert.deepEqual(
      services.map(({ code }) => code),
      ['A'],
    )
    assert.deepEqual(
      problems.map(({ at, says }) => `${at} ${says}`),
      [
        '3 编码与第2行重复',
        '4 没有事项编码',
        '4 到办事现场次数“两次”不是0到99之间的整数',
        '5 是否收费“也许”不对',
        '6 网上办理地址“javascript:alert(1)”不对：网址须以 http:// 或 https:// 开头',
        '7 没有“2017-02-30”这一天',
      ],
    )
  })
  it('brings materials from a sheet of their own, and names those that belong to nothing', () => {
    const { services, problems } = readServices([
      sheet([line('A')]),
      sheet(
        [
          { 事项编码: 'A', 材料名称: '身份证', 份数: '1' },
          { 事项编码: 'X', 材料名称: '户口簿' },
        ],
        '申请材料',
      ),
    ])
    assert.deepEqual(
      services[0]?.guide.materials?.map(({ name, copies }) => [name, copies]),
      [['身份证', 1]],
    )
    assert.deepEqual(
      problems.map(({ says }) => says),
      ['这份材料的事项编码不在事项表里'],
    )
  })
  it('of another kind is named as such, with what stands in its first line', () => {
    const { problems } = readServices([sheet([{ 姓名: '某', 电话: '1' }])])
    assert.match(problems[0]!.says, /没有“事项编码”这一列，第一行是：姓名、电话/)
  })
  it('lists nothing on a day to come', () => {
    const { services, problems } = readServices([sheet([line('A', { 列入日期: '2018-03-06' })])], day('2018-03-05'))
    assert.deepEqual([services.length, problems.map(({ says }) => says)], [0, ['列入日期2018-03-06晚于今天']])
  })
  it('counts columns nobody uses', () => {
    assert.deepEqual(readServices([sheet([line('A', { 备注: 'x' })])]).unknown, ['备注'])
  })
})

describe('a file of services comes into the list', () => {
  let database: TestDatabase
  let town: Town

  before(async () => {
    database = await testDatabase()
  })
  beforeEach(async () => {
    town = await aTown(database.sql, '2018-03-05')
  })
  after(() => database.close())

  const rowsOf = (lines: Record<string, string>[]) => readServices([sheet(lines)]).services
  const bring = async (lines: Record<string, string>[], more: { complete?: boolean; expected?: string } = {}) =>
    importServices(town.ctx, rowsOf(lines), { organId: town.organ.id, source: { name: '清单.xlsx' }, ...more })
  const list = () => wholeList(town.ctx, town.organ.id)

  it('new, changed and unchanged, with one entry in the ledger and a line for each change', async () => {
    assert.deepEqual(await bring([line('A'), line('B')]), {
      ok: true,
      value: { added: 2, changed: 0, restored: 0, delisted: 0, same: 0 },
    })
    const again = await bring([line('A', { 到办事现场次数: '0', 是否支持快递: '是' }), line('B')])
    assert.deepEqual(again.ok && again.value, { added: 0, changed: 1, restored: 0, delisted: 0, same: 1 })
    assert.deepEqual(
      (await list()).map(({ code, visits, guide }) => [code, visits, guide.post]),
      [
        ['A', 0, true],
        ['B', 1, null],
      ],
    )
    const events = (await story(town.ctx, 'organ', town.organ.id)).map(({ event }) => event)
    assert.equal(events.filter((event) => event === 'services.imported').length, 2)
  })
  it('leaves fields alone that the file has no column for', async () => {
    await saveServiceItem(town.ctx, {
      organId: town.organ.id,
      code: 'A',
      name: '事项A',
      visits: 1,
      listedOn: day('2018-01-01'),
      guide: { ...EMPTY_GUIDE, phone: '0595-86468502' },
    })
    await bring([line('A', { 办理地点: '便民中心' })])
    const [service] = await list()
    assert.deepEqual([service?.guide.phone, service?.guide.place], ['0595-86468502', '便民中心'])
  })
  it('changes the number of visits from today on, not for the days before', async () => {
    for (const [code, visits] of [
      ['A', 2],
      ['B', 1],
    ] as const)
      await saveServiceItem(town.ctx, {
        organId: town.organ.id,
        code,
        name: `事项${code}`,
        visits,
        listedOn: day('2017-06-01'),
      })
    await bring([line('A', { 到办事现场次数: '1' }), line('B')])
    assert.deepEqual(await sharesOn(town.ctx, town.organ.id, [day('2017-12-31'), day('2018-03-05')]), [
      { day: '2017-12-31', total: 2, oneTrip: 1, zeroTrip: 0 },
      { day: '2018-03-05', total: 2, oneTrip: 2, zeroTrip: 0 },
    ])
  })
  it('takes off what is not in a complete file, keeps it otherwise, and restores what comes back', async () => {
    await bring([line('A'), line('B')])
    await bring([line('A')])
    assert.deepEqual(
      (await list()).map(({ delistedOn }) => delistedOn),
      [null, null],
    )
    await bring([line('A')], { complete: true })
    assert.deepEqual(
      (await list()).map(({ delistedOn }) => delistedOn),
      [null, '2018-03-05'],
    )
    const back = await bring([line('A'), line('B')])
    assert.equal(back.ok && back.value.restored, 1)
    assert.equal((await servicesOn(town.ctx, town.organ.id, day('2018-03-05'))).length, 2)
  })
  it('is not brought in when the list moved since somebody looked', async () => {
    await bring([line('A')])
    const rows = rowsOf([line('A'), line('B')])
    const seen = digestOf(planOf(rows, await list(), town.organ.id, day('2018-03-05')))
    await delistServiceItem(town.ctx, (await list())[0]!.id, day('2018-03-05'))
    const done = await bring([line('A'), line('B')], { expected: seen })
    assert.equal(!done.ok && done.refusal.code, 'services.import-moved')
    assert.equal((await list()).length, 1)
  })
  it('comes out as a workbook that comes in again as it was', async () => {
    await bring([
      line('A', {
        办件类型: '承诺件',
        法定办结时限: '20',
        承诺办结时限: '5',
        服务对象: '自然人、法人',
        主题: '社会保障',
      }),
    ])
    const sheets = exportSheets(await list(), () => '码头镇').map(({ name, columns, cells }) => ({
      name,
      table: { columns: columns.map((label) => ({ label })), rows: cells.map((each) => ({ cells: each })) },
    }))
    const book = await toXlsx(sheets, { title: '事项', author: '码头镇', day: day('2018-03-05') })
    const read = await readTables('a.xlsx', book)
    assert.ok(read.ok)
    const { services, problems } = readServices(read.value)
    assert.deepEqual(problems, [])
    const plan = planOf(services, await list(), town.organ.id, day('2018-03-05'))
    assert.deepEqual([plan.added.length, plan.changed.length, plan.same], [0, 0, 1])
  })
})

import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, it } from 'node:test'
import excel from 'exceljs'
import { type TestDatabase, testDatabase } from '../../test/support/database.ts'
import { aTown, type Town } from '../../test/support/desk.ts'
import { day } from '../calendar/day.ts'
import { calendarOf, listNotices } from '../holidays/store.ts'
import { importHolidays } from './import-holidays.ts'
import { readSheets } from './import-rows.ts'

const CSV = `文号,标题,发文日期,日期,类型,名称
国办发明电〔2026〕9号,"放假通知,2027年",2026-11-10,2027-01-01至2027-01-03,放假,元旦
,,,2027年2月5日至2027年2月11日,放假,春节
,,,2027/2/14,上班,春节
`

describe('holiday notices from a file', () => {
  let database: TestDatabase
  let town: Town
  let folder: string

  before(async () => {
    database = await testDatabase()
    folder = await mkdtemp(join(tmpdir(), 'gongkai-import-'))
  })
  beforeEach(async () => {
    town = await aTown(database.sql, '2026-11-24')
  })
  after(async () => {
    await database.close()
    await rm(folder, { recursive: true, force: true })
  })

  const file = async (name: string, content: string | Uint8Array) => {
    const path = join(folder, name)
    await writeFile(path, content)
    return path
  }
  const load = async (path: string, dryRun = false) => {
    const sheets = await readSheets(path)
    return sheets.ok ? importHolidays(town.ctx, sheets.value[0]?.rows ?? [], dryRun) : sheets
  }
  const lines = async (path: string, dryRun = false) => {
    const done = await load(path, dryRun)
    if (!done.ok) throw new Error(done.refusal.says)
    return done.value
  }
  const works = async (of: string) => (await calendarOf(town.ctx)).isWorkday(day(of))

  it('are recorded from CSV, with what they change', async () => {
    const told = await lines(await file('a.csv', CSV))
    assert.equal(told[0], '国办发明电〔2026〕9号：11天，其中11天与现在不同')
    assert.ok(told.includes('  2027-02-14 春节：由休息改为上班'))
    assert.deepEqual([await works('2027-02-14'), await works('2027-02-05')], [true, false])
    assert.equal((await listNotices(town.ctx))[0]?.title, '放假通知,2027年')
  })
  it('change nothing on a dry run', async () => {
    const told = await lines(await file('dry.csv', CSV), true)
    assert.match(told.join(), /由休息改为上班.*试运行/)
    assert.equal(await works('2027-02-14'), false)
    assert.deepEqual(await listNotices(town.ctx), [])
  })
  it('are the same in the national encoding, as JSON and as a workbook', async () => {
    const gb = Buffer.from('c8d5c6da0a323032372d30322d31340a', 'hex') // 日期, and a day below it
    const sheets = await readSheets(await file('gb.csv', gb))
    assert.deepEqual(sheets.ok && sheets.value[0]?.rows, [{ at: 2, cells: { 日期: '2027-02-14' } }])
    const row = {
      文号: '国办发明电〔2026〕9号',
      发文日期: '2026-11-10',
      日期: '2027-02-14',
      类型: '上班',
      名称: '春节',
    }
    await lines(await file('a.json', JSON.stringify([row])))
    assert.equal(await works('2027-02-14'), true)

    const book = new excel.Workbook()
    const sheet = book.addWorksheet('放假')
    sheet.addRow(Object.keys(row))
    sheet.addRow([row.文号, new Date('2026-11-10T00:00:00Z'), new Date('2027-02-21T00:00:00Z'), '上班', '春节'])
    await lines(await file('a.xlsx', new Uint8Array(await book.xlsx.writeBuffer())))
    assert.deepEqual([await works('2027-02-14'), await works('2027-02-21')], [false, true])
  })
  it('are recorded all or not at all, and the line that is wrong is named', async () => {
    const told = await load(await file('bad.csv', `${CSV},,,2027-02-30,放假,春节\n`))
    assert.ok(!told.ok && /第5行：日期“2027-02-30”/.test(told.refusal.says))
    const second = `${CSV}十号,通知,2026-11-10,2027-03-01,放假,春节\n`
    assert.equal((await load(await file('half.csv', second))).ok, false)
    assert.deepEqual(await listNotices(town.ctx), [])
  })
  it('are refused from a file of another kind, a broken one, or none', async () => {
    for (const [name, content] of [
      ['a.txt', CSV],
      ['b.json', '{'],
      ['c.json', '{}'],
      ['d.xlsx', 'PK'],
      ['e.csv', ''],
    ] as const)
      assert.equal((await load(await file(name, content))).ok, false, name)
    assert.equal((await load(join(folder, 'nothing.csv'))).ok, false)
  })
})

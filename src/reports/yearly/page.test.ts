import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { anOrgan, aPerson, deskOf } from '../../../test/support/desk.ts'
import { waitingFor } from '../../workbench/waiting.ts'
import { reportsConsolePlaces } from '../places.ts'
import { aDraft, carried, leader, officer, supervisorOf, town } from '../testing.ts'

const see = (path: string, person = officer) => deskOf(town, reportsConsolePlaces, person).see(path)
const light = (text: string, title: string) =>
  new RegExp(`<h2>${title}</h2><p class="station-light">(.*?)</p>`, 's').exec(text)?.[1]?.replace(/<[^>]+>/g, '') ?? ''

describe('年度工作', () => {
  it('shows a year nobody has begun: what has to be entered, and where to begin', async () => {
    const { status, text } = await see('/console/yearly?year=2017')
    assert.equal(status, 200)
    assert.match(light(text, '数据'), /还差\d+处/)
    assert.ok(text.includes('政府信息公开专栏查阅人次没有填报'))
    assert.ok(text.includes('<a href="/console/reports">还没有开始编写</a>'))
    assert.match(light(text, '签发'), /等前面的办妥/)
    assert.ok(text.includes('2018-03-31'), 'the day of the edition of 2008')
  })

  it('follows the report to the signature, and says to the leader that it is their turn', async () => {
    const report = await aDraft()
    const before = await see('/console/yearly?year=2017')
    assert.match(light(before.text, '数据'), /已办妥/)
    assert.match(light(before.text, '正文'), /待办由您办理/)
    await carried(report, 'numbered')
    const { text } = await see('/console/yearly?year=2017', leader)
    assert.match(light(text, '签发'), /已办妥/)
    assert.match(light(text, '发布'), /待办/)
    assert.ok(!light(text, '发布').includes('由您办理'))
  })

  it('asks for the archive when the report is public', async () => {
    await carried(await aDraft(), 'published')
    const { text } = await see('/console/yearly?year=2017')
    assert.match(light(text, '发布'), /已办妥/)
    assert.ok(text.includes('印发的通知还没有归档'))
  })

  it('lets people of the whole site choose the organ, and shows staff no organ but their own', async () => {
    const other = await anOrgan(town.ctx, 'yingdu', '英都镇')
    const all = await see(`/console/yearly?year=2017&organ=${other.id}`, supervisorOf(null))
    assert.ok(all.text.includes('英都镇人民政府2017年'))
    const own = await see(`/console/yearly?year=2017&organ=${other.id}`)
    assert.ok(own.text.includes('码头镇人民政府2017年'))
  })

  it('stands on the workbench from January to March, until the report is public', async () => {
    const piles = async (now: string) =>
      (await waitingFor(town.ctx, aPerson(town.organ, 'officer'), new Date(now)))
        .filter(({ title }) => title === '年度工作')
        .flatMap(({ first }) => first.map(({ note }) => note))
    assert.deepEqual(await piles('2018-01-08T02:00:00Z'), ['还没有开始编写，还有82天'])
    assert.deepEqual(await piles('2018-04-08T02:00:00Z'), [])
    const report = await aDraft()
    assert.deepEqual(await piles('2018-03-31T02:00:00Z'), ['起草中，今天到期'])
    await carried(report, 'published')
    assert.deepEqual(await piles('2018-03-31T02:00:00Z'), [])
  })
})

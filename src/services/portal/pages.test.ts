import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { aPerson, aTown, deskOf, type Town } from '../../../test/support/desk.ts'
import { day } from '../../calendar/day.ts'
import { EMPTY_GUIDE } from '../guide/model.ts'
import { servicesConsolePlaces, servicesPortalPlaces } from '../places.ts'
import { delistServiceItem, saveServiceItem } from '../store.ts'

describe('the guides of an organ on the portal', () => {
  let database: TestDatabase
  let town: Town

  before(async () => {
    database = await testDatabase()
  })
  beforeEach(async () => {
    town = await aTown(database.sql, '2018-01-05')
    for (const [code, name, visits, topic] of [
      ['A', '低保申请', 1, '民政救助'],
      ['B', '老年证办理', 0, '民政救助'],
      ['C', '宅基地用地申请', 2, '土地和住房'],
    ] as const) {
      const guide = {
        ...EMPTY_GUIDE,
        topics: [topic],
        audience: ['natural' as const],
        materials: [{ name: '身份证<b>', need: 'must' as const, format: '原件', copies: 1, source: '', note: '' }],
      }
      await saveServiceItem(town.ctx, {
        organId: town.organ.id,
        code,
        name,
        visits,
        listedOn: day('2017-06-01'),
        guide,
      })
    }
  })
  after(() => database.close())
  const reader = () => deskOf(town, servicesPortalPlaces, null)

  it('are found by topic, audience, visits and words, with their shares', async () => {
    const see = async (query: string) => (await reader().see(`/matou/services${query}`)).text
    assert.match(await see(''), /占66\.7%，含一趟不用跑[\s\S]*民政救助[\s\S]*土地和住房/)
    const topic = await see('?topic=土地和住房')
    assert.match(topic, /宅基地用地申请/)
    assert.doesNotMatch(topic, />低保申请</)
    assert.match(await see('?trips=zero&audience=natural'), />老年证办理</)
    assert.match(await see('?q=低保'), />低保申请</)
    assert.match(await see('?q=没有的'), /没有符合条件的事项/)
    assert.equal((await reader().see('/matou/services?page=9')).status, 404)
  })
  it('say what to bring, for people, on paper and for machines', async () => {
    const page = await reader().see('/matou/services/A')
    assert.match(page.text, /身份证&lt;b&gt;/)
    assert.match(page.text, /到现场次数[\s\S]*1次，最多跑一趟/)
    const sheet = await reader().ask('/matou/services/A/handout.pdf')
    assert.equal(
      Buffer.from(await sheet.arrayBuffer())
        .subarray(0, 5)
        .toString(),
      '%PDF-',
    )
    const data = (await (await reader().ask('/matou/services/A/data.jsonld')).json()) as Record<string, unknown>
    assert.deepEqual([data['@type'], data.name, data.category], ['GovernmentService', '低保申请', ['民政救助']])
  })
  it('are gone when the service is, and what happened can be read', async () => {
    const found = /href="\/console\/services\/([0-9a-f-]{36})">低保申请/
    const desk = deskOf(town, servicesConsolePlaces, aPerson(town.organ, 'officer'))
    const id = found.exec((await desk.see('/console/services')).text)![1]!
    await delistServiceItem(town.ctx, id, day('2018-01-05'))
    assert.equal((await reader().see('/matou/services/A')).status, 404)
    const changes = await reader().see('/matou/services/changes')
    assert.match(changes.text, /2017-12-31[\s\S]*66\.7%[\s\S]*2018-01-05[\s\S]*50\.0%/)
    assert.match(changes.text, /低保申请[\s\S]*取消/)
  })
})

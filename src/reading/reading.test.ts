import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type TestDatabase, testDatabase } from '../../test/support/database.ts'
import { anOrgan, aPerson, aTown, deskOf, type Town } from '../../test/support/desk.ts'
import { isLow, listPapers } from './copies/store.ts'
import { kioskWay } from './kiosk/ways.ts'
import { kioskPlaces, readingPlaces } from './places.ts'
import { changeOf } from './rules.ts'

describe('what a kiosk shows', () => {
  const organ = { slug: 'matou' }

  it('is read under addresses of its own, and nothing else is reached', () => {
    assert.equal(
      kioskWay(organ, '/matou/fdzdgknr/QZ05317-1600-2017-00012'),
      '/kiosk/matou/items/QZ05317-1600-2017-00012',
    )
    assert.equal(kioskWay(organ, '/matou/zfxxgknb/2017'), '/kiosk/matou/reports/2017')
    assert.equal(kioskWay(organ, '/matou/zfxxgknb/2017.pdf'), null)
    assert.equal(kioskWay(organ, '/other/fdzdgknr/1'), null)
    assert.equal(kioskWay(organ, 'https://elsewhere.example/matou/fdzdgknr/1'), null)
  })
})

describe('a stock of papers', () => {
  it('grows, shrinks, or is what was counted', () => {
    assert.equal(changeOf('stocked', 20, 5), 20)
    assert.equal(changeOf('taken', 3, 5), -3)
    assert.equal(changeOf('counted', 3, 5), -2)
  })

  it('is low at its limit', () => {
    assert.equal(isLow({ stock: 5, low: 5 }), true)
    assert.equal(isLow({ stock: 6, low: 5 }), false)
  })
})

describe('the desk of a reading point', () => {
  let database: TestDatabase
  let town: Town
  before(async () => {
    database = await testDatabase()
    town = await aTown(database.sql, '2026-11-02')
  })
  after(() => database.close())

  const desk = (...roles: ('officer' | 'supervisor')[]) => deskOf(town, readingPlaces, aPerson(town.organ, ...roles))
  const READ = { purpose: 'read', people: '3', day: '2026-10-30' }

  it('counts people by purpose and month, and asks for no name', async () => {
    assert.equal((await desk('officer').send('/console/reading', READ)).status, 303)
    assert.equal(
      (await desk('officer').send('/console/reading', { ...READ, purpose: 'copy', people: '2' })).status,
      303,
    )
    const { text } = await desk('officer').see('/console/reading')
    assert.match(text, /10月<\/th>.*?3.*?2.*?>5</s)
    assert.doesNotMatch(text, /name="(name|phone|identity)"/)
  })

  it('says what is wrong with an entry and keeps what was typed', async () => {
    for (const [field, wrong] of [
      ['day', '2026-11-03'],
      ['day', ''],
      ['people', '0'],
      ['people', '1.5'],
      ['purpose', 'sightseeing'],
    ] as const) {
      const { status, text } = await desk('officer').send('/console/reading', { ...READ, people: '7', [field]: wrong })
      assert.equal(status, 422, field)
      if (field === 'day') assert.match(text, /value="7"/)
    }
  })

  it('lets an entry be taken out again, once, by its own organ', async () => {
    await desk('officer').send('/console/reading', { ...READ, purpose: 'apply', people: '9' })
    const { text } = await desk('officer').see('/console/reading')
    const [id = ''] = [...text.matchAll(/visits\/([0-9a-f-]{36})\/removal/g)].map((match) => match[1])
    const other = await anOrgan(town.ctx, 'shishan', '诗山镇')
    const stranger = deskOf(town, readingPlaces, aPerson(other, 'officer'))
    assert.equal((await stranger.send(`/console/reading/visits/${id}/removal`, {})).status, 422)
    assert.equal((await desk('officer').send(`/console/reading/visits/${id}/removal`, {})).status, 303)
    assert.equal((await desk('officer').send(`/console/reading/visits/${id}/removal`, {})).status, 422)
  })

  it('keeps the stock of papers, warns when it runs low, and gives out no more than there are', async () => {
    const GUIDE = { title: '政府信息公开指南', stock: '10', low: '5' }
    assert.equal((await desk('officer').send('/console/reading/copies', GUIDE)).status, 303)
    assert.equal((await desk('officer').send('/console/reading/copies', GUIDE)).status, 422)
    const [paper] = await listPapers(town.ctx, town.organ.id, 2026)
    const move = (reason: string, count: string) =>
      desk('officer').send(`/console/reading/copies/${paper?.id}`, { reason, count })
    assert.match((await move('taken', '11')).text, /只剩10份/)
    assert.equal((await move('taken', '5')).status, 303)
    assert.match((await desk('officer').see('/console/reading/copies')).text, /快取完了/)
    assert.equal((await move('counted', '0')).status, 303)
    assert.match((await desk('officer').see('/console/reading/copies')).text, /已取完/)
    assert.equal((await move('stocked', '100')).status, 303)
    const [after] = await listPapers(town.ctx, town.organ.id, 2026)
    assert.deepEqual([after?.stock, after?.taken], [100, 5])
    assert.equal((await desk('officer').send(`/console/reading/copies/${paper?.id}/end`, {})).status, 303)
    assert.equal((await listPapers(town.ctx, town.organ.id, 2026)).length, 0)
    assert.equal((await listPapers(town.ctx, town.organ.id, 2026, { ended: true }))[0]?.taken, 5)
  })

  it('shows a supervisor the figures and no form', async () => {
    const { status, text } = await desk('supervisor').see('/console/reading')
    assert.equal(status, 200)
    assert.doesNotMatch(text, /name="people"/)
    assert.equal((await desk('supervisor').send('/console/reading', READ)).status, 403)
    const sheet = await desk('supervisor').ask('/console/reading/export?year=2026')
    assert.match(sheet.headers.get('content-type') ?? '', /spreadsheetml/)
  })
})

describe('a kiosk with nothing to show', () => {
  let database: TestDatabase
  let town: Town
  before(async () => {
    database = await testDatabase()
    town = await aTown(database.sql, '2026-11-02')
  })
  after(() => database.close())

  it('says so on every page, and a page that is not there has no way off the kiosk', async () => {
    const visitor = deskOf(town, kioskPlaces, null)
    for (const path of ['', '/items', '/services', '/reports', '/apply', '/apply/form', '/guide', '/search?q=低保'])
      assert.equal((await visitor.see(`/kiosk/matou${path}`)).status, 200, path)
    const { status, text } = await visitor.see('/kiosk/matou/items/nothing')
    assert.equal(status, 404)
    for (const [, href] of text.matchAll(/<a [^>]*href="([^"]+)"/g)) assert.match(href!, /^\/kiosk\/matou/)
    assert.equal((await visitor.see('/kiosk')).to, '/kiosk/matou')
    assert.equal((await visitor.see('/elder/kiosk/matou')).to, '/kiosk/matou')
  })

  it('names everything a machine is to keep, each of which answers', async () => {
    const visitor = deskOf(town, kioskPlaces, null)
    const { pages } = JSON.parse((await visitor.see('/kiosk/matou/snapshot.json')).text) as { pages: string[] }
    for (const path of pages) assert.equal((await visitor.ask(path)).status, 200, path)
  })
})

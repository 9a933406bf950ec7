import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type TestDatabase, testDatabase } from '../../test/support/database.ts'
import { aPerson, aTown, deskOf, type Town } from '../../test/support/desk.ts'
import { organsPlaces } from '../organs/places.ts'
import { consoleMap } from './console.ts'
import { portalMap } from './portal.ts'

describe('whatever is sent', () => {
  let database: TestDatabase
  let town: Town
  before(async () => {
    database = await testDatabase()
    town = await aTown(database.sql, '2018-03-20')
  })
  after(() => database.close())

  it('is answered: a character no database takes, a year no calendar has', async () => {
    const visitor = deskOf(town, portalMap, null)
    for (const path of [
      '/search?q=%00',
      '/matou/fdzdgknr/%00',
      '/matou/zfxxgknb/999999999999',
      '/matou/fdzdgknr?year=%00',
    ])
      assert.equal((await visitor.see(path)).status, 404, path)
    const officer = deskOf(town, consoleMap, aPerson(town.organ, 'officer'))
    for (const path of ['services?q=%00', 'applications?q=%00', 'disclosures?text=%00'])
      assert.equal((await officer.see(`/console/${path}`)).status, 404, path)
  })

  it('is kept without the character', async () => {
    const admin = deskOf(town, organsPlaces, aPerson(null, 'admin'))
    const { status } = await admin.send('/console/organs/matou/units', { kind: 'village', unitName: '码\0头村' })
    assert.equal(status, 303)
    assert.match((await admin.see('/console/organs/matou')).text, /码头村/)
  })
})

import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type TestDatabase, testDatabase } from '../../test/support/database.ts'
import { aPerson, aTown, deskOf, type Town } from '../../test/support/desk.ts'
import { organsPlaces } from './places.ts'

describe('a series of numbers', () => {
  let database: TestDatabase
  let town: Town
  before(async () => {
    database = await testDatabase()
    town = await aTown(database.sql, '2018-03-20')
  })
  after(() => database.close())

  it('goes on from paper numbers only for a series there is, and never back', async () => {
    const admin = deskOf(town, organsPlaces, aPerson(null, 'admin'))
    const send = (series: string, year: string, last: string) =>
      admin.send('/console/organs/matou/numbers', { series, year, last })
    assert.equal((await send('document', '2018', '6')).status, 303)
    assert.match((await admin.see('/console/organs/matou/numbers')).text, /文号.*2018年.*>6</s)
    for (const [series, year, last] of [
      ['document', '2018', '3'],
      ['document', '2019', '1'],
      ['document', '2018', '六'],
      ['secret', '2018', '1'],
    ] as const) {
      const { status, text } = await send(series, year, last)
      assert.equal(status, 422)
      assert.match(text, /id="refusal"/)
    }
    const officer = deskOf(town, organsPlaces, aPerson(town.organ, 'officer'))
    assert.equal((await officer.send('/console/organs/matou/numbers', { series: 'document' })).status, 403)
  })
})

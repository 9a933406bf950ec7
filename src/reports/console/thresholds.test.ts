import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { aPerson, deskOf } from '../../../test/support/desk.ts'
import { findOrgan } from '../../organs/store.ts'
import { reportsConsolePlaces } from '../places.ts'
import { town } from '../testing.ts'

const AT = '/console/yearly/thresholds'
const desk = () => deskOf(town, reportsConsolePlaces, aPerson(null, 'admin'))
const now = async () => (await findOrgan(town.ctx, town.organ.id))!

describe('年报核对尺度', () => {
  const typed = { factor: '3', least: '10', peerAverage: '50', likeOwn: '90', likeOthers: '60' }

  it('is set by the administrator, organ by organ', async () => {
    assert.match((await desk().see(AT)).text, /5倍/)
    const { status, to } = await desk().send(`${AT}/matou`, { ...typed, version: (await now()).version })
    assert.deepEqual([status, to], [303, AT])
    const { reportThresholds } = (await now()).settings
    assert.deepEqual(reportThresholds, { factor: 3, least: 10, peerAverage: 50, likeOwn: 90, likeOthers: 60 })
  })

  it('refuses what is no number, out of bounds or left out, and keeps what was typed', async () => {
    const { version } = await now()
    for (const [field, value] of [
      ['factor', '很多'],
      ['likeOwn', '120'],
      ['least', ' '],
    ] as const) {
      const answer = await desk().send(`${AT}/matou`, { ...typed, version, [field]: value })
      assert.equal(answer.status, 422, field)
      assert.ok(answer.text.includes('value="60"'))
    }
    assert.equal((await now()).settings.reportThresholds.factor, 5)
  })

  it('is nobody else’s', async () => {
    const { status } = await deskOf(town, reportsConsolePlaces, aPerson(town.organ, 'officer')).see(AT)
    assert.equal(status, 403)
  })
})

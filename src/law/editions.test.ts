import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day } from '../calendar/day.ts'
import { EDITIONS, editionOn } from './editions.ts'

describe('the edition of the Regulations', () => {
  it('is the first one until the end of 14 May 2019, and the revised one from the next day', () => {
    assert.equal(editionOn(day('2008-05-01')), '2008')
    assert.equal(editionOn(day('2019-05-14')), '2008')
    assert.equal(editionOn(day('2019-05-15')), '2019')
    assert.equal(editionOn(day('2026-02-06')), '2019')
  })
  it('is none before the Regulations were in force', () => assert.equal(editionOn(day('2008-04-30')), null))
  it('allows 20 working days to publish in both, and 15 or 20 to reply', () => {
    assert.deepEqual([EDITIONS['2008'].publication.days, EDITIONS['2019'].publication.days], [20, 20])
    assert.deepEqual([EDITIONS['2008'].reply.days, EDITIONS['2019'].reply.days], [15, 20])
  })
})

import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { type TestDatabase, testDatabase } from '../../test/support/database.ts'
import { anOrgan, aPerson, as, aTown, type Town } from '../../test/support/desk.ts'
import { day } from '../calendar/day.ts'
import { story } from '../ledger/store.ts'
import type { Result } from '../result.ts'
import { isOneTrip, isZeroTrip } from './rules.ts'
import { delistServiceItem, findService, listServiceItems, saveServiceItem, servicesOn } from './store.ts'

describe('the list of services', () => {
  let database: TestDatabase
  let town: Town

  before(async () => {
    database = await testDatabase()
  })
  beforeEach(async () => {
    town = await aTown(database.sql, '2018-01-05')
  })
  after(() => database.close())

  const save = (
    code: string,
    over: { visits?: number; listedOn?: string; name?: string; id?: string; version?: number } = {},
  ) =>
    saveServiceItem(town.ctx, {
      organId: town.organ.id,
      code,
      name: over.name ?? '城乡低保申请',
      visits: over.visits ?? 1,
      listedOn: day(over.listedOn ?? '2017-06-01'),
      id: over.id,
      version: over.version,
    })
  const value = <T>(result: Result<T>): T => {
    if (!result.ok) throw new Error(result.refusal.code)
    return result.value
  }
  const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.refusal.code)
  const codesOn = async (on: string) => (await servicesOn(town.ctx, town.organ.id, day(on))).map(({ code }) => code)

  it('counts one trip and no trip as 最多跑一趟, and no trip on its own', async () => {
    for (const visits of [0, 1, 2]) value(await save(`S${visits}`, { visits }))
    const services = await servicesOn(town.ctx, town.organ.id, day('2017-12-31'))
    assert.deepEqual(
      services.filter(isOneTrip).map(({ code }) => code),
      ['S0', 'S1'],
    )
    assert.deepEqual(
      services.filter(isZeroTrip).map(({ code }) => code),
      ['S0'],
    )
  })
  it('counts a service from the day it is listed, and no more on the day it is taken off', async () => {
    const { id } = value(await save('A'))
    value(await save('B', { listedOn: '2018-01-02' }))
    value(await delistServiceItem(town.ctx, id, day('2018-01-03')))
    assert.deepEqual(await codesOn('2017-05-31'), [])
    assert.deepEqual(await codesOn('2017-12-31'), ['A'])
    assert.deepEqual(await codesOn('2018-01-02'), ['A', 'B'])
    assert.deepEqual(await codesOn('2018-01-03'), ['B'])
  })
  it('has every code once, also after a service is gone', async () => {
    const { id } = value(await save('A'))
    assert.equal(codeOf(await save('A')), 'services.taken')
    value(await delistServiceItem(town.ctx, id, day('2018-01-03')))
    assert.equal(codeOf(await save('A')), 'services.taken')
    assert.equal(codeOf(await save('B')), 'ok')
  })
  it('refuses what cannot be: no name, strange codes, half visits, days to come', async () => {
    assert.equal(codeOf(await save('A', { name: ' ' })), 'services.name')
    assert.equal(codeOf(await save('A B')), 'services.code')
    assert.equal(codeOf(await save('A', { visits: 0.5 })), 'services.visits')
    assert.equal(codeOf(await save('A', { visits: -1 })), 'services.visits')
    assert.equal(codeOf(await save('A', { listedOn: '2018-01-06' })), 'services.future')
  })
  it('keeps what a corrected service said before, in the ledger', async () => {
    const { id } = value(await save('A', { visits: 2 }))
    value(await save('A', { id, version: 1, visits: 1 }))
    assert.equal((await findService(town.ctx, id))?.visits, 1)
    const [, corrected] = await story(town.ctx, 'service', id)
    assert.equal(corrected?.event, 'services.corrected')
    assert.deepEqual(corrected?.detail.before, { code: 'A', name: '城乡低保申请', visits: 2, listedOn: '2017-06-01' })
  })
  it('is not overwritten by somebody who saw an older state of it', async () => {
    const { id } = value(await save('A'))
    value(await save('A', { id, version: 1, visits: 0 }))
    assert.equal(codeOf(await save('A', { id, version: 1, visits: 3 })), 'services.stale')
  })
  it('takes a service off once, not before it was listed, not in days to come', async () => {
    const { id } = value(await save('A'))
    const delist = async (on: string) => codeOf(await delistServiceItem(town.ctx, id, day(on)))
    assert.equal(await delist('2017-05-31'), 'services.before-listing')
    assert.equal(await delist('2018-01-06'), 'services.future')
    assert.equal(await delist('2018-01-05'), 'ok')
    assert.equal(await delist('2018-01-05'), 'services.delisted')
    assert.equal(codeOf(await save('A', { id, version: 2 })), 'services.delisted')
  })
  it('is kept by the people of its own organ only', async () => {
    const { id } = value(await save('A'))
    const other = await anOrgan(town.ctx, 'meishan', '梅山镇')
    const stranger = as(town.ctx, aPerson(other, 'officer'))
    assert.equal(codeOf(await delistServiceItem(stranger, id, day('2018-01-05'))), 'services.not-yours')
    const entry = { code: 'B', name: '老年证', visits: 1, listedOn: day('2018-01-05') }
    assert.equal(codeOf(await saveServiceItem(stranger, { ...entry, organId: town.organ.id })), 'services.not-yours')
    assert.equal(codeOf(await saveServiceItem(stranger, { ...entry, organId: other.id, id })), 'services.unknown')
  })
  it('is found by code or name, by state and by trips, page by page', async () => {
    const { id } = value(await save('NA-1', { visits: 0, name: '老年证办理' }))
    value(await save('NA-2', { visits: 1 }))
    value(await save('NA-3', { visits: 2 }))
    value(await delistServiceItem(town.ctx, id, day('2018-01-05')))
    const codes = async (filter: Parameters<typeof listServiceItems>[1]) =>
      (await listServiceItems(town.ctx, filter, { limit: 9, offset: 0 })).rows.map(({ code }) => code)
    assert.deepEqual(await codes({ text: 'na-2' }), ['NA-2'])
    assert.deepEqual(await codes({ text: '低保' }), ['NA-2', 'NA-3'])
    assert.deepEqual(await codes({ state: 'delisted' }), ['NA-1'])
    assert.deepEqual(await codes({ trips: 'one' }), ['NA-1', 'NA-2'])
    assert.deepEqual(await codes({ trips: 'more', state: 'listed' }), ['NA-3'])
    const { rows, total } = await listServiceItems(town.ctx, {}, { limit: 1, offset: 1 })
    assert.deepEqual([rows[0]?.code, total], ['NA-2', 3])
  })
})

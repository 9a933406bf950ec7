import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import type { Sql } from 'postgres'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { registerApplication } from '../../../applications/store.ts'
import { day } from '../../../calendar/day.ts'
import { FUJIAN_2008 } from '../../../law/forms/fujian-2008.ts'
import { saveServiceItem } from '../../../services/store.ts'
import { reckon } from '../../reckon.ts'
import { handedOf } from '../consolidation.ts'
import { aCounty, type County, need } from '../testing.ts'
import { figuresNow, forgetCounts } from './store.ts'

describe('what the records of an organ come to is kept until they change', () => {
  let database: TestDatabase
  let county: County
  let ids: string[]
  before(async () => {
    database = await testDatabase({ max: 10 })
  })
  beforeEach(async () => {
    county = await aCounty(database.sql)
    ids = county.towns.map(({ id }) => id)
    for (const id of ids) await serve(id, 'S1')
  })
  after(() => database.close())

  const scope = () => ({ sql: database.sql as Sql, tenantId: county.ctx.tenantId })
  const of = () => ({ year: 2017, form: FUJIAN_2008, now: county.ctx.now })
  const now = () => figuresNow(scope(), ids, of())
  const serve = async (organId: string, code: string) =>
    need(await saveServiceItem(county.ctx, { organId, code, name: code, visits: 1, listedOn: day('2017-06-01') }))
  const services = async () =>
    [...(await now()).values()].map(({ figures }) => figures.find(({ key }) => key === 'service_items')?.value)
  const keptIds = async () => {
    const rows = await database.sql`
      select organ_id as id, counted_at as at from report_counts where tenant_id = ${county.ctx.tenantId} order by 1`
    return rows.map(({ id }) => id as string)
  }
  const marks = async () => {
    const [row] = await database.sql`
      select count(*)::int as count from report_count_marks where tenant_id = ${county.ctx.tenantId}`
    return row!.count as number
  }

  it('as the report of each organ counts it', async () => {
    const all = await now()
    for (const id of ids) assert.deepEqual(all.get(id), handedOf(await reckon(scope(), id, 2017, FUJIAN_2008)))
    assert.deepEqual(await now(), all)
    assert.deepEqual((await keptIds()).sort(), [...ids].sort())
    assert.equal(await marks(), 0)
  })

  it('and counted anew for that organ alone, whatever changed', async () => {
    assert.deepEqual(await services(), [1, 1])
    await serve(ids[0]!, 'S2')
    assert.equal(await marks(), 1)
    assert.deepEqual(await services(), [2, 1])
    assert.equal(await marks(), 0)
    need(
      await registerApplication(county.ctx, {
        organId: ids[1]!,
        channel: 'web',
        subject: '征地补偿',
        receivedOn: day('2017-12-01'),
      }),
    )
    const received = (await now()).get(ids[1]!)?.figures.find(({ key }) => key === 'applications_received')
    assert.equal(received?.value, 1)
  })

  it('for every year and form, though the change was seen by one of them', async () => {
    const earlier = () => figuresNow(scope(), ids, { ...of(), year: 2016 })
    await earlier()
    await now()
    await serve(ids[0]!, 'S2')
    await now()
    assert.deepEqual(
      [...(await earlier()).values()],
      await Promise.all(ids.map(async (id) => handedOf(await reckon(scope(), id, 2016, FUJIAN_2008)))),
    )
  })

  it('never from a definition that is not today’s, and not at all once it is forgotten', async () => {
    await now()
    await database.sql`
      update report_counts set definition = 'of yesterday', counts = '{"values": [], "more": [], "categories": [], "months": []}'
      where tenant_id = ${county.ctx.tenantId}`
    assert.deepEqual(await services(), [1, 1])
    await forgetCounts(scope())
    assert.deepEqual(await services(), [1, 1])
  })

  it('with changes that commit while others count, in none of the answers or in all later ones', async () => {
    for (let round = 0; round < 5; round++) {
      const writing = Promise.all(ids.flatMap((id) => [serve(id, `A${round}`), serve(id, `B${round}`)]))
      const reading = Promise.all(Array.from({ length: 4 }, now))
      await Promise.all([writing, reading])
      const count = 1 + 2 * (round + 1)
      assert.deepEqual(await services(), [count, count])
    }
  })
})

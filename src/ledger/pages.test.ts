import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { type TestDatabase, testDatabase } from '../../test/support/database.ts'
import { aPerson, aTown, deskOf, type Town } from '../../test/support/desk.ts'
import { transact } from '../db/transaction.ts'
import { ok } from '../result.ts'
import { ledgerPlaces } from './places.ts'
import { record } from './store.ts'

describe('the ledger in the console', () => {
  let database: TestDatabase
  let town: Town

  before(async () => {
    database = await testDatabase()
  })
  beforeEach(async () => {
    town = await aTown(database.sql, '2018-01-05')
  })
  after(() => database.close())

  const auditor = () => deskOf(town, ledgerPlaces, aPerson(null, 'auditor'))
  const step = (id: string, event: string, detail = {}) =>
    transact(town.ctx, async (tx) => {
      await record(tx, { event, subject: { kind: 'service', id }, detail })
      return ok(undefined)
    })

  it('shows what was done, by whom, in words, newest first', async () => {
    await step('s1', 'services.listed', { name: '<b>低保</b>' })
    const { text } = await auditor().see('/console/ledger')
    assert.match(text, /列入服务事项[\s\S]*设立机关[\s\S]*建立站点/)
    assert.match(text, /2018-01-05 10:00/)
    assert.match(text, /&lt;b&gt;低保/)
    assert.doesNotMatch(text, /<b>低保/)
  })
  it('lists one kind of event, or one thing', async () => {
    await step('s1', 'services.listed')
    await step('s2', 'services.listed')
    await step('s1', 'services.delisted')
    const rows = (text: string) => text.match(/scope="row"/g)?.length ?? 0
    assert.equal(rows((await auditor().see('/console/ledger?event=services.listed')).text), 2)
    assert.equal(rows((await auditor().see('/console/ledger?kind=service&subject=s1')).text), 2)
    assert.match((await auditor().see('/console/ledger?kind=report')).text, /没有符合条件的记录/)
  })
  it('goes back entry by entry, keeping the filter', async () => {
    for (let n = 0; n < 53; n += 1) await step(`s${n}`, 'services.listed')
    const first = (await auditor().see('/console/ledger?event=services.listed')).text
    const older = /href="(\/console\/ledger\?event=services\.listed&amp;before=\d+)"/.exec(first)![1]!
    const { text } = await auditor().see(older.replaceAll('&amp;', '&'))
    assert.equal(text.match(/scope="row"/g)?.length, 3)
    assert.match(text, /回到最新/)
    assert.doesNotMatch(text, /更早的记录/)
  })
  it('checks the whole chain on request and says where it is broken', async () => {
    await step('s1', 'services.listed')
    assert.match((await auditor().see('/console/ledger/verification')).text, /完整[\s\S]*3条/)
    await database.sql`alter table ledger_entries disable trigger user`
    await database.sql`update ledger_entries set event = 'x' where tenant_id = ${town.tenant.id} and seq = 2`
    await database.sql`alter table ledger_entries enable trigger user`
    assert.match((await auditor().see('/console/ledger/verification')).text, /第2条有问题/)
  })
  it('is for auditors and supervisors', async () => {
    assert.equal(
      (await deskOf(town, ledgerPlaces, aPerson(town.organ, 'supervisor')).see('/console/ledger')).status,
      200,
    )
    for (const role of ['officer', 'leader', 'admin'] as const)
      assert.equal((await deskOf(town, ledgerPlaces, aPerson(town.organ, role)).see('/console/ledger')).status, 403)
    assert.equal((await deskOf(town, ledgerPlaces, null).see('/console/ledger')).to, '/console/sign-in')
  })
})

import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { v7 } from 'uuid'
import { type TestDatabase, testDatabase } from '../../test/support/database.ts'
import type { Context } from '../context.ts'
import { transact } from '../db/transaction.ts'
import { ok, refuse } from '../result.ts'
import { latest, record, story, verify } from './store.ts'

describe('the ledger', () => {
  let database: TestDatabase
  let ctx: Context

  before(async () => {
    database = await testDatabase({ max: 8 })
  })
  beforeEach(async () => {
    const tenantId = v7()
    const now = new Date('2018-01-11T01:00:00Z')
    await database.sql`
      insert into tenants (id, code, name, created_at) values (${tenantId}, ${tenantId}, '南安市', ${now})`
    ctx = { sql: database.sql, tenantId, actor: { kind: 'system', name: '示例' }, now, files: { root: '' } }
  })
  after(() => database.close())

  const step = (id: string, event = 'services.listed', detail = {}) =>
    transact(ctx, async (tx) => {
      await record(tx, { event, subject: { kind: 'service', id }, detail })
      return ok(undefined)
    })
  const steps = async (count: number) => {
    for (let n = 1; n <= count; n += 1) await step(`s${n}`, 'services.listed', { n, 名称: '低保申请', ids: [n, null] })
  }
  /** What only the owner of the table could do. */
  const tamper = async (change: () => PromiseLike<unknown>) => {
    await database.sql`alter table ledger_entries disable trigger user`
    await change()
    await database.sql`alter table ledger_entries enable trigger user`
  }
  const broken = async () => (await verify(ctx)).broken

  it('is whole when nothing was written yet', async () => {
    assert.deepEqual(await verify(ctx), { entries: 0, broken: null })
  })

  it('carries the hash of the entry before in each entry', async () => {
    await steps(5)
    const [last, before] = await latest(ctx, 2)
    assert.equal(last?.prevHash, before?.hash)
    assert.deepEqual(await verify(ctx), { entries: 5, broken: null })
  })

  it('is one chain without gaps when many steps are taken at once', async () => {
    await Promise.all(Array.from({ length: 40 }, (_, n) => step(`s${n}`)))
    assert.deepEqual(await verify(ctx), { entries: 40, broken: null })
  })

  it('is whole also while steps are being taken', async () => {
    await steps(50)
    const writing = Promise.all(Array.from({ length: 60 }, (_, n) => step(`w${n}`)))
    const verdicts = [await verify(ctx), await verify(ctx), await verify(ctx)]
    await writing
    assert.deepEqual(
      verdicts.map((verdict) => verdict.broken),
      [null, null, null],
    )
  })

  it('keeps nothing of a step that was refused, and leaves no gap for it', async () => {
    await step('s1')
    await transact(ctx, async (tx) => {
      await record(tx, { event: 'services.listed', subject: { kind: 'service', id: 's2' } })
      return refuse('services.taken', '列表里已有这个编码的事项')
    })
    await step('s3')
    assert.deepEqual(
      (await latest(ctx, 9)).map((entry) => entry.subjectId),
      ['s3', 's1'],
    )
    assert.deepEqual(await verify(ctx), { entries: 2, broken: null })
  })

  it('keeps the chains of two tenants apart', async () => {
    await steps(3)
    const first = ctx
    const other = v7()
    await database.sql`
      insert into tenants (id, code, name, created_at) values (${other}, ${other}, '晋江市', ${ctx.now})`
    ctx = { ...ctx, tenantId: other }
    await steps(2)
    assert.deepEqual(
      [await verify(first), await verify(ctx)].map(({ entries }) => entries),
      [3, 2],
    )
  })

  it('refuses to change, delete or empty its entries', async () => {
    await steps(1)
    await assert.rejects(database.sql`update ledger_entries set event = 'x'`.execute(), /not allowed/)
    await assert.rejects(database.sql`delete from ledger_entries`.execute(), /not allowed/)
    await assert.rejects(database.sql`truncate ledger_entries`.execute(), /not allowed/)
  })

  it('tells the story of one thing, oldest first, and lists by event and by kind', async () => {
    await step('a')
    await step('b')
    await step('a', 'services.delisted')
    assert.deepEqual(
      (await story(ctx, 'service', 'a')).map((entry) => entry.event),
      ['services.listed', 'services.delisted'],
    )
    const seqs = async (
      ...filter: Parameters<typeof latest> extends [unknown, unknown, ...infer Rest] ? Rest : never
    ) => (await latest(ctx, 9, ...filter)).map((entry) => entry.seq)
    assert.deepEqual(await seqs(undefined, { event: 'services.listed' }), [2, 1])
    assert.deepEqual(await seqs(undefined, { subjectKind: 'service', subjectId: 'a' }), [3, 1])
    assert.deepEqual(await seqs(undefined, { subjectKind: 'report' }), [])
    assert.deepEqual(await seqs(3), [2, 1])
  })

  describe('finds out when somebody with full rights over the database', () => {
    beforeEach(() => steps(6))
    const mine = () => database.sql`tenant_id = ${ctx.tenantId}`

    const changes = {
      'what happened': () =>
        database.sql`update ledger_entries set event = 'services.delisted' where ${mine()} and seq = 3`,
      'who did it': () =>
        database.sql`update ledger_entries set actor = '{"kind":"system","name":"别人"}' where ${mine()} and seq = 3`,
      'when it was done': () =>
        database.sql`update ledger_entries set at = at - interval '1 day' where ${mine()} and seq = 3`,
      'what it happened to': () => database.sql`update ledger_entries set subject_id = 'x' where ${mine()} and seq = 3`,
      'a detail': () =>
        database.sql`update ledger_entries set detail = detail || '{"n":4}' where ${mine()} and seq = 3`,
      'a hash': () => database.sql`update ledger_entries set hash = prev_hash where ${mine()} and seq = 3`,
    }
    for (const [what, change] of Object.entries(changes))
      it(`changed ${what}`, async () => {
        await tamper(change)
        assert.equal((await broken())?.seq, 3)
      })

    it('removed an entry from the middle', async () => {
      await tamper(() => database.sql`delete from ledger_entries where ${mine()} and seq = 4`)
      assert.deepEqual(await broken(), { seq: 5, says: '第4条缺失' })
    })

    it('removed an entry and closed the gap', async () => {
      await tamper(async () => {
        await database.sql`delete from ledger_entries where ${mine()} and seq = 4`
        await database.sql`update ledger_entries set seq = seq - 1 where ${mine()} and seq > 4`
      })
      assert.deepEqual(await broken(), { seq: 4, says: '与上一条不相接' })
    })

    it('put two entries in another order', async () => {
      await tamper(async () => {
        await database.sql`update ledger_entries set seq = 99 where ${mine()} and seq = 2`
        await database.sql`update ledger_entries set seq = 2 where ${mine()} and seq = 3`
        await database.sql`update ledger_entries set seq = 3 where ${mine()} and seq = 99`
      })
      assert.equal((await broken())?.seq, 2)
    })

    it('cut off the end', async () => {
      await tamper(() => database.sql`delete from ledger_entries where ${mine()} and seq > 4`)
      assert.deepEqual(await broken(), { seq: 5, says: '末尾的记录缺失' })
    })

    it('removed everything', async () => {
      await tamper(() => database.sql`delete from ledger_entries where ${mine()}`)
      assert.equal((await broken())?.seq, 1)
    })
  })
})

import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type TestDatabase, testDatabase } from '../../test/support/database.ts'
import { aTown } from '../../test/support/desk.ts'
import { transact } from '../db/transaction.ts'
import { verifyLedger } from '../ledger/nightly.ts'
import { record } from '../ledger/store.ts'
import { ok } from '../result.ts'
import { type Job, startJobs } from './jobs.ts'
import { sweepSessions } from './sweep-sessions.ts'

describe('jobs', () => {
  let database: TestDatabase
  before(async () => {
    database = await testDatabase({ max: 4 })
  })
  after(() => database.close())

  const nothing: Job = { name: 'nothing', at: '0 3 * * *', says: '', run: async () => {} }
  const start = (jobs: readonly Job[], errors: unknown[] = []) =>
    startJobs({ sql: database.sql, jobs, warn: () => {}, onError: (error) => errors.push(error) })
  const schedules = async () =>
    (await database.sql`select name, cron, timezone from pgboss.schedule order by name`).map((row) => ({ ...row }))

  it('have their hours in China, kept in the database, and forgotten with the job', async () => {
    const errors: unknown[] = []
    const first = start([nothing, { ...nothing, name: 'other' }], errors)
    await first.ready
    await first.stop()
    assert.deepEqual(
      (await schedules()).map((row) => [row.name, row.timezone]),
      [
        ['nothing', 'Asia/Shanghai'],
        ['other', 'Asia/Shanghai'],
      ],
    )
    const second = start([{ ...nothing, at: '30 4 * * *' }], errors)
    await second.ready
    await second.stop()
    assert.deepEqual(await schedules(), [{ name: 'nothing', cron: '30 4 * * *', timezone: 'Asia/Shanghai' }])
    assert.deepEqual(errors, [])
  })

  it('are done when their turn comes, with their result kept', async () => {
    let done: (() => void) | null = null
    const ran = new Promise<void>((resolve) => {
      done = resolve
    })
    const { PgBoss } = await import('pg-boss')
    const { executorOn } = await import('./executor.ts')
    const boss = new PgBoss({ db: executorOn(database.sql), schema: 'pgboss', supervise: false, schedule: false })
    await boss.start()
    await boss.createQueue('now')
    await boss.send('now', { 名称: '“引号”与\\斜线', list: [1, null] })
    const jobs = start([{ ...nothing, name: 'now', run: async () => done?.() }])
    await ran
    await jobs.stop()
    await boss.stop({ graceful: false })
    const [job] = await database.sql`select data from pgboss.job where name = 'now'`
    assert.deepEqual(job?.data, { 名称: '“引号”与\\斜线', list: [1, null] })
  })

  it('leave the other connections of the pool to the pages', async () => {
    const jobs = start([nothing])
    await jobs.ready
    const [row] = await database.sql`
      select count(*) as count from pg_stat_activity where datname = current_database() and state = 'active'`
    assert.ok(Number(row?.count) <= 2)
    await jobs.stop()
  })

  it('stop also when asked to before they have begun', async () => {
    const errors: unknown[] = []
    const jobs = start([nothing], errors)
    await jobs.stop()
    assert.deepEqual(errors, [])
  })

  it('tell when they cannot be set up, and the program goes on', async () => {
    const errors: Error[] = []
    const jobs = startJobs({
      sql: database.sql,
      jobs: [{ ...nothing, at: 'never' }],
      warn: () => {},
      onError: (error) => errors.push(error as Error),
    })
    await jobs.ready
    await jobs.stop()
    assert.ok(errors.length > 0)
  })
})

describe('the nightly jobs', () => {
  let database: TestDatabase
  before(async () => {
    database = await testDatabase()
  })
  after(() => database.close())

  it('say nothing of a whole ledger, and name the first broken entry of another', async () => {
    const { ctx, tenant } = await aTown(database.sql, '2018-01-05')
    for (const id of ['a', 'b'])
      await transact(ctx, async (tx) => {
        await record(tx, { event: 'services.listed', subject: { kind: 'service', id } })
        return ok(undefined)
      })
    const warnings: string[] = []
    const tools = { sql: database.sql, now: ctx.now, warn: (says: string) => warnings.push(says) }
    await verifyLedger.run(tools)
    assert.deepEqual(warnings, [])

    await database.sql`alter table ledger_entries disable trigger user`
    await database.sql`update ledger_entries set event = 'x' where subject_id = 'b'`
    await verifyLedger.run(tools)
    assert.equal(warnings.length, 1)
    assert.match(warnings[0]!, new RegExp(`站点${tenant.code}的台账第\\d+条有问题`))
  })

  it('forget the sessions that are over, and no others', async () => {
    const { ctx } = await aTown(database.sql, '2018-01-05')
    const account = '018d0000-0000-7000-8000-000000000001'
    await database.sql`
      insert into accounts (tenant_id, id, username, password_hash, created_at)
      values (${ctx.tenantId}, ${account}, 'someone', '', ${ctx.now})`
    for (const [token, hours] of [
      ['over', -1],
      ['open', 1],
    ] as const)
      await database.sql`
        insert into sessions (tenant_id, token_hash, account_id, csrf, created_at, last_seen_at, expires_at)
        values (${ctx.tenantId}, ${Buffer.from(token)}, ${account}, '', ${ctx.now}, ${ctx.now},
                ${new Date(ctx.now.getTime() + hours * 3_600_000)})`
    await sweepSessions.run({ sql: database.sql, now: ctx.now, warn: () => {} })
    const left = await database.sql`select token_hash from sessions`
    assert.deepEqual(
      left.map((row) => String(row.token_hash)),
      ['open'],
    )
  })
})

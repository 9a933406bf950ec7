import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, it } from 'node:test'
import { type TestDatabase, testDatabase } from '../../test/support/database.ts'
import { migrate, migrationState } from './migrate.ts'

describe('a database is brought up to date file by file', () => {
  let database: TestDatabase
  let dir: string

  before(async () => {
    database = await testDatabase()
    dir = await mkdtemp(join(tmpdir(), 'gongkai-migrations-'))
  })
  beforeEach(async () => {
    await database.sql.unsafe('drop schema public cascade; create schema public')
    await rm(dir, { recursive: true })
    dir = await mkdtemp(join(tmpdir(), 'gongkai-migrations-'))
    await file('0001_first.sql', 'create table first (n int);\n-- 注释\ninsert into first values (1);')
    await file('0002_second.sql', 'create table second (n int)')
  })
  after(async () => {
    await database.close()
    await rm(dir, { recursive: true })
  })

  const file = (name: string, text: string) => writeFile(join(dir, name), text)
  const tables = async () =>
    (await database.sql`select tablename from pg_tables where schemaname = 'public' order by 1`).map((r) => r.tablename)

  it('runs every file once, in order, and nothing the second time', async () => {
    assert.deepEqual(await migrate(database.sql, dir), { ok: true, value: ['0001_first', '0002_second'] })
    assert.deepEqual(await migrate(database.sql, dir), { ok: true, value: [] })
    await file('0003_third.sql', 'create table third (n int)')
    assert.deepEqual((await migrationState(database.sql, dir)).pending, ['0003_third'])
    assert.deepEqual(await migrate(database.sql, dir), { ok: true, value: ['0003_third'] })
    assert.equal((await migrationState(database.sql, dir)).version, 3)
  })

  it('undoes a file that fails half-way, keeps those before it, and goes on when it is mended', async () => {
    await file('0002_second.sql', 'create table second (n int); select 1/0')
    await assert.rejects(migrate(database.sql, dir), /division by zero/)
    assert.deepEqual(await tables(), ['first', 'schema_migrations'])
    await file('0002_second.sql', 'create table second (n int)')
    assert.deepEqual(await migrate(database.sql, dir), { ok: true, value: ['0002_second'] })
  })

  it('lets two programs start at the same moment', async () => {
    const both = await Promise.all([migrate(database.sql, dir), migrate(database.sql, dir)])
    const applied = both.flatMap((one) => (one.ok ? one.value : []))
    assert.deepEqual(applied.sort(), ['0001_first', '0002_second'])
  })

  it('refuses a database of a newer program and leaves it as it was', async () => {
    await file('0009_future.sql', 'create table future (n int)')
    await migrate(database.sql, dir)
    await rm(join(dir, '0009_future.sql'))
    await file('0003_third.sql', 'create table third (n int)')
    const refused = await migrate(database.sql, dir)
    assert.equal(!refused.ok && refused.refusal.says, '数据目录由更新的版本（0009_future）创建，请使用新版本程序打开')
    assert.deepEqual(await tables(), ['first', 'future', 'schema_migrations', 'second'])
  })

  it('refuses a file that was edited after it ran', async () => {
    await migrate(database.sql, dir)
    await file('0001_first.sql', 'create table first (n int, extra int)')
    const refused = await migrate(database.sql, dir)
    assert.equal(!refused.ok && refused.refusal.code, 'migrate.changed')
  })

  it('refuses a file slipped in before one that has run', async () => {
    await rm(join(dir, '0001_first.sql'))
    await file('0003_third.sql', 'create table third (n int)')
    await migrate(database.sql, dir)
    await file('0001_first.sql', 'create table first (n int)')
    const refused = await migrate(database.sql, dir)
    assert.equal(!refused.ok && refused.refusal.code, 'migrate.order')
  })

  it('does not guess about names: a wrong name or a number used twice is our mistake', async () => {
    await file('0002_again.sql', 'select 1')
    await assert.rejects(migrate(database.sql, dir), /numbered 2/)
    await rm(join(dir, '0002_again.sql'))
    await file('third.sql', 'select 1')
    await assert.rejects(migrate(database.sql, dir), /NNNN_name/)
  })
})

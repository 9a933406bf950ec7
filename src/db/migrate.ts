import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Sql, TransactionSql } from 'postgres'
import { z } from 'zod'
import { ok, type Refusal, type Result } from '../result.ts'

export const MIGRATIONS = join(import.meta.dirname, 'migrations')

/** Everyone who migrates waits on this lock, so two programs starting together do not step on each other. */
const MIGRATION_LOCK = 7_206_001

type Migration = { version: number; name: string; text: string; checksum: string }

const Applied = z.object({ version: z.number(), name: z.string(), checksum: z.string() })
type Applied = z.infer<typeof Applied>

/** What one round under the lock found: something wrong, nothing to do, or one file applied. */
type Round = { refusal: Refusal } | { refusal: null; applied: string | null }

/**
 * Brings a database up to date: every `NNNN_name.sql` of `dir` that has not run yet, in order, each in its own
 * transaction together with its row in `schema_migrations`. Answers with the names applied now.
 * Refuses, having changed nothing, when the database is newer than this program or a file was edited after it ran.
 * Throws when a file does not run or the folder is malformed: that is our bug.
 */
export async function migrate(sql: Sql, dir = MIGRATIONS): Promise<Result<string[]>> {
  const files = await readMigrations(dir)
  const applied: string[] = []
  for (;;) {
    const round = (await sql.begin((tx) => applyNext(tx, files))) as Round
    if (round.refusal) return { ok: false, refusal: round.refusal }
    if (round.applied === null) return ok(applied)
    applied.push(round.applied)
  }
}

/** The migrations a database has run and those it still lacks; for people who ask, changes nothing. */
export async function migrationState(
  sql: Sql,
  dir = MIGRATIONS,
): Promise<{ version: number; pending: string[]; trouble: Refusal | null }> {
  const files = await readMigrations(dir)
  const [table] = await sql`select to_regclass('schema_migrations') is not null as present`
  const applied = table?.present ? await readApplied(sql) : []
  const known = new Set(applied.map((row) => row.version))
  return {
    version: Math.max(0, ...known),
    pending: files.filter((file) => !known.has(file.version)).map((file) => file.name),
    trouble: compare(files, applied),
  }
}

async function applyNext(tx: TransactionSql, files: Migration[]): Promise<Round> {
  await tx`select pg_advisory_xact_lock(${MIGRATION_LOCK})`
  await tx`
    create table if not exists schema_migrations (
      version int primary key,
      name text not null,
      checksum text not null,
      applied_at timestamptz not null default now()
    )`
  const applied = await readApplied(tx)
  const refusal = compare(files, applied)
  if (refusal) return { refusal }

  const next = files[applied.length]
  if (!next) return { refusal: null, applied: null }

  await tx.unsafe(next.text)
  await tx`
    insert into schema_migrations (version, name, checksum)
    values (${next.version}, ${next.name}, ${next.checksum})`
  return { refusal: null, applied: next.name }
}

async function readApplied(sql: Sql | TransactionSql): Promise<Applied[]> {
  const rows = await sql`select version, name, checksum from schema_migrations order by version`
  return rows.map((row) => Applied.parse(row))
}

/** The applied rows must be the beginning of the list of files, letter by letter. */
function compare(files: Migration[], applied: Applied[]): Refusal | null {
  const newest = files.at(-1)?.version ?? 0
  const unknown = applied.findLast((row) => row.version > newest)
  if (unknown)
    return refusal(
      'migrate.newer',
      `数据目录由更新的版本（${unknown.name}）创建，请使用新版本程序打开`,
      '没有改动任何数据',
    )

  for (const [index, row] of applied.entries()) {
    const file = files[index]
    if (file?.version !== row.version)
      return refusal(
        'migrate.order',
        `数据库的迁移记录（${row.name}）与本程序的迁移文件顺序不一致，没有改动任何数据`,
        '请使用创建这个数据库的程序版本打开',
      )
    if (file.checksum !== row.checksum)
      return refusal(
        'migrate.changed',
        `迁移文件 ${file.name}.sql 在执行之后被改动过，没有改动任何数据`,
        '请还原这个文件，把新的改动写进一个新的迁移文件',
      )
  }
  return null
}

const refusal = (code: string, says: string, fix: string): Refusal => ({ code, says, fix })

async function readMigrations(dir: string): Promise<Migration[]> {
  const files = (await readdir(dir)).filter((file) => file.endsWith('.sql')).sort()
  const migrations = await Promise.all(files.map((file) => readMigration(dir, file)))
  for (const [index, file] of migrations.entries())
    if (migrations[index + 1]?.version === file.version) throw new Error(`two migrations are numbered ${file.version}`)
  return migrations
}

async function readMigration(dir: string, file: string): Promise<Migration> {
  const [, version, label] = /^(\d{4})_([a-z0-9_-]+)\.sql$/.exec(file) ?? []
  if (!version || !label) throw new Error(`a migration is named NNNN_name.sql, not ${file}`)
  const text = await readFile(join(dir, file), 'utf8')
  const checksum = createHash('sha256').update(text).digest('hex')
  return { version: Number(version), name: `${version}_${label}`, text, checksum }
}

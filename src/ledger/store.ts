import { createHash } from 'node:crypto'
import type { Sql, TransactionSql } from 'postgres'
import { z } from 'zod'
import type { Context, Scope } from '../context.ts'
import { canonical } from './canonical.ts'

/** What an entry says: an event named `chapter.step`, and the thing it happened to. */
export type Note = {
  event: string
  subject: { kind: string; id: string }
  detail?: Record<string, unknown>
}

const Entry = z.object({
  seq: z.number(),
  at: z.date(),
  actor: z.object({ kind: z.string(), name: z.string(), accountId: z.string().optional() }),
  event: z.string(),
  subjectKind: z.string(),
  subjectId: z.string(),
  detail: z.record(z.string(), z.unknown()),
  prevHash: z.string(),
  hash: z.string(),
})
export type Entry = z.infer<typeof Entry>

const GENESIS = '0'.repeat(64)

const hashOf = (entry: Omit<Entry, 'hash'>) =>
  createHash('sha256')
    .update(canonical({ ...entry, at: entry.at.toISOString() }))
    .digest('hex')

/**
 * Adds one entry, in the transaction of the step it tells of. Entries of a tenant form one chain; the head row is locked
 * until the transaction ends, so two steps never carry the same predecessor. Must be called inside `transact`.
 */
export const record = (ctx: Context, note: Note): Promise<void> => recordAll(ctx, [note])

/** Adds several entries, one after the other, of steps that are taken together. */
export async function recordAll(ctx: Context, notes: readonly Note[]): Promise<void> {
  if (notes.length === 0) return
  const head = await lockHead(ctx)
  const actor =
    ctx.actor.kind === 'staff'
      ? { kind: 'staff', name: ctx.actor.name, accountId: ctx.actor.accountId }
      : { kind: 'system', name: ctx.actor.name }
  const rows: Record<string, unknown>[] = []
  let last = head
  for (const note of notes) {
    const entry: Omit<Entry, 'hash'> = {
      seq: last.seq + 1,
      at: ctx.now,
      actor,
      event: note.event,
      subjectKind: note.subject.kind,
      subjectId: note.subject.id,
      detail: JSON.parse(JSON.stringify(note.detail ?? {})),
      prevHash: last.hash,
    }
    const hash = hashOf(entry)
    last = { seq: entry.seq, hash }
    rows.push({
      tenant_id: ctx.tenantId,
      seq: entry.seq,
      at: entry.at,
      actor: ctx.sql.json(actor),
      event: entry.event,
      subject_kind: entry.subjectKind,
      subject_id: entry.subjectId,
      detail: ctx.sql.json(entry.detail as never),
      prev_hash: entry.prevHash,
      hash,
    })
  }
  await ctx.sql`insert into ledger_entries ${ctx.sql(rows as never)}`
  await ctx.sql`update ledger_heads set seq = ${last.seq}, hash = ${last.hash} where tenant_id = ${ctx.tenantId}`
}

const Head = z.object({ seq: z.number(), hash: z.string() })

async function lockHead({ sql, tenantId }: Scope): Promise<z.infer<typeof Head>> {
  const locked = () => sql`select seq, hash from ledger_heads where tenant_id = ${tenantId} for update`
  const [head] = await locked()
  if (head) return Head.parse(head)
  await sql`insert into ledger_heads (tenant_id, seq, hash) values (${tenantId}, 0, ${GENESIS}) on conflict do nothing`
  return Head.parse((await locked())[0])
}

const columns = (sql: Scope['sql']) => sql`
  seq, at, actor, event, subject_kind as "subjectKind", subject_id as "subjectId", detail,
  prev_hash as "prevHash", hash`

/** The story of one thing, oldest first. */
export async function story({ sql, tenantId }: Scope, kind: string, id: string): Promise<Entry[]> {
  const rows = await sql`
    select ${columns(sql)} from ledger_entries
    where tenant_id = ${tenantId} and subject_kind = ${kind} and subject_id = ${id} order by seq`
  return rows.map((row) => Entry.parse(row))
}

export type EntryFilter = { event?: string; subjectKind?: string; subjectId?: string }

/** The latest entries of a tenant, newest first, `limit` at most: all of them, or those older than entry `before`. */
export async function latest(
  { sql, tenantId }: Scope,
  limit: number,
  before?: number,
  { event, subjectKind, subjectId }: EntryFilter = {},
): Promise<Entry[]> {
  const rows = await sql`
    select ${columns(sql)} from ledger_entries
    where tenant_id = ${tenantId}
      ${before ? sql`and seq < ${before}` : sql``}
      ${event ? sql`and event = ${event}` : sql``}
      ${subjectKind ? sql`and subject_kind = ${subjectKind}` : sql``}
      ${subjectId ? sql`and subject_id = ${subjectId}` : sql``}
    order by seq desc limit ${limit}`
  return rows.map((row) => Entry.parse(row))
}

export type Verdict = { entries: number; broken: { seq: number; says: string } | null }

/**
 * Walks the whole chain of a tenant and names the first entry that does not follow from the one before it. Chain and head
 * are read in one snapshot, so that steps taken meanwhile are not mistaken for damage.
 */
export async function verify({ sql, tenantId }: Scope): Promise<Verdict> {
  if ('savepoint' in sql) return walk(sql, tenantId)
  return (await (sql as Sql).begin('isolation level repeatable read read only', (tx) => walk(tx, tenantId))) as Verdict
}

async function walk(sql: TransactionSql, tenantId: string): Promise<Verdict> {
  const [head] = await sql`select seq, hash from ledger_heads where tenant_id = ${tenantId}`
  let previous = { seq: 0, hash: GENESIS }
  const batches = sql`
    select ${columns(sql)} from ledger_entries where tenant_id = ${tenantId} order by seq`.cursor(1000)
  for await (const rows of batches) {
    for (const row of rows) {
      const { hash, ...entry } = Entry.parse(row)
      const broken = (says: string): Verdict => ({ entries: previous.seq, broken: { seq: entry.seq, says } })
      if (entry.seq !== previous.seq + 1) return broken(`第${previous.seq + 1}条缺失`)
      if (entry.prevHash !== previous.hash) return broken('与上一条不相接')
      if (hashOf(entry) !== hash) return broken('内容与其校验值不符')
      previous = { seq: entry.seq, hash }
    }
  }
  const end = head ?? { seq: 0, hash: GENESIS }
  if (end.seq !== previous.seq || end.hash !== previous.hash)
    return { entries: previous.seq, broken: { seq: previous.seq + 1, says: '末尾的记录缺失' } }
  return { entries: previous.seq, broken: null }
}

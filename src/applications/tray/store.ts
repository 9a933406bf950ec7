import { createHash } from 'node:crypto'
import { v7 } from 'uuid'
import { z } from 'zod'
import type { Context, Scope } from '../../context.ts'
import { transact } from '../../db/transaction.ts'
import { applicantKey, type Key, seal, sealBytes, unseal, unsealBytes } from '../../files/seal.ts'
import { bytesOf, putBytes } from '../../files/vault.ts'
import { record } from '../../ledger/store.ts'
import { ok, type Result, refuse } from '../../result.ts'
import type { Application } from '../model.ts'
import { markedIn } from '../people/marks/names.ts'
import { sameApplicant } from '../people/marks/store.ts'
import { type Clue, clueCodes, type EntryState, entryStates, numbersIn, type Source } from './rules.ts'

/** What an entry says; sealed, since strangers write of themselves. File names in the order of the files. */
export const EntryWords = z.object({
  from: z.string(),
  fromName: z.string(),
  subject: z.string(),
  text: z.string(),
  authentication: z.string(),
  troubles: z.array(z.string()),
  names: z.array(z.string()),
})
export type EntryWords = z.infer<typeof EntryWords>

const Guess = z.object({ applicationId: z.string(), number: z.string(), clue: z.enum(clueCodes) })
export type Guess = z.infer<typeof Guess>

const Row = z.object({
  id: z.string(),
  organId: z.string(),
  source: z.enum(['mail', 'scan']),
  state: z.enum(entryStates),
  arrivedAt: z.date(),
  keyId: z.string(),
  sealed: z.instanceof(Buffer),
  guesses: z.array(Guess),
  bounce: z.boolean(),
  applicationId: z.string().nullable(),
  settledAt: z.date().nullable(),
  settledAs: z.string(),
  reason: z.string(),
  version: z.number(),
})
/** `words` null: sealed with another key. */
export type Entry = Omit<z.infer<typeof Row>, 'keyId' | 'sealed'> & { words: EntryWords | null }

const columns = (sql: Scope['sql']) => sql`
  id, organ_id as "organId", source, state, arrived_at as "arrivedAt", key_id as "keyId", sealed, guesses, bounce,
  application_id as "applicationId", settled_at as "settledAt", settled_as as "settledAs", reason, version`

const about = (scope: Scope, id: string) => `${scope.tenantId}/tray/${id}`

function opened(scope: Scope, key: Key, row: unknown): Entry {
  const { keyId, sealed, ...entry } = Row.parse(row)
  const words = keyId === key.id ? EntryWords.parse(JSON.parse(unseal(key, about(scope, entry.id), sealed))) : null
  return { ...entry, words }
}

type Files = Pick<Context, 'files'>

export type Arrived = {
  organId: string
  source: Source
  fingerprint: string
  arrivedAt: Date
  words: Omit<EntryWords, 'names'>
  files: readonly { name: string; mime: string; bytes: Buffer }[]
  guesses?: readonly Guess[]
  /** A letter of ours came back; it goes onto the case at once. */
  bounced?: { applicationId: string }
}

/**
 * Puts what arrived into the tray. The same content is there once: the second time nothing is made, and the answer is null.
 * Files are on disk, sealed, before their rows are written. Inside `transact`.
 */
export async function keepEntry(tx: Context, arrived: Arrived): Promise<{ id: string } | null> {
  const { sql, tenantId } = tx
  const key = await applicantKey(tx.files)
  const id = v7()
  const words: EntryWords = { ...arrived.words, names: arrived.files.map(({ name }) => name) }
  const { bounced } = arrived
  const [kept] = await sql`
    insert into tray_entries (tenant_id, id, organ_id, source, fingerprint, arrived_at, taken_at, key_id, sealed, guesses,
                              bounce, state, application_id, settled_at, settled_as, reason)
    values (${tenantId}, ${id}, ${arrived.organId}, ${arrived.source}, ${arrived.fingerprint}, ${arrived.arrivedAt},
            ${tx.now}, ${key.id}, ${seal(key, about(tx, id), JSON.stringify(words))},
            ${sql.json([...(arrived.guesses ?? [])])}, ${Boolean(bounced)}, ${bounced ? 'note' : 'waiting'},
            ${bounced?.applicationId ?? null}, ${bounced ? tx.now : null}, ${bounced ? tx.actor.name : ''},
            ${bounced ? '本机关发出的邮件被退回' : ''})
    on conflict (tenant_id, fingerprint) do nothing
    returning id`
  if (!kept) return null
  for (const [place, { mime, bytes }] of arrived.files.entries()) {
    const sha256 = await putBytes(tx.files, sealBytes(key, `${about(tx, id)}/${place}`, bytes))
    await sql`
      insert into tray_files (tenant_id, entry_id, place, sha256, mime, size)
      values (${tenantId}, ${id}, ${place}, ${sha256}, ${mime}, ${bytes.length})`
  }
  await record(tx, {
    event: 'tray.received',
    subject: { kind: 'tray', id },
    detail: { source: arrived.source, files: arrived.files.length, content: arrived.fingerprint },
  })
  return { id }
}

/** The fingerprint of a scanned file: its bytes, for this organ. */
export const fingerprintOf = (organId: string, bytes: Buffer): string =>
  createHash('sha256').update(organId).update('\0').update(bytes).digest('hex')

/** The cases of an organ an arrival may belong to, the surest first. `answered`: the case a mail of ours was about. */
export async function casesFor(
  scope: Scope & Files,
  {
    from,
    fromName,
    subject,
    text,
    answered,
  }: Pick<EntryWords, 'from' | 'fromName' | 'subject' | 'text'> & {
    answered: string | null
  },
): Promise<(Guess & { organId: string })[]> {
  const { sql, tenantId } = scope
  const { applications, replies } = numbersIn(`${subject}\n${text.slice(0, 5000)}`)
  const rows = await sql`
    select id as "applicationId", organ_id as "organId", number,
           case when id = ${answered} then 'answer' else 'number' end as clue
    from applications
    where tenant_id = ${tenantId} and id in (
      select id from applications where tenant_id = ${tenantId} and id = ${answered}
      union all
      select id from applications where tenant_id = ${tenantId} and number = any(${applications})
      union all
      select application_id from application_replies where tenant_id = ${tenantId} and number = any(${replies}))
    order by 4, arrived_on desc limit 10`
  const found = rows.map((row) => Guess.extend({ organId: z.string() }).parse(row))
  const key = await applicantKey(scope.files)
  const same = await sameApplicant(scope, key, markedIn({ name: fromName, contact: from }))
  for (const { id, organId, number, kinds } of same)
    if (!found.some(({ applicationId }) => applicationId === id))
      found.push({ applicationId: id, organId, number, clue: kinds.includes('email') ? 'email' : 'name' })
  const rank = (clue: Clue) => clueCodes.indexOf(clue)
  return found.sort((a, b) => rank(a.clue) - rank(b.clue)).slice(0, 10)
}

export type EntryFilter = { organId?: string; state?: EntryState; source?: Source }

/** A page of the tray: what waits the oldest first, what left it the latest first; and how many there are. */
export async function listEntries(
  scope: Scope & Files,
  filter: EntryFilter,
  paging: { limit: number; offset: number },
): Promise<{ rows: Entry[]; total: number }> {
  const { sql, tenantId } = scope
  const where = sql`
    where tenant_id = ${tenantId}
    ${filter.organId ? sql`and organ_id = ${filter.organId}` : sql``}
    ${filter.state ? sql`and state = ${filter.state}` : sql``}
    ${filter.source ? sql`and source = ${filter.source}` : sql``}`
  const [count] = await sql`select count(*) as total from tray_entries ${where}`
  const total = z.number().parse(count!.total)
  if (total === 0 || paging.limit === 0) return { rows: [], total }
  const key = await applicantKey(scope.files)
  const rows = await sql`
    select ${columns(sql)} from tray_entries ${where}
    order by ${filter.state === 'waiting' ? sql`arrived_at, id` : sql`arrived_at desc, id desc`}
    limit ${paging.limit} offset ${paging.offset}`
  return { rows: rows.map((row) => opened(scope, key, row)), total }
}

/** How many entries of an organ wait. */
export async function waitingIn({ sql, tenantId }: Scope, organId: string): Promise<number> {
  const [count] = await sql`
    select count(*) as total from tray_entries
    where tenant_id = ${tenantId} and organ_id = ${organId} and state = 'waiting'`
  return z.number().parse(count!.total)
}

/** The entries that became, or were added to, a case; oldest first. */
export async function entriesOf(scope: Scope & Files, applicationId: string): Promise<Entry[]> {
  const rows = await scope.sql`
    select ${columns(scope.sql)} from tray_entries
    where tenant_id = ${scope.tenantId} and application_id = ${applicationId} order by arrived_at, id`
  if (rows.length === 0) return []
  const key = await applicantKey(scope.files)
  return rows.map((row) => opened(scope, key, row))
}

/** Null when there is none. */
export async function findEntry(scope: Scope & Files, id: string, lock: 'lock' | '' = ''): Promise<Entry | null> {
  if (!z.uuid().safeParse(id).success) return null
  const [row] = await scope.sql`
    select ${columns(scope.sql)} from tray_entries
    where tenant_id = ${scope.tenantId} and id = ${id} ${lock ? scope.sql`for update` : scope.sql``}`
  return row ? opened(scope, await applicantKey(scope.files), row) : null
}

const FileRow = z.object({ place: z.number(), mime: z.string(), size: z.number() })
export type EntryFile = z.infer<typeof FileRow>

/** The files of an entry, in order; their names are among its words. */
export async function filesOf({ sql, tenantId }: Scope, id: string): Promise<EntryFile[]> {
  const rows = await sql`
    select place, mime, size from tray_files where tenant_id = ${tenantId} and entry_id = ${id} order by place`
  return rows.map((row) => FileRow.parse(row))
}

/** Opens one file, and writes down who looked. */
export function openFile(ctx: Context, entry: Entry, place: number): Promise<Result<Buffer>> {
  return transact(ctx, async (tx) => {
    const [row] = await tx.sql`
      select sha256 from tray_files where tenant_id = ${tx.tenantId} and entry_id = ${entry.id} and place = ${place}`
    if (!row || !entry.words) return refuse('tray.no-file', '没有这个文件，或者是用另一把密钥加密的')
    const sealed = await bytesOf(tx.files, z.string().parse(row.sha256))
    const bytes = unsealBytes(await applicantKey(tx.files), `${about(tx, entry.id)}/${place}`, sealed)
    await record(tx, { event: 'tray.file-viewed', subject: { kind: 'tray', id: entry.id }, detail: { place } })
    return ok(bytes)
  })
}

export type Settling =
  | { to: 'case' | 'note'; application: Pick<Application, 'id' | 'number'>; reason: string }
  | { to: 'concern' | 'discarded'; reason: string }
  | { to: 'waiting' }
  | { to: 'elsewhere'; organ: { id: string; name: string } }

const FROM: Record<Settling['to'], EntryState> = {
  case: 'waiting',
  note: 'waiting',
  concern: 'waiting',
  discarded: 'waiting',
  elsewhere: 'waiting',
  waiting: 'discarded',
}
const NAMED: Record<Settling['to'], string> = {
  case: 'tray.registered',
  note: 'tray.noted',
  concern: 'tray.concern',
  discarded: 'tray.discarded',
  elsewhere: 'tray.handed-over',
  waiting: 'tray.restored',
}

/** Moves an entry on, once: it becomes a case, is added to one, is discarded, handed to another organ, or taken back. */
export function settleEntry(
  ctx: Context,
  { id, version }: Pick<Entry, 'id' | 'version'>,
  settling: Settling,
): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    const entry = await findEntry(tx, id, 'lock')
    const mine = tx.actor.kind !== 'staff' || tx.actor.organId === null || tx.actor.organId === entry?.organId
    if (!entry || !mine) return refuse('tray.unknown', '收件箱里没有这份来件')
    if (entry.state !== FROM[settling.to] || entry.version !== version)
      return refuse('tray.settled', '这份来件已经由别人处理', { fix: '请返回收件箱，查看最新情况' })
    const state = settling.to === 'elsewhere' ? 'waiting' : settling.to
    const application = 'application' in settling ? settling.application : null
    const reason = 'reason' in settling ? settling.reason : ''
    await tx.sql`
      update tray_entries
      set state = ${state}, application_id = ${application?.id ?? null}, reason = ${reason}, version = version + 1,
          organ_id = ${settling.to === 'elsewhere' ? settling.organ.id : entry.organId},
          settled_at = ${state === 'waiting' ? null : tx.now}, settled_as = ${state === 'waiting' ? '' : tx.actor.name}
      where tenant_id = ${tx.tenantId} and id = ${id}`
    await record(tx, {
      event: NAMED[settling.to],
      subject: { kind: 'tray', id },
      detail: {
        ...(application && { number: application.number }),
        ...(reason && { reason }),
        ...(settling.to === 'elsewhere' && { organ: settling.organ.name }),
      },
    })
    return ok(undefined)
  })
}

import type { Sql } from 'postgres'
import { v7 } from 'uuid'
import { z } from 'zod'
import type { Context, Db, FileStore, Scope } from '../../../context.ts'
import { applicantKey, seal, sealBytes, unseal, unsealBytes } from '../../../files/seal.ts'
import type { Job } from '../../../jobs/jobs.ts'
import { Draft, type DraftPaper } from '../rules.ts'
import { draftKey, secretHash } from '../secrets.ts'

/** How long an untouched draft is kept, and how long the receipt of one that was sent can be opened again. */
export const DRAFT_DAYS = 7
export const RECEIPT_HOURS = 24

/** Of one organ at once; a form is kept only for people, and nobody fills so many. */
const MOST_DRAFTS = 5_000

type Place = Scope & { files: FileStore; now: Date }

export type KeptDraft = {
  organId: string
  /** What was typed; null when it was sent. */
  draft: Draft | null
  /** The application it became. */
  applicationId: string | null
  touchedAt: Date
}

const Row = z.object({
  hash: z.instanceof(Buffer),
  organId: z.string(),
  sealed: z.instanceof(Buffer).nullable(),
  applicationId: z.string().nullable(),
  touchedAt: z.date(),
})

const about = ({ tenantId }: Scope, secret: string) => `${tenantId}/draft/${secretHash(secret).toString('hex')}`

const keyOf = async ({ files }: { files: FileStore }, secret: string) => draftKey(await applicantKey(files), secret)

/** The draft of this link. Null when there never was one, or it is over. */
export const findDraft = async (place: Place, secret: string): Promise<KeptDraft | null> =>
  (await findDrafts(place, [secret])).get(secret) ?? null

/** The drafts of several links, by link. `lock`: nobody else sends or changes them until this transaction ends. */
export async function findDrafts(
  place: Place,
  secrets: readonly string[],
  lock: 'lock' | '' = '',
): Promise<Map<string, KeptDraft>> {
  const { sql, tenantId, now } = place
  const rows = await sql`
    select secret_hash as hash, organ_id as "organId", sealed, application_id as "applicationId",
           touched_at as "touchedAt"
    from application_drafts
    where tenant_id = ${tenantId} and secret_hash in ${sql(secrets.map(secretHash))}
      and touched_at > ${oldest(now)} and (application_id is null or touched_at > ${latestReceipt(now)})
    ${lock ? sql`order by secret_hash for update` : sql``}`
  const byHash = new Map(rows.map((row) => Row.parse(row)).map((row) => [row.hash.toString('hex'), row]))
  const key = rows.length > 0 ? await applicantKey(place.files) : null
  const found = new Map<string, KeptDraft>()
  for (const secret of secrets) {
    const row = byHash.get(secretHash(secret).toString('hex'))
    if (!row || !key) continue
    const { organId, sealed, applicationId, touchedAt } = row
    const draft = sealed ? Draft.parse(JSON.parse(unseal(draftKey(key, secret), about(place, secret), sealed))) : null
    found.set(secret, { organId, draft, applicationId, touchedAt })
  }
  return found
}

const oldest = (now: Date) => new Date(now.getTime() - DRAFT_DAYS * 24 * 3_600_000)
const latestReceipt = (now: Date) => new Date(now.getTime() - RECEIPT_HOURS * 3_600_000)

/**
 * Keeps what was typed under this link. False, and nothing is kept, when it belongs to another organ's form or was sent
 * already, or when an organ has more drafts than people could have written.
 */
export async function keepDraft(place: Place, secret: string, organId: string, draft: Draft): Promise<boolean> {
  const { sql, tenantId, now } = place
  const sealed = seal(await keyOf(place, secret), about(place, secret), JSON.stringify(draft))
  const kept = await sql`
    insert into application_drafts as d (tenant_id, secret_hash, organ_id, sealed, created_at, touched_at)
    select ${tenantId}, ${secretHash(secret)}, ${organId}, ${sealed}, ${now}, ${now}
    where (select count(*) from application_drafts
           where tenant_id = ${tenantId} and organ_id = ${organId} and application_id is null
             and touched_at > ${oldest(now)}) < ${MOST_DRAFTS}
      or exists (select from application_drafts
                 where tenant_id = ${tenantId} and secret_hash = ${secretHash(secret)})
    on conflict (tenant_id, secret_hash) do update set sealed = excluded.sealed, touched_at = excluded.touched_at
      where d.organ_id = excluded.organ_id and d.application_id is null`
  return kept.count > 0
}

/** Keeps the bytes of a paper beside its draft. */
export async function keepDraftPaper(place: Place, secret: string, bytes: Uint8Array): Promise<string> {
  const id = v7()
  const sealed = sealBytes(await keyOf(place, secret), `${about(place, secret)}/${id}`, bytes)
  await place.sql`
    insert into application_draft_papers (tenant_id, secret_hash, id, sealed)
    values (${place.tenantId}, ${secretHash(secret)}, ${id}, ${sealed})`
  return id
}

/** Takes a paper out again. */
export async function dropDraftPaper({ sql, tenantId }: Scope, secret: string, id: string): Promise<void> {
  await sql`
    delete from application_draft_papers
    where tenant_id = ${tenantId} and secret_hash = ${secretHash(secret)} and id = ${id}`
}

/** The papers of a draft with their bytes, as they go over into the case. */
export async function draftPapers(
  place: Place,
  secret: string,
  papers: readonly DraftPaper[],
): Promise<(DraftPaper & { bytes: Buffer })[]> {
  if (papers.length === 0) return []
  const rows = await place.sql`
    select id, sealed from application_draft_papers
    where tenant_id = ${place.tenantId} and secret_hash = ${secretHash(secret)}`
  const key = await keyOf(place, secret)
  const sealed = new Map(
    rows
      .map((row) => z.object({ id: z.string(), sealed: z.instanceof(Buffer) }).parse(row))
      .map((row) => [row.id, row]),
  )
  return papers.flatMap((paper) => {
    const found = sealed.get(paper.id)
    return found ? [{ ...paper, bytes: unsealBytes(key, `${about(place, secret)}/${paper.id}`, found.sealed) }] : []
  })
}

/** Drafts became applications: what was typed is gone from here, the links lead to their receipts for a day. */
export async function endDrafts(tx: Context, filed: readonly { secret: string; id: string }[]): Promise<void> {
  if (filed.length === 0) return
  const ended = filed.map(({ secret, id }) => [secretHash(secret).toString('hex'), id] as [string, string])
  const ids = tx.sql(ended as never)
  await tx.sql`
    update application_drafts d set sealed = null, application_id = ended.id::uuid, touched_at = ${tx.now}
    from (values ${ids}) as ended (hash, id)
    where d.tenant_id = ${tx.tenantId} and d.secret_hash = decode(ended.hash, 'hex')`
  await tx.sql`
    delete from application_draft_papers
    where tenant_id = ${tx.tenantId} and secret_hash in ${tx.sql(filed.map(({ secret }) => secretHash(secret)))}`
}

/** Forgets a draft that was not sent, because its writer says so. */
export async function dropDraft({ sql, tenantId }: Scope, secret: string): Promise<void> {
  await sql`
    delete from application_drafts
    where tenant_id = ${tenantId} and secret_hash = ${secretHash(secret)} and application_id is null`
}

/** Forgets drafts nobody came back to, and links of receipts that are over. */
export async function sweepDrafts(sql: Db, now: Date): Promise<number> {
  const swept = await sql`
    delete from application_drafts
    where touched_at <= ${oldest(now)} or (application_id is not null and touched_at <= ${latestReceipt(now)})`
  return swept.count
}

/** What was typed and never sent is no record of ours; it goes by itself. */
export const sweepDraftsNightly: Job = {
  name: 'sweep-application-drafts',
  at: '20 3 * * *',
  says: '清理没有提交的网上申请',
  async run({ sql, now }) {
    await sweepDrafts(sql as Sql, now)
  },
}

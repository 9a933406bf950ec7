import type { PendingQuery, Row } from 'postgres'
import { z } from 'zod'
import type { Scope } from '../../context.ts'
import type { Attribute, ReasonCode } from '../attributes.ts'
import type { KindCode } from '../kinds.ts'
import type { State } from '../lifecycle.ts'
import { Document, TakenStep, Version } from '../model.ts'
import { DEFAULTS, DocumentSettings } from '../settings.ts'
import type { Stage } from '../stages.ts'

export const PAGE_SIZE = 20

const versionColumns = (sql: Scope['sql']) => sql`
  v.version as "versionNumber", v.kind, v.title, v.body, v.recipients, v.copies, v.urgency, v.leader,
  v.attribute as "proposed", v.reason as "proposedReason", v.article as "proposedArticle",
  v.reason_words as "proposedWords", v.forwards_id as "forwardsId", v.forwards_title as "forwardsTitle",
  v.forwards_number as "forwardsNumber", v.forwards_attribute as "forwardsAttribute", v.stage, v.policy, v.normative,
  v.interpretation_plan as "interpretationPlan", v.interpretation, v.edited_by as "editedBy",
  v.edited_as as "editedAs", v.edited_at as "editedAt", v.sent_at as "sentAt",
  coalesce((
    select jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'mime', f.mime, 'size', f.size) order by a.position)
    from document_attachments a join files f on f.tenant_id = a.tenant_id and f.id = a.file_id
    where a.tenant_id = v.tenant_id and a.document_id = v.document_id and a.version = v.version), '[]') as attachments`

const readVersion = (row: Record<string, unknown>): Version =>
  Version.parse({
    ...row,
    version: row.versionNumber,
    attribute: row.proposed,
    reason: row.proposedReason,
    article: row.proposedArticle,
    reasonWords: row.proposedWords,
  })

const stepColumns = (sql: Scope['sql']) => sql`
  s.seq, s.step, s.state, s.version, s.approves, s.void, s.account_id as "accountId", s.taken_as as "takenAs",
  s.taken_at as "takenAt", s.note`

const documentColumns = (sql: Scope['sql']) => sql`
  d.id, d.organ_id as "organId", o.name as "organName", o.slug as "organSlug", d.state, d.drafted_by as "draftedBy",
  d.drafted_as as "draftedAs", d.origin, d.since, d.signed_by as "signedBy", d.signed_as as "signedAs",
  d.signed_at as "signedAt", d.frozen, d.attribute, d.reason, d.article, d.reason_words as "reasonWords",
  d.assessed_on as "assessedOn", d.number, d.dated_on as "datedOn", d.issued_at as "issuedAt", d.item_id as "itemId",
  d.version, d.created_at as "createdAt",
  coalesce((
    select jsonb_agg(jsonb_build_object(
      'position', p.position, 'name', p.name, 'organId', p.organ_id, 'joint', p.joint,
      'consentVersion', p.consent_version, 'consentAs', p.consent_as, 'consentAt', p.consent_at,
      'consentFile', p.consent_file) order by p.position)
    from document_partners p where p.tenant_id = d.tenant_id and p.document_id = d.id), '[]') as partners,
  (select to_jsonb(last) from (
    select ${stepColumns(sql)} from document_steps s
    where s.tenant_id = d.tenant_id and s.document_id = d.id order by s.seq desc limit 1) last) as last,
  array(select distinct s.approves from document_steps s
        where s.tenant_id = d.tenant_id and s.document_id = d.id and s.approves is not null and not s.void) as approvals,
  array(select distinct s.account_id::text from document_steps s
        where s.tenant_id = d.tenant_id and s.document_id = d.id and s.step in ('draft', 'edit')
          and s.account_id is not null) as writers`

const readDocument = (row: Record<string, unknown>): Document => Document.parse({ ...row, latest: readVersion(row) })

const joined = (sql: Scope['sql']) => sql`
  from documents d
  join organs o on o.tenant_id = d.tenant_id and o.id = d.organ_id
  join document_versions v on v.tenant_id = d.tenant_id and v.document_id = d.id and v.version = d.latest_version`

/** A document with its latest version. Null when there is none. */
export async function findDocument({ sql, tenantId }: Scope, id: string): Promise<Document | null> {
  if (!z.uuid().safeParse(id).success) return null
  const [row] = await sql`
    select ${documentColumns(sql)}, ${versionColumns(sql)} ${joined(sql)} where d.tenant_id = ${tenantId} and d.id = ${id}`
  return row ? readDocument(row) : null
}

/** The document made of something, such as `report:…`. Null when there is none. */
export async function findDocumentOf({ sql, tenantId }: Scope, origin: string): Promise<Document | null> {
  const [row] = await sql`
    select ${documentColumns(sql)}, ${versionColumns(sql)} ${joined(sql)}
    where d.tenant_id = ${tenantId} and d.origin = ${origin}`
  return row ? readDocument(row) : null
}

/** Every version of a document, newest first. */
export async function versionsOf({ sql, tenantId }: Scope, documentId: string): Promise<Version[]> {
  const rows = await sql`
    select ${versionColumns(sql)} from document_versions v
    where v.tenant_id = ${tenantId} and v.document_id = ${documentId} order by v.version desc`
  return rows.map(readVersion)
}

/** Every step that was taken, oldest first. */
export async function stepsOf({ sql, tenantId }: Scope, documentId: string): Promise<TakenStep[]> {
  const rows = await sql`
    select ${stepColumns(sql)} from document_steps s
    where s.tenant_id = ${tenantId} and s.document_id = ${documentId} order by s.seq`
  return rows.map((row) => TakenStep.parse(row))
}

/** How an organ handles its documents; what it never set is as usual. */
export async function settingsOf(scope: Scope, organId: string): Promise<DocumentSettings & { version: number }> {
  const [row] = await scope.sql`
    select settings, version from document_settings where tenant_id = ${scope.tenantId} and organ_id = ${organId}`
  return row
    ? { ...DocumentSettings.parse(row.settings), version: z.number().parse(row.version) }
    : { ...DEFAULTS, version: 0 }
}

/** What waits for a person: documents in a state whose step is theirs, without those they wrote where that matters. */
export type Turn = { states: readonly State[]; othersOnly: readonly State[] }

export type DocumentFilters = {
  /** Documents of this organ, and those its consent was asked for. */
  organId?: string
  states?: readonly State[]
  kind?: KindCode
  /** As signed, or as proposed before that. */
  attribute?: Attribute
  reason?: ReasonCode
  stage?: Stage
  policy?: boolean
  /** Year of the 成文日期. */
  year?: number
  /** Part of the title or the 文号. */
  text?: string
  /** What is that person's to do now. */
  waitsFor?: { accountId: string; turn: Turn }
  /** What that person took a step in. */
  doneBy?: string
  /** Drafts that came back to their drafter. */
  returned?: boolean
  /** What has waited since before that moment, by urgency. */
  waitingSince?: Record<'plain' | 'urgent' | 'extra', Date>
  /** Signed documents only. */
  final?: boolean
  /** Issued, not public, and last weighed before that day. */
  assessedBefore?: string
  /** Issued, to be published, and not published yet. */
  publishable?: boolean
  /** Only documents of the organ itself, without those that only asked for its consent. */
  own?: boolean
}

function condition({ sql, tenantId }: Scope, f: DocumentFilters): PendingQuery<Row[]> {
  const like = `%${(f.text ?? '').replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  const wrote = (accountId: string) => sql`exists (
    select from document_steps s where s.tenant_id = d.tenant_id and s.document_id = d.id
      and s.step in ('draft', 'edit') and s.account_id = ${accountId})`
  const asked = (organId: string) => sql`exists (
    select from document_partners p where p.tenant_id = d.tenant_id and p.document_id = d.id
      and p.organ_id = ${organId} and d.state <> 'drafting')`
  return sql`
    where d.tenant_id = ${tenantId}
      ${f.organId ? (f.own ? sql`and d.organ_id = ${f.organId}` : sql`and (d.organ_id = ${f.organId} or ${asked(f.organId)})`) : sql``}
      ${f.states ? sql`and d.state = any(${[...f.states]})` : sql``}
      ${f.kind ? sql`and v.kind = ${f.kind}` : sql``}
      ${f.attribute ? sql`and coalesce(d.attribute, v.attribute) = ${f.attribute}` : sql``}
      ${f.reason ? sql`and d.reason = ${f.reason}` : sql``}
      ${f.stage ? sql`and v.stage = ${f.stage}` : sql``}
      ${f.policy === undefined ? sql`` : sql`and v.policy = ${f.policy}`}
      ${f.year ? sql`and d.dated_on between ${`${f.year}-01-01`} and ${`${f.year}-12-31`}` : sql``}
      ${f.text ? sql`and (v.title ilike ${like} or d.number ilike ${like})` : sql``}
      ${
        f.waitsFor
          ? sql`and ((d.state = any(${[...f.waitsFor.turn.states]})
                      and not (d.state = any(${[...f.waitsFor.turn.othersOnly]}) and ${wrote(f.waitsFor.accountId)}))
                     or (d.state = 'drafting' and ${wrote(f.waitsFor.accountId)}))`
          : sql``
      }
      ${
        f.doneBy
          ? sql`and exists (select from document_steps s where s.tenant_id = d.tenant_id and s.document_id = d.id
                              and s.account_id = ${f.doneBy} and s.step not in ('draft', 'edit'))`
          : sql``
      }
      ${
        f.returned
          ? sql`and d.state = 'drafting' and (
                  select s.step from document_steps s where s.tenant_id = d.tenant_id and s.document_id = d.id
                    and s.step <> 'edit' order by s.seq desc limit 1) = 'return'`
          : sql``
      }
      ${
        f.waitingSince
          ? sql`and d.state in ('checking', 'countersigning', 'attribute', 'secrecy', 'signing', 'signed', 'numbered')
                and d.since < case v.urgency when 'extra' then ${f.waitingSince.extra}::timestamptz
                                             when 'urgent' then ${f.waitingSince.urgent}::timestamptz
                                             else ${f.waitingSince.plain}::timestamptz end`
          : sql``
      }
      ${f.final ? sql`and d.number is not null and d.state <> 'cancelled'` : sql``}
      ${
        f.assessedBefore
          ? sql`and d.state in ('issued', 'archived') and d.attribute <> 'open' and d.assessed_on < ${f.assessedBefore}`
          : sql``
      }
      ${
        f.publishable
          ? sql`and d.state in ('issued', 'archived') and d.attribute = 'open' and d.item_id is null
                                and coalesce(d.origin, '') not like 'report:%'`
          : sql``
      }`
}

/** A list of documents: what is pressing first, then what has waited longest, or with `newest` by day. `page` counts from 1. */
export async function listDocuments(
  scope: Scope,
  filters: DocumentFilters = {},
  { page = 1, size = PAGE_SIZE, newest = false }: { page?: number; size?: number; newest?: boolean } = {},
): Promise<{ documents: Document[]; total: number }> {
  const { sql } = scope
  const where = condition(scope, filters)
  const [count] = await sql`select count(*) as total ${joined(sql)} ${where}`
  const order = newest
    ? sql`order by coalesce(d.dated_on, d.since::date) desc, d.id desc`
    : sql`order by case v.urgency when 'extra' then 0 when 'urgent' then 1 else 2 end, d.since, d.id`
  const rows = await sql`
    select ${documentColumns(sql)}, ${versionColumns(sql)} ${joined(sql)} ${where}
    ${order} limit ${size} offset ${(Math.max(1, page) - 1) * size}`
  return { documents: rows.map(readDocument), total: z.number().parse(count?.total) }
}

/** How many documents answer to the filters. */
export async function countDocuments(scope: Scope, filters: DocumentFilters): Promise<number> {
  const [row] = await scope.sql`select count(*) as total ${joined(scope.sql)} ${condition(scope, filters)}`
  return z.number().parse(row?.total)
}

/** Far above what a county issues in a year; a queue of what is due must not leave any out. */
const ALL = 100_000

/** Issued documents with 主动公开 that are not on the portal yet; an annual report is published by its own chapter. */
export const publishable = async (scope: Scope, organId?: string): Promise<Document[]> =>
  (await listDocuments(scope, { organId, own: true, publishable: true }, { size: ALL })).documents

const Count = z.object({
  year: z.number(),
  kind: z.string(),
  attribute: z.string(),
  stage: z.string().nullable(),
  policy: z.boolean(),
  planned: z.boolean(),
  interpreted: z.boolean(),
  count: z.number(),
})
export type Count = z.infer<typeof Count>

/** Numbered documents in groups, for the yearly counts of attributes and the coverage of 五公开. */
export async function countFinal(scope: Scope, filters: Pick<DocumentFilters, 'organId' | 'year'>): Promise<Count[]> {
  const { sql } = scope
  const rows = await sql`
    select extract(year from d.dated_on)::int as year, v.kind, d.attribute, v.stage, v.policy,
           v.interpretation_plan <> '' as planned, v.interpretation <> '' as interpreted, count(*) as count
    ${joined(sql)} ${condition(scope, { ...filters, own: true, final: true })}
    group by 1, 2, 3, 4, 5, 6, 7 order by 1 desc`
  return rows.map((row) => Count.parse(row))
}

/** The id of the organ's document with this 文号. Null when it has none. */
export async function idOfNumber({ sql, tenantId }: Scope, organId: string, number: string): Promise<string | null> {
  const [row] = await sql`
    select id from documents
    where tenant_id = ${tenantId} and organ_id = ${organId} and number = ${number} and state <> 'cancelled'`
  return row ? z.string().parse(row.id) : null
}

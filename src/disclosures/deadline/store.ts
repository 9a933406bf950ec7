import { z } from 'zod'
import { Day, dayOf } from '../../calendar/day.ts'
import type { Scope } from '../../context.ts'
import { openDecisions } from '../../documents/meetings/registry/store.ts'
import { publishable } from '../../documents/registry/store.ts'
import { calendarOf } from '../../holidays/store.ts'
import { momentsOf } from '../years.ts'
import { inOrder, type Late, lateAmong, type Published, type Unpublished, type Waiting } from './rules.ts'

const Draft = z.object({
  id: z.string(),
  state: z.enum(['draft', 'submitted']),
  title: z.string(),
  documentNumber: z.string().nullable(),
  organId: z.string(),
  organName: z.string(),
  formedOn: Day,
})

/** Items that were never public: drafts, and what waits for its review. */
async function draftItems({ sql, tenantId }: Scope, organId?: string): Promise<Unpublished[]> {
  const rows = await sql`
    select i.id, i.state, v.title, v.document_number as "documentNumber", i.organ_id as "organId", o.name as "organName",
           v.formed_on as "formedOn"
    from disclosure_items i
    join organs o on o.tenant_id = i.tenant_id and o.id = i.organ_id
    join disclosure_versions v on v.tenant_id = i.tenant_id and v.item_id = i.id and v.version = i.latest_version
    where i.tenant_id = ${tenantId} and i.state in ('draft', 'submitted') and i.published_version is null
      ${organId ? sql`and i.organ_id = ${organId}` : sql``}`
  return rows.map((row) => {
    const { state, documentNumber, ...item } = Draft.parse(row)
    return { ...item, kind: state, note: documentNumber ?? '', href: `/console/disclosures/${item.id}` }
  })
}

/**
 * Everything formed and to be public, and not published yet, by due day: items, issued documents with 主动公开, decisions of
 * meetings. Of one organ, or of all.
 */
export async function unpublished(scope: Scope, now: Date, organId?: string): Promise<Waiting[]> {
  const [calendar, items, documents, decisions] = await Promise.all([
    calendarOf(scope),
    draftItems(scope, organId),
    publishable(scope, organId),
    openDecisions(scope, organId),
  ])
  const issued = documents
    // A document others had a say in is published by the organ that issued it.
    .filter((document) => organId === undefined || document.organId === organId)
    .map(
      (document): Unpublished => ({
        kind: 'document',
        id: document.id,
        title: document.latest.title,
        note: document.number ?? '',
        href: `/console/documents/${document.id}`,
        organId: document.organId,
        organName: document.organName,
        formedOn: document.datedOn ?? dayOf(document.createdAt),
      }),
    )
  const decided = decisions.map(
    ({ heldOn, meetingId, meetingTitle, ...decision }): Unpublished => ({
      ...decision,
      kind: 'decision',
      note: meetingTitle,
      href: `/console/meetings/${meetingId}#item-${decision.id}`,
      formedOn: heldOn,
    }),
  )
  return inOrder([...items, ...issued, ...decided], dayOf(now), calendar)
}

const Row = z.object({
  id: z.string(),
  title: z.string(),
  indexNumber: z.string(),
  organName: z.string(),
  formedOn: Day,
  publishedAt: z.date(),
})

/** The items first published in a year after their due day, with how many working days late: of one organ, or of all. */
export async function publishedLate(scope: Scope, year: number, organId?: string): Promise<Late[]> {
  const { sql, tenantId } = scope
  const { from, to } = momentsOf(year)
  const calendar = await calendarOf(scope)
  // Formed as the first published version says: what a later one says does not make the first one late.
  const rows = await sql`
    select distinct on (i.id) i.id, v.title, i.index_number as "indexNumber", o.name as "organName", v.formed_on as "formedOn",
           i.published_at as "publishedAt"
    from disclosure_items i
    join organs o on o.tenant_id = i.tenant_id and o.id = i.organ_id
    join disclosure_versions v
      on v.tenant_id = i.tenant_id and v.item_id = i.id and v.published_at = i.published_at
    where i.tenant_id = ${tenantId} and i.published_at >= ${from} and i.published_at < ${to}
      ${organId ? sql`and i.organ_id = ${organId}` : sql``}
    order by i.id, v.version`
  const published = rows.map((row): Published => {
    const { publishedAt, ...item } = Row.parse(row)
    return { ...item, publishedOn: dayOf(publishedAt) }
  })
  return lateAmong(published, calendar)
}

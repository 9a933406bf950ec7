import { v7 as uuid } from 'uuid'
import type { Context } from '../../../context.ts'
import { editionOn } from '../../../law/editions.ts'
import { ok, type Result, refuse } from '../../../result.ts'
import { reasonOf } from '../../attributes.ts'
import { settingsOf } from '../../registry/store.ts'
import { draftDocument } from '../../store.ts'
import { INVITED_KINDS, type InvitedCounts } from '../kinds.ts'
import { type AgendaItem, isFollowed, type Meeting } from '../model.ts'
import { type AgendaInput, checkAgenda } from '../rules.ts'
import { type Seen, takeStep } from '../steps/store.ts'

/** Puts an item at the end of the agenda, or changes the one with that id. */
export const saveAgendaItem = (
  ctx: Context,
  seen: Seen,
  input: AgendaInput,
  agendaId?: string,
): Promise<Result<Meeting>> =>
  takeStep(ctx, 'agenda', seen, async (tx, meeting) => {
    const before = agendaId === undefined ? null : mine(meeting, agendaId)
    if (before && !before.ok) return before
    const settings = await settingsOf(tx, meeting.organId)
    const checked = checkAgenda(input, settings.reasonsFor)
    if (!checked.ok) return checked
    const { title, section, stage, attribute, reason, reasonWords, sittingOpen, sittingReason, invited } = checked.value
    const row = {
      title,
      section,
      stage,
      attribute,
      reason,
      reason_words: reasonWords,
      sitting_open: sittingOpen,
      sitting_reason: sittingReason,
    }
    const id = before?.value.id ?? uuid()
    const position = before?.value.position ?? Math.max(0, ...meeting.agenda.map((each) => each.position)) + 1
    if (before) await tx.sql`update meeting_agenda set ${tx.sql(row)} where tenant_id = ${tx.tenantId} and id = ${id}`
    else
      await tx.sql`
        insert into meeting_agenda ${tx.sql({ ...row, tenant_id: tx.tenantId, id, meeting_id: meeting.id, position })}`
    await setInvited(tx, id, invited)
    return ok({ detail: { item: title, attribute, sitting: sittingOpen ? 'open' : 'closed', added: before === null } })
  })

async function setInvited(tx: Context, agendaId: string, invited: InvitedCounts) {
  await tx.sql`delete from meeting_invited where tenant_id = ${tx.tenantId} and agenda_id = ${agendaId}`
  for (const kind of INVITED_KINDS.filter((each) => invited[each]))
    await tx.sql`
      insert into meeting_invited (tenant_id, agenda_id, kind, count)
      values (${tx.tenantId}, ${agendaId}, ${kind}, ${invited[kind]!})`
}

/** Takes an item off the agenda; those after it move up. */
export const removeAgendaItem = (ctx: Context, seen: Seen, agendaId: string): Promise<Result<Meeting>> =>
  takeStep(ctx, 'agenda', seen, async (tx, meeting) => {
    const item = mine(meeting, agendaId)
    if (!item.ok) return item
    await tx.sql`delete from meeting_agenda where tenant_id = ${tx.tenantId} and id = ${agendaId}`
    await tx.sql`
      update meeting_agenda set position = position - 1
      where tenant_id = ${tx.tenantId} and meeting_id = ${meeting.id} and position > ${item.value.position}`
    return ok({ detail: { item: item.value.title, removed: true } })
  })

/** The item, when it is of that meeting and nothing has come of it that would say something else from now on. */
function mine(meeting: Meeting, agendaId: string): Result<AgendaItem> {
  const item = meeting.agenda.find(({ id }) => id === agendaId)
  if (!item) return refuse('meetings.no-item', '没有找到这个议题')
  if (isFollowed(item)) return refuse('meetings.followed', '这个议题已经转为公文或者公开信息，不能再修改')
  return ok(item)
}

/**
 * Makes a draft document of a decision: title, words, attribute with its reason and stage are carried over, and the drafter
 * goes on from there. One document for each decision; when it was cancelled, the decision may become another.
 */
export const turnIntoDocument = (
  ctx: Context,
  seen: Seen,
  agendaId: string,
  { kind, title }: { kind: string; title: string },
): Promise<Result<Meeting>> =>
  takeStep(ctx, 'follow', seen, async (tx, meeting) => {
    const item = decided(meeting, agendaId)
    if (!item.ok) return item
    const { stage, attribute, reason, reasonWords, decision } = item.value
    const made = await draftDocument(tx, {
      organId: meeting.organId,
      origin: `meeting-item:${agendaId}:${meeting.version}`,
      kind,
      title,
      body: decision,
      stage,
      attribute,
      reason,
      article: reason && articleOf(meeting, reason),
      reasonWords,
    })
    if (!made.ok) return made
    await tx.sql`
      update meeting_agenda set document_id = ${made.value.id} where tenant_id = ${tx.tenantId} and id = ${agendaId}`
    return ok({ detail: { item: item.value.title, document: made.value.id } })
  })

/** Makes a draft 纪要 of the whole minutes, to be checked, signed and numbered like any document. One for each meeting. */
export const issueMinutes = (ctx: Context, seen: Seen): Promise<Result<Meeting>> =>
  takeStep(ctx, 'follow', seen, async (tx, meeting) => {
    if (meeting.documentId) return refuse('meetings.followed', '纪要已经起草为公文')
    const made = await draftDocument(tx, {
      organId: meeting.organId,
      origin: `meeting:${meeting.id}:${meeting.version}`,
      kind: 'minutes',
      title: `${meeting.title}纪要`,
      body: meeting.minutes,
      attachments: meeting.files.map(({ id }) => id),
    })
    if (!made.ok) return made
    return ok({ set: { document_id: made.value.id }, detail: { document: made.value.id } })
  })

/** Notes the item a decision was disclosed as. Only what is to be public may be disclosed. */
export const linkItem = (ctx: Context, seen: Seen, agendaId: string, itemId: string): Promise<Result<Meeting>> =>
  takeStep(ctx, 'follow', seen, async (tx, meeting) => {
    const item = disclosable(meeting, agendaId)
    if (!item.ok) return item
    await tx.sql`
      update meeting_agenda set item_id = ${itemId} where tenant_id = ${tx.tenantId} and id = ${agendaId}`
    return ok({ detail: { item: item.value.title, disclosure: itemId } })
  })

/** The decision, when it may become a disclosure item. */
export function disclosable(meeting: Meeting, agendaId: string): Result<AgendaItem> {
  const item = decided(meeting, agendaId)
  if (!item.ok) return item
  return item.value.attribute === 'open'
    ? item
    : refuse('meetings.not-open', '这个议题的公开属性不是主动公开，不能转为公开信息', {
        fix: '确需公开的，请退回修改纪要，调整公开属性',
      })
}

function decided(meeting: Meeting, agendaId: string): Result<AgendaItem> {
  const item = mine(meeting, agendaId)
  if (!item.ok) return item
  return item.value.outcome === 'decided'
    ? item
    : refuse('meetings.not-decided', '这个议题没有议定，没有可以转办的内容')
}

/** The article the reason rests on in the edition in force on the day of the meeting. */
const articleOf = (meeting: Meeting, reason: NonNullable<AgendaItem['reason']>): string | null => {
  const edition = editionOn(meeting.heldOn)
  return edition ? (reasonOf(reason).articles[edition][0] ?? null) : null
}

import { Day } from '../../calendar/day.ts'
import { ok, type Result, refuse } from '../../result.ts'
import { type Attribute, isAttribute, isReason, type ReasonCode, reasonOf } from '../attributes.ts'
import type { DocumentSettings } from '../settings.ts'
import { isStage, type Stage } from '../stages.ts'
import { INVITED, INVITED_KINDS, type InvitedCounts, isMeetingKind, type MeetingKind } from './kinds.ts'

export type MeetingInput = { kind: string; title: string; heldOn: string; place: string; chair: string }
export type CheckedMeeting = { kind: MeetingKind; title: string; heldOn: Day; place: string; chair: string }

export const LIMITS = {
  title: 120,
  place: 60,
  chair: 30,
  section: 60,
  words: 300,
  decision: 5_000,
  minutes: 100_000,
} as const

/** One line of official text: no control characters, no marks that hide or turn text. */
export const oneLine = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()

const readLine = (text: string, label: string, field: keyof typeof LIMITS, needed: boolean): Result<string> => {
  const line = oneLine(text)
  if (needed && line === '') return refuse('meetings.empty', `请填写${label}`, { field })
  if ([...line].length > LIMITS[field])
    return refuse('meetings.too-long', `${label}共${[...line].length}字，最多${LIMITS[field]}字`, { field })
  return ok(line)
}

/** A meeting as it was typed. The day may lie ahead: it is planned. */
export function checkMeeting(input: MeetingInput): Result<CheckedMeeting> {
  if (!isMeetingKind(input.kind)) return refuse('meetings.kind', '请选择会议类型', { field: 'kind' })
  const title = readLine(input.title, '会议名称', 'title', true)
  if (!title.ok) return title
  const heldOn = Day.safeParse(input.heldOn.trim())
  if (!heldOn.success || heldOn.data < '1949-10-01')
    return refuse('meetings.day', '请填写会议日期，例如2018-03-08', { field: 'heldOn' })
  const place = readLine(input.place, '地点', 'place', true)
  if (!place.ok) return place
  const chair = readLine(input.chair, '主持人的职务', 'chair', true)
  if (!chair.ok) return chair
  return ok({ kind: input.kind, title: title.value, heldOn: heldOn.data, place: place.value, chair: chair.value })
}

export type AgendaInput = {
  title: string
  section?: string
  stage: string
  attribute: string
  reason?: string
  reasonWords?: string
  /** `open` or `closed`. */
  sitting: string
  sittingReason?: string
  /** As typed, by kind; empty is nobody. */
  invited?: Readonly<Record<string, string>>
}

export type CheckedAgenda = {
  title: string
  section: string
  stage: Stage
  attribute: Attribute
  reason: ReasonCode | null
  reasonWords: string
  sittingOpen: boolean
  sittingReason: ReasonCode | null
  invited: InvitedCounts
}

/** The field of the form for the number of one kind. */
export const invitedField = (kind: string): string => `invited-${kind}`

/**
 * An agenda item as it was typed: what is not public has a reason of the closed list, as for a document of that organ, and so
 * has a closed sitting.
 */
export function checkAgenda(
  input: AgendaInput,
  reasonsFor: DocumentSettings['reasonsFor'] = 'not-open',
): Result<CheckedAgenda> {
  const title = readLine(input.title, '议题', 'title', true)
  if (!title.ok) return title
  const section = readLine(input.section ?? '', '汇报单位', 'section', false)
  if (!section.ok) return section
  if (!isStage(input.stage)) return refuse('meetings.stage', '请选择属于“五公开”的哪一个', { field: 'stage' })
  const why = checkAttribute(input, reasonsFor)
  if (!why.ok) return why
  const sitting = checkSitting(input, why.value)
  if (!sitting.ok) return sitting
  const invited = checkInvited(input.invited ?? {}, sitting.value.sittingOpen)
  if (!invited.ok) return invited
  return ok({
    title: title.value,
    section: section.value,
    stage: input.stage,
    ...why.value,
    ...sitting.value,
    invited: invited.value,
  })
}

type Why = Pick<CheckedAgenda, 'attribute' | 'reason' | 'reasonWords'>

function checkAttribute(input: AgendaInput, reasonsFor: DocumentSettings['reasonsFor']): Result<Why> {
  const { attribute, reason = '' } = input
  if (!isAttribute(attribute)) return refuse('meetings.attribute', '请选择公开属性', { field: 'attribute' })
  if (attribute === 'open') return ok({ attribute, reason: null, reasonWords: '' })
  if (reason === '' && attribute === 'request' && reasonsFor === 'closed')
    return ok({ attribute, reason: null, reasonWords: oneLine(input.reasonWords ?? '').slice(0, LIMITS.words) })
  if (!isReason(reason)) return refuse('meetings.reason', '不主动公开的议题，请选择理由', { field: 'reason' })
  if (attribute === 'closed' && reasonOf(reason).onlyRequest)
    return refuse('meetings.reason', '这个理由只适用于依申请公开', { field: 'reason' })
  const words = readLine(input.reasonWords ?? '', '理由说明', 'words', reasonOf(reason).weighed ?? false)
  if (!words.ok)
    return {
      ok: false,
      refusal: {
        ...words.refusal,
        says: `${words.refusal.says}：条例规定“可以不予公开”，要写明权衡的结果`,
        field: 'reasonWords',
      },
    }
  return ok({ attribute, reason, reasonWords: words.value })
}

function checkSitting(input: AgendaInput, why: Why): Result<Pick<CheckedAgenda, 'sittingOpen' | 'sittingReason'>> {
  const reason = input.sittingReason ?? ''
  if (input.sitting === 'open')
    return why.attribute === 'closed'
      ? refuse('meetings.sitting', '不予公开的议题不能开放列席', { field: 'sitting' })
      : ok({ sittingOpen: true, sittingReason: null })
  if (input.sitting !== 'closed') return refuse('meetings.sitting', '请选择是否开放列席', { field: 'sitting' })
  // What is not public for a reason sits closed for the same one, unless another was chosen.
  const chosen = reason === '' ? why.reason : isReason(reason) ? reason : null
  return chosen
    ? ok({ sittingOpen: false, sittingReason: chosen })
    : refuse('meetings.sitting-reason', '不开放列席的议题，请选择理由', { field: 'sittingReason' })
}

function checkInvited(typed: Readonly<Record<string, string>>, sittingOpen: boolean): Result<InvitedCounts> {
  const counts: InvitedCounts = {}
  for (const kind of INVITED_KINDS) {
    const { label, sitsOpen } = INVITED[kind]
    const text = (typed[kind] ?? '').normalize('NFKC').trim()
    if (text === '' || text === '0') continue
    const field = invitedField(kind)
    if (!/^\d{1,4}$/.test(text))
      return refuse('meetings.invited', `${label}人数请填写0到9999之间的整数`, { field, fix: '只填人数，不填姓名' })
    if (sitsOpen && !sittingOpen)
      return refuse('meetings.invited', `不开放列席的议题不能邀请${label}`, {
        field,
        fix: '请改为开放列席，或者清空人数',
      })
    if (Number(text) > 0) counts[kind] = Number(text)
  }
  return ok(counts)
}

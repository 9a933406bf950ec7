import { ok, type Result, refuse } from '../result.ts'
import { withTables } from '../typeset/body.ts'
import { type Attribute, isAttribute, isReason, type ReasonCode } from './attributes.ts'
import { isKind, type KindCode, URGENCIES, type Urgency } from './kinds.ts'
import { isStage, type Stage } from './stages.ts'

/** What a drafter writes. Files are ids of kept files, in order. */
export type DocumentInput = {
  kind: string
  title: string
  body?: string
  recipients?: string
  copies?: string
  urgency?: string
  leader?: string
  attribute?: string | null
  reason?: string | null
  article?: string | null
  reasonWords?: string
  forwards?: { id?: string | null; title?: string; number?: string; attribute?: string | null } | null
  stage?: string | null
  policy?: boolean
  normative?: boolean
  interpretationPlan?: string
  interpretation?: string
  attachments?: readonly string[]
  partners?: readonly { name: string; organId?: string | null; joint?: boolean }[]
}

export type CheckedInput = {
  kind: KindCode
  title: string
  body: string
  recipients: string
  copies: string
  urgency: Urgency
  leader: string
  attribute: Attribute | null
  reason: ReasonCode | null
  article: string | null
  reasonWords: string
  forwards: { id: string | null; title: string; number: string; attribute: Attribute | null } | null
  stage: Stage | null
  policy: boolean
  normative: boolean
  interpretationPlan: string
  interpretation: string
  attachments: string[]
  partners: { name: string; organId: string | null; joint: boolean }[]
}

/** Longest texts, in characters. */
export const LIMITS = {
  title: 120,
  recipients: 500,
  copies: 500,
  reasonWords: 300,
  interpretationPlan: 1000,
  interpretation: 20_000,
  body: 200_000,
  attachments: 30,
  partners: 20,
} as const

const LABELS = {
  title: '标题',
  recipients: '主送机关',
  copies: '抄送机关',
  reasonWords: '理由说明',
  interpretationPlan: '解读方案',
  interpretation: '解读材料',
  body: '正文',
} as const

/** Reads what was typed, or says what is wrong with it and where. A draft may be unfinished: what must be there is asked at 核稿. */
export function checkInput(input: DocumentInput): Result<CheckedInput> {
  const text = {
    title: lines(input.title).replace(/\n+/g, '\n'),
    recipients: oneLine(input.recipients ?? '').replace(/[：:]$/, ''),
    copies: oneLine(input.copies ?? '').replace(/[。.]$/, ''),
    reasonWords: oneLine(input.reasonWords ?? ''),
    interpretationPlan: lines(input.interpretationPlan ?? ''),
    interpretation: lines(input.interpretation ?? ''),
    body: withTables(lines(input.body ?? '')),
  }
  if (!isKind(input.kind)) return refuse('documents.kind', '请选择文种', { field: 'kind' })
  if (text.title === '') return refuse('documents.title', '请填写标题', { field: 'title' })
  for (const field of Object.keys(LABELS) as (keyof typeof LABELS)[]) {
    const length = [...text[field]].length
    if (length > LIMITS[field])
      return refuse('documents.too-long', `${LABELS[field]}共${length}字，最多${LIMITS[field]}字`, { field })
  }
  const attachments = [...new Set(input.attachments ?? [])]
  if (attachments.length > LIMITS.attachments)
    return refuse('documents.many-files', `附件最多${LIMITS.attachments}个`, { field: 'files', fix: '请合并后上传' })
  const partners = (input.partners ?? [])
    .map(({ name, organId, joint }) => ({ name: oneLine(name), organId: organId || null, joint: joint ?? false }))
    .filter(({ name }) => name !== '')
  if (partners.length > LIMITS.partners || partners.some(({ name }) => [...name].length > 60))
    return refuse('documents.partners', `会签单位最多${LIMITS.partners}个，每个名称最多60字`, { field: 'partners' })
  if (new Set(partners.map(({ name }) => name)).size < partners.length)
    return refuse('documents.partners', '同一个会签单位填写了两次', { field: 'partners' })
  const urgency = input.urgency ?? ''
  const { attribute, reason, stage, forwards } = input
  return ok({
    ...text,
    kind: input.kind,
    urgency: Object.hasOwn(URGENCIES, urgency) ? (urgency as Urgency) : '',
    leader: oneLine(input.leader ?? '').slice(0, 60),
    attribute: attribute && isAttribute(attribute) ? attribute : null,
    // What is public needs no reason, and a reason left over from another choice would only mislead.
    ...(attribute === 'open'
      ? { reason: null, article: null, reasonWords: '' }
      : { reason: reason && isReason(reason) ? reason : null, article: oneLine(input.article ?? '') || null }),
    forwards: forwards && (forwards.id || forwards.title || forwards.number) ? forwarded(forwards) : null,
    stage: stage && isStage(stage) ? stage : null,
    policy: input.policy ?? false,
    normative: input.normative ?? false,
    attachments,
    partners,
  })
}

const forwarded = (forwards: NonNullable<DocumentInput['forwards']>): CheckedInput['forwards'] => ({
  id: forwards.id || null,
  title: oneLine(forwards.title ?? '').slice(0, 120),
  number: oneLine(forwards.number ?? '').slice(0, 60),
  attribute: forwards.attribute && isAttribute(forwards.attribute) ? forwards.attribute : null,
})

// Control characters, and marks that turn the direction of text or hide in it, have no place in official text.
const strip = (text: string) => text.toWellFormed().replace(/[\p{Cc}\p{Cf}]/gu, '')

/** Words of one line, without what hides in text. */
export const oneLine = (text: string): string => strip(text.replace(/\s+/g, ' ')).trim()

/** Lines without spaces at their ends and with at most one empty line between two. A tab parts cells, and stays. */
const lines = (text: string): string =>
  text
    .split(/\r\n|\r|\n|\u2028|\u2029/)
    .map((line) => line.split('\t').map(strip).join('\t').trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+|\s+$/g, '')

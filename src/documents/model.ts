import { z } from 'zod'
import { Day } from '../calendar/day.ts'
import type { OfficialDocument } from '../typeset/model.ts'
import { type Attribute, isAttribute, isReason, type ReasonCode } from './attributes.ts'
import { isKind, type KindCode, URGENCIES, type Urgency } from './kinds.ts'
import { APPROVALS, STATES, type State } from './lifecycle.ts'
import { isStage, type Stage } from './stages.ts'

const code = <T extends string>(is: (text: string) => boolean) =>
  z.custom<T>((text) => typeof text === 'string' && is(text))

const AttributeCode = code<Attribute>(isAttribute)
const Reason = code<ReasonCode>(isReason)

export const Attachment = z.object({ id: z.string(), name: z.string(), mime: z.string(), size: z.number() })
export type Attachment = z.infer<typeof Attachment>

/** What a document said at one time. A version somebody else has read never changes; an edit makes the next. */
export const Version = z.object({
  version: z.number(),
  kind: code<KindCode>(isKind),
  title: z.string(),
  body: z.string(),
  recipients: z.string(),
  copies: z.string(),
  urgency: code<Urgency>((text) => Object.hasOwn(URGENCIES, text)),
  /** 分管领导, by post. */
  leader: z.string(),
  attribute: AttributeCode.nullable(),
  reason: Reason.nullable(),
  article: z.string().nullable(),
  reasonWords: z.string(),
  forwardsId: z.string().nullable(),
  forwardsTitle: z.string(),
  forwardsNumber: z.string(),
  forwardsAttribute: AttributeCode.nullable(),
  stage: code<Stage>(isStage).nullable(),
  policy: z.boolean(),
  normative: z.boolean(),
  interpretationPlan: z.string(),
  interpretation: z.string(),
  editedBy: z.string(),
  editedAs: z.string(),
  editedAt: z.date(),
  sentAt: z.date().nullable(),
  attachments: z.array(Attachment),
})
export type Version = z.infer<typeof Version>

/** Somebody who has to agree: an organ that issues it with us (联合行文), or one that has a say (会签). */
export const Partner = z.object({
  position: z.number(),
  name: z.string(),
  organId: z.string().nullable(),
  joint: z.boolean(),
  consentVersion: z.number().nullable(),
  consentAs: z.string().nullable(),
  consentAt: z.coerce.date().nullable(),
  consentFile: z.string().nullable(),
})
export type Partner = z.infer<typeof Partner>

export const TakenStep = z.object({
  seq: z.number(),
  step: z.string(),
  state: code<State>((text) => Object.hasOwn(STATES, text)),
  version: z.number(),
  approves: z.enum(APPROVALS).nullable(),
  void: z.boolean(),
  accountId: z.string().nullable(),
  takenAs: z.string(),
  takenAt: z.coerce.date(),
  note: z.string(),
})
export type TakenStep = z.infer<typeof TakenStep>

export const Document = z.object({
  id: z.string(),
  organId: z.string(),
  organName: z.string(),
  organSlug: z.string(),
  state: code<State>((text) => Object.hasOwn(STATES, text)),
  draftedBy: z.string(),
  draftedAs: z.string(),
  /** What it came from, such as `report:…`: one document for each. */
  origin: z.string().nullable(),
  /** Since when it waits where it is. */
  since: z.date(),
  signedBy: z.string().nullable(),
  signedAs: z.string().nullable(),
  signedAt: z.date().nullable(),
  /** The document as signed, word for word; number and day are added when it is numbered. */
  frozen: z.custom<OfficialDocument>().nullable(),
  /** Final on signature; from then on only 动态调整 changes it. */
  attribute: AttributeCode.nullable(),
  reason: Reason.nullable(),
  article: z.string().nullable(),
  reasonWords: z.string(),
  assessedOn: Day.nullable(),
  number: z.string().nullable(),
  datedOn: Day.nullable(),
  issuedAt: z.date().nullable(),
  itemId: z.string().nullable(),
  /** Rises by one with every step; a step says which one it started from. */
  version: z.number(),
  createdAt: z.date(),
  latest: Version,
  partners: z.array(Partner),
  /** The last step that was taken. */
  last: TakenStep,
  approvals: z.array(z.enum(APPROVALS)),
  /** Whoever wrote in the draft. */
  writers: z.array(z.string()),
})
export type Document = z.infer<typeof Document>

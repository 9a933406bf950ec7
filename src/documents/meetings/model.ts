import { z } from 'zod'
import { Day } from '../../calendar/day.ts'
import { type Attribute, isAttribute, isReason, type ReasonCode } from '../attributes.ts'
import { isStage, type Stage } from '../stages.ts'
import { type InvitedCounts, isInvitedKind, isMeetingKind, type MeetingKind } from './kinds.ts'
import { isState, type State } from './lifecycle.ts'

const code = <T extends string>(is: (text: string) => boolean) =>
  z.custom<T>((text) => typeof text === 'string' && is(text))

const Invited = z
  .record(z.string(), z.number())
  .refine((counts) => Object.keys(counts).every(isInvitedKind))
  .transform((counts): InvitedCounts => counts)

export const OUTCOMES = { decided: '已议定', deferred: '未议或者暂缓' } as const
export type Outcome = keyof typeof OUTCOMES
export const isOutcome = (text: string): text is Outcome => Object.hasOwn(OUTCOMES, text)

/** 议题. */
export const AgendaItem = z.object({
  id: z.string(),
  position: z.number(),
  title: z.string(),
  /** 汇报单位. */
  section: z.string(),
  stage: code<Stage>(isStage),
  attribute: code<Attribute>(isAttribute),
  reason: code<ReasonCode>(isReason).nullable(),
  reasonWords: z.string(),
  /** Whether people from outside may sit in on it. */
  sittingOpen: z.boolean(),
  sittingReason: code<ReasonCode>(isReason).nullable(),
  invited: Invited,
  outcome: z.enum(['decided', 'deferred']).nullable(),
  decision: z.string(),
  elsewhere: z.string(),
  documentId: z.string().nullable(),
  itemId: z.string().nullable(),
})
export type AgendaItem = z.infer<typeof AgendaItem>

export const Meeting = z.object({
  id: z.string(),
  organId: z.string(),
  organName: z.string(),
  kind: code<MeetingKind>(isMeetingKind),
  title: z.string(),
  /** Planned; from state `held` on the day it was held. */
  heldOn: Day,
  place: z.string(),
  /** 主持人, by post. */
  chair: z.string(),
  state: code<State>(isState),
  minutes: z.string(),
  documentId: z.string().nullable(),
  version: z.number(),
  createdAs: z.string(),
  createdAt: z.date(),
  agenda: z.array(AgendaItem),
  files: z.array(z.object({ id: z.string(), name: z.string(), mime: z.string(), size: z.number() })),
})
export type Meeting = z.infer<typeof Meeting>

/** Something became of it: it is not changed behind the back of that. */
export const isFollowed = (item: Pick<AgendaItem, 'documentId' | 'itemId'>): boolean =>
  item.documentId !== null || item.itemId !== null

/** Decided, to be public, and nothing has come of it yet. */
export const isUnsettled = (item: AgendaItem): boolean =>
  item.attribute === 'open' && item.outcome === 'decided' && item.elsewhere === '' && !isFollowed(item)

import { z } from 'zod'
import { Day } from '../calendar/day.ts'
import { kindCodes, ratingCodes, wayCodes } from './kinds.ts'
import { stateCodes } from './lifecycle.ts'

/** 诉求: one concern somebody brought to an organ, by whatever way. What they wrote, and who they are, is sealed elsewhere. */
export const Concern = z.object({
  id: z.string(),
  organId: z.string(),
  number: z.string(),
  kind: z.enum(kindCodes),
  way: z.enum(wayCodes),
  state: z.enum(stateCodes),
  round: z.number(),
  version: z.number(),
  complex: z.boolean(),
  subject: z.string(),
  page: z.string(),
  unitId: z.string().nullable(),
  unitName: z.string().nullable(),
  receivedOn: Day,
  beginsOn: Day,
  movedOn: Day,
  answeredOn: Day.nullable(),
  mayPublish: z.boolean(),
  rating: z.enum(ratingCodes).nullable(),
  openingId: z.string().nullable(),
  movedTo: z.string(),
  movedKind: z.enum(['application', 'petition', 'organ', 'outside']).nullable(),
  movedId: z.string().nullable(),
  cameFrom: z.string().nullable(),
})
export type Concern = z.infer<typeof Concern>

export const ConcernEvent = z.object({
  id: z.string(),
  round: z.number(),
  kind: z.string(),
  day: Day,
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  at: z.date(),
  byWhom: z.string().nullable(),
  asWhom: z.string(),
})
export type ConcernEvent = z.infer<typeof ConcernEvent>

/** One draft of the answer; the latest of the round is the one that stands. */
export const Answer = z.object({
  version: z.number(),
  round: z.number(),
  words: z.string(),
  draftedBy: z.string().nullable(),
  draftedAs: z.string(),
  draftedAt: z.date(),
})
export type Answer = z.infer<typeof Answer>

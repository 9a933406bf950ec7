import { z } from 'zod'
import { Day } from '../../calendar/day.ts'
import { remedyKinds } from './kinds.ts'
import { remedyStates } from './stages.ts'

export const Remedy = z.object({
  id: z.string(),
  organId: z.string(),
  number: z.string(),
  kind: z.enum(remedyKinds),
  way: z.enum(['direct', 'reconsidered']).nullable(),
  simplified: z.boolean(),
  /** The case it is about; null for one about proactive disclosure. */
  applicationId: z.string().nullable(),
  applicationNumber: z.string().nullable(),
  /** The reconsideration a suit follows. */
  afterId: z.string().nullable(),
  matter: z.string(),
  authority: z.string(),
  docket: z.string(),
  /** The day the organ was told. */
  filedOn: Day,
  answerBy: Day.nullable(),
  state: z.enum(remedyStates),
  decision: z.string().nullable(),
  decidedOn: Day.nullable(),
  version: z.number(),
})
export type Remedy = z.infer<typeof Remedy>

/** What happened. `detail` holds no personal data. */
export const RemedyEvent = z.object({
  kind: z.string(),
  day: Day,
  detail: z.record(z.string(), z.unknown()),
  at: z.date(),
  asWhom: z.string(),
})
export type RemedyEvent = z.infer<typeof RemedyEvent>

export type NewRemedy = Pick<
  Remedy,
  'organId' | 'kind' | 'way' | 'simplified' | 'matter' | 'authority' | 'docket' | 'filedOn' | 'answerBy'
> & { applicationNumber: string; afterNumber?: string; token?: string }

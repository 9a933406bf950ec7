import { z } from 'zod'
import { type Colour, isRule, type RuleCode } from './rules.ts'

/** Something found now. Its key tells it apart from others of the same rule in the same subject, and holds no personal data. */
export type Found = {
  rule: RuleCode
  organId: string | null
  subject: { kind: string; id: string }
  key: string
  colour: Colour
  /** Of how many parts it consists, where that is judged: the elements a guide lacks. 1 when left out. */
  weight?: number
  /** What it is about, as people call it. */
  title: string
  place: string
  says: string
  /** One click to the place. */
  href: string
}

export const Finding = z.object({
  id: z.string(),
  organId: z.string().nullable(),
  organName: z.string().nullable(),
  rule: z.custom<RuleCode>((text) => typeof text === 'string' && isRule(text)),
  subjectKind: z.string(),
  subjectId: z.string(),
  key: z.string(),
  colour: z.enum(['red', 'yellow']),
  title: z.string(),
  place: z.string(),
  says: z.string(),
  href: z.string(),
  foundAt: z.date(),
  explainedReason: z.string().nullable(),
  explainedAs: z.string().nullable(),
  explainedAt: z.date().nullable(),
  mendedAt: z.date().nullable(),
})
export type Finding = z.infer<typeof Finding>

export const STATES = { open: '待处理', explained: '已说明', mended: '已消除' } as const
export type FindingState = keyof typeof STATES
export const isState = (text: string): text is FindingState => Object.hasOwn(STATES, text)

export const stateOf = (finding: Pick<Finding, 'explainedAt' | 'mendedAt'>): FindingState =>
  finding.mendedAt ? 'mended' : finding.explainedAt ? 'explained' : 'open'

export const Run = z.object({
  id: z.string(),
  startedAt: z.date(),
  startedAs: z.string(),
  toldAt: z.date(),
  stage: z.string(),
  done: z.number(),
  total: z.number(),
  endedAt: z.date().nullable(),
  screened: z.number(),
  found: z.number(),
  mended: z.number(),
  problem: z.string().nullable(),
})
export type Run = z.infer<typeof Run>

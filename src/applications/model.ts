import { z } from 'zod'
import { Day } from '../calendar/day.ts'
import { channelCodes } from './channels.ts'
import { stateCodes } from './lifecycle.ts'
import { isOutcome, type Outcome } from './outcomes.ts'
import { arrivalCodes } from './receipt.ts'

/** Who applies, as the annual table counts them. */
export const APPLICANT_KINDS = {
  natural: { label: '自然人', column: 'c1' },
  business: { label: '商业企业', column: 'c2' },
  research: { label: '科研机构', column: 'c3' },
  welfare: { label: '社会公益组织', column: 'c4' },
  legal: { label: '法律服务机构', column: 'c5' },
  other: { label: '其他组织', column: 'c6' },
} as const
export type ApplicantKind = keyof typeof APPLICANT_KINDS
export const applicantKinds = Object.keys(APPLICANT_KINDS) as [ApplicantKind, ...ApplicantKind[]]

export const WANTED_FORMS = { any: '不限', paper: '纸质', electronic: '电子', reading: '查阅、抄录' } as const
export const WANTED_WAYS = {
  any: '不限',
  counter: '当面领取',
  post: '邮寄',
  email: '电子邮件',
  fax: '传真',
  web: '网上获取',
} as const
export const wantedForms = Object.keys(WANTED_FORMS) as [keyof typeof WANTED_FORMS]
export const wantedWays = Object.keys(WANTED_WAYS) as [keyof typeof WANTED_WAYS]

export const OutcomeCode = z.custom<Outcome>((text) => typeof text === 'string' && isOutcome(text))

export const Application = z.object({
  id: z.string(),
  organId: z.string(),
  number: z.string(),
  kind: z.enum(['request', 'amendment']),
  edition: z.enum(['2008', '2019']),
  state: z.enum(stateCodes),
  round: z.number(),
  version: z.number(),
  channel: z.enum(channelCodes),
  arrival: z.enum(arrivalCodes),
  subject: z.string(),
  arrivedOn: Day,
  /** 收到申请之日; null until it is confirmed. */
  receivedOn: Day.nullable(),
  movedOn: Day,
  /** When and how the first round ended; that is what the annual report counts. */
  answeredOn: Day.nullable(),
  outcome: OutcomeCode.nullable(),
  applicantKind: z.enum(applicantKinds),
  wantedForm: z.enum(wantedForms),
  wantedWay: z.enum(wantedWays),
})
export type Application = z.infer<typeof Application>

/** What happened: on which day, written down when and by which post. `detail` holds no personal data. */
export const ApplicationEvent = z.object({
  id: z.string(),
  applicationId: z.string(),
  round: z.number(),
  kind: z.string(),
  day: Day,
  detail: z.record(z.string(), z.unknown()),
  at: z.date(),
  asWhom: z.string(),
})
export type ApplicationEvent = z.infer<typeof ApplicationEvent>

/** A part held back, and why. */
export const Withheld = z.object({ part: z.string(), ground: OutcomeCode })
export type Withheld = z.infer<typeof Withheld>

export const Reply = z.object({
  version: z.number(),
  round: z.number(),
  outcome: OutcomeCode,
  words: z.string(),
  withheld: z.array(Withheld),
  rightOrgan: z.string(),
  draftedBy: z.string().nullable(),
  draftedAs: z.string(),
  draftedAt: z.date(),
  number: z.string().nullable(),
  servedOn: Day.nullable(),
})
export type Reply = z.infer<typeof Reply>
export type ReplyDraft = Pick<Reply, 'outcome' | 'words' | 'withheld' | 'rightOrgan'>

import type { Edition } from '../law/editions.ts'
import { ok, type Result, refuse } from '../result.ts'
import { ROLES, type Role } from '../roles.ts'
import type { Kind } from './outcomes.ts'

export const STATES = {
  arrived: '待确认收到',
  received: '待审查登记',
  correcting: '等待补正',
  registered: '已登记，待拟办',
  drafting: '办理中',
  consulting: '征求意见中',
  suspended: '已中止',
  paying: '等待缴费',
  reviewing: '答复待审查',
  signing: '答复待签发',
  signed: '已签发，待送达',
  sent: '已发出，待送达凭证',
  proved: '已送达，待归档',
  closed: '已终止，待归档',
  archived: '已归档',
} as const
export type State = keyof typeof STATES
export const stateCodes = Object.keys(STATES) as [State, ...State[]]
export const isState = (text: string): text is State => Object.hasOwn(STATES, text)

/** The organ still owes a reply. The database keeps the same list, for its index. */
export const isLive = (state: State): boolean => !['sent', 'proved', 'closed', 'archived'].includes(state)

export type Step = {
  from: readonly State[]
  /** Where it leads; the first, unless what the step finds says another of them. `same`: it stays. */
  to: readonly State[] | 'same'
  by: readonly Role[]
  label: string
  /** The article it rests on, or the rule of good order. */
  law: string
  /** Once in a round: not again after an event of this kind. */
  once?: string
  /** Only after an event of this kind in the round. */
  after?: string
  /** Never after an event of this kind. */
  unless?: string
  /** Only when there is a draft of the reply. */
  reply?: true
  /** Never the person who drafted the reply. */
  second?: true
  /** It ends what is owed: at most once in a round. */
  answers?: true
}

const UNDERWAY = ['registered', 'drafting', 'consulting'] as const
const OWED = [...UNDERWAY, 'reviewing', 'signing'] as const

/** What every case goes through, whichever edition it runs under. */
const SHARED = {
  confirm: { from: ['arrived'], to: ['received'], by: ['officer'], label: '确认收到', law: '收到申请之日' },
  phone: { from: ['arrived'], to: 'same', by: ['officer'], label: '登记联系情况', law: '收到申请之日' },
  accept: { from: ['received'], to: ['registered'], by: ['officer'], label: '登记受理', law: '登记制度' },
  assign: { from: ['registered'], to: ['drafting'], by: ['officer', 'leader'], label: '拟办', law: '办理制度' },
  search: { from: UNDERWAY, to: 'same', by: ['officer'], label: '登记检索', law: '检索义务' },
  draft: { from: ['drafting'], to: 'same', by: ['officer'], label: '起草答复', law: '书面答复' },
  submit: { from: ['drafting'], to: ['reviewing'], by: ['officer'], label: '送审', law: '保密审查', reply: true },
  clear: {
    from: ['reviewing'],
    to: ['signing'],
    by: ['officer', 'reviewer'],
    label: '审查完毕，送签',
    law: '保密审查',
  },
  takeBack: {
    from: ['reviewing'],
    to: ['drafting'],
    by: ['officer', 'reviewer'],
    label: '退回修改',
    law: '保密审查',
  },
  sign: { from: ['signing'], to: ['signed'], by: ['leader'], label: '签发答复', law: '签发', second: true },
  return: { from: ['signing', 'signed'], to: ['drafting'], by: ['leader'], label: '退回重拟', law: '签发' },
  serve: { from: ['signed'], to: ['sent'], by: ['officer'], label: '编号并送达', law: '送达', answers: true },
  prove: { from: ['sent'], to: ['proved'], by: ['officer'], label: '登记送达凭证', law: '送达' },
  archive: { from: ['proved', 'closed'], to: ['archived'], by: ['officer'], label: '归档', law: '归档制度' },
  withdraw: {
    from: ['arrived', 'received', 'correcting', ...OWED, 'suspended', 'paying'],
    to: ['closed'],
    by: ['officer'],
    label: '申请人撤回',
    law: '申请人处分自己的权利',
    answers: true,
  },
  enter: {
    from: ['received', 'registered', 'drafting'],
    to: ['proved'],
    by: ['officer'],
    label: '补登纸质答复',
    law: '登记制度',
    answers: true,
  },
  reopen: {
    from: ['sent', 'proved', 'closed', 'archived'],
    to: ['drafting'],
    by: ['leader'],
    label: '重新办理',
    law: '行政复议决定、判决或者自行纠正',
    unless: 'merged',
  },
  merge: {
    from: ['arrived', 'received', 'registered'],
    to: ['closed'],
    by: ['leader'],
    label: '重复登记，并入另一件',
    law: '登记制度',
    answers: true,
  },
  write: { from: [...stateCodes], to: 'same', by: ['officer'], label: '制作文书', law: '登记制度、送达' },
  link: { from: [...stateCodes], to: 'same', by: ['officer'], label: '关联申请', law: '登记制度' },
} as const satisfies Record<string, Step>

/** What only an application for information knows: somebody else is waited for, and the period may grow. */
const REQUESTS = {
  ...SHARED,
  correct: { from: ['correcting'], to: ['received'], by: ['officer'], label: '收到补正', law: '补正' },
  split: { from: ['received', 'registered'], to: 'same', by: ['officer'], label: '拆分办理', law: '一事一申请' },
  reached: { from: ['consulting'], to: 'same', by: ['officer'], label: '登记对方收到日期', law: '征求意见' },
  hear: { from: ['consulting'], to: ['consulting', 'drafting'], by: ['officer'], label: '收到意见', law: '征求意见' },
  goOn: {
    from: ['consulting'],
    to: ['consulting', 'drafting'],
    by: ['leader'],
    label: '未复，继续办理',
    law: '征求意见',
  },
  suspend: {
    from: ['registered', 'drafting'],
    to: ['suspended'],
    by: ['leader'],
    label: '中止计时',
    law: '中止',
  },
  resume: { from: ['suspended'], to: ['drafting'], by: ['officer'], label: '恢复办理', law: '中止' },
} as const satisfies Record<string, Step>

const correction = {
  from: ['received', 'registered', 'drafting'],
  to: ['correcting'],
  by: ['officer'],
  label: '告知补正',
  once: 'correction-asked',
} as const
const consult = {
  from: ['drafting', 'consulting'],
  to: ['consulting'],
  by: ['officer'],
  label: '征求意见',
} as const
const extend = {
  from: OWED,
  to: 'same',
  by: ['leader'],
  label: '延长答复期限',
  once: 'extended',
} as const

const overrule = {
  from: ['drafting'],
  to: 'same',
  by: ['leader'],
  label: '因公共利益决定公开',
  after: 'third-party-answered',
  once: 'overruled',
} as const

const LIFE_2008 = {
  ...REQUESTS,
  collectCost: {
    from: ['drafting', 'reviewing', 'signing', 'signed', 'sent', 'proved'],
    to: 'same',
    by: ['officer'],
    label: '登记成本费',
    law: '第二十七条',
  },
  askCorrection: { ...correction, law: '第二十一条第四项' },
  consult: { ...consult, law: '第二十三条' },
  overrule: { ...overrule, law: '第二十三条' },
  extend: { ...extend, law: '第二十四条第二款' },
  told: {
    from: ['correcting'],
    to: ['closed'],
    by: ['officer'],
    label: '未再提交，按告知补正办结',
    law: '第二十一条第四项',
    answers: true,
  },
} as const satisfies Record<string, Step>

/** 信息处理费: asked for within the period, paid within another, or given up. */
const FEES = {
  charge: {
    from: ['drafting'],
    to: ['paying'],
    by: ['officer'],
    label: '发出收费通知',
    law: '第四十二条、国办函〔2020〕109号',
    once: 'fee-noticed',
  },
  feeServed: {
    from: ['paying'],
    to: 'same',
    by: ['officer'],
    label: '登记收到收费通知',
    law: '国办函〔2020〕109号',
    once: 'fee-served',
  },
  pay: { from: ['paying'], to: ['drafting'], by: ['officer'], label: '登记缴费', law: '国办函〔2020〕109号' },
  waive: { from: ['paying'], to: ['drafting'], by: ['leader'], label: '免收信息处理费', law: '第四十二条' },
  lapseFee: {
    from: ['paying'],
    to: ['closed'],
    by: ['officer'],
    label: '逾期未缴费，不再处理',
    law: '国办函〔2020〕109号',
    answers: true,
  },
} as const satisfies Record<string, Step>

const LIFE_2019 = {
  ...REQUESTS,
  ...FEES,
  askCorrection: { ...correction, law: '第三十条' },
  consult: { ...consult, law: '第三十二条、第三十三条第三款、第三十四条' },
  overrule: { ...overrule, law: '第三十二条' },
  extend: { ...extend, law: '第三十三条第二款' },
  askReasons: {
    from: ['received', ...UNDERWAY],
    to: 'same',
    by: ['officer'],
    label: '要求说明理由',
    law: '第三十五条',
    once: 'reasons-asked',
  },
  hearReasons: {
    from: ['received', ...UNDERWAY],
    to: 'same',
    by: ['officer'],
    label: '收到说明的理由',
    law: '第三十五条',
    after: 'reasons-asked',
    once: 'reasons-heard',
  },
  lapse: {
    from: ['correcting'],
    to: ['closed'],
    by: ['officer'],
    label: '逾期不补正，不再处理',
    law: '第三十条',
    answers: true,
  },
  delay: {
    from: OWED,
    to: 'same',
    by: ['leader'],
    label: '确定延迟答复期限',
    law: '第三十五条',
    after: 'reasons-heard',
    once: 'delayed-until',
  },
} as const satisfies Record<string, Step>

export type StepName = keyof typeof LIFE_2008 | keyof typeof LIFE_2019

/** The whole life of a case: one table for each edition, and one for the correction of one's own records. */
export const LIVES: Record<Edition | 'amendment', Partial<Record<StepName, Step>>> = {
  '2008': LIFE_2008,
  '2019': LIFE_2019,
  amendment: SHARED,
}

export const STEP_NAMES = Object.keys({ ...LIFE_2008, ...LIFE_2019 }) as StepName[]

/** As much of a case as its next steps depend on. `done`: kinds of events of this round. */
export type Where = {
  state: State
  kind: Kind
  edition: Edition
  organId: string
  done: ReadonlySet<string>
  draftedBy: string | null
  hasReply: boolean
}

/** As much of a person. `roles` null: the program itself. `organId` null: of the whole site. */
export type Who = { roles: readonly Role[] | null; organId: string | null; accountId: string | null }

export const lifeOf = ({ kind, edition }: Pick<Where, 'kind' | 'edition'>) =>
  LIVES[kind === 'amendment' ? 'amendment' : edition]

/** Who may take a step of this name in any life: for the site map. */
export const rolesOf = (name: StepName): Role[] => [
  ...new Set(Object.values(LIVES).flatMap((life) => life[name]?.by ?? [])),
]

/** Whether this person may take the step now, and where it may lead; the first is where it leads of itself. */
export function take(name: StepName, where: Where, who: Who): Result<readonly [State, ...State[]]> {
  const step = lifeOf(where)[name]
  if (!step) return refuse('applications.no-step', `${where.edition}年《条例》下的这类申请没有这一步`)
  if (!step.from.includes(where.state))
    return refuse('applications.too-late', `这份申请${STATES[where.state]}，不能“${step.label}”`, {
      fix: '请刷新页面，查看最新进展',
    })
  if (step.once && where.done.has(step.once))
    return refuse('applications.once', `“${step.label}”只能有一次`, { fix: '请按现有材料办理' })
  if (step.after && !where.done.has(step.after))
    return refuse('applications.not-yet', `现在还不能“${step.label}”`, { fix: '请先登记它所依据的情况' })
  if (step.unless && where.done.has(step.unless))
    return refuse('applications.merged', '这份申请是重复登记，已并入另一件', { fix: '请在另一件上办理' })
  if (step.reply && !where.hasReply) return refuse('applications.no-reply', '还没有起草答复', { fix: '请先起草答复' })
  if (who.roles !== null && who.organId !== where.organId)
    return refuse('applications.not-yours', '只能登记和答复本机关收到的申请')
  if (who.roles !== null && !step.by.some((role) => who.roles?.includes(role)))
    return refuse(
      'applications.not-your-step',
      `“${step.label}”须由${step.by.map((role) => ROLES[role]).join('或者')}办理`,
    )
  if (step.second && who.accountId !== null && who.accountId === where.draftedBy)
    return refuse('applications.own-draft', `答复由您起草，“${step.label}”须由另一个人办理`)
  return ok(step.to === 'same' ? [where.state] : (step.to as readonly [State, ...State[]]))
}

/** The steps that carry a case on, the nearest to its end first: what is offered as the main button. */
const ONWARD: readonly StepName[] = [
  'archive',
  'prove',
  'serve',
  'sign',
  'clear',
  'submit',
  'draft',
  'hear',
  'resume',
  'pay',
  'assign',
  'accept',
  'correct',
  'confirm',
]
const place = (name: StepName) => (ONWARD.includes(name) ? ONWARD.indexOf(name) : ONWARD.length)

/** The buttons to show, onward steps first: the same table, so a button never leads to a refusal. */
export const stepsFor = (where: Where, who: Who): StepName[] =>
  STEP_NAMES.filter((name) => take(name, where, who).ok).sort((a, b) => place(a) - place(b))

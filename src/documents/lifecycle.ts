import { ok, type Result, refuse } from '../result.ts'
import { ROLES, type Role } from '../roles.ts'
import { DEFAULTS, type DocumentSettings, type Duty } from './settings.ts'

export const STATES = {
  drafting: '拟稿中',
  checking: '待核稿',
  countersigning: '待会签',
  attribute: '待审核公开属性',
  secrecy: '待保密审查',
  signing: '待签发',
  signed: '已签发，待编号',
  numbered: '已编号，待印发',
  issued: '已印发',
  archived: '已归档',
  cancelled: '已作废',
} as const
export type State = keyof typeof STATES

/** The approvals a document needs before it is signed, in order. Each belongs to the text it was given to. */
export const APPROVALS = ['checking', 'countersigning', 'attribute', 'secrecy'] as const
export type Approval = (typeof APPROVALS)[number]

/** Where a document waits for somebody before it is signed, and whose turn it is there. */
const TURNS = {
  checking: 'check',
  countersigning: 'countersign',
  attribute: 'attribute',
  secrecy: 'secrecy',
  signing: 'sign',
} as const satisfies Partial<Record<State, Duty>>

const UNDERWAY = Object.keys(TURNS) as (keyof typeof TURNS)[]

type Step = {
  from: readonly State[]
  /** `next`: the first approval that is missing, or 签发 when none is. */
  to: State | 'next' | 'same'
  /** `turn`: whoever's turn it is where the document waits. */
  by: Duty | 'turn' | 'anyone'
  label: string
  asks?: 'reason' | 'note' | 'consent' | 'number' | 'attribute' | 'scan' | 'form'
  approves?: Approval
  /** Never the person who drafted it. */
  second?: boolean
  /** Only the person who drafted it. */
  own?: boolean
  /** Only for what is not public. */
  withheld?: boolean
  event: string
}

/** The whole life of a document. Pages, permissions and tests read this table. */
export const STEPS = {
  edit: { from: ['drafting'], to: 'same', by: 'draft', label: '修改', asks: 'form', event: 'documents.edited' },
  submit: { from: ['drafting'], to: 'next', by: 'draft', label: '送核稿', event: 'documents.submitted' },
  check: {
    from: ['checking'],
    to: 'next',
    by: 'check',
    label: '核稿通过',
    approves: 'checking',
    second: true,
    event: 'documents.checked',
  },
  consent: {
    from: ['countersigning'],
    to: 'next',
    by: 'countersign',
    label: '会签同意',
    asks: 'consent',
    approves: 'countersigning',
    event: 'documents.consented',
  },
  confirm: {
    from: ['attribute'],
    to: 'next',
    by: 'attribute',
    label: '公开属性审核通过',
    approves: 'attribute',
    second: true,
    event: 'documents.confirmed',
  },
  clear: {
    from: ['secrecy'],
    to: 'next',
    by: 'secrecy',
    label: '审查完毕，送签',
    approves: 'secrecy',
    event: 'documents.cleared',
  },
  sign: { from: ['signing'], to: 'signed', by: 'sign', label: '签发', second: true, event: 'documents.signed' },
  number: { from: ['signed'], to: 'numbered', by: 'issue', label: '编号', asks: 'number', event: 'documents.numbered' },
  issue: { from: ['numbered'], to: 'issued', by: 'issue', label: '印发', event: 'documents.issued' },
  archive: { from: ['issued'], to: 'archived', by: 'issue', label: '归档', event: 'documents.archived' },
  return: { from: UNDERWAY, to: 'drafting', by: 'turn', label: '退文', asks: 'reason', event: 'documents.returned' },
  revise: { from: UNDERWAY, to: 'next', by: 'turn', label: '改稿', asks: 'form', event: 'documents.revised' },
  withdraw: { from: UNDERWAY, to: 'drafting', by: 'draft', label: '撤回', own: true, event: 'documents.withdrawn' },
  urge: {
    from: [...UNDERWAY, 'signed', 'numbered'],
    to: 'same',
    by: 'anyone',
    label: '催办',
    event: 'documents.urged',
  },
  discard: {
    from: ['drafting'],
    to: 'cancelled',
    by: 'draft',
    label: '不再办理',
    asks: 'reason',
    own: true,
    event: 'documents.discarded',
  },
  cancel: {
    from: ['signed', 'numbered'],
    to: 'cancelled',
    by: 'sign',
    label: '作废',
    asks: 'reason',
    event: 'documents.cancelled',
  },
  scan: {
    from: ['numbered', 'issued', 'archived'],
    to: 'same',
    by: 'issue',
    label: '上传签发原件',
    asks: 'scan',
    event: 'documents.scanned',
  },
  change: {
    from: ['issued', 'archived'],
    to: 'same',
    by: 'sign',
    label: '调整公开属性',
    asks: 'attribute',
    event: 'documents.attribute-changed',
  },
  reassess: {
    from: ['issued', 'archived'],
    to: 'same',
    by: 'attribute',
    label: '评估后维持',
    asks: 'note',
    withheld: true,
    event: 'documents.reassessed',
  },
} as const satisfies Record<string, Step>
export type StepName = keyof typeof STEPS

export const STEP_NAMES = Object.keys(STEPS) as StepName[]
export const stepOf = (name: StepName): Step => STEPS[name]

/** Whether a step carries a document on, not back, out or nowhere: the one to press when all is well. */
export const carriesOn = (name: StepName): boolean =>
  name !== 'revise' && !['same', 'drafting', 'cancelled'].includes(stepOf(name).to)

/** As much of a document as its next steps depend on. */
export type Where = {
  state: State
  organId: string
  /** Who drafted it, and whoever else wrote in the draft. */
  writers: readonly string[]
  /** Its attribute is 主动公开. */
  isPublic?: boolean
  /** Organs whose consent is missing: there, their own leader takes the step. */
  waitingFor?: readonly string[]
  settings?: DocumentSettings
}

/** As much of a person. `roles` null: the program itself, which holds every post. `organId` null: of the whole site. */
export type Who = { roles: readonly Role[] | null; organId: string | null; accountId: string }

/** Roles that take part in documents at all. */
const CASE_ROLES: readonly Role[] = ['officer', 'reviewer', 'leader']

/** Who may take a step in a state, by role. A paper that somebody outside signed is put in by those who check. */
export function rolesFor(name: StepName, state: State, settings: DocumentSettings = DEFAULTS): readonly Role[] {
  const { by } = stepOf(name)
  if (by === 'anyone') return CASE_ROLES
  const duty = by === 'turn' ? TURNS[state as keyof typeof TURNS] : by
  if (!duty) return []
  const own = settings.duties[duty]
  return duty === 'countersign' ? [...new Set([...own, ...settings.duties.check])] : own
}

/** Where a step leads, or why this person may not take it now. */
export function take(name: StepName, where: Where, who: Who): Result<State | 'next'> {
  const step = stepOf(name)
  if (!step.from.includes(where.state))
    return refuse('documents.too-late', `公文${STATES[where.state]}，不能“${step.label}”`, {
      fix: '请刷新页面，查看最新进展',
    })
  const guest = name === 'consent' && who.organId !== null && (where.waitingFor ?? []).includes(who.organId)
  if (who.organId !== null && who.organId !== where.organId && !guest)
    return refuse('documents.other-organ', '这份公文属于其他机关，只能由该机关办理')
  const may = rolesFor(name, where.state, where.settings)
  if (who.roles !== null && !may.some((role) => who.roles?.includes(role)))
    return refuse('documents.not-yours', `“${step.label}”须由${may.map((role) => ROLES[role]).join('或者')}办理`)
  if (step.withheld && where.isPublic) return refuse('documents.public', '主动公开的公文不需要评估')
  if (step.own && who.roles !== null && !where.writers.includes(who.accountId))
    return refuse('documents.not-drafter', `“${step.label}”由拟稿人办理`)
  const alone = name === 'check' && where.settings?.ownCheck
  if (step.second && !alone && where.writers.includes(who.accountId))
    return refuse('documents.own-draft', `公文由您起草，“${step.label}”须由另一个人办理`, {
      fix: '请转给其他有权限的同志',
    })
  return ok(step.to === 'same' ? where.state : step.to)
}

/** The buttons to show: the same table, so a button never leads to a refusal. */
export const stepsFor = (where: Where, who: Who): StepName[] => STEP_NAMES.filter((name) => take(name, where, who).ok)

/** The steps that carry a document on: what makes it somebody's 待办. */
export const FORWARD = ['check', 'consent', 'confirm', 'clear', 'sign', 'number', 'issue', 'archive'] as const

/** Where a document goes on: the first approval that is missing, or 签发. 会签 is passed over when nobody has to agree. */
export function nextAfter(given: ReadonlySet<Approval>, consentsMissing: number): State {
  const missing = APPROVALS.find((approval) =>
    approval === 'countersigning' ? consentsMissing > 0 : !given.has(approval),
  )
  return missing ?? 'signing'
}

/** Why this person cannot carry on what others wait for: whose turn it is instead. Null when they can, or nobody waits. */
export function whoseTurn(where: Where, who: Who): string | null {
  if (where.state === 'drafting' || where.state === 'issued') return null
  const next = STEP_NAMES.find((name) => carriesOn(name) && stepOf(name).from.includes(where.state))
  const taken = next && take(next, where, who)
  return !taken || taken.ok ? null : taken.refusal.says
}

import { ok, type Result, refuse } from '../result.ts'
import { ROLES, type Role } from '../roles.ts'
import { KINDS, type Kind } from './kinds.ts'

export const STATES = {
  arrived: '待受理',
  registered: '待交办',
  handling: '办理中',
  checking: '答复待审核',
  approved: '已审核，待答复',
  answered: '已答复',
  closed: '已办结',
  moved: '已转出',
  discarded: '已作废',
} as const
export type State = keyof typeof STATES
export const stateCodes = Object.keys(STATES) as [State, ...State[]]
export const isState = (text: string): text is State => Object.hasOwn(STATES, text)

const LIVE = ['arrived', 'registered', 'handling', 'checking', 'approved'] as const satisfies State[]

/** An answer is still owed. The database keeps the same list, for its index. */
export const isLive = (state: State): boolean => (LIVE as readonly State[]).includes(state)

export type Step = {
  from: readonly State[]
  /** Where it leads; `same`: it stays. */
  to: State | 'same'
  by: readonly Role[]
  label: string
  /** Name of what happened, in the list of events. */
  event: string
  /** Once in a round: not again after its event. */
  once?: true
  /** Never the person who drafted the answer. */
  second?: true
  /** Only for kinds that can be answered at once. */
  onSpot?: true
}

/** The whole life of a concern: one table. */
export const STEPS = {
  accept: { from: ['arrived'], to: 'registered', by: ['officer'], label: '受理', event: 'accepted' },
  discard: { from: ['arrived'], to: 'discarded', by: ['officer'], label: '作废', event: 'discarded' },
  restore: { from: ['discarded'], to: 'arrived', by: ['officer'], label: '恢复', event: 'restored' },
  assign: { from: ['registered'], to: 'handling', by: ['officer', 'leader'], label: '交办', event: 'assigned' },
  onSpot: {
    from: ['registered'],
    to: 'answered',
    by: ['officer'],
    label: '当场答复',
    event: 'answered',
    onSpot: true,
  },
  draft: { from: ['handling'], to: 'checking', by: ['officer'], label: '起草答复并送审', event: 'drafted' },
  approve: { from: ['checking'], to: 'approved', by: ['leader'], label: '审核同意', event: 'approved', second: true },
  answer: { from: ['approved'], to: 'answered', by: ['officer'], label: '答复', event: 'answered' },
  close: { from: ['answered'], to: 'closed', by: ['officer'], label: '办结', event: 'closed' },
  transfer: { from: ['handling'], to: 'same', by: ['officer', 'leader'], label: '转办', event: 'transferred' },
  note: {
    from: ['registered', 'handling', 'answered', 'closed'],
    to: 'same',
    by: ['officer'],
    label: '登记办理情况',
    event: 'noted',
  },
  return: { from: ['checking', 'approved'], to: 'handling', by: ['leader'], label: '退回修改', event: 'returned' },
  complicate: {
    from: ['registered', 'handling'],
    to: 'same',
    by: ['leader'],
    label: '定为复杂事项',
    event: 'complicated',
    once: true,
  },
  rate: {
    from: ['answered', 'closed'],
    to: 'same',
    by: ['officer'],
    label: '登记满意度',
    event: 'rated',
    once: true,
  },
  reopen: { from: ['answered', 'closed'], to: 'handling', by: ['leader'], label: '重新办理', event: 'reopened' },
  move: {
    from: ['arrived', 'registered', 'handling'],
    to: 'moved',
    by: ['officer'],
    label: '转出',
    event: 'moved',
  },
  urge: { from: LIVE, to: 'same', by: ['leader', 'supervisor'], label: '督办', event: 'urged' },
} as const satisfies Record<string, Step>

export type StepName = keyof typeof STEPS
export const STEP_NAMES = Object.keys(STEPS) as StepName[]

/** As much of a concern as its next steps depend on. `done`: kinds of events of this round. */
export type Where = {
  state: State
  kind: Kind
  organId: string
  done: ReadonlySet<string>
  draftedBy: string | null
}

/** As much of a person. `roles` null: the program itself, or whoever wrote. */
export type Who = { roles: readonly Role[] | null; organId: string | null; accountId: string | null }

/** Whether this person may take the step now, and where it leads. */
export function take(name: StepName, where: Where, who: Who): Result<State> {
  const step: Step = STEPS[name]
  if (!step.from.includes(where.state))
    return refuse('feedback.too-late', `这件诉求${STATES[where.state]}，不能“${step.label}”`, {
      fix: '请刷新页面，查看最新进展',
    })
  if (step.once && where.done.has(step.event))
    return refuse('feedback.once', `“${step.label}”只能有一次`, { fix: '请查看办理过程' })
  if (step.onSpot && !KINDS[where.kind].onSpot)
    return refuse('feedback.not-on-spot', `${KINDS[where.kind].label}不能当场答复`, { fix: '请交办，查明情况以后答复' })
  if (who.roles !== null) {
    const whole = name === 'urge' && who.organId === null
    if (who.organId !== where.organId && !whole) return refuse('feedback.not-yours', '只能办理本机关的诉求')
    if (!step.by.some((role) => who.roles?.includes(role)))
      return refuse(
        'feedback.not-your-step',
        `“${step.label}”须由${step.by.map((role) => ROLES[role]).join('或者')}办理`,
      )
  }
  if (step.second && who.accountId !== null && who.accountId === where.draftedBy)
    return refuse('feedback.own-draft', `答复由您起草，“${step.label}”须由另一个人办理`)
  return ok(step.to === 'same' ? where.state : step.to)
}

/** The buttons to show: the same table, so a button never leads to a refusal. */
export const stepsFor = (where: Where, who: Who): StepName[] => STEP_NAMES.filter((name) => take(name, where, who).ok)

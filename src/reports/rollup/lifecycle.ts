import { ok, type Result, refuse } from '../../result.ts'
import { ROLES, type Role } from '../../roles.ts'

export const STATES = {
  submitted: '已报送，待接收',
  received: '已接收',
  returned: '已退回',
  recalled: '已撤回',
} as const
export type State = keyof typeof STATES

/** Whose step it is: the organ that reports, or the organ above it. */
export type Side = 'child' | 'parent'

type Step = { from: readonly State[]; to: State; side: Side; by: Role; label: string }

/** The life of a submission (报送). The report is signed by the leader before; officers carry it between the two organs. */
export const STEPS = {
  recall: { from: ['submitted'], to: 'recalled', side: 'child', by: 'officer', label: '撤回报送' },
  receive: { from: ['submitted'], to: 'received', side: 'parent', by: 'officer', label: '接收' },
  return: { from: ['submitted', 'received'], to: 'returned', side: 'parent', by: 'officer', label: '退回' },
} as const satisfies Record<string, Step>
export type StepName = keyof typeof STEPS

/** As much of a submission as its next steps depend on. `parentSigned`: the organ above has signed its own report of the year. */
export type Where = { state: State; organId: string; parentId: string; parentSigned: boolean }
export type Who = { roles: readonly Role[]; organId: string | null }

/** Where a step leads, or why this person may not take it now. */
export function take(name: StepName, where: Where, who: Who): Result<State> {
  const step: Step = STEPS[name]
  const organ = step.side === 'child' ? where.organId : where.parentId
  if (who.organId !== organ || !who.roles.includes(step.by))
    return refuse(
      'rollup.not-yours',
      `“${step.label}”须由${step.side === 'child' ? '报送机关' : '上级机关'}的${ROLES[step.by]}办理`,
    )
  if (!step.from.includes(where.state))
    return refuse('rollup.too-late', `这次报送${STATES[where.state]}，不能“${step.label}”`, {
      fix: '请刷新页面，查看最新进展',
    })
  if (name === 'return' && where.parentSigned)
    return refuse('rollup.parent-signed', '本机关的汇总报告已经签发，不能再退回', {
      fix: '确需改正的，先编制本机关的更正版，再退回',
    })
  return ok(step.to)
}

/** The buttons to show: the same table, so a button never leads to a refusal. */
export const stepsFor = (where: Where, who: Who): StepName[] =>
  (Object.keys(STEPS) as StepName[]).filter((name) => take(name, where, who).ok)

/** While a submission is in one of these states the report it carries stays as it is. */
export const isLocking = (state: State): boolean => state === 'submitted' || state === 'received'

/** 报送 itself: the leader has signed, the submission before is over, and there is an organ above. */
export function maySubmit(
  of: {
    signed: boolean
    organId: string
    parentId: string | null
    last: State | null
    year: number
    lastYearOver: boolean
  },
  who: Who,
): Result<void> {
  if (who.organId !== of.organId || !who.roles.includes('officer'))
    return refuse('rollup.not-yours', '报告由本机关的信息员报送')
  if (!of.parentId)
    return refuse('rollup.no-parent', '本机关在这一年没有上级机关，不需要报送', {
      fix: '有上级机关的，请系统管理员在“机关与村居”中设置隶属关系',
    })
  if (!of.lastYearOver) return refuse('rollup.too-early', `${of.year}年还没有结束，不能报送这一年的报告`)
  if (!of.signed) return refuse('rollup.unsigned', '报告签发以后才能报送', { fix: '请先送领导签发' })
  if (of.last && isLocking(of.last)) return refuse('rollup.already', '这份报告已经报送', { fix: '请等上级机关接收' })
  return ok(undefined)
}

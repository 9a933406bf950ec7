import { ok, type Result, refuse } from '../result.ts'
import { type Asked, mayDecide } from '../review/rules.ts'
import { ROLES, type Role } from '../roles.ts'

export const STATES = {
  drafting: '起草中',
  checked: '已核对，待签发',
  signed: '已签发，待编号',
  numbered: '已编号，待发布',
  published: '已发布',
  abandoned: '已作废，另行编制',
} as const
export type State = keyof typeof STATES

type Step = { from: State; to: State; by: readonly Role[]; label: string; law: string }

/** The life of an annual report. The leader who signs, and the reviewer who publishes, are never the one who prepared it. */
export const STEPS = {
  check: { from: 'drafting', to: 'checked', by: ['officer'], label: '核对无误，送签', law: '2008年《条例》第三十二条' },
  reopen: { from: 'checked', to: 'drafting', by: ['officer', 'leader'], label: '退回修改', law: '' },
  sign: { from: 'checked', to: 'signed', by: ['leader'], label: '签发', law: '' },
  number: { from: 'signed', to: 'numbered', by: ['officer'], label: '编号、成文', law: 'GB/T 9704—2012' },
  publish: {
    from: 'numbered',
    to: 'published',
    by: ['officer', 'reviewer', 'leader'], // whoever has the turn in its review
    label: '保密审查，发布',
    law: '2008年《条例》第十四条、第三十一条',
  },
  // What was signed never changes. A mistake in it, or what may not be public, leads to another edition.
  correct: { from: 'published', to: 'published', by: ['officer'], label: '编制更正版', law: '' },
  remake: { from: 'numbered', to: 'abandoned', by: ['officer'], label: '作废，重新编制', law: '' },
} as const satisfies Record<string, Step>
export type StepName = keyof typeof STEPS

/** Steps that the person who prepared the report may not take. */
const SECOND_PERSON: readonly StepName[] = ['sign', 'publish']

/** Steps that carry a report on: somebody waits for them. Publication is the review's. */
const FORWARD: readonly StepName[] = ['check', 'sign', 'number']

export type Who = { roles: readonly Role[]; accountId: string; name: string; organId?: string | null }

/** As much of a report as its next steps depend on. `review` is left out where the review itself is asked later. */
export type Where = { state: State; preparedBy: string; review?: Asked | null }

/** Where a step leads, or why this person may not take it now. */
export function take(name: StepName, report: Where, who: Who): Result<State> {
  const step: Step = STEPS[name]
  if (!step.by.some((role) => who.roles.includes(role)))
    return refuse('reports.not-yours', `“${step.label}”须由${step.by.map((role) => ROLES[role]).join('或')}办理`)
  if (step.from !== report.state)
    return refuse('reports.too-late', `报告${STATES[report.state]}，不能“${step.label}”`, {
      fix: '请刷新页面，查看最新进展',
    })
  if (name === 'publish' && report.review !== undefined)
    return report.review ? decided(report.review, who, step) : refuse('review.none', '这份报告还没有送保密审查')
  if (SECOND_PERSON.includes(name) && who.accountId === report.preparedBy)
    return refuse('reports.same-person', `报告由您起草，“${step.label}”须由另一个人办理`, {
      fix: '请转给其他有权限的同志',
    })
  return ok(step.to)
}

/** The buttons to show: the same table, so a button never leads to a refusal. */
export const stepsFor = (report: Where, who: Who): StepName[] =>
  (Object.keys(STEPS) as StepName[]).filter((name) => take(name, report, who).ok)

/** Whether the report waits for this person. */
export const waitsFor = (report: Where, who: Who): boolean => FORWARD.some((name) => take(name, report, who).ok)

function decided(review: Asked, who: Who, step: Step): Result<State> {
  const may = mayDecide(review, { ...who, post: who.name, organId: who.organId ?? null })
  return may.ok ? ok(step.to) : may
}

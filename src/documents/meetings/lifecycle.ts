import { ok, type Result, refuse } from '../../result.ts'
import { ROLES, type Role } from '../../roles.ts'

export const STATES = {
  planned: '筹备中',
  held: '已召开，待纪要',
  minuted: '纪要已完成',
  closed: '已办结',
  cancelled: '已取消',
} as const
export type State = keyof typeof STATES

export const isState = (text: string): text is State => Object.hasOwn(STATES, text)

type Step = {
  from: readonly State[]
  to: State | 'same'
  by: readonly Role[]
  label: string
  asks?: 'reason' | 'minutes' | 'elsewhere'
  event: string
}

/** The whole life of a meeting. Pages, permissions and tests read this table. */
export const STEPS = {
  edit: { from: ['planned', 'held'], to: 'same', by: ['officer'], label: '修改', event: 'meetings.edited' },
  // A matter that only came up at the meeting is entered after it.
  agenda: {
    from: ['planned', 'held'],
    to: 'same',
    by: ['officer'],
    label: '登记议题',
    event: 'meetings.agenda-changed',
  },
  hold: { from: ['planned'], to: 'held', by: ['officer'], label: '登记召开', event: 'meetings.held' },
  write: {
    from: ['held'],
    to: 'same',
    by: ['officer'],
    label: '编写纪要',
    asks: 'minutes',
    event: 'meetings.minutes-written',
  },
  minute: { from: ['held'], to: 'minuted', by: ['officer'], label: '完成纪要', event: 'meetings.minuted' },
  follow: {
    from: ['minuted', 'closed'],
    to: 'same',
    by: ['officer'],
    label: '议定事项转办',
    event: 'meetings.followed',
  },
  close: {
    from: ['minuted'],
    to: 'closed',
    by: ['officer'],
    label: '办结',
    asks: 'elsewhere',
    event: 'meetings.closed',
  },
  reopen: {
    from: ['minuted', 'closed'],
    to: 'held',
    by: ['officer', 'leader'],
    label: '退回修改纪要',
    asks: 'reason',
    event: 'meetings.reopened',
  },
  cancel: {
    from: ['planned'],
    to: 'cancelled',
    by: ['officer', 'leader'],
    label: '取消会议',
    asks: 'reason',
    event: 'meetings.cancelled',
  },
} as const satisfies Record<string, Step>
export type StepName = keyof typeof STEPS

export const STEP_NAMES = Object.keys(STEPS) as StepName[]
export const stepOf = (name: StepName): Step => STEPS[name]

/** As much of a meeting as its next steps depend on. */
export type Where = { state: State; organId: string }

/** As much of a person. `roles` null: the program itself, which holds every post. `organId` null: of the whole site. */
export type Who = { roles: readonly Role[] | null; organId: string | null }

/** Where a step leads, or why this person may not take it now. */
export function take(name: StepName, meeting: Where, who: Who): Result<State> {
  const step = stepOf(name)
  if (who.roles !== null && !step.by.some((role) => who.roles?.includes(role)))
    return refuse('meetings.not-yours', `“${step.label}”须由${step.by.map((role) => ROLES[role]).join('或者')}办理`)
  if (who.organId !== null && who.organId !== meeting.organId)
    return refuse('meetings.other-organ', '这次会议属于其他机关，只能由该机关办理')
  if (!step.from.includes(meeting.state))
    return refuse('meetings.too-late', `会议${STATES[meeting.state]}，不能“${step.label}”`, {
      fix: '请刷新页面，查看最新进展',
    })
  return ok(step.to === 'same' ? meeting.state : step.to)
}

/** The buttons to show: the same table, so a button never leads to a refusal. */
export const stepsFor = (meeting: Where, who: Who): StepName[] =>
  STEP_NAMES.filter((name) => take(name, meeting, who).ok)

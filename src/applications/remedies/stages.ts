import { ok, type Result, refuse } from '../../result.ts'
import { ROLES, type Role } from '../../roles.ts'
import type { RemedyKind } from './kinds.ts'

export const STATES = {
  noticed: '待本机关答复',
  pending: '审理中',
  judged: '一审已判，尚未生效',
  appealed: '二审中',
  decided: '已审结',
} as const
export type RemedyState = keyof typeof STATES
export const remedyStates = Object.keys(STATES) as [RemedyState, ...RemedyState[]]

export type Stage = { from: readonly RemedyState[]; to: RemedyState | 'same'; by: readonly Role[]; label: string }

const note: Stage = { from: remedyStates, to: 'same', by: ['officer', 'leader'], label: '登记情况' }
const mend: Stage = { from: ['decided'], to: 'same', by: ['leader'], label: '更正登记的结果' }

/** The whole way of each kind. A suit is counted as ended when its judgment has taken effect. Pure. */
export const STAGES = {
  reconsideration: {
    answer: { from: ['noticed'], to: 'pending', by: ['officer'], label: '已提出书面答复' },
    decide: { from: ['noticed', 'pending'], to: 'decided', by: ['officer'], label: '收到复议决定' },
    note,
    mend,
  },
  litigation: {
    answer: { from: ['noticed'], to: 'pending', by: ['officer'], label: '已答辩、举证' },
    judge: { from: ['noticed', 'pending'], to: 'judged', by: ['officer'], label: '收到一审裁判' },
    appeal: { from: ['judged'], to: 'appealed', by: ['officer'], label: '提起上诉' },
    decide: {
      from: ['noticed', 'pending', 'judged', 'appealed'],
      to: 'decided',
      by: ['officer'],
      label: '裁判生效',
    },
    note,
    mend,
  },
  complaint: {
    answer: { from: ['noticed'], to: 'pending', by: ['officer'], label: '已答复办理情况' },
    decide: { from: ['noticed', 'pending'], to: 'decided', by: ['officer'], label: '收到处理结果' },
    note,
    mend,
  },
} as const satisfies Record<RemedyKind, Record<string, Stage>>

export type StageName = keyof (typeof STAGES)['litigation']
export const STAGE_NAMES = Object.keys(STAGES.litigation) as StageName[]

type At = { kind: RemedyKind; state: RemedyState; organId: string }
/** `roles` null: the program itself. */
type Who = { roles: readonly Role[] | null; organId: string | null }

export const stageOf = (kind: RemedyKind, name: StageName): Stage | null =>
  (STAGES[kind] as Partial<Record<StageName, Stage>>)[name] ?? null

/** Who may take a stage of this name in any kind: for the site map. */
export const rolesOf = (name: StageName): Role[] => [...new Set(Object.values(STAGES.litigation[name].by))] as Role[]

/** Whether this person may take the stage now, and where it leads. */
export function takeStage(name: StageName, at: At, who: Who): Result<RemedyState> {
  const stage = stageOf(at.kind, name)
  if (!stage) return refuse('remedies.no-stage', '这类救济没有这一步')
  if (!stage.from.includes(at.state))
    return refuse('remedies.too-late', `${STATES[at.state]}，不能“${stage.label}”`, { fix: '请刷新页面，查看最新进展' })
  if (who.roles !== null && who.organId !== at.organId) return refuse('remedies.not-yours', '只能办理本机关的救济事项')
  if (who.roles !== null && !stage.by.some((role) => who.roles?.includes(role)))
    return refuse(
      'remedies.not-your-step',
      `“${stage.label}”须由${stage.by.map((role) => ROLES[role]).join('或者')}办理`,
    )
  return ok(stage.to === 'same' ? at.state : stage.to)
}

/** The buttons to show: the same table. */
export const stagesFor = (at: At, who: Who): StageName[] => STAGE_NAMES.filter((name) => takeStage(name, at, who).ok)

import { ok, type Result, refuse } from '../result.ts'
import { ROLES, type Role } from '../roles.ts'

export const STATES = {
  draft: '草拟中',
  submitted: '待审查',
  published: '已公开',
  withdrawn: '已撤回',
} as const
export type State = keyof typeof STATES

/** What the public sees of an item, whatever is being prepared behind it: nothing yet, a published version, a tombstone. */
export type Standing = 'unseen' | 'public' | 'tombstone'

type Step = {
  from: readonly State[]
  standing: readonly Standing[]
  /** Null: the item is gone. Only what nobody outside has ever seen may go. */
  to: State | null
  by: readonly Role[]
  label: string
  /** What the person is asked for. */
  asks?: 'reason' | 'withdrawal'
  event: string
}

const ANY: readonly Standing[] = ['unseen', 'public', 'tombstone']

/** The whole life of an item. Pages, permissions and tests read this table. */
export const STEPS = {
  edit: { from: ['draft'], standing: ANY, to: 'draft', by: ['officer'], label: '修改', event: 'disclosures.edited' },
  submit: {
    from: ['draft'],
    standing: ANY,
    to: 'submitted',
    by: ['officer'],
    label: '送审',
    event: 'disclosures.submitted',
  },
  return: {
    from: ['submitted'],
    standing: ANY,
    to: 'draft',
    by: ['reviewer'],
    label: '退回修改',
    asks: 'reason',
    event: 'disclosures.returned',
  },
  publish: {
    from: ['submitted'],
    standing: ANY,
    to: 'published',
    by: ['reviewer'],
    label: '审查通过并发布',
    event: 'disclosures.published',
  },
  revise: {
    from: ['published'],
    standing: ['public'],
    to: 'draft',
    by: ['officer'],
    label: '修订',
    event: 'disclosures.revised',
  },
  discard: {
    from: ['draft'],
    standing: ['public'],
    to: 'published',
    by: ['officer'],
    label: '放弃修订',
    event: 'disclosures.discarded',
  },
  // Something public that must not be read cannot wait until a revision is finished.
  withdraw: {
    from: ['published', 'draft', 'submitted'],
    standing: ['public'],
    to: 'withdrawn',
    by: ['officer', 'reviewer', 'leader'],
    label: '撤回',
    asks: 'withdrawal',
    event: 'disclosures.withdrawn',
  },
  // The tombstone stays until the item has been reviewed and published again.
  restore: {
    from: ['withdrawn'],
    standing: ['tombstone'],
    to: 'draft',
    by: ['officer'],
    label: '恢复为草稿',
    event: 'disclosures.restored',
  },
  abandon: {
    from: ['draft'],
    standing: ['tombstone'],
    to: 'withdrawn',
    by: ['officer'],
    label: '不再恢复',
    event: 'disclosures.abandoned',
  },
  remove: {
    from: ['draft'],
    standing: ['unseen'],
    to: null,
    by: ['officer'],
    label: '删除草稿',
    event: 'disclosures.removed',
  },
} as const satisfies Record<string, Step>
export type StepName = keyof typeof STEPS

export const stepOf = (name: StepName): Step => STEPS[name]

/** As much of an item as its next steps depend on. `hands`: accounts that wrote the version being prepared. */
export type Where = { state: State; standing: Standing; organId: string; hands: readonly string[] }

/** As much of a person. `roles` null: the program itself, which holds every post. `organId` null: of the whole site. */
export type Who = { roles: readonly Role[] | null; organId: string | null; accountId: string }

/** Where a step leads, or why this person may not take it now. */
export function take(name: StepName, item: Where, who: Who): Result<State | null> {
  const step = stepOf(name)
  if (who.roles !== null && !step.by.some((role) => who.roles?.includes(role)))
    return refuse('disclosures.not-yours', `“${step.label}”须由${step.by.map((role) => ROLES[role]).join('或者')}办理`)
  if (who.organId !== null && who.organId !== item.organId)
    return refuse('disclosures.other-organ', '这条信息属于其他机关，只能由该机关办理')
  if (!step.from.includes(item.state) || !step.standing.includes(item.standing))
    return refuse('disclosures.too-late', `这条信息${STATES[item.state]}，不能“${step.label}”`, {
      fix: '请刷新页面，查看最新进展',
    })
  if (name === 'publish' && item.hands.includes(who.accountId))
    return refuse('disclosures.own-draft', '先审查后公开：本人起草或者修改过的信息，须由其他人审查', {
      fix: '请另一位保密审查员审查',
    })
  return ok(step.to)
}

/** The buttons to show: the same table, so a button never leads to a refusal. */
export const stepsFor = (item: Where, who: Who): StepName[] =>
  (Object.keys(STEPS) as StepName[]).filter((name) => take(name, item, who).ok)

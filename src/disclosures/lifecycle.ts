import { ok, type Result, refuse } from '../result.ts'
import { type Asked, mayDecide, mayRelease } from '../review/rules.ts'
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
  asks?: 'reason' | 'withdrawal' | 'verdict' | 'emergency'
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
  recall: {
    from: ['submitted'],
    standing: ANY,
    to: 'draft',
    by: ['officer'],
    label: '撤回送审',
    event: 'disclosures.recalled',
  },
  return: {
    from: ['submitted'],
    standing: ANY,
    to: 'draft',
    by: ['officer', 'reviewer', 'leader'],
    label: '退回修改',
    asks: 'reason',
    event: 'disclosures.returned',
  },
  publish: {
    from: ['submitted'],
    standing: ANY,
    to: 'published',
    by: ['officer', 'reviewer', 'leader'],
    label: '保密审查',
    asks: 'verdict',
    event: 'disclosures.published',
  },
  // Before the review has ended, by a leader alone; a second person confirms afterwards.
  release: {
    from: ['submitted'],
    standing: ANY,
    to: 'published',
    by: ['leader'],
    label: '紧急发布',
    asks: 'emergency',
    event: 'disclosures.released',
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

/** As much of an item as its next steps depend on. `review`: the one asked for what is submitted now. */
export type Where = { state: State; standing: Standing; organId: string; review: Asked | null }

/** As much of a person. `roles` null: the program itself, which holds every post. `organId` null: of the whole site. */
export type Who = { roles: readonly Role[] | null; organId: string | null; accountId: string; post: string }

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
  const reviewing = REVIEWING[name]
  if (!reviewing || who.roles === null) return ok(step.to)
  if (!item.review) return refuse('review.none', '这一版还没有送保密审查', { fix: '请退回后重新送审' })
  const may = reviewing(item.review, { ...who, roles: who.roles })
  return may.ok ? ok(step.to) : may
}

/** Steps that are part of the review: its own rules say who may take them. */
const REVIEWING: Partial<Record<StepName, typeof mayDecide>> = {
  return: mayDecide,
  publish: (review, who) => (review.state === 'passed' ? ok(undefined) : mayDecide(review, who)),
  release: mayRelease,
}

/** The buttons to show: the same table, so a button never leads to a refusal. */
export const stepsFor = (item: Where, who: Who): StepName[] =>
  (Object.keys(STEPS) as StepName[]).filter((name) => take(name, item, who).ok)

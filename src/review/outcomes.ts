/**
 * What a reviewer can say. The first five are the outcomes the rules of the provinces know (发改委审查办法 arts. 12, 14;
 * 开封 for 暂缓); 退回 is no outcome: the text goes back to its drafter. Pure.
 */
export const VERDICTS = {
  open: { label: '公开', lets: true, ends: false, asksWords: false },
  partial: { label: '部分公开', lets: true, ends: false, asksWords: true },
  closed: { label: '不予公开', lets: false, ends: true, asksWords: true },
  deferred: { label: '暂缓公开', lets: false, ends: false, asksWords: true },
  referred: { label: '报上级确定', lets: false, ends: false, asksWords: true },
  returned: { label: '退回修改', lets: false, ends: true, asksWords: true },
} as const satisfies Record<string, { label: string; lets: boolean; ends: boolean; asksWords: boolean }>
export type Verdict = keyof typeof VERDICTS

export const isVerdict = (text: string): text is Verdict => Object.hasOwn(VERDICTS, text)

/** What may be published: everything, what the public copy leaves, or at once with the review to follow. */
export const OUTCOMES = { open: '公开', partial: '部分公开', emergency: '紧急发布，待复核' } as const
export type Outcome = keyof typeof OUTCOMES

export const STATES = {
  open: '待审查',
  passed: '已通过',
  closed: '不予公开',
  returned: '已退回',
  dropped: '已撤回送审',
} as const
export type State = keyof typeof STATES

/** What can be reviewed, where the console shows it, and whether its last opinion publishes it in the same act. */
export const SUBJECTS = {
  document: { label: '公文', path: '/console/documents', publishes: false },
  disclosure: { label: '主动公开信息', path: '/console/disclosures', publishes: true },
  report: { label: '年度报告', path: '/console/reports', publishes: true },
  reply: { label: '答复', path: '/console/applications', publishes: false },
  sheet: { label: '公开栏', path: '/console/boards', publishes: false },
  answer: { label: '诉求答复', path: '/console/feedback', publishes: false },
} as const
export type SubjectKind = keyof typeof SUBJECTS

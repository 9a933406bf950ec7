/** What people come to a reading point for. Numbers only: who they are is nobody's business (《条例》2019 art. 25). */
export const PURPOSES = {
  read: '查阅信息',
  kiosk: '使用查阅机',
  copy: '打印、复制',
  ask: '咨询',
  apply: '申请公开',
  service: '问办事',
} as const
export type Purpose = keyof typeof PURPOSES
export const isPurpose = (text: string): text is Purpose => Object.hasOwn(PURPOSES, text)

export const MOST_PEOPLE = 1000

/** Why the stock of a paper changed. `counted`: somebody counted, and it was otherwise. */
export const REASONS = { stocked: '补充', taken: '取走', counted: '盘点' } as const
export type Reason = keyof typeof REASONS
export const isReason = (text: string): text is Reason => Object.hasOwn(REASONS, text)

export const MOST_COPIES = 100_000

/** By how much a stock of `stock` changes: what came or went, or the difference to what was counted. Pure. */
export function changeOf(reason: Reason, count: number, stock: number): number {
  if (reason === 'stocked') return count
  return reason === 'taken' ? -count : count - stock
}

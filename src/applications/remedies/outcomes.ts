import type { RemedyKind } from './kinds.ts'

/** The columns of part four of the annual report, and of lines 4 and 5 of the national table of 2014. */
export const RESULTS = { upheld: '结果维持', corrected: '结果纠正', other: '其他结果', pending: '尚未审结' } as const
export type RemedyResult = keyof typeof RESULTS

export type Decision = {
  label: string
  result: Exclude<RemedyResult, 'pending'>
  /** The organ must answer the application again. */
  again?: true
}

const WITHDRAWN: Decision = { label: '申请人撤回，程序终止', result: 'other' }

/** How each kind can end, and the column it is counted in: a closed list. Pure. */
export const DECISIONS = {
  reconsideration: {
    upheld: { label: '维持', result: 'upheld' },
    dismissed: { label: '驳回行政复议请求', result: 'upheld' },
    revoked: { label: '撤销，责令重新作出', result: 'corrected', again: true },
    ordered: { label: '责令在一定期限内履行', result: 'corrected', again: true },
    changed: { label: '变更', result: 'corrected' },
    unlawful: { label: '确认违法', result: 'corrected' },
    rejected: { label: '不予受理或者驳回申请', result: 'other' },
    mediated: { label: '调解、和解', result: 'other' },
    withdrawn: WITHDRAWN,
  },
  litigation: {
    dismissed: { label: '驳回诉讼请求', result: 'upheld' },
    revoked: { label: '撤销，责令重新作出', result: 'corrected', again: true },
    ordered: { label: '判决限期履行', result: 'corrected', again: true },
    unlawful: { label: '确认违法', result: 'corrected' },
    rejected: { label: '不予立案或者驳回起诉', result: 'other' },
    withdrawn: { label: '撤诉', result: 'other' },
  },
  complaint: {
    unfounded: { label: '不属实', result: 'upheld' },
    founded: { label: '属实，责令改正', result: 'corrected', again: true },
    partly: { label: '部分属实', result: 'corrected' },
    referred: { label: '转其他途径处理', result: 'other' },
    withdrawn: WITHDRAWN,
  },
} as const satisfies Record<RemedyKind, Record<string, Decision>>

/** The row of a decision; null when this kind has none of that name. */
export function decisionOf(kind: RemedyKind, code: string | null): Decision | null {
  const rows: Record<string, Decision> = DECISIONS[kind]
  return code !== null && Object.hasOwn(rows, code) ? rows[code]! : null
}

export const decisionSays = (of: { kind: RemedyKind; decision: string | null }): string | null => {
  const row = decisionOf(of.kind, of.decision)
  return row && `${row.label}（${RESULTS[row.result]}）`
}

import type { Block, RemedyKind } from '../../applications/remedies/kinds.ts'
import type { RemedyResult } from '../../applications/remedies/outcomes.ts'

/** Figures of what was begun in a year. */
export const FILED: Record<RemedyKind, string> = {
  reconsideration: 'reconsiderations',
  litigation: 'litigations',
  complaint: 'complaints',
}

/** Figures of part four by block; the column follows behind a dot. */
export const BLOCKS: Record<Block, string> = {
  reconsideration: 'reconsiderations',
  direct: 'suits_direct',
  reconsidered: 'suits_after',
}

export const filedCells = (groups: readonly { organId: string; year: number; kind: RemedyKind; count: number }[]) =>
  groups.map(({ organId, year, kind, count }) => ({ organId, year, key: FILED[kind], count }))

export const blockCells = (
  groups: readonly { organId: string; block: Block; result: RemedyResult; count: number }[],
  year: number,
) => groups.map(({ organId, block, result, count }) => ({ organId, year, key: `${BLOCKS[block]}.${result}`, count }))

/** 依申请公开收费, as the cases say: in 分, with the payments behind it. */
export const feeCells = (groups: readonly { organId: string; year: number; count: number; fen: number }[]) =>
  groups.map(({ organId, year, count, fen }) => ({ organId, year, key: 'fees_yuan', count, value: fen }))

/** What is registered together; where the register has any of it in a year, what was entered for that year is not used. */
export function registerOf(key: string): string | null {
  if (/^reconsiderations(\.|$)/.test(key)) return 'reconsiderations'
  if (/^(litigations$|suits_)/.test(key)) return 'litigations'
  return key === 'complaints' || key === 'fees_yuan' ? key : null
}

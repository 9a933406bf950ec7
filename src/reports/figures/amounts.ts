import type { ReportForm } from '../../law/form.ts'
import { cellsOf } from '../../law/forms/tables-shape.ts'
import { ok, type Result, refuse } from '../../result.ts'
import { ENTERED, isMoney } from './entered.ts'

const LARGEST = 10_000_000_000
const NOT_APPLICABLE = /^(不适用|—|-|\/|n\/?a)$/i

/** 分 in one of each. */
const FEN = { 元: 100, 万元: 1_000_000 } as const
export type MoneyUnit = keyof typeof FEN

/** What money is asked in: 万元 where a cell of the form prints the figure in 万元, else 元. */
export const moneyUnitIn = (form: ReportForm | null, figure: string): MoneyUnit =>
  form?.tables
    .flatMap(cellsOf)
    .some(({ source }) => typeof source === 'object' && 'wan' in source && source.wan === figure)
    ? '万元'
    : '元'

/** The unit an entered figure is asked in by a form. */
export const unitIn = (form: ReportForm | null, figure: string): string =>
  isMoney(figure) ? moneyUnitIn(form, figure) : (ENTERED[figure]?.unit ?? '')

/** A value as it is typed: money, kept in 分, in its unit. Null says 不适用. */
export const amountSays = (figure: string, value: number | null, unit: MoneyUnit = '元'): string =>
  value === null ? '不适用' : String(isMoney(figure) ? value / FEN[unit] : value)

/**
 * What was typed for a figure: a count; money in 分; or null where it says 不适用. Full-width digits and separators are
 * understood. Money is in `unit` unless it names its own: 2.5万元.
 */
export function readAmount(figure: string, text: string, field: string, unit: MoneyUnit = '元'): Result<number | null> {
  const plain = text.normalize('NFKC').replace(/[,\s]/g, '')
  if (NOT_APPLICABLE.test(plain)) return ok(null)
  return isMoney(figure) ? readMoney(plain, field, unit) : readCount(plain, field)
}

function readMoney(plain: string, field: string, unit: MoneyUnit): Result<number> {
  const [, whole, decimals = '', said] = /^(\d+)(?:\.(\d+))?(万元?|元)?$/.exec(plain) ?? []
  const asked = said ? (said === '元' ? '元' : '万元') : unit
  const places = Math.round(Math.log10(FEN[asked]))
  const most = places === 2 ? '两' : '六'
  if (!whole || decimals.length > places)
    return refuse('reports.money', `请填写以${asked}为单位的金额，最多${most}位小数`, { field, fix: '没有发生的填0' })
  const fen = Number(whole) * FEN[asked] + Number(decimals.padEnd(places, '0'))
  if (fen > LARGEST * 100) return refuse('reports.money', '这个金额太大了，请核对', { field })
  return ok(fen)
}

export function readCount(text: string, field: string): Result<number> {
  const plain = text.normalize('NFKC').replace(/[,\s]/g, '')
  if (!/^\d+$/.test(plain)) return refuse('reports.count', '请填写0或正整数', { field, fix: '没有发生的填0' })
  const count = Number(plain)
  if (count > LARGEST) return refuse('reports.count', '这个数太大了，请核对', { field })
  return ok(count)
}

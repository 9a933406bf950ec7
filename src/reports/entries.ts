import type { Context } from '../context.ts'
import { transact } from '../db/transaction.ts'
import { FUJIAN_ANNEX } from '../law/forms/fujian-2008.ts'
import { ok, type Result, refuse } from '../result.ts'
import { readAmount, readCount } from './figures/amounts.ts'
import { isEntered } from './figures/entered.ts'
import { labelOf } from './figures/labels.ts'
import { putBalance, putEntered } from './store.ts'

/** The figures an opening balance may be given for: the rows of the annex. */
export const BALANCED: readonly string[] = FUJIAN_ANNEX.rows.map(({ code }) => code)

const readSource = (text: string, field: string): Result<string> =>
  text.trim().length < 2 || text.length > 200
    ? refuse('reports.source', '请写明数据来源（2至200字）', { field, fix: '如：网站主办单位提供的2017年统计' })
    : ok(text.trim())

/**
 * Enters one figure of a year (填报数). Its source is part of it. Full-width digits and separators are understood; money is
 * given in 元; 不适用 is an answer of its own.
 */
export function enterFigure(
  ctx: Context,
  organId: string,
  input: { figure: string; year: number; value: string; source: string },
): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    if (!isEntered(input.figure)) return refuse('reports.no-figure', '没有这一项指标', { field: 'figure' })
    if (!Number.isInteger(input.year) || input.year < 2008 || input.year > ctx.now.getFullYear())
      return refuse('reports.year', '年度应当在2008年至今年之间', { field: 'year' })
    const value = readAmount(input.figure, input.value, `value-${input.figure}`)
    if (!value.ok) return value
    const source = readSource(input.source, `source-${input.figure}`)
    if (!source.ok) return source
    await putEntered(tx, organId, { figure: input.figure, year: input.year, value: value.value, source: source.value })
    return ok(undefined)
  })
}

/** Sets the opening balance of one figure (期初数): what it came to before `beforeYear`. */
export function setBalance(
  ctx: Context,
  organId: string,
  input: { figure: string; beforeYear: number; value: string; source: string },
): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    if (!BALANCED.includes(input.figure))
      return refuse('reports.no-figure', `${labelOf(input.figure)}没有期初数`, { field: 'figure' })
    if (!Number.isInteger(input.beforeYear) || input.beforeYear < 2008 || input.beforeYear > ctx.now.getFullYear())
      return refuse('reports.year', '起算年度应当在2008年至今年之间', { field: 'beforeYear' })
    const value = readCount(input.value, 'value')
    if (!value.ok) return value
    const source = readSource(input.source, 'source')
    if (!source.ok) return source
    await putBalance(tx, organId, {
      figure: input.figure,
      beforeYear: input.beforeYear,
      value: value.value,
      source: source.value,
    })
    return ok(undefined)
  })
}

import { type Day, day, daysBetween, monthOf, yearOf } from '../../calendar/day.ts'
import type { ReportForm } from '../../law/form.ts'
import { CHAPTERS, type Chapter, ENTERED, isMoney } from '../figures/entered.ts'
import { basesOf } from '../figures/needed.ts'

export const MONTHS = Array.from({ length: 12 }, (_, at) => at + 1)

/** What a section said of a month. `value` null: 不适用. What was not said has no answer at all. Money in 分. */
export type Answer = { unitId: string; figure: string; month: number; value: number | null }

/** A section answers for a figure (责任科室). */
export type Duty = { unitId: string; figure: string }

/** The figures of a form that sections enter month by month, in the order of the chapters. */
export function monthlyFigures(form: ReportForm | null): string[] {
  if (!form) return []
  const bases = basesOf(form)
  const chapters = Object.keys(CHAPTERS) as Chapter[]
  return chapters.flatMap((chapter) =>
    Object.keys(ENTERED).filter((key) => {
      const figure = ENTERED[key]!
      return figure.chapter === chapter && figure.monthly && bases.has(key) && !form.derived?.[key]
    }),
  )
}

/** The sum of what was entered of one figure. `value` null: all said 不适用. `missing`: months a section owes, none of which was entered as 0. */
export type Sum = {
  figure: string
  value: number | null
  count: number
  missing: { unitId: string; months: number[] }[]
}

/**
 * The year of each figure any month of which was entered. 不适用 is left out of a sum; a section that answers for a figure and
 * left a month open is named. Pure: the order of the answers does not matter.
 */
export function sumsOf(answers: readonly Answer[], duties: readonly Duty[]): Sum[] {
  const byFigure = Map.groupBy(answers, ({ figure }) => figure)
  return [...byFigure].map(([figure, own]) => {
    const values = own.flatMap(({ value }) => (value === null ? [] : [value]))
    const missing = duties
      .filter((duty) => duty.figure === figure)
      .map(({ unitId }) => {
        const said = new Set(own.filter((one) => one.unitId === unitId).map(({ month }) => month))
        return { unitId, months: MONTHS.filter((month) => !said.has(month)) }
      })
      .filter(({ months }) => months.length > 0)
    return {
      figure,
      value: values.length === 0 ? null : values.reduce((all, value) => all + value, 0),
      count: own.length,
      missing,
    }
  })
}

/** 1、2、3、7月 as people say it: 1至3月、7月. */
export function monthsSay(months: readonly number[]): string {
  const runs: [number, number][] = []
  for (const month of months) {
    const last = runs.at(-1)
    if (last && last[1] === month - 1) last[1] = month
    else runs.push([month, month])
  }
  return runs.map(([from, to]) => (from === to ? `${from}月` : `${from}至${to}月`)).join('、')
}

/** In the unit the report counts in: money in 元. */
const inReport = (figure: string, value: number): number => (isMoney(figure) ? value / 100 : value)

/** A year entered by the office beside the months: which of the two is used, and whether they differ. */
export function differs(
  sum: Sum,
  yearly: { value: number | null } | undefined,
): { months: number; year: number } | null {
  if (!yearly || yearly.value === null || sum.value === null || sum.missing.length > 0) return null
  return yearly.value === sum.value
    ? null
    : { months: inReport(sum.figure, sum.value), year: inReport(sum.figure, yearly.value) }
}

/** The day a month is due: a day of the month after, set by the office. No law names one. */
export const DUE_DAY = 10
export const dueOf = (year: number, month: number, dueDay: number): Day =>
  day(
    `${month === 12 ? year + 1 : year}-${String((month % 12) + 1).padStart(2, '0')}-${String(dueDay).padStart(2, '0')}`,
  )

/** A month that has not begun cannot be entered. */
export const hasBegun = (year: number, month: number, today: Day): boolean =>
  year < yearOf(today) || (year === yearOf(today) && month <= monthOf(today))

export type CellState = 'none' | 'later' | 'complete' | 'open' | 'soon' | 'late'
export type Cell = { state: CellState; entered: number; asked: number; says: string }

/** From how many days before the due day the light is yellow. */
const SOON = 5

/** How one section stands with one month. `none`: it answers for nothing this year; `later`: the month has not begun. */
export function cellOf(of: {
  entered: number
  asked: number
  year: number
  month: number
  dueDay: number
  today: Day
}): Cell {
  const { entered, asked, year, month, today } = of
  const cell = (state: CellState, says: string): Cell => ({ state, entered, asked, says })
  if (asked === 0) return cell('none', '无')
  if (entered >= asked) return cell('complete', `已填${asked}项`)
  if (!hasBegun(year, month, today)) return cell('later', '未到')
  const due = dueOf(year, month, of.dueDay)
  const left = daysBetween(today, due)
  const some = entered === 0 ? '未填' : `已填${entered}/${asked}项`
  if (left < 0) return cell('late', `${some}，逾期${-left}天`)
  if (left <= SOON) return cell('soon', `${some}，${left === 0 ? '今天到期' : `还有${left}天`}`)
  return cell('open', `${some}，${due.slice(5)}前填`)
}

/** Why a month cannot be changed: the office closed it, the report was signed, or it has not begun. Null: it can. */
export type Shut = 'closed' | 'signed' | 'later'
export const SHUT: Record<Shut, { says: string; fix: string }> = {
  closed: { says: '这个月已经关账，不能再改', fix: '确需更正的，请党政办公室写明原因重新开放' },
  signed: { says: '这个年度的报告已经签发，不能再改', fix: '确需更正的，请党政办公室先办理更正版' },
  later: { says: '这个月还没有开始', fix: '请选择已经开始的月份' },
}
export const shutOf = (of: { begun: boolean; closed: boolean; signed: boolean }): Shut | null =>
  of.signed ? 'signed' : of.closed ? 'closed' : of.begun ? null : 'later'

/** What changes when a month is saved: `value` undefined is blank, null is 不适用. */
export type Change = { figure: string; before: number | null | undefined; after: number | null | undefined }

/** Only what differs. A first answer is no correction; taking one back is. */
export const changesOf = (
  before: ReadonlyMap<string, number | null>,
  after: ReadonlyMap<string, number | null | undefined>,
): Change[] =>
  [...after]
    .map(([figure, value]): Change => ({ figure, before: before.get(figure), after: value }))
    .filter((change) => change.before !== change.after)

export const isCorrection = ({ before }: Change): boolean => before !== undefined

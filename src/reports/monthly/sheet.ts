import { createHash } from 'node:crypto'
import { dayOf } from '../../calendar/day.ts'
import type { Context, Scope } from '../../context.ts'
import { transact } from '../../db/transaction.ts'
import { readFile } from '../../files/store.ts'
import { readTables, type TableRow, type TableSheet } from '../../files/tables.ts'
import type { ReportForm } from '../../law/form.ts'
import { ok, type Refusal, type Result, refuse } from '../../result.ts'
import { amountSays, moneyUnitIn, readAmount, unitIn } from '../figures/amounts.ts'
import { ENTERED } from '../figures/entered.ts'
import { formOfYear } from './form.ts'
import { hasBegun, isCorrection, type Change as MonthChange, SHUT, shutOf } from './rules.ts'
import {
  answersOf,
  closingsOf,
  dutiesOf,
  findImport,
  holdMonths,
  isSigned,
  markApplied,
  putAnswers,
  type Section,
} from './store.ts'

/** The columns of the workbook, sent out and read in. */
export const HEADS = ['年度', '月份', '科室', '指标', '单位', '数值', '说明'] as const
const MOST_ROWS = 5000

export type RowProblem = { at: number; says: string }
export type Line = MonthChange & {
  at: number
  year: number
  month: number
  unitId: string
  unitName: string
  note: string
}
export type Plan = { lines: Line[]; same: number; blank: number; rows: number; problems: RowProblem[] }

/** A plan in one word: what somebody said yes to is what is written, or it is shown again. */
export const digestOf = ({ lines }: Plan): string =>
  createHash('sha256')
    .update(
      JSON.stringify(
        lines.map(({ at: _, unitName: __, before, ...line }) => [line, before === undefined ? 'blank' : before]),
      ),
    )
    .digest('hex')

type Years = Map<number, Awaited<ReturnType<typeof yearFor>>>

async function yearFor(scope: Scope, organId: string, year: number) {
  const own = { from: year, to: year }
  const [form, duties, answers, closings, signed] = await Promise.all([
    formOfYear(scope, organId, year),
    dutiesOf(scope, organId, year),
    answersOf(scope, organId, own),
    closingsOf(scope, organId, year),
    isSigned(scope, organId, year),
  ])
  return { form, duties, answers, closed: new Set(closings.map(({ month }) => month)), signed }
}

/** What the rows of a workbook would change, and what is wrong with each that cannot be read. Writes nothing. */
export async function planOf(
  ctx: Context,
  organId: string,
  sections: readonly Section[],
  sheets: readonly TableSheet[],
): Promise<Plan> {
  const rows = sheets.flatMap((sheet) => sheet.rows)
  const plan: Plan = { lines: [], same: 0, blank: 0, rows: rows.length, problems: [] }
  const heads = new Set(rows.flatMap(({ cells }) => Object.keys(cells)))
  const lacking = HEADS.filter((head) => head !== '单位' && head !== '说明' && !heads.has(head))
  if (lacking.length > 0) {
    plan.problems.push({ at: 1, says: `第一行缺少“${lacking.join('”“')}”这些列；可以先导出，在导出的表里填` })
    return plan
  }
  if (rows.length > MOST_ROWS) {
    plan.problems.push({ at: MOST_ROWS + 2, says: `一次最多导入${MOST_ROWS}行，请分几次导入` })
    return plan
  }
  const years: Years = new Map()
  const taken = new Map<string, number>()
  for (const row of rows) {
    const read = await lineOf(ctx, organId, sections, row, years)
    if (read === 'blank') plan.blank += 1
    else if (!read.ok)
      plan.problems.push({ at: row.at, says: [read.refusal.says, read.refusal.fix].filter(Boolean).join('，') })
    else {
      const { year, month, unitId, figure } = read.value
      const key = [year, month, unitId, figure].join(' ')
      const first = taken.get(key)
      taken.set(key, row.at)
      if (first) plan.problems.push({ at: row.at, says: `和第${first}行是同一个科室、同一个月的同一项` })
      else if (read.value.before === read.value.after) plan.same += 1
      else plan.lines.push(read.value)
    }
  }
  return plan
}

async function lineOf(
  ctx: Context,
  organId: string,
  sections: readonly Section[],
  { at, cells }: TableRow,
  years: Years,
): Promise<Result<Line> | 'blank'> {
  const cell = (head: (typeof HEADS)[number]) => (cells[head] ?? '').normalize('NFKC').trim()
  const [year, month] = [Number(cell('年度').replace(/年$/, '')), Number(cell('月份').replace(/月$/, ''))]
  if (!Number.isInteger(year) || year < 2008 || year > 2100) return refuse('monthly.year', '年度应当是四位数的年份')
  if (!Number.isInteger(month) || month < 1 || month > 12) return refuse('monthly.month', '月份应当是1至12')
  const section = sections.find(({ name }) => name === cells.科室?.trim())
  if (!section) return refuse('monthly.not-yours', `“${cells.科室 ?? ''}”不是您可以填报的科室`)
  if (cell('数值') === '') return 'blank'
  const known = years.get(year) ?? (await yearFor(ctx, organId, year))
  years.set(year, known)
  const shut = shutOf({
    begun: hasBegun(year, month, dayOf(ctx.now)),
    closed: known.closed.has(month),
    signed: known.signed,
  })
  if (shut) return refuse(`monthly.${shut}`, `${year}年${month}月：${SHUT[shut].says}`)
  const figure = Object.keys(ENTERED).find((key) => [key, ENTERED[key]!.label].includes(cells.指标?.trim() ?? ''))
  if (!figure) return refuse('monthly.no-figure', `没有“${cells.指标 ?? ''}”这项指标`)
  if (!known.duties.some((duty) => duty.unitId === section.id && duty.figure === figure))
    return refuse('monthly.not-assigned', `${section.name}不负责“${ENTERED[figure]!.label}”`)
  const unit = cell('单位')
  if (unit && ENTERED[figure]!.money && unit !== '元' && unit !== '万元')
    return refuse('monthly.unit', `金额的单位应当是元或者万元，不能是“${unit}”`)
  const money = unit === '元' || unit === '万元' ? unit : moneyUnitIn(known.form, figure)
  const read = readAmount(figure, cell('数值'), '数值', money)
  if (!read.ok) return read
  const before = known.answers.find(
    (one) => one.unitId === section.id && one.month === month && one.figure === figure,
  )?.value
  const note = (cells.说明 ?? '').trim()
  if (note.length > 200) return refuse('monthly.reason', '说明不超过200字')
  return ok({ at, year, month, unitId: section.id, unitName: section.name, figure, before, after: read.value, note })
}

/** The file somebody sent, and what it would do now. A refusal where the file itself cannot be read. */
export async function readImport(
  ctx: Context,
  id: string,
  sections: readonly Section[],
): Promise<{ name: string; organId: string; applied: boolean; plan: Plan | null; refusal: Refusal | null } | null> {
  const pending = await findImport(ctx, id)
  const { actor } = ctx
  if (!pending || actor.kind !== 'staff' || pending.accountId !== actor.accountId) return null
  const kept = await readFile(ctx, pending.fileId)
  if (!kept) return null
  const of = { name: kept.file.name, organId: pending.organId, applied: pending.appliedAt !== null }
  if (of.applied) return { ...of, plan: null, refusal: null }
  const tables = await readTables(kept.file.name, kept.bytes)
  if (!tables.ok) return { ...of, plan: null, refusal: tables.refusal }
  return { ...of, plan: await planOf(ctx, pending.organId, sections, tables.value), refusal: null }
}

/**
 * Writes what somebody has seen and said yes to: every line of it or none. Refuses when the months moved since, when a row has
 * a problem, and corrections without a reason, of their own or for all of them.
 */
export function applyImport(
  ctx: Context,
  id: string,
  sections: readonly Section[],
  { seen, reason }: { seen: string; reason: string },
): Promise<Result<number>> {
  return transact(ctx, async (tx) => {
    const pending = await findImport(tx, id)
    if (!pending) return refuse('monthly.no-import', '没有这次导入')
    await holdMonths(tx, pending.organId)
    const read = await readImport(tx, id, sections)
    if (!read) return refuse('monthly.no-import', '没有这次导入')
    if (read.refusal) return { ok: false, refusal: read.refusal }
    if (read.applied || !read.plan) return refuse('monthly.applied', '这份表已经导入过了')
    const { lines, problems } = read.plan
    if (problems.length > 0)
      return refuse('monthly.problems', `有${problems.length}行不能导入，一行也没有写入`, { fix: '请改正后重新上传' })
    if (digestOf(read.plan) !== seen)
      return refuse('monthly.moved', '看过以后这些数又有人改动', { fix: '请核对最新的对照后再确认' })
    const why = reason.trim()
    if (why.length < 2 && lines.some((line) => isCorrection(line) && line.note.length < 2))
      return refuse('monthly.reason', '有更正的数，请写明原因', { field: 'reason' })
    const months = Map.groupBy(lines, ({ unitId, year, month }) => `${unitId} ${year} ${month}`)
    for (const own of months.values()) {
      const { unitId, year, month } = own[0]!
      const noteOf = new Map(own.map((line) => [line.figure, line.note]))
      await putAnswers(
        tx,
        { organId: pending.organId, unitId, year, month },
        own.map(({ figure, before, after }) => ({ figure, before, after })),
        (change) => noteOf.get(change.figure) || (isCorrection(change) ? why : ''),
        { importId: id },
      )
    }
    if (!(await markApplied(tx, id, pending.organId, { file: read.name, lines: lines.length })))
      return refuse('monthly.applied', '这份表已经导入过了')
    return ok(lines.length)
  })
}

/** The rows of a year to send out: every month that has begun, of every section and figure, blank where nothing was entered. */
export async function rowsOf(
  scope: Scope & { now: Date },
  organId: string,
  sections: readonly Section[],
  year: number,
): Promise<(string | number)[][]> {
  const { form, duties, answers } = await yearFor(scope, organId, year)
  const today = dayOf(scope.now)
  return sections.flatMap((section) =>
    duties
      .filter(({ unitId }) => unitId === section.id)
      .flatMap(({ figure }) =>
        Array.from({ length: 12 }, (_, at) => at + 1)
          .filter((month) => hasBegun(year, month, today))
          .map((month) => {
            const answer = answers.find(
              (one) => one.unitId === section.id && one.month === month && one.figure === figure,
            )
            return [
              year,
              month,
              section.name,
              ENTERED[figure]!.label,
              unitIn(form, figure),
              said(figure, answer, form),
              answer?.reason ?? '',
            ]
          }),
      ),
  )
}

/** A number as a number, so that people can add it up. */
function said(figure: string, answer: { value: number | null } | undefined, form: ReportForm | null) {
  if (!answer) return ''
  const says = amountSays(figure, answer.value, moneyUnitIn(form, figure))
  return answer.value === null ? says : Number(says)
}

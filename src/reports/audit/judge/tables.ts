import { APPLICANTS, REMEDIES } from '../../../law/forms/tables-2021.ts'
import { NATIONAL_2014 } from '../../../law/forms/tables-national-2014.ts'
import type { Identity } from '../../../law/forms/tables-shape.ts'
import type { Cell, Contradiction } from '../findings.ts'
import { quoteOf } from '../flow.ts'
import { sumOf } from '../numerals.ts'
import { type ReadRow, type ReadTable, rowOf } from '../tables/table.ts'
import { type Case, contradiction, type Judge, plusSigns, quoteRow, shown } from './case.ts'

/** Part three: every row against its total, every column against the identities printed on the form. */
export const judgeApplications: Judge = (it) => {
  const { applications: table } = it.report
  if (!table) return []
  const rows = table.rows.flatMap((row) => judgeRow(it, row))
  const columns = APPLICANTS.flatMap(({ label }, column) =>
    table.form.identities.flatMap((identity, index) => judgeColumn(it, table, identity, column, label, index === 0)),
  )
  return [...rows, ...columns]
}

function judgeRow(it: Case, row: ReadRow): Contradiction[] {
  const total = row.cells?.at(-1) ?? null
  const parts = row.cells?.slice(0, -1) ?? []
  if (total === null || parts.every((cell) => cell === null)) return []
  const sum = sumOf(parts)
  if (sum === total) return []
  const says = `表三“${row.label}”各类申请人之和为${shown(sum)}，总计写${shown(total)}`
  const head = headQuote(it, '总计', row)
  return [contradiction('table-sum', 'hard', says, [total, sum], [quoteRow(it, row), head])]
}

/** The head of the column, for a second quotation. */
function headQuote(it: Case, words: string, row: ReadRow): string {
  const { flow } = it.report
  const at = flow.text.lastIndexOf(words, row.place.from)
  return at >= 0 ? quoteOf(flow, at, at + words.length) : ''
}

function judgeColumn(
  it: Case,
  table: ReadTable,
  identity: Identity,
  column: number,
  label: string,
  carries: boolean,
): Contradiction[] {
  const cellOf = (code: string): Cell | undefined => rowOf(table, code)?.cells?.[column]
  const sides = [identity.left, identity.right].map((codes) => codes.map(cellOf))
  // A row that was not found, or whose digits could not be told apart, leaves the sum open.
  if (sides.flat().includes(undefined) && !leavesNothingOut(table, identity)) return []
  const [left, right] = sides.map((cells) => cells.map((cell) => cell ?? null))
  if (left!.every((cell) => cell === null) || right!.every((cell) => cell === null)) return []
  const [stated, computed] = [sumOf(left!), sumOf(right!)]
  if (stated === computed) return []
  const codes = [...identity.left, ...(carries ? identity.right : [])]
  const quotes = codes.flatMap((code) => {
    const row = rowOf(table, code)
    return row ? [quoteRow(it, row)] : []
  })
  const nonZero = right!.filter((cell): cell is number => cell !== null && cell !== 0)
  const says = carries
    ? `表三“${label}”一列：新收加上年结转为${plusSigns(left!.map((cell) => cell ?? 0))}＝${shown(stated)}，办理结果总计加结转下年为${plusSigns(right!.map((cell) => cell ?? 0))}＝${shown(computed)}`
    : `表三“${label}”一列：各项办理结果${nonZero.length > 1 && nonZero.length < 9 ? plusSigns(nonZero) : '之和'}＝${shown(computed)}，总计写${shown(stated)}`
  const more = carries
    ? []
    : [identity.right.map((code) => rowOf(table, code)).find((row) => (row?.cells?.[column] ?? 0) > 0)]
  return [
    contradiction(
      carries ? 'carry-over' : 'table-sum',
      'hard',
      says,
      [stated, computed],
      [...quotes, ...more.flatMap((row) => (row ? [quoteRow(it, row)] : [])), headQuote(it, '总计', table.rows[0]!)],
    ),
  ]
}

/** Every row of the identity was found and read. */
const leavesNothingOut = (table: ReadTable, { left, right }: Identity) =>
  [...left, ...right].every((code) => rowOf(table, code)?.cells != null)

/** Part four: each block against its total. */
export const judgeRemedies: Judge = (it) => {
  const { remedies: table, flow } = it.report
  if (!table) return []
  return REMEDIES.flatMap(({ code, label }) => {
    const cells = rowOf(table, code)?.cells
    const total = cells?.at(-1) ?? null
    const parts = cells?.slice(0, -1) ?? []
    if (total === null && parts.every((cell) => (cell ?? 0) === 0)) return []
    const sum = sumOf(parts)
    if (sum === (total ?? 0) || parts.every((cell) => cell === null)) return []
    const nonZero = parts.filter((cell): cell is number => cell !== null && cell !== 0)
    const says = `表四${label}：${nonZero.length > 1 ? `${plusSigns(nonZero)}＝` : ''}${shown(sum)}，总计写${total === null ? '空' : shown(total)}`
    const figures = [total ?? 0, sum, ...(nonZero.length > 1 ? nonZero : [])]
    const quotes = [quoteOf(flow, table.numbersFrom, table.to), quoteOf(flow, table.from, table.from + 4)]
    return [contradiction('table-sum', 'hard', says, figures, quotes)]
  })
}

/** The national table of 2014 to 2018. */
export const judgeNational: Judge = (it) => {
  const { national: table } = it.report
  if (!table) return []
  const value = (code: string) => rowOf(table, code)?.cells?.[0] ?? null
  const sums = NATIONAL_2014.identities.flatMap(({ left, right }) => {
    const whole = rowOf(table, left[0]!)
    const stated = value(left[0]!)
    const parts = right.map(value)
    if (!whole || stated === null || !leavesNothingOut(table, { left, right, says: '' }) || parts.includes(null))
      return []
    const sum = sumOf(parts)
    if (sum === stated) return []
    const says = `统计表“${whole.label}”为${shown(stated)}，其下各项之和为${shown(sum)}`
    const first = rowOf(table, right[0]!)!
    return [contradiction('table-sum', 'hard', says, [stated, sum], [quoteRow(it, whole), quoteRow(it, first)])]
  })
  const bounds = NATIONAL_2014.bounds.flatMap(({ part, whole }) => {
    const [inner, outer] = [rowOf(table, part), rowOf(table, whole)]
    const [small, large] = [value(part), value(whole)]
    if (!inner || !outer || small === null || large === null || small <= large) return []
    const says = `统计表“${inner.label}”${shown(small)}大于“${outer.label}”${shown(large)}`
    return [contradiction('part-whole', 'hard', says, [large, small], [quoteRow(it, outer), quoteRow(it, inner)])]
  })
  return [...sums, ...bounds]
}

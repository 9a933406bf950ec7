import { type Cell, cellsOfRow, type FormTable } from '../../law/forms/tables-shape.ts'
import { type CellValue, cellValue, figureNamed, type Reckoning } from '../figures.ts'

export type Broken = { says: string; figures: number[]; about: string }

/** Identities, bounds and totals of a table that its figures do not keep, column by column. Blanks are not judged. Pure. */
export function brokenSums(table: FormTable, reckoning: Reckoning): Broken[] {
  const value = (code: string, at: number) => {
    const row = table.rows.find((one) => one.code === code)
    const cell = row && cellsOfRow(table, row)[at]
    return cell ? (figureNamed(reckoning, cell.key)?.value ?? null) : null
  }
  const label = (code: string) => table.rows.find((row) => row.code === code)?.label ?? code
  const column = (at: number) => (table.columns.length > 1 ? `${table.columns[at]!.label}一列：` : '')
  const sum = (codes: readonly string[], at: number): number | null => {
    const values = codes.map((code) => value(code, at))
    return values.includes(null) ? null : (values as number[]).reduce((a, b) => a + b, 0)
  }
  const broken: Broken[] = []
  for (const [at, { code }] of table.columns.entries()) {
    for (const { left, right, says } of table.identities) {
      const [one, other] = [sum(left, at), sum(right, at)]
      if (one === null || other === null || one === other) continue
      broken.push({
        says: `${table.caption}，${column(at)}${left.map(label).join('加')}为${one}，${shortly(right.map(label))}为${other}，二者不等。${says}。`,
        figures: [one, other],
        about: `${left[0]}:${code}`,
      })
    }
    for (const { part, whole, says } of table.bounds) {
      const [small, large] = [value(part, at), value(whole, at)]
      if (small === null || large === null || small <= large) continue
      broken.push({
        says: `${table.caption}，${column(at)}${label(part)}${small}，大于${label(whole)}${large}。${says}。`,
        figures: [small, large],
        about: `${part}:${code}`,
      })
    }
  }
  const total = table.columns.findIndex(({ code }) => code === table.total)
  for (const row of total < 0 ? [] : table.rows) {
    const parts = table.columns.map((_, at) => value(row.code, at)).filter((_, at) => at !== total)
    const whole = value(row.code, total)
    if (whole === null || parts.includes(null)) continue
    const all = (parts as number[]).reduce((a, b) => a + b, 0)
    if (all !== whole)
      broken.push({
        says: `${table.caption}，${row.label}总计${whole}，各列之和为${all}。`,
        figures: [whole, all],
        about: `${row.code}:${table.total}`,
      })
  }
  return broken
}

const shortly = (labels: readonly string[]) =>
  labels.length > 3 ? `${labels[0]}等${labels.length}项之和` : labels.join('加')

/** Rows with cells that are blank or say 不适用: these forms take a number everywhere, 0 where there was nothing. */
export const blankCells = (
  table: FormTable,
  reckoning: Reckoning,
): (Omit<Broken, 'figures'> & { cells: Pick<Cell, 'key' | 'source'>[] })[] =>
  table.rows.flatMap((row) => {
    const cells = cellsOfRow(table, row).map(({ key, source, column }, at) => ({
      key,
      source,
      head: row.columns?.[at] ?? column.label,
      value: cellValue(figureNamed(reckoning, key)),
    }))
    const told = (value: CellValue, says: string) => {
      const blank = cells.filter((cell) => cell.value === value)
      const heads = blank.map(({ head }) => head)
      const which = heads.length > 0 && heads.length < cells.length ? `（${heads.join('、')}）` : ''
      const about = value === null ? row.code : `${row.code}:n/a`
      return heads.length === 0
        ? []
        : [{ says: `${table.caption}，${row.label}${which}${says}没有发生的请填0。`, about, cells: blank }]
    }
    return [...told(null, '没有填报。'), ...told('not-applicable', '填了“不适用”，这张表每格都要填数。')]
  })

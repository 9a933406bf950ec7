import type { ReportForm } from '../law/form.ts'
import { cellsOfRow, type FormTable } from '../law/forms/tables-shape.ts'

/** A record behind a figure: what it is called, its day, and where staff can open it. */
export type RecordRef = { id: string; label: string; on: string | null; href: string | null }

/**
 * A reported figure. `value` is null when nobody entered it, and also when it does not apply (`applicable` false): 0, blank
 * and not applicable are different answers. `count`: how many records stand behind it; they are looked up when somebody
 * opens the figure. A signed report keeps the lists that are not too long, as they were then (`records`).
 */
export type Figure = {
  key: string
  label: string
  unit: string
  value: number | null
  applicable?: false
  definition: string
  count?: number
  records?: RecordRef[]
  /** Of a sum over several organs: one line for each organ below, after the own records. */
  below?: RecordRef[]
}

export type CategoryCount = {
  code: string
  name: string
  count: number
  percent: number
  records?: RecordRef[]
  below?: RecordRef[]
}
export type MonthCount = { month: number; count: number }

/** Everything a report says in numbers, computed at one moment from one snapshot of the database. */
export type Reckoning = {
  organId: string
  year: number
  form: string
  figures: Figure[]
  categories: CategoryCount[]
  months: MonthCount[]
}

/**
 * A share in percent, rounded half up at the given number of decimals; null when the whole is 0. Computed in whole numbers,
 * so that 55 of 65 is 84.6 on every machine.
 */
export function percentOf(part: number, whole: number, digits: number): number | null {
  if (whole === 0) return null
  const scale = 10 ** digits
  return Math.floor((part * 100 * scale * 2 + whole) / (whole * 2)) / scale
}

const maps = new WeakMap<Reckoning, Map<string, Figure>>()

export function figureNamed(reckoning: Reckoning, key: string): Figure | undefined {
  let byKey = maps.get(reckoning)
  if (!byKey) {
    byKey = new Map(reckoning.figures.map((figure) => [figure.key, figure]))
    maps.set(reckoning, byKey)
  }
  return byKey.get(key)
}

export const figureValue = (reckoning: Reckoning, key: string): number | null =>
  figureNamed(reckoning, key)?.value ?? null

/** How many records a figure counts. */
export const recordCount = ({ count, records, below = [] }: Pick<Figure, 'count' | 'records' | 'below'>): number =>
  records ? records.length : (count ?? 0) + below.length

/** What a cell of a table says: a number; null while nobody entered it; or that it does not apply. */
export type CellValue = number | null | 'not-applicable'

export const cellValue = (figure: Figure | undefined): CellValue =>
  figure?.applicable === false ? 'not-applicable' : (figure?.value ?? null)

/** The cells of each row of a table, by the code of the row, or by its label where the form says so. */
export const tableValues = (table: FormTable, reckoning: Reckoning): Record<string, CellValue[]> =>
  Object.fromEntries(
    table.rows.map((row) => [
      table.named ? row.label : row.code,
      cellsOfRow(table, row).map(({ key }) => cellValue(figureNamed(reckoning, key))),
    ]),
  )

/** The tables of a form by their keys, filled in. */
export const tablesOf = (form: ReportForm, reckoning: Reckoning): Record<string, Record<string, CellValue[]>> =>
  Object.fromEntries(form.tables.map((table) => [table.key, tableValues(table, reckoning)]))

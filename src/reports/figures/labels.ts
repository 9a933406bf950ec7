import { APPLICANTS, APPLICATIONS_2019, APPLICATIONS_2021, REMEDIES } from '../../law/forms/tables-2021.ts'
import { NATIONAL_2014 } from '../../law/forms/tables-national-2014.ts'
import { cellsOf, cumulativeOf, type FormTable } from '../../law/forms/tables-shape.ts'
import { COUNTED, type Definition, NEVER, OPEN } from './counted.ts'
import { ENTERED } from './entered.ts'

/** Figures with a name of their own, in the order reports list them. */
export const NAMED: Record<string, Definition> = { ...COUNTED, ...ENTERED, ...OPEN, ...NEVER }

const LINES: Record<string, Definition> = Object.fromEntries([
  ...REMEDIES.map(({ figure, label }) => [
    figure,
    { label, unit: '件', definition: `因政府信息公开引起的${label}，各种结果之和。` },
  ]),
  ...[...APPLICATIONS_2021.rows, ...APPLICATIONS_2019.rows].map(({ figure, label, under }) => [
    figure,
    {
      label: `${under?.[1] ?? ''}${label}`,
      unit: '件',
      definition: '本年办结、归入这一类结果的申请；一件申请只归入一类。',
    },
  ]),
  ...cellsOf(NATIONAL_2014).flatMap(({ key, row }) =>
    key.startsWith('answered.')
      ? [[key, { label: row.label, unit: '件', definition: '本年答复、归入这一类的申请；一件申请只归入一类。' }]]
      : [],
  ),
])

/** What a figure is called and means, whatever its key: named, a line of a table, a line by who applied, or cumulative. */
export function definitionOf(key: string): Definition {
  const own = NAMED[key] ?? LINES[key]
  if (own) return own
  const [line, code] = split(key)
  const applicant = APPLICANTS.find((column) => column.code === code)
  if (applicant) {
    const of = definitionOf(line)
    return {
      ...of,
      label: `${of.label}（${applicant.label}）`,
      definition: `${of.definition}其中申请人是${applicant.label}的。`,
    }
  }
  const base = Object.keys(NAMED).find((name) => cumulativeOf(name) === key)
  return base
    ? { ...NAMED[base]!, label: `${NAMED[base]!.label}（历年累计）` }
    : { label: key, unit: '', definition: '' }
}

const split = (key: string): [string, string] => {
  const at = key.lastIndexOf('.')
  return [key.slice(0, at), key.slice(at + 1)]
}

/** The label of any figure, the cumulative ones included. */
export const labelOf = (key: string): string => definitionOf(key).label

/** What a cell of its own is called: its row, and its column where there are several. */
export function cellLabel(table: FormTable, key: string): string | null {
  const cell = cellsOf(table).find((one) => one.key === key)
  if (!cell) return null
  const column = cell.row.columns?.[table.columns.indexOf(cell.column)] ?? cell.column.label
  return table.columns.length > 1 && column ? `${cell.row.label}：${column}` : cell.row.label
}

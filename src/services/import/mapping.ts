import { Day } from '../../calendar/day.ts'
import type { TableRow, TableSheet } from '../../files/tables.ts'
import { EMPTY_GUIDE, Guide, Material } from '../guide/model.ts'
import type { ServiceEntry } from '../rules.ts'
import { COLUMNS, count, type GuideColumn, HEADS, MATERIAL_HEADS, MATERIAL_SHEETS } from './columns.ts'

/**
 * A table of services as entries of the list. Columns are found by the names of the national exchange library or by their
 * Chinese names. A column that is not in the file leaves its field as it stands; an empty cell empties it. Pure.
 */
export type ImportedService = {
  /** Line of the file. */
  at: number
  code: string
  name: string
  visits: number
  /** Only the fields the file has columns for. */
  guide: Partial<Guide>
  listedOn: Day | null
}

export type RowProblem = { sheet: string; at: number; code: string; says: string }

type Reading = { services: ImportedService[]; problems: RowProblem[]; unknown: string[] }

const cellOf = (cells: Record<string, string>, heads: readonly string[]): string =>
  heads.map((head) => cells[head]).find((cell) => cell !== undefined && cell !== '') ?? ''
const hasColumn = (rows: readonly TableRow[], heads: readonly string[]) =>
  rows.some(({ cells }) => heads.some((head) => Object.hasOwn(cells, head)))

/** Reads a file of services. Every row that cannot be one is a problem with its line; nothing is guessed. With `today`, days to come are problems too. */
export function readServices(sheets: readonly TableSheet[], today?: Day): Reading {
  const problems: RowProblem[] = []
  const services: ImportedService[] = []
  const isMaterial = ({ name }: TableSheet) => MATERIAL_SHEETS.includes(name.trim())
  const main = sheets.find((sheet) => !isMaterial(sheet) && hasColumn(sheet.rows, HEADS.code)) ?? null
  if (!main) {
    const seen = sheets.flatMap(({ rows }) => Object.keys(rows[0]?.cells ?? {})).slice(0, 8)
    problems.push({
      sheet: sheets[0]?.name ?? '',
      at: 1,
      code: '',
      says: `没有“事项编码”这一列${seen.length > 0 ? `，第一行是：${seen.join('、')}` : '，表里没有数据'}`,
    })
    return { services, problems, unknown: [] }
  }
  const columns = COLUMNS.filter(({ heads }) => hasColumn(main.rows, heads))
  const seen = new Map<string, number>()
  for (const { at, cells } of main.rows) {
    const code = cellOf(cells, HEADS.code)
    const wrong = (says: string) => problems.push({ sheet: main.name, at, code, says })
    const before = problems.length
    if (!/^[\w.-]{1,64}$/.test(code))
      wrong(code ? `事项编码“${short(code)}”不对：应由字母、数字、点和短横组成，最长64位` : '没有事项编码')
    else if (seen.has(code)) wrong(`编码与第${seen.get(code)}行重复`)
    else seen.set(code, at)
    const name = cellOf(cells, HEADS.name)
    if (!name || name.length > 200) wrong(name ? '事项名称超过200字' : '没有事项名称')
    const visits = cellOf(cells, HEADS.visits)
    if (!/^\d{1,2}(\.0+)?$/.test(visits))
      wrong(visits ? `到办事现场次数“${short(visits)}”不是0到99之间的整数` : '没有到办事现场次数')
    const listed = cellOf(cells, HEADS.listedOn)
    const listedOn = listed ? dayIn(listed) : null
    if (listed && !listedOn) wrong(`没有“${short(listed)}”这一天`)
    if (listedOn && today && listedOn > today) wrong(`列入日期${listedOn}晚于今天`)
    const guide = readGuide(columns, cells, wrong)
    if (problems.length === before && guide) services.push({ at, code, name, visits: Number(visits), guide, listedOn })
  }
  readMaterials(sheets.find(isMaterial) ?? null, main, services, problems)
  const known = new Set<string>([
    ...Object.values(HEADS).flat(),
    ...COLUMNS.flatMap(({ heads }) => [...heads]),
    'materials',
    '申请材料',
    '序号',
  ])
  const unknown = [...new Set(main.rows.flatMap(({ cells }) => Object.keys(cells)))].filter(
    (head) => head && !known.has(head),
  )
  return { services, problems, unknown }
}

function readGuide(
  columns: readonly GuideColumn[],
  cells: Record<string, string>,
  wrong: (says: string) => void,
): Partial<Guide> | null {
  const found: Record<string, unknown> = {}
  let fine = true
  for (const { field, heads, read } of columns) {
    const cell = cellOf(cells, heads)
    const value = read(cell)
    const checked = value === undefined ? null : Guide.shape[field].safeParse(value)
    if (checked?.success) found[field] = checked.data
    else {
      fine = false
      const why = checked?.error.issues[0]?.message
      wrong(
        `${heads.find((head) => Object.hasOwn(cells, head)) ?? heads[0]}“${short(cell)}”不对${why ? `：${why}` : ''}`,
      )
    }
  }
  return fine ? found : null
}

/** Materials of a sheet of their own, by the code of the service; or inside a JSON record. */
function readMaterials(
  sheet: TableSheet | null,
  main: TableSheet,
  services: readonly ImportedService[],
  problems: RowProblem[],
): void {
  const byCode = new Map(services.map((service) => [service.code, service]))
  const known = new Set(main.rows.map(({ cells }) => cellOf(cells, HEADS.code)))
  const add = (service: ImportedService, cells: Record<string, string>, where: { sheet: string; at: number }) => {
    const need = cellOf(cells, MATERIAL_HEADS.need)
    const copies = count(cellOf(cells, MATERIAL_HEADS.copies))
    const read = Material.safeParse({
      name: cellOf(cells, MATERIAL_HEADS.name),
      need: /^(非必要|否|0|2|非必需|容缺|may)/.test(need) ? 'may' : 'must',
      format: cellOf(cells, MATERIAL_HEADS.format),
      copies,
      source: cellOf(cells, MATERIAL_HEADS.source),
      note: cellOf(cells, MATERIAL_HEADS.note),
    })
    if (read.success && copies !== undefined) service.guide.materials = [...(service.guide.materials ?? []), read.data]
    else
      problems.push({
        ...where,
        code: service.code,
        says: read.success ? '材料的份数不是整数' : `材料不对：${read.error.issues[0]?.message ?? '内容不完整'}`,
      })
  }
  for (const service of sheet ? services : []) service.guide.materials = []
  for (const { at, cells } of sheet?.rows ?? []) {
    const code = cellOf(cells, HEADS.code)
    const service = byCode.get(code)
    if (service) add(service, cells, { sheet: sheet!.name, at })
    else if (!known.has(code))
      problems.push({
        sheet: sheet!.name,
        at,
        code,
        says: code ? '这份材料的事项编码不在事项表里' : '这份材料没有事项编码',
      })
  }
  for (const { at, cells } of main.rows) {
    const service = byCode.get(cellOf(cells, HEADS.code))
    if (!service || !cells.materials) continue
    const listed = listIn(cells.materials)
    service.guide.materials = []
    if (!listed) problems.push({ sheet: main.name, at, code: service.code, says: 'materials 不是由材料组成的数组' })
    for (const one of listed ?? [])
      add(service, Object.fromEntries(Object.entries(one).map(([key, value]) => [key, String(value ?? '')])), {
        sheet: main.name,
        at,
      })
  }
}

function listIn(cell: string): object[] | null {
  try {
    const list: unknown = JSON.parse(cell)
    return Array.isArray(list) && list.every((one) => typeof one === 'object' && one !== null) ? list : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

const short = (cell: string) => (cell.length > 30 ? `${cell.slice(0, 30)}……` : cell)

/** `2027-01-01`, `2027/1/1`, `2027年1月1日`, with or without a time behind. */
function dayIn(cell: string): Day | null {
  const [, year, month, date] = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?([T ].*)?$/.exec(cell.trim()) ?? []
  const read = Day.safeParse(`${year}-${month?.padStart(2, '0')}-${date?.padStart(2, '0')}`)
  return read.success ? read.data : null
}

/** The entry an imported row makes of what stands there; `null` makes a new one. */
export const entryOf = (
  row: ImportedService,
  organId: string,
  before: { guide: Guide; listedOn: Day } | null,
  today: Day,
): ServiceEntry & { guide: Guide } => ({
  organId,
  code: row.code,
  name: row.name,
  visits: row.visits,
  listedOn: before?.listedOn ?? row.listedOn ?? today,
  guide: { ...(before?.guide ?? EMPTY_GUIDE), ...row.guide },
})

import type ExcelJS from 'exceljs'
import { ok, type Result, refuse } from '../../result.ts'
import type { Copied } from '../public-copy.ts'
import type { Spotted } from '../screen.ts'
import { maskRuns, type Replacements, replacementsOf } from './runs.ts'
import { partsOf } from './zip.ts'

/**
 * A workbook written anew with what a reader sees of the old one: values, faces, widths, merged cells. Formulas become their
 * results. Comments, names, hidden sheets, rows and columns, links, pictures and properties are not carried over, so nothing
 * can be left behind in them.
 */
export async function copyXlsx(
  { name, bytes }: { name: string; bytes: Uint8Array },
  hits: readonly Spotted[],
): Promise<Result<Copied>> {
  const fits = partsOf(name, bytes)
  if (!fits.ok) return fits
  const { default: excel } = await import('exceljs')
  const from = new excel.Workbook()
  try {
    await from.xlsx.load(Buffer.from(bytes) as unknown as ExcelJS.Buffer)
  } catch {
    return refuse('review.copy-broken', `“${name}”打不开，可能已经损坏或者加密`, {
      fix: '请用原来的软件打开，另存后重新上传',
    })
  }
  const replacements = replacementsOf(hits)
  const to = new excel.Workbook()
  const hidden: string[] = []
  for (const sheet of from.worksheets) {
    if (sheet.state !== 'visible') hidden.push(sheet.name)
    else copySheet(sheet, to.addWorksheet(masked(sheet.name, replacements).slice(0, 31)), replacements)
  }
  if (to.worksheets.length === 0)
    return refuse('review.copy-empty', `“${name}”没有可见的工作表`, { fix: '请留下这个附件不公开' })
  const said = hidden.length > 0 ? `，隐藏的工作表${hidden.length}个没有带入` : ''
  return ok({
    name,
    bytes: new Uint8Array(await to.xlsx.writeBuffer()),
    note: `已在单元格中遮盖；批注、公式、图片、隐藏行列和文件属性没有带入${said}`,
  })
}

const masked = (text: string, replacements: Replacements): string => maskRuns([text], replacements)[0]!

function copySheet(from: ExcelJS.Worksheet, to: ExcelJS.Worksheet, replacements: Replacements): void {
  const unseen = new Set<number>()
  from.columns?.forEach((column, at) => {
    if (column.hidden) unseen.add(at + 1)
    else if (column.width) to.getColumn(at + 1).width = column.width
  })
  to.pageSetup = { ...from.pageSetup, printArea: undefined as never }
  from.eachRow({ includeEmpty: false }, (row, at) => {
    const line = to.getRow(at)
    if (row.hidden) return
    if (row.height) line.height = row.height
    row.eachCell({ includeEmpty: true }, (cell, column) => {
      if (unseen.has(column) || (cell.isMerged && cell.master !== cell)) return
      const copy = line.getCell(column)
      copy.style = { ...cell.style }
      copy.value = safeValue(cell, replacements)
    })
  })
  for (const range of from.model.merges ?? []) to.mergeCells(range)
}

/** What the cell shows. A number is masked when its digits are what was found. */
function safeValue(cell: ExcelJS.Cell, replacements: Replacements): ExcelJS.CellValue {
  const shown = plainOf(cell.value)
  if (shown === null || typeof shown === 'boolean') return shown
  if (shown instanceof Date) return shown
  const text = String(shown)
  const safe = masked(text, replacements)
  return safe === text ? shown : safe
}

function plainOf(value: ExcelJS.CellValue): string | number | boolean | Date | null {
  if (value === null || value === undefined) return null
  if (typeof value !== 'object' || value instanceof Date) return value
  if ('richText' in value) return value.richText.map(({ text }) => text).join('')
  if ('hyperlink' in value) return plainOf(value.text as ExcelJS.CellValue)
  if ('formula' in value || 'sharedFormula' in value) return plainOf((value.result ?? null) as ExcelJS.CellValue)
  return null
}

import type ExcelJS from 'exceljs'
import { bodyRows, headRows, type Placed } from './grid.ts'
import { type Cell, type Meta, printable, type Sheet } from './model.ts'
import { breadth } from './titles.ts'
import { steady } from './zip.ts'

const LINE = { style: 'thin', color: { argb: 'FF000000' } } as const
const BOX = { top: LINE, bottom: LINE, left: LINE, right: LINE }
const SIDES = { start: 'left', center: 'center', end: 'right' } as const

/**
 * Tables as a workbook, one sheet each: heading, unit, header row, rows, note. Numbers are numbers; a text that begins
 * with `=` stays a text. Printed on A4 with the header row on every page.
 */
export async function makeXlsx(sheets: Sheet[], meta: Meta): Promise<Uint8Array> {
  const { default: excel } = await import('exceljs')
  const book = new excel.Workbook()
  const at = new Date(`${meta.day}T00:00:00Z`)
  book.creator = printable(meta.author)
  book.lastModifiedBy = printable(meta.author)
  book.created = at
  book.modified = at
  book.title = printable(meta.title)
  if (meta.subject) book.subject = printable(meta.subject)
  const taken = new Set<string>()
  for (const sheet of sheets) addSheet(book, sheet, sheetName(sheet.name, taken))
  return steady(new Uint8Array(await book.xlsx.writeBuffer()), meta.day)
}

/** Excel refuses []:*?/\, more than 31 characters, and the same name twice. */
function sheetName(name: string, taken: Set<string>): string {
  const plain =
    name
      .replace(/[[\]:*?/\\]/g, ' ')
      .replace(/^'|'$/g, '')
      .trim()
      .slice(0, 31) || '表'
  let free = plain
  for (let next = 2; taken.has(free.toLowerCase()); next++) free = `${plain.slice(0, 28)}_${next}`
  taken.add(free.toLowerCase())
  return free
}

function addSheet(book: ExcelJS.Workbook, { table }: Sheet, name: string): void {
  const columns = table.columns
  const lead = [table.caption, table.unit].filter((text) => text !== undefined)
  const heads = headRows(table).length
  const header = lead.length + heads
  const sheet = book.addWorksheet(name, {
    views: [{ state: 'frozen', ySplit: header, showGridLines: false }],
    pageSetup: {
      paperSize: 9,
      orientation: columns.length > 8 ? 'landscape' : 'portrait',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      horizontalCentered: true,
      ...(heads > 0 && { printTitlesRow: `${header - heads + 1}:${header}` }),
      margins: { left: 0.7, right: 0.7, top: 0.9, bottom: 0.9, header: 0.4, footer: 0.4 },
    },
    headerFooter: { oddFooter: '&C— &P —' },
  })
  const widths = columnWidths(table)
  sheet.columns = widths.map((width) => ({ width }))

  const across = (text: string, look: Partial<ExcelJS.Style>) => {
    const row = sheet.addRow([printable(text)])
    sheet.mergeCells(row.number, 1, row.number, Math.max(columns.length, 1))
    Object.assign(row.getCell(1), look)
    return row
  }
  if (table.caption !== undefined)
    across(table.caption, {
      font: face(16, true),
      alignment: { horizontal: 'center', vertical: 'middle', wrapText: true },
    }).height = 32
  if (table.unit !== undefined) across(table.unit, { font: face(11), alignment: { horizontal: 'right' } })

  let next = header - heads + 1
  const filled = (placed: Placed[], look: (each: Placed) => Partial<ExcelJS.Style>) => {
    // Counted here: rows that a cell reaches down into exist already, and would be taken for the last ones.
    const row = sheet.getRow(next++)
    for (const each of placed) {
      const cell = row.getCell(each.at + 1)
      cell.value = cellValue(each.cell)
      Object.assign(cell, look(each))
      if (each.across > 1 || each.down > 1)
        sheet.mergeCells(row.number, each.at + 1, row.number + each.down - 1, each.at + each.across)
    }
    return row
  }
  for (const row of headRows(table))
    filled(row, () => ({
      font: face(11, true),
      alignment: { horizontal: 'center', vertical: 'middle', wrapText: true },
      border: BOX,
    })).height = 24
  for (const row of bodyRows(table)) {
    const line = filled(row.placed, (each) => ({
      font: face(11, row.strong),
      alignment: {
        horizontal: each.head || each.across > 1 ? 'center' : SIDES[columns[each.at]?.align ?? 'start'],
        vertical: 'middle',
        wrapText: true,
        ...(each.at === 0 && row.indent ? { indent: row.indent } : {}),
      },
      border: BOX,
    }))
    const room = ({ at, across }: Placed) => widths.slice(at, at + across).reduce((sum, width) => sum + width, 0)
    const lines = Math.max(
      1,
      ...row.placed.map((each) => (each.down > 1 ? 1 : Math.ceil(widthOf(each.text) / room(each)))),
    )
    // Spreadsheets find the height of lines that wrap themselves, but not beside cells that span several rows.
    if (lines === 1 || table.head) line.height = 5 + 15 * lines
  }
  if (table.note) across(table.note, { font: face(10), alignment: { wrapText: true, vertical: 'top' } })
}

const face = (size: number, bold = false) => ({ name: '宋体', size, bold })

function cellValue(cell: Cell | undefined): string | number | null {
  if (cell === null || cell === undefined) return null
  const value = typeof cell === 'object' ? cell.text : cell
  return typeof value === 'string' ? printable(value) : value
}

/** Wide enough for the widest text that stands in a column alone, within reason: longer ones wrap. One pass over the cells. */
function columnWidths(table: Sheet['table']): number[] {
  const widths = table.columns.map(() => 11)
  for (const row of [...headRows(table), ...bodyRows(table).map(({ placed }) => placed)])
    for (const { at, across, down, text } of row)
      if (across === 1 && down === 1) widths[at] = Math.max(widths[at] ?? 11, widthOf(text))
  return widths.map((width) => Math.min(table.head ? 36 : 52, width))
}

/** In the unit of a column: about one digit, with room for an indent. */
const widthOf = (text: string) => Math.ceil(2.2 * breadth(text)) + 3

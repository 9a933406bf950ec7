import { extname } from 'node:path'
import { unzip } from 'fflate'
import { ok, type Result, refuse } from '../result.ts'

/** A line of a table by its column heads; `at` is its line in the file, for telling people where something is wrong. */
export type TableRow = { at: number; cells: Record<string, string> }

/** A sheet of a workbook; a CSV or JSON file is one sheet without a name. */
export type TableSheet = { name: string; rows: TableRow[] }

export const TABLE_KINDS = '.csv,.json,.xlsx'
const LARGEST_TABLE = 20 * 1024 * 1024
/** What a workbook may unpack to: 10,000 long lines are a tenth of it. */
const LARGEST_UNPACKED = 300 * 1024 * 1024

const OPEN_AGAIN = '请用Excel或WPS打开，另存为.xlsx后再导入'

/**
 * Reads tables from a CSV (UTF-8 or GB18030), JSON or XLSX file: the first line of each sheet, or the keys, name the columns. An
 * array or object inside a JSON record comes as JSON text. Refuses, naming the file, what is too large, broken, or no table.
 */
export async function readTables(name: string, bytes: Uint8Array): Promise<Result<TableSheet[]>> {
  if (bytes.length > LARGEST_TABLE) return refuse('import.large', `文件 ${name} 超过20 MB`)
  switch (extname(name).toLowerCase()) {
    case '.csv':
      return ok([{ name: '', rows: byHeads(parseCsv(textOf(bytes))) }])
    case '.json':
      return fromJson(textOf(bytes), name)
    case '.xlsx':
      return fromXlsx(bytes, name)
    default:
      return refuse('import.format', `不认识文件 ${name} 的格式`, { fix: '可以导入 .csv、.json、.xlsx' })
  }
}

/** Spreadsheet programs here save CSV in the national encoding. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

function byHeads(lines: string[][]): TableRow[] {
  const [heads = [], ...body] = lines
  return body
    .map((line, index) => ({
      at: index + 2,
      cells: Object.fromEntries(heads.map((head, column) => [head.trim(), (line[column] ?? '').trim()])),
    }))
    .filter(({ cells }) => Object.values(cells).some(Boolean))
}

/** RFC 4180: fields in quotes may hold commas, line breaks and doubled quotes. */
function parseCsv(text: string): string[][] {
  const lines: string[][] = [[]]
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    lines.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain ?? '')
    if (end === '') break
    if (end !== ',') lines.push([])
  }
  return lines
}

const cellOf = (value: unknown): string =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '').trim()

function fromJson(text: string, name: string): Result<TableSheet[]> {
  const wrong = refuse('import.json', `文件 ${name} 不是由记录组成的 JSON 数组`)
  try {
    const list: unknown = JSON.parse(text)
    if (!Array.isArray(list) || !list.every((each) => typeof each === 'object' && each !== null)) return wrong
    const rows = list.map((each, index) => ({
      at: index + 1,
      cells: Object.fromEntries(Object.entries(each).map(([key, value]) => [key, cellOf(value)])),
    }))
    return ok([{ name: '', rows }])
  } catch (error) {
    if (error instanceof SyntaxError) return wrong
    throw error
  }
}

async function fromXlsx(bytes: Uint8Array, name: string): Promise<Result<TableSheet[]>> {
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf)
    return refuse('import.xlsx', `文件 ${name} 是旧版XLS，或者加了密码`, { fix: OPEN_AGAIN })
  const size = await unpackedSize(bytes)
  if (size === null) return refuse('import.xlsx', `文件 ${name} 不是 Excel 工作簿，或者已经损坏`, { fix: OPEN_AGAIN })
  if (size > LARGEST_UNPACKED)
    return refuse('import.large', `文件 ${name} 解开后超过300 MB，不予读取`, {
      fix: '请删去多余的工作表和格式后再导入',
    })
  const { default: excel } = await import('exceljs')
  const book = new excel.Workbook()
  try {
    await book.xlsx.load(new Uint8Array(bytes).buffer)
  } catch {
    return refuse('import.xlsx', `文件 ${name} 不是 Excel 工作簿，或者已经损坏`, { fix: OPEN_AGAIN })
  }
  const sheets = book.worksheets.map((sheet) => {
    const lines: string[][] = []
    sheet.eachRow({ includeEmpty: true }, (row) => {
      const line: string[] = []
      row.eachCell({ includeEmpty: true }, (cell) => {
        line.push(cell.value instanceof Date ? cell.value.toISOString().slice(0, 10) : cell.text)
      })
      lines.push(line)
    })
    return { name: sheet.name, rows: byHeads(lines) }
  })
  return ok(sheets)
}

/** What an archive says it unpacks to, read from its directory alone; null when it is no archive. */
function unpackedSize(bytes: Uint8Array): Promise<number | null> {
  let size = 0
  return new Promise((resolve) =>
    unzip(
      bytes,
      {
        filter: ({ originalSize }) => {
          size += originalSize
          return false
        },
      },
      (error) => resolve(error ? null : size),
    ),
  )
}

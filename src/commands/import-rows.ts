import { readFile, stat } from 'node:fs/promises'
import { extname } from 'node:path'
import { ok, type Result, refuse } from '../result.ts'

/** A line of a table by its column heads; `at` is its line in the file, for telling people where something is wrong. */
export type TableRow = { at: number; cells: Record<string, string> }

const LARGEST = 10 * 1024 * 1024

/** Reads a table from a CSV (UTF-8 or GB18030), JSON or XLSX file: the first line or the keys name the columns. */
export async function readRows(path: string): Promise<Result<TableRow[]>> {
  const info = await stat(path).catch(() => null)
  if (!info?.isFile()) return refuse('import.no-file', `没有文件 ${path}`)
  if (info.size > LARGEST) return refuse('import.large', `文件 ${path} 超过10 MB`)
  const bytes = await readFile(path)
  switch (extname(path).toLowerCase()) {
    case '.csv':
      return byHeads(parseCsv(textOf(bytes)))
    case '.json':
      return fromJson(textOf(bytes), path)
    case '.xlsx':
      return fromXlsx(bytes, path)
    default:
      return refuse('import.format', `不认识文件 ${path} 的格式`, { fix: '可以导入 .csv、.json、.xlsx' })
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

function byHeads(lines: string[][]): Result<TableRow[]> {
  const [heads = [], ...body] = lines
  const rows = body.map((line, index) => ({
    at: index + 2,
    cells: Object.fromEntries(heads.map((head, column) => [head.trim(), (line[column] ?? '').trim()])),
  }))
  return ok(rows.filter(({ cells }) => Object.values(cells).some(Boolean)))
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

function fromJson(text: string, path: string): Result<TableRow[]> {
  const wrong = refuse('import.json', `文件 ${path} 不是由记录组成的 JSON 数组`)
  try {
    const list: unknown = JSON.parse(text)
    if (!Array.isArray(list) || !list.every((each) => typeof each === 'object' && each !== null)) return wrong
    return ok(
      list.map((each, index) => ({
        at: index + 1,
        cells: Object.fromEntries(Object.entries(each).map(([key, value]) => [key, String(value ?? '').trim()])),
      })),
    )
  } catch (error) {
    if (error instanceof SyntaxError) return wrong
    throw error
  }
}

async function fromXlsx(bytes: Uint8Array, path: string): Promise<Result<TableRow[]>> {
  const { default: excel } = await import('exceljs')
  const book = new excel.Workbook()
  try {
    await book.xlsx.load(new Uint8Array(bytes).buffer)
  } catch {
    return refuse('import.xlsx', `文件 ${path} 不是 Excel 工作簿，或者已经损坏`)
  }
  const lines: string[][] = []
  book.worksheets[0]?.eachRow({ includeEmpty: true }, (row) => {
    const line: string[] = []
    row.eachCell({ includeEmpty: true }, ({ value, text }) => {
      line.push(value instanceof Date ? value.toISOString().slice(0, 10) : text)
    })
    lines.push(line)
  })
  return byHeads(lines)
}

import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { readTables, type TableSheet } from '../files/tables.ts'
import { type Result, refuse } from '../result.ts'

const LARGEST = 20 * 1024 * 1024

/** Reads the tables of a file on disk; see `readTables`. */
export async function readSheets(path: string): Promise<Result<TableSheet[]>> {
  const info = await stat(path).catch(() => null)
  if (!info?.isFile()) return refuse('import.no-file', `没有文件 ${path}`)
  if (info.size > LARGEST) return refuse('import.large', `文件 ${path} 超过20 MB`)
  return readTables(basename(path), await readFile(path))
}

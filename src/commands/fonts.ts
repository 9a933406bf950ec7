import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { FONTS } from '../typeset/fonts.ts'
import type { Finding } from './examination.ts'

const LABELS = { xbs: '小标宋', fang: '仿宋', hei: '黑体', kai: '楷体', song: '宋体' } as const
const FAMILY_NAME = 1

/** Which of the faces an official document asks for lie in FONT_DIR, and which are replaced by free ones. */
export async function examineFonts(fontDir: string | null): Promise<Finding> {
  if (!fontDir)
    return {
      what: '字体',
      state: 'warn',
      says: '没有设置 FONT_DIR，PDF 使用思源宋体和思源黑体代替公文字体',
      fix: '如单位已购买公文字体，请把字体文件放入一个目录，并用 FONT_DIR 指定',
    }
  const families = await familiesIn(fontDir)
  if (!families) return { what: '字体', state: 'bad', says: `无法读取 FONT_DIR ${fontDir}`, fix: '请检查目录是否存在' }

  const missing = Object.entries(LABELS).filter(
    ([role]) => !FONTS[role as keyof typeof LABELS].families.some((family) => families.has(family)),
  )
  if (missing.length === 0) return { what: '字体', state: 'ok', says: `${fontDir} 中有全部公文字体` }
  const names = missing.map(([, label]) => label).join('、')
  return { what: '字体', state: 'warn', says: `${fontDir} 中没有${names}，以思源字体代替`, fix: '请补充这些字体文件' }
}

async function familiesIn(folder: string): Promise<Set<string> | null> {
  const files = await readdir(folder).catch(() => null)
  if (!files) return null
  const fonts = files.filter((file) => /\.(ttf|otf|ttc)$/i.test(file))
  const named = await Promise.all(fonts.map(async (file) => familyNames(await readFile(join(folder, file)))))
  return new Set(named.flat())
}

/** The family names a font file gives itself, in every language; none when it is not a font. */
export function familyNames(file: Buffer): string[] {
  try {
    if (file.toString('latin1', 0, 4) !== 'ttcf') return namesAt(file, 0)
    return Array.from({ length: file.readUInt32BE(8) }, (_, index) => file.readUInt32BE(12 + 4 * index)).flatMap(
      (start) => namesAt(file, start),
    )
  } catch (error) {
    if (error instanceof RangeError) return []
    throw error
  }
}

/** Reads the `name` table of the font that starts here (OpenType 1.9, chapter "name"). */
function namesAt(file: Buffer, start: number): string[] {
  const tables = Array.from({ length: file.readUInt16BE(start + 4) }, (_, index) => start + 12 + 16 * index)
  const entry = tables.find((at) => file.toString('latin1', at, at + 4) === 'name')
  if (entry === undefined) return []

  const table = file.readUInt32BE(entry + 8)
  const strings = table + file.readUInt16BE(table + 4)
  return Array.from({ length: file.readUInt16BE(table + 2) }, (_, index) => table + 6 + 12 * index)
    .filter((at) => file.readUInt16BE(at + 6) === FAMILY_NAME && file.readUInt16BE(at) !== 1)
    .map((at) => {
      const from = strings + file.readUInt16BE(at + 10)
      const text = file.subarray(from, from + file.readUInt16BE(at + 8))
      return Buffer.from(text).swap16().toString('utf16le')
    })
}

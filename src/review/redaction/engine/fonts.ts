import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Pdfium } from './pdfium.ts'

/** The faces the program brings along, for Chinese text whose PDF names a face and does not carry it. */
const FACES = [
  '@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
  '@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf',
  '@expo-google-fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf',
] as const
const [SERIF, BOLD, SANS] = [1, 2, 3]

/** Shift-JIS, Hangul, GB 2312 and Big5, as PDFium asks for them. */
const EAST_ASIAN = new Set([128, 129, 134, 136])

const loaded = new Map<number, Buffer>()

/** The bytes of a face, or of one of its tables; null when it has no such table. */
function bytesOf(face: number, table: number): Buffer | null {
  const font =
    loaded.get(face) ?? readFileSync(fileURLToPath(import.meta.resolve(FACES[face - 1] ?? FACES[SERIF! - 1]!)))
  loaded.set(face, font)
  if (table === 0) return font
  for (let at = 12; at < 12 + 16 * font.readUInt16BE(4); at += 16)
    if (font.readUInt32BE(at) === table) {
      const start = font.readUInt32BE(at + 8)
      return font.subarray(start, start + font.readUInt32BE(at + 12))
    }
  return null
}

/** Answers PDFium's questions for faces. Latin text without its face falls back to the ones PDFium is built with. */
export function installFonts({ calls, pdfium }: Pdfium): void {
  const mapFont = (
    _self: number,
    weight: number,
    _italic: number,
    charset: number,
    _pitch: number,
    name: number,
  ): number => {
    if (!EAST_ASIAN.has(charset)) return 0
    if (/hei|gothic|sans|yahei|黑/i.test(pdfium.UTF8ToString(name))) return SANS!
    return weight >= 600 ? BOLD! : SERIF!
  }
  const fontData = (_self: number, face: number, table: number, buffer: number, room: number): number => {
    const bytes = bytesOf(face, table >>> 0)
    if (!bytes) return 0
    if (buffer && room >= bytes.length) pdfium.HEAPU8.set(bytes, buffer)
    return bytes.length
  }
  const callbacks = [
    pdfium.addFunction(() => {}, 'vi'), // Release
    pdfium.addFunction(() => {}, 'vii'), // EnumFonts
    pdfium.addFunction(mapFont, 'iiiiiiii'),
    pdfium.addFunction(() => 0, 'iii'), // GetFont
    pdfium.addFunction(fontData, 'iiiiii'),
    pdfium.addFunction(() => 0, 'iiiii'), // GetFaceName
    pdfium.addFunction(() => 134, 'iii'), // GetFontCharset
    pdfium.addFunction(() => {}, 'vii'), // DeleteFont
  ]
  const table = pdfium.wasmExports.malloc(4 + 4 * callbacks.length)
  pdfium.setValue(table, 1, 'i32')
  for (const [at, callback] of callbacks.entries()) pdfium.setValue(table + 4 + 4 * at, callback, 'i32')
  calls.FPDF_SetSystemFontInfo(table)
}

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { init, type Methods } from '@embedpdf/pdfium'
import { ok, type Result, refuse } from '../../../result.ts'
import { installFonts } from './fonts.ts'

/** What we use of the module around PDFium: its memory, and ways to speak to it. */
type Machine = {
  HEAPU8: Uint8Array<ArrayBuffer>
  wasmExports: { malloc: (bytes: number) => number; free: (at: number) => void }
  addFunction: (call: (...args: number[]) => number | undefined, signature: string) => number
  setValue: (at: number, value: number, type: string) => void
  getValue: (at: number, type: string) => number
  UTF8ToString: (at: number) => string
}
export type Pdfium = { calls: Methods; pdfium: Machine }

/** Of the language, but in none of the type libraries a server needs. */
declare const WebAssembly: {
  Memory: { prototype: { buffer: ArrayBuffer; grow: (blocks: number | bigint) => number } }
}

/** PDFium lives in a memory of its own and can reach nothing outside it; this is how large that memory may grow. */
const MOST_MEMORY = 1024 ** 3
const BLOCK = 65_536

/** The page renderer of Chromium as WebAssembly, with Chinese faces. Meant for a process of its own. */
export async function loadPdfium(): Promise<Pdfium> {
  const grow = WebAssembly.Memory.prototype.grow
  WebAssembly.Memory.prototype.grow = function (blocks) {
    if (this.buffer.byteLength + Number(blocks) * BLOCK > MOST_MEMORY)
      throw new RangeError('PDFium wants too much memory')
    return grow.call(this, blocks)
  }
  const wasm = readFileSync(createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm'))
  const { pdfium, ...calls } = await init({
    wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.length),
  })
  const library: Pdfium = { calls, pdfium: pdfium as unknown as Machine }
  calls.PDFiumExt_Init()
  installFonts(library)
  return library
}

const NEEDS_PASSWORD = 4

/** A document opened in PDFium, and what draws its fields and seals. Close it when done. */
export type Opened = { handle: number; form: number; pages: number; close: () => void }

/** Opens a PDF. Refuses what is not one, what is broken beyond reading, and what is encrypted in any way. */
export function open({ calls, pdfium }: Pdfium, bytes: Uint8Array): Result<Opened> {
  const at = pdfium.wasmExports.malloc(bytes.length)
  if (!at) return refuse('redaction.memory', '这份PDF太大，无法打开')
  pdfium.HEAPU8.set(bytes, at)
  const handle = calls.FPDF_LoadMemDocument(at, bytes.length, '')
  const close = () => {
    if (handle) calls.FPDF_CloseDocument(handle)
    pdfium.wasmExports.free(at)
  }
  if (!handle) {
    const locked = calls.FPDF_GetLastError() === NEEDS_PASSWORD
    close()
    return locked ? ENCRYPTED : BROKEN
  }
  if (calls.EPDF_IsEncrypted(handle)) {
    close()
    return ENCRYPTED
  }
  const pages = calls.FPDF_GetPageCount(handle)
  if (pages < 1) {
    close()
    return BROKEN
  }
  const info = calls.PDFiumExt_OpenFormFillInfo()
  const form = calls.PDFiumExt_InitFormFillEnvironment(handle, info)
  if (form) calls.FPDF_RemoveFormFieldHighlight(form)
  const closeAll = () => {
    if (form) calls.PDFiumExt_ExitFormFillEnvironment(form)
    calls.PDFiumExt_CloseFormFillInfo(info)
    close()
  }
  return ok({ handle, form, pages, close: closeAll })
}

const ENCRYPTED = refuse('redaction.encrypted', '这份PDF设有密码，无法遮盖', {
  field: 'file',
  fix: '请用制作它的软件去掉打开密码和权限密码，另存后再试',
})
export const BROKEN = refuse('redaction.broken', '这份PDF已经损坏，或者不是PDF', {
  field: 'file',
  fix: '请用制作它的软件重新导出PDF，或者打印后扫描',
})

/** Width and height of a page as the reader sees it, turned and cropped, in points of 1/72 inch. */
export function sizeOf({ calls, pdfium }: Pdfium, { handle }: Opened, page: number): { width: number; height: number } {
  const at = pdfium.wasmExports.malloc(8)
  const known = calls.FPDF_GetPageSizeByIndexF(handle, page - 1, at)
  const size = known ? { width: pdfium.getValue(at, 'float'), height: pdfium.getValue(at + 4, 'float') } : null
  pdfium.wasmExports.free(at)
  return size ?? { width: 0, height: 0 }
}

/** Does something with a page, and lets go of it. Null when there is no such page or it cannot be read. */
export function withPage<T>({ calls }: Pdfium, { handle }: Opened, page: number, work: (at: number) => T): T | null {
  const at = calls.FPDF_LoadPage(handle, page - 1)
  if (!at) return null
  try {
    return work(at)
  } finally {
    calls.FPDF_ClosePage(at)
  }
}

const NOT_INCREMENTAL = 2

/**
 * The same document written anew by PDFium: one revision, one table of objects. What reads it next then cannot understand a
 * damaged or doubly meant file otherwise than the renderer did. Null when it cannot be written.
 */
export function rewrite({ calls, pdfium }: Pdfium, { handle }: Opened): Uint8Array | null {
  const writer = calls.PDFiumExt_OpenFileWriter()
  try {
    if (!calls.FPDF_SaveAsCopy(handle, writer, NOT_INCREMENTAL)) return null
    const size = calls.PDFiumExt_GetFileWriterSize(writer)
    const at = pdfium.wasmExports.malloc(size)
    if (!at) return null
    calls.PDFiumExt_GetFileWriterData(writer, at, size)
    const bytes = pdfium.HEAPU8.slice(at, at + size)
    pdfium.wasmExports.free(at)
    return bytes
  } finally {
    calls.PDFiumExt_CloseFileWriter(writer)
  }
}

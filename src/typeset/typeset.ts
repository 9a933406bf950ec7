/**
 * The one door of this chapter. The office libraries and the page compiler are brought in when first asked for, so that a
 * program which only shows pages never carries them.
 */
import type { GazetteIssue } from './gazette.ts'
import type { Meta, OfficialDocument, Sheet } from './model.ts'
import type { PdfOptions } from './pdf.ts'
import type { NoticeSheet } from './sheet.ts'

export type { GazetteIssue } from './gazette.ts'
export { blocksToHtml, toHtml } from './html.ts'
export type * from './model.ts'
export type { NoticeSheet } from './sheet.ts'
export { typstSource } from './typst.ts'

/** Pages by GB/T 9704—2012. Some 15 ms for ten pages once the compiler is warm. */
export const toPdf = async (doc: OfficialDocument, options?: PdfOptions): Promise<Uint8Array> =>
  (await import('./pdf.ts')).toPdf(doc, options)

/** A sheet for a notice board, in large type. */
export const toSheetPdf = async (sheet: NoticeSheet): Promise<Uint8Array> => (await import('./pdf.ts')).sheetPdf(sheet)

/** An issue of a gazette with cover and contents. */
export const toGazettePdf = async (issue: GazetteIssue): Promise<Uint8Array> =>
  (await import('./pdf.ts')).gazettePdf(issue)

/** For Word and WPS, on the same grid. */
export const toDocx = async (doc: OfficialDocument): Promise<Uint8Array> => (await import('./docx.ts')).makeDocx(doc)

/** A workbook of tables, one sheet each. */
export const toXlsx = async (sheets: Sheet[], meta: Meta): Promise<Uint8Array> =>
  (await import('./xlsx.ts')).makeXlsx(sheets, meta)

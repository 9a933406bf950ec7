import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib'
import type { Day } from '../../calendar/day.ts'

/** Bound pages, in order. The same pages give the same bytes: the day is the file's only date. */
export type Bound = { bytes: Uint8Array; pages: number }

export async function pagesIn(bytes: Uint8Array): Promise<number> {
  return (await PDFDocument.load(bytes, { updateMetadata: false })).getPageCount()
}

const SIZE = 10
const EDGE = 36 // points from the upper and the right edge of the page

/** One volume of all these, each page with its number in the volume at the upper right, as archives stamp them. */
export async function bind(
  parts: readonly Uint8Array[],
  { title, author, day }: { title: string; author: string; day: Day },
): Promise<Bound> {
  const volume = await PDFDocument.create({ updateMetadata: false })
  const dated = new Date(`${day}T00:00:00Z`)
  volume.setTitle(title)
  volume.setAuthor(author)
  volume.setCreationDate(dated)
  volume.setModificationDate(dated)
  for (const part of parts) {
    const source = await PDFDocument.load(part, { updateMetadata: false })
    for (const page of await volume.copyPages(source, source.getPageIndices())) volume.addPage(page)
  }
  const font = await volume.embedFont(StandardFonts.Helvetica)
  for (const [at, page] of volume.getPages().entries()) {
    const number = String(at + 1)
    const { width, height } = page.getSize()
    page.drawText(number, {
      x: width - EDGE - font.widthOfTextAtSize(number, SIZE),
      y: height - EDGE,
      size: SIZE,
      font,
    })
  }
  return { bytes: await volume.save({ addDefaultPage: false }), pages: volume.getPageCount() }
}

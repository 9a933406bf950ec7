import type { Box } from '../model.ts'
import type { Opened, Pdfium } from './pdfium.ts'
import { withPage } from './pdfium.ts'
import { isEven, type Picture, type PixelBox } from './picture.ts'

/** Enough to find words; a page with more is drawn as a picture without asking further. */
const MOST_CHARACTERS = 20_000
/** A printed character differs from its ground by far more than this. */
const TOLERANCE = 12

/**
 * Whether the page holds text nobody can see in its picture: white on white, under a bar drawn over it, off the page. Such
 * text would stay in a page that is kept as it is. A doubt counts as yes.
 */
export function hasUnseenText(library: Pdfium, doc: Opened, page: number, picture: Picture): boolean {
  const { calls, pdfium } = library
  const seen = withPage(library, doc, page, (at) => {
    const text = calls.FPDFText_LoadPage(at)
    if (!text) return true
    const room = pdfium.wasmExports.malloc(40)
    try {
      const count = calls.FPDFText_CountChars(text)
      if (count > MOST_CHARACTERS) return false
      for (let each = 0; each < count; each += 1) {
        if (calls.FPDFText_IsGenerated(text, each) === 1) continue
        if (/^[\s\p{C}]$/u.test(String.fromCodePoint(Math.min(calls.FPDFText_GetUnicode(text, each), 0x10ffff))))
          continue
        const box = boxOf(library, at, text, each, picture, room)
        if (!box || !isOn(picture, box) || isEven(picture, box, TOLERANCE)) return false
      }
      return true
    } finally {
      pdfium.wasmExports.free(room)
      calls.FPDFText_ClosePage(text)
    }
  })
  return seen !== true
}

/**
 * The words of a page that can be read in its picture and lie under none of the boxes: what screening has to look through
 * where the copy has no text left.
 */
export function readableText(
  library: Pdfium,
  doc: Opened,
  page: number,
  picture: Picture,
  boxes: readonly Box[],
): string {
  const { calls, pdfium } = library
  const scale = 254 / picture.dpi
  const hidden = (across: number, down: number) =>
    boxes.some(
      ({ x, y, width, height, whole }) =>
        whole || (across >= x && across <= x + width && down >= y && down <= y + height),
    )
  const words = withPage(library, doc, page, (at) => {
    const text = calls.FPDFText_LoadPage(at)
    if (!text) return ''
    const room = pdfium.wasmExports.malloc(40)
    try {
      const count = Math.min(calls.FPDFText_CountChars(text), MOST_CHARACTERS)
      return Array.from({ length: count }, (_, each) => {
        const sign = String.fromCodePoint(Math.min(calls.FPDFText_GetUnicode(text, each), 0x10ffff))
        if (calls.FPDFText_IsGenerated(text, each) === 1 || /^\s$/u.test(sign)) return sign
        const box = boxOf(library, at, text, each, picture, room)
        if (!box || !isOn(picture, box) || isEven(picture, box, TOLERANCE)) return ' '
        return hidden(((box.left + box.right) / 2) * scale, ((box.top + box.bottom) / 2) * scale) ? '█' : sign
      }).join('')
    } finally {
      pdfium.wasmExports.free(room)
      calls.FPDFText_ClosePage(text)
    }
  })
  return words ?? ''
}

/** How many characters can be taken out of a page as text; -1 when it cannot be read. */
export function characters(library: Pdfium, doc: Opened, page: number): number {
  const { calls } = library
  const count = withPage(library, doc, page, (at) => {
    const text = calls.FPDFText_LoadPage(at)
    if (!text) return -1
    const all = calls.FPDFText_CountChars(text)
    calls.FPDFText_ClosePage(text)
    return all
  })
  return count ?? -1
}

/** Where a character stands in the picture, with two pixels around it. */
function boxOf(
  { calls, pdfium }: Pdfium,
  page: number,
  text: number,
  each: number,
  { width, height }: Picture,
  room: number,
): PixelBox | null {
  if (!calls.FPDFText_GetCharBox(text, each, room, room + 8, room + 16, room + 24)) return null
  const [left, right, bottom, top] = [0, 8, 16, 24].map((at) => pdfium.getValue(room + at, 'double')) as Four
  const onPicture = (x: number, y: number) => {
    calls.FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, room + 32, room + 36)
    return { x: pdfium.getValue(room + 32, 'i32'), y: pdfium.getValue(room + 36, 'i32') }
  }
  const [one, other] = [onPicture(left, bottom), onPicture(right, top)]
  return {
    left: Math.min(one.x, other.x) - 2,
    right: Math.max(one.x, other.x) + 2,
    top: Math.min(one.y, other.y) - 2,
    bottom: Math.max(one.y, other.y) + 2,
  }
}

type Four = [number, number, number, number]

/** Most of it lies on the page. */
const isOn = ({ width, height }: Picture, { left, right, top, bottom }: PixelBox): boolean => {
  const [x, y] = [(left + right) / 2, (top + bottom) / 2]
  return x >= 0 && y >= 0 && x < width && y < height
}

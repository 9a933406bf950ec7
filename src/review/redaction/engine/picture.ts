import type { Opened, Pdfium } from './pdfium.ts'
import { sizeOf, withPage } from './pdfium.ts'

/** A page as pixels, three bytes each: red, green, blue. */
export type Picture = { width: number; height: number; rgb: Uint8Array; dpi: number }

/** In pixels, both ends included. */
export type PixelBox = { left: number; top: number; right: number; bottom: number }

const RGB = 2
const WITH_ANNOTATIONS = 0x01
const RED_FIRST = 0x10

/** Beyond this, the page is drawn coarser: A2 at 300 dpi is 35 million. */
const MOST_PIXELS = 40_000_000

/** Draws a page as the reader sees it, with its annotations and filled-in fields. Null when it cannot be drawn. */
export function draw(library: Pdfium, doc: Opened, page: number, wantedDpi: number): Picture | null {
  const { calls, pdfium } = library
  const size = sizeOf(library, doc, page)
  if (!(size.width > 0 && size.height > 0)) return null
  const dpi = Math.min(wantedDpi, Math.sqrt((MOST_PIXELS * 72 * 72) / (size.width * size.height)))
  const width = Math.max(1, Math.round((size.width * dpi) / 72))
  const height = Math.max(1, Math.round((size.height * dpi) / 72))
  return withPage(library, doc, page, (at) => {
    const bitmap = calls.FPDFBitmap_CreateEx(width, height, RGB, 0, 0)
    if (!bitmap) return null
    try {
      calls.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xffffffff)
      calls.FPDF_RenderPageBitmap(bitmap, at, 0, 0, width, height, 0, WITH_ANNOTATIONS | RED_FIRST)
      if (doc.form) calls.FPDF_FFLDraw(doc.form, bitmap, at, 0, 0, width, height, 0, WITH_ANNOTATIONS | RED_FIRST)
      const stride = calls.FPDFBitmap_GetStride(bitmap)
      const from = calls.FPDFBitmap_GetBuffer(bitmap)
      const rgb = new Uint8Array(width * height * 3)
      for (let y = 0; y < height; y += 1)
        rgb.set(pdfium.HEAPU8.subarray(from + y * stride, from + y * stride + width * 3), y * width * 3)
      return { width, height, rgb, dpi }
    } finally {
      calls.FPDFBitmap_Destroy(bitmap)
    }
  })
}

/** Paints a box black: what was there is gone from the picture before anything is made of it. */
export function burn({ width, height, rgb }: Picture, box: PixelBox): void {
  const [left, right] = [Math.max(0, box.left), Math.min(width - 1, box.right)]
  for (let y = Math.max(0, box.top); y <= Math.min(height - 1, box.bottom); y += 1)
    rgb.fill(0, (y * width + left) * 3, (y * width + right + 1) * 3)
}

/** Whether every pixel of a box has nearly one colour. */
export function isEven({ width, height, rgb }: Picture, box: PixelBox, tolerance: number): boolean {
  const least = [255, 255, 255]
  const most = [0, 0, 0]
  for (let y = Math.max(0, box.top); y <= Math.min(height - 1, box.bottom); y += 1)
    for (let x = Math.max(0, box.left); x <= Math.min(width - 1, box.right); x += 1)
      for (let c = 0; c < 3; c += 1) {
        const value = rgb[(y * width + x) * 3 + c]!
        if (value < least[c]!) least[c] = value
        if (value > most[c]!) most[c] = value
        if (most[c]! - least[c]! > tolerance) return false
      }
  return true
}

import { ok, type Result, refuse } from '../../../result.ts'
import { type Opened, open, type Pdfium } from './pdfium.ts'
import { draw, type Picture } from './picture.ts'
import type { Rebuilt } from './rebuild.ts'
import { characters } from './unseen.ts'

/** Coarse: letters that are missing or elsewhere show, the last bit of a curve does not. */
const COMPARED = 50
const MOST_DIFFERENT = 0.002

/**
 * Reads a rebuilt document as anybody else would. Answers with the kept pages that do not look as they did; refuses when a
 * picture still has text.
 */
export function sameLook(library: Pdfium, before: Opened, { pdf, pages }: Rebuilt): Result<number[]> {
  const after = open(library, pdf)
  if (!after.ok) return after
  try {
    const changed: number[] = []
    for (const { page, picture } of pages) {
      if (picture) {
        if (characters(library, after.value, page) !== 0)
          return refuse('redaction.text-left', `第${page}页遮盖后仍能取出文字，没有生成公开版`)
        continue
      }
      const [old, fresh] = [draw(library, before, page, COMPARED), draw(library, after.value, page, COMPARED)]
      if (!old || !fresh || difference(old, fresh) > MOST_DIFFERENT) changed.push(page)
    }
    return ok(changed)
  } finally {
    after.value.close()
  }
}

/** The share of pixels that are clearly another colour. */
function difference(one: Picture, other: Picture): number {
  if (one.width !== other.width || one.height !== other.height) return 1
  let different = 0
  for (let at = 0; at < one.rgb.length; at += 3) {
    const far = Math.abs(one.rgb[at]! - other.rgb[at]!) + Math.abs(one.rgb[at + 1]! - other.rgb[at + 1]!)
    if (far + Math.abs(one.rgb[at + 2]! - other.rgb[at + 2]!) > 96) different += 1
  }
  return different / (one.width * one.height)
}

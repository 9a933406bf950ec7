import { z } from 'zod'

/** All lengths are tenths of a millimetre, from the top left corner of the page as the reader sees it. */
export const PageSize = z.object({ width: z.number(), height: z.number() })
export type PageSize = z.infer<typeof PageSize>

export type Box = { page: number; x: number; y: number; width: number; height: number; whole: boolean }

/** Printed pages are read at this resolution. */
export const DPI = 300

export const LIMITS = {
  pages: 300,
  /** Pages that become pictures. */
  pictures: 100,
  boxes: 500,
  /** Added on every side of a box; tenths of a millimetre. */
  margin: 3,
  /** Shortest side of a box; tenths of a millimetre. */
  side: 10,
  words: 100,
} as const

/** What is made of every page, and why it became a picture. */
export const WHYS = {
  boxes: '有遮盖',
  asked: '按要求全部转为图片',
  notes: '有批注、签章或者表单',
  cropped: '裁切过，页外可能还有内容',
  unseen: '有看不见的文字',
  odd: '有图层等特殊内容',
  changed: '重新生成后样子不一致',
} as const
export type Why = keyof typeof WHYS
export const Treatment = z.object({
  page: z.number(),
  picture: z.enum(Object.keys(WHYS) as [Why, ...Why[]]).nullable(),
})
export type Treatment = z.infer<typeof Treatment>

/** What to make: boxes, and whether every page becomes a picture. `log`: a PDF of our own whose pages come last. */
export type Order = { boxes: readonly Box[]; allPictures: boolean; log: Uint8Array | null }

/** What the rendering process is asked, and what it answers. */
export type Job = { bytes: Uint8Array } & (
  | { kind: 'look' }
  | { kind: 'picture'; page: number; dpi: number }
  | { kind: 'redact'; order: Order }
)
/** The copy, what was made of every page, and the words one can still read on those that are pictures. */
export type Copied = { pdf: Uint8Array; pages: Treatment[]; readable: { page: number; text: string }[] }
export type Outcome = { pages: PageSize[] } | { mime: string; bytes: Uint8Array } | Copied

/** `12.5`: tenths of a millimetre as people write them. */
export const millimetres = (tenths: number): string => (tenths / 10).toFixed(tenths % 10 === 0 ? 0 : 1)

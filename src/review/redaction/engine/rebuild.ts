import { deflateSync } from 'node:zlib'
import { degrees, PDFDocument, PDFName, type PDFPage, PDFRawStream } from '@cantoo/pdf-lib'
import { ok, type Result, refuse } from '../../../result.ts'
import { type Box, type Copied, DPI, LIMITS, type Order, type Treatment, type Why } from '../model.ts'
import { PageCopier } from './copying.ts'
import { pack } from './pack.ts'
import { BROKEN, type Opened, open, type Pdfium, rewrite, sizeOf, withPage } from './pdfium.ts'
import { burn, draw, type Picture, type PixelBox } from './picture.ts'
import { sameLook } from './proof.ts'
import { reachableOnly } from './reachable.ts'
import { Odd } from './streams.ts'
import { hasUnseenText, readableText } from './unseen.ts'

export type Rebuilt = Copied

/** Resolution at which pages are looked at, not printed. */
const LOOK = 100
/** A picture of a page stays exact up to this size; text pages have some 200 KB. */
const MOST_EXACT = 1_500_000

/**
 * A new PDF from the pages of another. Pages with boxes are drawn, the boxes burnt in, and only the pictures go in. Plain
 * pages are taken over with what they draw and nothing else; a page that is not plain, or would not look the same
 * afterwards, becomes a picture too. Nothing else of the old file is read.
 */
export async function rebuild(library: Pdfium, doc: Opened, order: Order): Promise<Result<Rebuilt>> {
  const forced = new Map<number, Why>()
  for (;;) {
    const built = await build(library, doc, order, forced)
    if (!built.ok) return built
    const changed = sameLook(library, doc, built.value)
    if (!changed.ok) return changed
    if (changed.value.length === 0) return built
    for (const page of changed.value) forced.set(page, 'changed')
  }
}

async function build(
  library: Pdfium,
  doc: Opened,
  order: Order,
  forced: ReadonlyMap<number, Why>,
): Promise<Result<Rebuilt>> {
  const target = await PDFDocument.create({ updateMetadata: false })
  const source = await load(library, doc)
  const copier = source && new PageCopier(source.context, target.context)
  const pages: Treatment[] = []
  const readable: Copied['readable'] = []
  for (let page = 1; page <= doc.pages; page += 1) {
    const boxes = order.boxes.filter((box) => box.page === page)
    const given = boxes.length > 0 ? 'boxes' : order.allPictures ? 'asked' : (forced.get(page) ?? null)
    const picture = given ?? whyPicture(library, doc, page, source)
    const odd = picture ?? keep(target, copier!, source!.getPage(page - 1))
    pages.push({ page, picture: odd })
    if (odd && pages.filter((each) => each.picture).length > LIMITS.pictures)
      return refuse('redaction.pictures', `要转为图片的页超过${LIMITS.pictures}页`, { fix: '请拆分后分别遮盖' })
    if (!odd) continue
    const looked = draw(library, doc, page, LOOK)
    if (!looked || !addPicture(target, library, doc, page, boxes)) return BROKEN
    readable.push({ page, text: readableText(library, doc, page, looked, boxes) })
  }
  if (order.log) await append(library, target, order.log)
  target.setLanguage('zh-CN')
  reachableOnly(target)
  return ok({ pdf: await target.save({ addDefaultPage: false, updateFieldAppearances: false }), pages, readable })
}

/** The document as the page builder reads it; null when it cannot, or finds other pages than the renderer did. */
async function load(library: Pdfium, doc: Opened): Promise<PDFDocument | null> {
  const bytes = rewrite(library, doc)
  if (!bytes) return null
  try {
    const source = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: true })
    return source.getPageCount() === doc.pages ? source : null
  } catch {
    return null
  }
}

const [LINK, POPUP] = [2, 16]

/** Why a page without boxes cannot be kept; null when it can. */
function whyPicture(library: Pdfium, doc: Opened, page: number, source: PDFDocument | null): Why | null {
  if (!source) return 'odd'
  const { calls } = library
  const noted = withPage(library, doc, page, (at) => {
    for (let each = 0; each < calls.FPDFPage_GetAnnotCount(at); each += 1) {
      const annotation = calls.FPDFPage_GetAnnot(at, each)
      const kind = calls.FPDFAnnot_GetSubtype(annotation)
      calls.FPDFPage_CloseAnnot(annotation)
      if (kind !== LINK && kind !== POPUP) return true
    }
    return false
  })
  if (noted !== false) return 'notes'
  if (isCropped(source.getPage(page - 1))) return 'cropped'
  const picture = draw(library, doc, page, LOOK)
  return !picture || hasUnseenText(library, doc, page, picture) ? 'unseen' : null
}

function isCropped(page: PDFPage): boolean {
  const [media, crop] = [page.getMediaBox(), page.getCropBox()]
  return (['x', 'y', 'width', 'height'] as const).some((side) => Math.abs(media[side] - crop[side]) > 0.5)
}

function keep(target: PDFDocument, copier: PageCopier, from: PDFPage): Why | null {
  try {
    const { contents, resources, group } = copier.copy(from)
    const { x, y, width, height } = from.getMediaBox()
    const page = target.addPage([width, height])
    page.setMediaBox(x, y, width, height)
    page.setRotation(degrees(from.getRotation().angle))
    page.node.set(PDFName.of('Contents'), contents)
    page.node.set(PDFName.of('Resources'), resources)
    if (group) page.node.set(PDFName.of('Group'), group)
    return null
  } catch (error) {
    // The builder is strict about what it reads; what it does not understand is drawn instead.
    if (error instanceof Odd || error instanceof Error) return 'odd'
    throw error
  }
}

function addPicture(target: PDFDocument, library: Pdfium, doc: Opened, page: number, boxes: readonly Box[]): boolean {
  const picture = draw(library, doc, page, DPI)
  if (!picture) return false
  const burnt = boxes.map((box) => pixelsOf(box, picture))
  for (const box of burnt) burn(picture, box)
  const { width, height } = sizeOf(library, doc, page)
  const { context } = target
  const packed = pack(picture, MOST_EXACT)
  const image = context.obj({
    Type: 'XObject',
    Subtype: 'Image',
    Width: packed.width,
    Height: packed.height,
    BitsPerComponent: 8,
    ColorSpace: packed.colours === 1 ? 'DeviceGray' : 'DeviceRGB',
    Filter: packed.form === 'png' ? 'FlateDecode' : 'DCTDecode',
  })
  const rows = { Predictor: 15, Colors: packed.colours, BitsPerComponent: 8, Columns: packed.width }
  if (packed.form === 'png') image.set(PDFName.of('DecodeParms'), context.obj(rows))
  const leaf = target.addPage([width, height]).node
  leaf.set(
    PDFName.of('Resources'),
    context.obj({ XObject: { P: context.register(PDFRawStream.of(image, packed.data)) } }),
  )
  const lines = [
    `q ${width} 0 0 ${height} 0 0 cm /P Do Q`,
    '0 g',
    ...burnt.map((box) => rectangle(box, picture, height)),
  ]
  const contents = deflateSync(lines.join('\n'))
  leaf.set(PDFName.of('Contents'), context.register(PDFRawStream.of(context.obj({ Filter: 'FlateDecode' }), contents)))
  return true
}

/** A box on the picture: rounded outwards, and a little larger, so that no edge of a letter looks out. */
function pixelsOf({ x, y, width, height, whole }: Box, picture: Picture): PixelBox {
  if (whole) return { left: 0, top: 0, right: picture.width - 1, bottom: picture.height - 1 }
  const scale = picture.dpi / 254
  return {
    left: Math.floor((x - LIMITS.margin) * scale),
    top: Math.floor((y - LIMITS.margin) * scale),
    right: Math.ceil((x + width + LIMITS.margin) * scale),
    bottom: Math.ceil((y + height + LIMITS.margin) * scale),
  }
}

/** The same box drawn over the picture, so that the edges of a JPEG are even too. */
function rectangle(box: PixelBox, picture: Picture, pageHeight: number): string {
  const scale = pageHeight / picture.height
  const [left, top] = [Math.max(0, box.left), Math.max(0, box.top)]
  const [right, bottom] = [Math.min(picture.width, box.right + 1), Math.min(picture.height, box.bottom + 1)]
  const place = [left * scale, pageHeight - bottom * scale, (right - left) * scale, (bottom - top) * scale]
  return `${place.map((each) => each.toFixed(3)).join(' ')} re f`
}

/** Adds the pages of a PDF of our own, the log. */
async function append(library: Pdfium, target: PDFDocument, bytes: Uint8Array): Promise<void> {
  const log = open(library, bytes)
  if (!log.ok) throw new Error(log.refusal.says)
  const source = await load(library, log.value)
  const copier = source && new PageCopier(source.context, target.context)
  for (let page = 1; page <= log.value.pages; page += 1) {
    const kept = source && copier ? keep(target, copier, source.getPage(page - 1)) : 'odd'
    if (kept && !addPicture(target, library, log.value, page, [])) throw new Error('the log cannot be drawn')
  }
  log.value.close()
}

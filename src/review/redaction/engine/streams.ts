import { deflateSync, inflateSync } from 'node:zlib'
import { PDFArray, PDFName, PDFRawStream, type PDFStream } from '@cantoo/pdf-lib'

/** Something a plain page does not have. The page then becomes a picture. */
export class Odd extends Error {}

const MOST_INFLATED = 64 * 1024 * 1024

/** The filters of a stream, first applied first. */
export function filtersOf(stream: PDFStream): string[] {
  const filter = stream.dict.lookup(PDFName.of('Filter'))
  if (filter === undefined) return []
  if (filter instanceof PDFName) return [filter.decodeText()]
  if (filter instanceof PDFArray) return filter.asArray().map((each) => (each as PDFName).decodeText())
  throw new Odd('filter')
}

/** The instructions of a stream in the clear. */
export function instructionsOf(stream: PDFStream): Uint8Array {
  const filters = filtersOf(stream)
  const bytes = contentsOf(stream)
  if (filters.length === 0) return bytes
  if (filters.length > 1 || filters[0] !== 'FlateDecode' || stream.dict.has(PDFName.of('DecodeParms')))
    throw new Odd('filter')
  return inflate(bytes)
}

/**
 * The bytes of a stream with nothing hidden in them: deflated data is packed anew, so nothing is left behind its end, and
 * photographs lose their EXIF, their thumbnails and their comments.
 */
export function cleanBytes(stream: PDFStream): Uint8Array {
  const filters = filtersOf(stream)
  const bytes = contentsOf(stream)
  const [first, second] = filters
  if (first === undefined) return bytes
  if (first === 'FlateDecode' && second === undefined) return deflateSync(inflate(bytes))
  if (first === 'FlateDecode' && second === 'DCTDecode' && filters.length === 2)
    return deflateSync(bareJpeg(inflate(bytes)))
  if (first === 'DCTDecode' && second === undefined) return bareJpeg(bytes)
  throw new Odd(`filter ${filters.join(' ')}`)
}

function contentsOf(stream: PDFStream): Uint8Array {
  if (!(stream instanceof PDFRawStream)) throw new Odd('stream')
  return stream.contents
}

function inflate(bytes: Uint8Array): Uint8Array {
  try {
    return inflateSync(bytes, { maxOutputLength: MOST_INFLATED })
  } catch {
    throw new Odd('deflate')
  }
}

const [END, SCAN, ADOBE, COMMENT] = [0xd9, 0xda, 0xee, 0xfe]

/** A JPEG without application data and comments, up to its end mark. Adobe's own segment says how colours are meant: it stays. */
export function bareJpeg(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) throw new Odd('jpeg')
  const kept: Uint8Array[] = [bytes.subarray(0, 2)]
  let at = 2
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) throw new Odd('jpeg')
    const mark = bytes[at + 1]!
    if (mark === 0xff) {
      at += 1
      continue
    }
    if (mark === END) break
    let end = at + 2 + bytes[at + 2]! * 256 + bytes[at + 3]!
    if (mark === SCAN) end = endOfScan(bytes, end)
    const application = mark >= 0xe0 && mark <= 0xef && mark !== ADOBE
    if (!application && mark !== COMMENT) kept.push(bytes.subarray(at, end))
    at = end
  }
  return Buffer.concat([...kept, Buffer.from([0xff, END])])
}

/** Picture data runs to the next mark that is neither a stuffed zero nor a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = from; at + 1 < bytes.length; at += 1) {
    const next = bytes[at + 1]!
    if (bytes[at] === 0xff && next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  return bytes.length
}

import { deflateSync, inflateSync } from 'node:zlib'

/** An object of a hand-made PDF: its dictionary, and the stream behind it. */
export type Part = string | { dict: string; stream: string | Uint8Array; packed?: boolean }

/** A PDF of these objects, numbered from 1; the first is the catalog. `trailer` goes into the trailer. */
export function handMade(parts: readonly Part[], trailer = ''): Uint8Array {
  const chunks: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')]
  const offsets: number[] = []
  let at = chunks[0]!.length
  const add = (chunk: Buffer) => {
    chunks.push(chunk)
    at += chunk.length
  }
  for (const [index, part] of parts.entries()) {
    offsets.push(at)
    add(objectBytes(index + 1, part))
  }
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  add(
    Buffer.from(
      `xref\n0 ${parts.length + 1}\n0000000000 65535 f \n${rows}trailer\n<</Size ${parts.length + 1}/Root 1 0 R${trailer}>>\nstartxref\n${at}\n%%EOF\n`,
    ),
  )
  return Buffer.concat(chunks)
}

/** The same file with objects replaced by an incremental update: the old ones are still in its bytes. */
export function updated(pdf: Uint8Array, changes: Record<number, Part>): Uint8Array {
  const chunks: Buffer[] = [Buffer.from(pdf)]
  let at = pdf.length
  const rows: string[] = []
  for (const [number, part] of Object.entries(changes)) {
    const bytes = objectBytes(Number(number), part)
    rows.push(`${number} 1\n${String(at).padStart(10, '0')} 00000 n \n`)
    chunks.push(bytes)
    at += bytes.length
  }
  const before = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(Buffer.from(pdf).toString('latin1'))![1]
  const size = /\/Size (\d+)/.exec(Buffer.from(pdf).toString('latin1'))![1]
  chunks.push(
    Buffer.from(
      `xref\n${rows.join('')}trailer\n<</Size ${size}/Root 1 0 R/Prev ${before}>>\nstartxref\n${at}\n%%EOF\n`,
    ),
  )
  return Buffer.concat(chunks)
}

function objectBytes(number: number, part: Part): Buffer {
  if (typeof part === 'string') return Buffer.from(`${number} 0 obj\n${part}\nendobj\n`, 'latin1')
  const raw = typeof part.stream === 'string' ? Buffer.from(part.stream, 'latin1') : Buffer.from(part.stream)
  const bytes = part.packed ? deflateSync(raw) : raw
  const filter = part.packed ? '/Filter/FlateDecode' : ''
  return Buffer.concat([
    Buffer.from(`${number} 0 obj\n<<${part.dict}${filter}/Length ${bytes.length}>>\nstream\n`, 'latin1'),
    bytes,
    Buffer.from('\nendstream\nendobj\n'),
  ])
}

/** One page of instructions in Helvetica as F1, on A4, with more entries for the page and more objects from number 6 on. */
export const onePage = (content: string, entries = '', more: readonly Part[] = [], catalog = '', trailer = '') =>
  handMade(
    [
      `<</Type/Catalog/Pages 2 0 R${catalog}>>`,
      '<</Type/Pages/Kids[3 0 R]/Count 1>>',
      `<</Type/Page/Parent 2 0 R${entries.includes('/MediaBox') ? '' : '/MediaBox[0 0 595 842]'}/Contents 4 0 R${entries.includes('/Resources') ? '' : '/Resources<</Font<</F1 5 0 R>>>>'}${entries}>>`,
      { dict: '', stream: content, packed: true },
      '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
      ...more,
    ],
    trailer,
  )

/** Everything in a file somebody could find: its bytes, and all that comes out when its streams are inflated. */
export function everythingIn(pdf: Uint8Array): Buffer {
  const bytes = Buffer.from(pdf)
  const found = [bytes]
  for (let at = bytes.indexOf('stream'); at >= 0; at = bytes.indexOf('stream', at + 6))
    for (const skip of [7, 8])
      try {
        found.push(inflateSync(bytes.subarray(at + skip), { finishFlush: 2 }))
        break
      } catch {
        // not a deflated stream, or not one that begins here
      }
  return Buffer.concat(found)
}

/** A text in the ways a PDF may hold it. */
export const spellings = (text: string): Buffer[] => {
  const wide = Buffer.from(text, 'utf16le').swap16()
  const hex = (bytes: Buffer) => [bytes.toString('hex'), bytes.toString('hex').toUpperCase()]
  return [
    Buffer.from(text),
    wide,
    ...[...hex(Buffer.from(text)), ...hex(wide)].map((each) => Buffer.from(each)),
    Buffer.from(Buffer.from(text).toString('base64').replace(/=+$/, '').slice(0, -1)),
  ]
}

export type Decoded = { width: number; height: number; at: (x: number, y: number) => readonly [number, number, number] }

/** Reads a PNG of our own making. */
export function decodePng(png: Uint8Array): Decoded {
  const bytes = Buffer.from(png)
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
  const colours = bytes[25] === 0 ? 1 : 3
  const start = bytes.indexOf('IDAT')
  const rows = inflateSync(bytes.subarray(start + 4, start + 4 + bytes.readUInt32BE(start - 4)))
  const row = width * colours + 1
  for (let y = 1; y < height; y += 1)
    for (let x = 1; x < row; x += 1) rows[y * row + x] = rows[y * row + x]! + rows[(y - 1) * row + x]!
  const at = (x: number, y: number) => {
    const from = y * row + 1 + x * colours
    return [0, 1, 2].map((c) => rows[from + (colours === 3 ? c : 0)]!) as [number, number, number]
  }
  return { width, height, at }
}

/** The smallest box around everything that is not white, in pixels; null on an empty page. */
export function inkOf({ width, height, at }: Decoded) {
  const box = { left: width, top: height, right: -1, bottom: -1 }
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      if (at(x, y).some((value) => value < 200)) {
        box.left = Math.min(box.left, x)
        box.right = Math.max(box.right, x)
        box.top = Math.min(box.top, y)
        box.bottom = Math.max(box.bottom, y)
      }
  return box.right < 0 ? null : box
}

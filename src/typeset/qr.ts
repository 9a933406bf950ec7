import { crc32, deflateSync } from 'node:zlib'
import { encode } from 'uqr'

/** The standard asks for four modules of white on every side (ISO/IEC 18004); M survives a fold and a coffee stain. */
const drawn = (text: string): boolean[][] => encode(text, { ecc: 'M', border: 4 }).data

/** A QR code as an SVG file: one path, nothing that a strict page would refuse. Throws when the text is longer than one holds. */
export function qrSvg(text: string): string {
  const rows = drawn(text)
  const path = rows.flatMap((row, y) => runsOf(row).map(([x, length]) => `M${x} ${y}h${length}v1h-${length}z`)).join('')
  const size = rows.length
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges">` +
    `<path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${path}"/></svg>`
  )
}

/** The same as an address of a picture, for `<img src>`: it travels inside the page. */
export const qrSource = (text: string): string =>
  `data:image/svg+xml;base64,${Buffer.from(qrSvg(text)).toString('base64')}`

/** Where black begins in a row, and how long it goes on. */
function runsOf(row: boolean[]): [from: number, length: number][] {
  const runs: [number, number][] = []
  row.forEach((black, at) => {
    if (!black) return
    const last = runs.at(-1)
    if (last && row[at - 1]) last[1] += 1
    else runs.push([at, 1])
  })
  return runs
}

const SCALE = 8

/** The same as a PNG of one bit a point, for office files, which draw no SVG everywhere. */
export function qrPng(text: string): Uint8Array {
  const rows = drawn(text)
  const side = rows.length * SCALE
  const lines = rows.flatMap((row) => {
    const line = Buffer.alloc(1 + Math.ceil(side / 8), 0xff)
    line[0] = 0 // no filter
    row.forEach((black, at) => {
      if (black) line.fill(0, 1 + at, 2 + at) // eight points of one bit: a module is a byte
    })
    return Array.from({ length: SCALE }, () => line)
  })
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  head[8] = 1 // one bit, grey
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.concat(lines))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const around = (value: number) => {
    const four = Buffer.alloc(4)
    four.writeUInt32BE(value)
    return four
  }
  return Buffer.concat([around(data.length), named, around(crc32(named))])
}

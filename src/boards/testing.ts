import jpeg from 'jpeg-js'

/** A small JPEG; `shade` makes another one. */
export function aPicture(shade = 0): Uint8Array {
  return new Uint8Array(jpeg.encode({ data: Buffer.alloc(16 * 16 * 4, shade), width: 16, height: 16 }, 50).data)
}

/** The same with what a camera writes: when and where, in a segment of its own after the first marker. */
export function aPhotograph(time: string, [latitude, longitude]: [number, number], shade = 0): Uint8Array {
  const exif = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff(time, latitude, longitude)])
  const head = Buffer.from([0xff, 0xe1, 0, 0])
  head.writeUInt16BE(exif.length + 2, 2)
  const plain = Buffer.from(aPicture(shade))
  return new Uint8Array(Buffer.concat([plain.subarray(0, 2), head, exif, plain.subarray(2)]))
}

type Entry = { tag: number; type: number; count: number; data: Buffer }
const ASCII = 2
const LONG = 4
const RATIONAL = 5

const text = (tag: number, says: string): Entry => ({
  tag,
  type: ASCII,
  count: says.length + 1,
  data: Buffer.from(`${says}\0`, 'latin1'),
})
const long = (tag: number, value: number): Entry => {
  const data = Buffer.alloc(4)
  data.writeUInt32LE(value)
  return { tag, type: LONG, count: 1, data }
}
const degrees = (tag: number, value: number): Entry => {
  const data = Buffer.alloc(24)
  const parts = [Math.round(value * 1_000_000), 1_000_000, 0, 1, 0, 1]
  for (const [at, part] of parts.entries()) data.writeUInt32LE(part, at * 4)
  return { tag, type: RATIONAL, count: 3, data }
}

/** One directory of a TIFF: its entries, then what is too long for them. */
function directory(entries: Entry[], start: number): Buffer {
  const table = Buffer.alloc(2 + entries.length * 12 + 4)
  table.writeUInt16LE(entries.length)
  const after: Buffer[] = []
  let free = start + table.length
  entries.forEach(({ tag, type, count, data }, at) => {
    const from = 2 + at * 12
    table.writeUInt16LE(tag, from)
    table.writeUInt16LE(type, from + 2)
    table.writeUInt32LE(count, from + 4)
    if (data.length <= 4) data.copy(table, from + 8)
    else {
      table.writeUInt32LE(free, from + 8)
      after.push(data)
      free += data.length
    }
  })
  return Buffer.concat([table, ...after])
}

function tiff(time: string, latitude: number, longitude: number): Buffer {
  const head = Buffer.from([0x49, 0x49, 0x2a, 0, 8, 0, 0, 0])
  const sub = (first: number, second: number) => directory([long(0x8769, first), long(0x8825, second)], 8)
  const at = 8 + sub(0, 0).length
  const exif = directory([text(0x9003, time)], at)
  const gps = directory([text(1, 'N'), degrees(2, latitude), text(3, 'E'), degrees(4, longitude)], at + exif.length)
  return Buffer.concat([head, sub(at, at + exif.length), exif, gps])
}

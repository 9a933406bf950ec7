import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Day } from '../calendar/day.ts'

/** Office files are zips. The libraries date every file inside by the clock; here they get the document's date. */

const FILE = 0x04034b50
const LISTED = 0x02014b50
const END = 0x06054b50
const DEFLATED = 8
const UTF8_NAMES = 0x0800

/**
 * The same files, all dated midnight of `day`, and so in the workbooks inside. With names made at random by a library put
 * in order as well, the bytes of a document made twice are equal.
 */
export function steady(zip: Uint8Array, day: Day): Uint8Array {
  const names = new Map<string, string>()
  const files = readZip(zip)
  for (const [path, content] of files) {
    if (path.endsWith('.xlsx')) files.set(path, steady(content, day))
    if (/\.(xml|rels)$/.test(path)) files.set(path, orderNames(content, names))
  }
  return writeZip(files, day)
}

/** Relationships are named `rId` and 21 letters drawn at random; here they are counted, over all files of the zip. */
function orderNames(xml: Uint8Array, names: Map<string, string>): Uint8Array {
  const text = Buffer.from(xml).toString('utf8')
  const ordered = text.replace(/ (r:id|Id)="(rId[\w-]{21})"/g, (_, attribute, name) => {
    if (!names.has(name)) names.set(name, `rIdn${names.size + 1}`)
    return ` ${attribute}="${names.get(name)}"`
  })
  return Buffer.from(ordered, 'utf8')
}

/** The files of a zip this program made, by path, in order. Throws on anything it would not make itself. */
export function readZip(zip: Uint8Array): Map<string, Uint8Array> {
  const bytes = Buffer.from(zip.buffer, zip.byteOffset, zip.byteLength)
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0) throw new Error('not a zip file')
  const files = new Map<string, Uint8Array>()
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    if (bytes.readUInt32LE(at) !== LISTED) throw new Error('a zip file whose list is damaged')
    const name = bytes.toString('utf8', at + 46, at + 46 + bytes.readUInt16LE(at + 28))
    const here = bytes.readUInt32LE(at + 42)
    const start = here + 30 + bytes.readUInt16LE(here + 26) + bytes.readUInt16LE(here + 28)
    const packed = bytes.subarray(start, start + bytes.readUInt32LE(at + 20))
    if (!name.endsWith('/'))
      files.set(name, bytes.readUInt16LE(at + 10) === DEFLATED ? inflateRawSync(packed) : Buffer.from(packed))
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return files
}

function writeZip(files: Map<string, Uint8Array>, day: Day): Uint8Array {
  const parts: Buffer[] = []
  const list: Buffer[] = []
  let offset = 0
  for (const [path, content] of files) {
    const name = Buffer.from(path, 'utf8')
    const packed = deflateRawSync(content)
    const about = Buffer.alloc(26) // what both headers say of a file
    about.writeUInt16LE(20, 0)
    about.writeUInt16LE(UTF8_NAMES, 2)
    about.writeUInt16LE(DEFLATED, 4)
    about.writeUInt32LE(dosDate(day), 6)
    about.writeUInt32LE(crc32(content), 10)
    about.writeUInt32LE(packed.length, 14)
    about.writeUInt32LE(content.length, 18)
    about.writeUInt16LE(name.length, 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    parts.push(number(FILE), about, name, packed)
    list.push(number(LISTED), Buffer.from([20, 0]), about, place, name)
    offset += 30 + name.length + packed.length
  }
  const listed = Buffer.concat(list)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(END, 0)
  end.writeUInt16LE(files.size, 8)
  end.writeUInt16LE(files.size, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(offset, 16)
  return new Uint8Array(Buffer.concat([...parts, listed, end]))
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

/** Date in the upper half, time of day (midnight) in the lower. Zip dates begin in 1980. */
function dosDate(day: Day): number {
  const [year = 1980, month = 1, date = 1] = day.split('-').map(Number)
  return (((Math.max(year, 1980) - 1980) << 9) | (month << 5) | date) * 0x10000
}

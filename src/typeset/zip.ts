import type { Day } from '../calendar/day.ts'

const FILE_HERE = 0x04034b50
const FILE_LISTED = 0x02014b50
const END = 0x06054b50

/** The same zip with every file dated midnight of `day`, so that office files made twice are equal. Changes `zip` itself. */
export function stampZip(zip: Uint8Array, day: Day): Uint8Array {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength)
  const stamp = dosDate(day)
  let end = zip.length - 22
  while (end >= 0 && view.getUint32(end, true) !== END) end -= 1
  if (end < 0) throw new Error('not a zip file')

  let at = view.getUint32(end + 16, true)
  while (view.getUint32(at, true) === FILE_LISTED) {
    const here = view.getUint32(at + 42, true)
    if (view.getUint32(here, true) !== FILE_HERE) throw new Error('a zip file that lists what it does not hold')
    view.setUint32(at + 12, stamp, true)
    view.setUint32(here + 10, stamp, true)
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return zip
}

/** Date in the upper half, time of day (midnight) in the lower. Zip dates begin in 1980. */
function dosDate(day: Day): number {
  const [year = 1980, month = 1, date = 1] = day.split('-').map(Number)
  return (((Math.max(year, 1980) - 1980) << 9) | (month << 5) | date) * 0x10000
}

/**
 * The first four digits of an area code, by province: which prefectures there are or were since 1984 (GB/T 2260 and its
 * earlier editions; people keep the number of their birth). The last two digits name a county and may be anything but 00,
 * except for the regions that have no counties.
 */
const PREFECTURES: Record<string, string> = {
  11: '01-02',
  12: '01-02',
  13: '01-11 21-33 90',
  14: '01-11 21-33 90',
  15: '01-09 21-32',
  21: '01-14 21-24',
  22: '01-08 21-24',
  23: '01-12 21-30 90',
  31: '01-02',
  32: '01-13 20-32',
  33: '01-11 21-30',
  34: '01-18 21-32',
  35: '01-09 21-29',
  36: '01-11 21-30',
  37: '01-17 20-32',
  41: '01-17 21-33 90',
  42: '01-13 20-34 90',
  43: '01-13 21-33',
  44: '01-20 21-29 51-53 18',
  45: '01-14 21-33',
  46: '00-06 90',
  50: '00-03',
  51: '01-23 29-39',
  52: '01-06 21-30',
  53: '01-09 20-36',
  54: '01-06 21-29',
  61: '01-10 21-29',
  62: '01-12 20-32',
  63: '01-02 21-29',
  64: '01-05 20-23',
  65: '01-05 21-32 40-44 90',
}
const WITHOUT_COUNTIES = new Set(['710000', '810000', '820000', '830000'])

const known = new Set(
  Object.entries(PREFECTURES).flatMap(([province, ranges]) =>
    ranges.split(' ').flatMap((range) => {
      const [first, last = first] = range.split('-').map(Number) as [number, number?]
      return Array.from({ length: last! - first + 1 }, (_, i) => province + String(first + i).padStart(2, '0'))
    }),
  ),
)

/** Whether six digits can be the area code of an identity card or of a registration authority. */
export const isRegion = (code: string): boolean =>
  WITHOUT_COUNTIES.has(code) || (known.has(code.slice(0, 4)) && code.slice(4) !== '00')

/** Authorities of a whole city or province register too, so their area code may end in 00. */
export const isAuthority = (code: string): boolean =>
  code === '100000' || isRegion(code) || known.has(code.slice(0, 4)) || /^\d\d0000$/.test(code)

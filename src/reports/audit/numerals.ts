/** Numbers as they are written in Chinese reports. Pure. */

const DIGITS = '零一二三四五六七八九'
const SCALES: Record<string, number> = { 十: 10, 百: 100, 千: 1000 }

/** 三十二, 一百零五, 两, 二〇一七; null for anything else. */
export function chineseNumber(written: string): number | null {
  const words = written.replaceAll('〇', '零').replaceAll('两', '二')
  if (words === '' || !/^[零一二三四五六七八九十百千]+$/.test(words)) return null
  if (!/[十百千]/.test(words)) return Number([...words].map((word) => DIGITS.indexOf(word)).join(''))
  let total = 0
  let digit: number | null = null
  for (const word of words) {
    const scale = SCALES[word]
    if (scale === undefined) digit = DIGITS.indexOf(word)
    else {
      total += (digit ?? 1) * scale
      digit = null
    }
  }
  return total + (digit ?? 0)
}

/** 1,234.5 with 万 or 亿 after it. */
export function scaledNumber(digits: string, scale: string | undefined): number {
  const value = Number(digits.replaceAll(',', ''))
  return scale === '万' ? round(value * 10_000, 4) : scale === '亿' ? round(value * 100_000_000, 2) : value
}

export const round = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits

/** How many decimals a number was written with. */
export const decimalsOf = (written: string): number => written.split('.')[1]?.length ?? 0

export const sumOf = (values: readonly (number | null)[]): number =>
  round(
    values.reduce<number>((total, value) => total + (value ?? 0), 0),
    6,
  )

import { GAPS, VALUE, visible } from '../characters.ts'
import type { Found } from '../hit.ts'

/** The first character of a number plate. */
export const PLATE_PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼'

/**
 * What follows the province: a letter and five characters (at least three of them digits), or six for new energy vehicles
 * (GA 36-2018: a letter, one more and four digits, or five digits and a letter).
 */
export function isPlateTail(symbols: string): boolean {
  if (!/^[A-HJ-NP-Z][0-9A-HJ-NP-Z]{5,6}$/.test(symbols)) return false
  const tail = symbols.slice(1)
  if (tail.length === 6) return /^(?:[A-HJK][0-9A-HJ-NP-Z]\d{4}|\d{5}[A-HJK])$/.test(tail)
  return tail.replace(/\D/g, '').length >= 3
}

/** 闽C***45 */
export const maskPlate = (province: string, symbols: string): string =>
  province + symbols[0] + '*'.repeat(symbols.length - 3) + symbols.slice(-2)

/** The number plate whose province stands at `at`. */
export function readPlate(text: string, at: number): Found | null {
  const next = text.charCodeAt(at + 1)
  if (VALUE[next]! < 10 && GAPS[next] === 0) return null
  const { text: seen, at: places } = visible(text, at, at + 24)
  let symbols = ''
  let last = 0
  let gaps = 0
  for (let i = 1; i < seen.length; i++) {
    const value = VALUE[text.charCodeAt(places[i]!)]!
    if (value < 0) {
      if (symbols.length > 1 || !/[ ·.・•\-—\n]/.test(seen[i]!) || ++gaps > 2) break
      continue
    }
    if (symbols === '' && value < 10) return null
    symbols += value.toString(36).toUpperCase()
    last = i
  }
  // 新GB50016 is a new national standard, far more often than a plate of 吐鲁番.
  if (!isPlateTail(symbols) || (seen[0] === '新' && symbols.startsWith('GB'))) return null
  const end = places[last]! + 1
  return { kind: 'plate', level: 'block', mask: maskPlate(seen[0]!, symbols), why: '机动车号牌', start: at, end }
}

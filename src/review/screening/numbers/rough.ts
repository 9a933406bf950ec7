import type { Found } from '../hit.ts'
import { hasIdShape, maskId } from './id-number.ts'

/**
 * A number that a spreadsheet kept with 15 significant digits: an identity number then ends in zeros or in wrong digits, and
 * still tells where and when somebody was born.
 */
export function roughNumber(digits: string, start: number): Found | null {
  if (digits.length !== 18 || !hasIdShape(digits)) return null
  const why = '单元格按数字保存了18位身份证号，末几位已经失真，仍能看出地区和出生日期；原件也应改为文本格式'
  return { kind: 'id-number', level: 'block', mask: maskId(digits), why, start, end: start + digits.length }
}

import { isInvisible, VALUE, WORDY } from '../characters.ts'
import type { Found } from '../hit.ts'
import type { Surroundings } from '../surroundings.ts'
import { isIdNumber, maskId } from './id-number.ts'
import { isMobile, maskPhone } from './phone.ts'

/** 一三八一二三四五六七八, ①③⑧…, 138一二三四5678: digits written as words, some or all. */
export function readWordy(text: string, from: number, around: Surroundings): { found: Found | null; end: number } {
  let digits = ''
  let words = 0
  let end = from
  for (let i = from; i < text.length && digits.length < 20; i++) {
    const code = text.charCodeAt(i)
    const value = VALUE[code]! >= 0 && VALUE[code]! < 10 ? VALUE[code]! : WORDY[code]!
    if (value >= 0) {
      digits += value
      if (WORDY[code]! >= 0) words++
      end = i + 1
    } else if (!isInvisible(code) && !(code === 0x20 && digits.length > 0)) break
  }
  const base = { level: 'block', start: from, end } as const
  if (words === 0 || around.isSerial(from)) return { found: null, end }
  if (isMobile(digits))
    return { found: { ...base, kind: 'phone', mask: maskPhone(digits), why: '用汉字或者序号字符写的手机号码' }, end }
  if (isIdNumber(digits, around.today))
    return { found: { ...base, kind: 'id-number', mask: maskId(digits), why: '用汉字或者序号字符写的身份证号' }, end }
  return { found: null, end }
}

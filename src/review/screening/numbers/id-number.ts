import type { Day } from '../../../calendar/day.ts'
import { isRegion } from './regions.ts'

/** Weights of the 17 digits before the check digit, and the check digits by remainder: GB 11643-1999, ISO 7064 MOD 11-2. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECKS = '10X98765432'

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** The 18th character that belongs to the first 17. */
export const checkDigit = (first17: string): string =>
  CHECKS[WEIGHTS.reduce((sum, weight, i) => sum + weight * Number(first17[i]), 0) % 11]!

/**
 * Whether 18 symbols name a person: area, day of birth and check digit all hold. Permanent residents from abroad have a 9,
 * the province and a country in place of the area. Source: GB 11643-1999; residence permits since 2023.
 */
export function isIdNumber(symbols: string, today?: Day): boolean {
  return hasIdShape(symbols, today) && checkDigit(symbols) === symbols[17]
}

/** Area and day of birth hold; the check digit is not looked at. A mistyped number still names a person. */
export function hasIdShape(symbols: string, today?: Day): boolean {
  if (!/^[1-9]\d{16}[\dX]$/.test(symbols)) return false
  const foreign = symbols[0] === '9' && /^9[1-6]\d/.test(symbols)
  return (foreign || isRegion(symbols.slice(0, 6))) && isBirthday(symbols.slice(6, 14), today)
}

/** The 15 digits used until 1999: two digits for the year, no check digit. */
export const isOldIdNumber = (symbols: string): boolean =>
  /^[1-9]\d{14}$/.test(symbols) && isRegion(symbols.slice(0, 6)) && isBirthday(`19${symbols.slice(6, 12)}`)

/** 35*************123: the province and the last three, as the notice of 永安 shows it. */
export const maskId = (symbols: string): string =>
  symbols.slice(0, 2) + '*'.repeat(symbols.length - 5) + symbols.slice(-3)

function isBirthday(yyyymmdd: string, today?: Day): boolean {
  const year = Number(yyyymmdd.slice(0, 4))
  const month = Number(yyyymmdd.slice(4, 6))
  const day = Number(yyyymmdd.slice(6))
  if (year < 1890 || year > 2099 || month < 1 || month > 12 || day < 1 || day > DAYS[month - 1]!) return false
  if (month === 2 && day === 29 && (year % 4 !== 0 || (year % 100 === 0 && year % 400 !== 0))) return false
  return !today || `${yyyymmdd.slice(0, 4)}-${yyyymmdd.slice(4, 6)}-${yyyymmdd.slice(6)}` <= today
}

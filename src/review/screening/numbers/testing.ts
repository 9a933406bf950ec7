import assert from 'node:assert/strict'
import type { Day } from '../../../calendar/day.ts'
import { screenText } from '../screen.ts'

/** Written anew from ISO 7064 MOD 11-2: the weight of a place is a power of two. */
export const isoCheck = (first17: string) => {
  let rest = 0
  for (const digit of first17) rest = ((rest + Number(digit)) * 2) % 11
  const value = (12 - rest) % 11
  return value === 10 ? 'X' : String(value)
}
/** Written anew from GB 32100-2015: the weight of a place is a power of three, modulo 31. */
export const creditCheck = (first17: string) => {
  const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
  let weight = 1
  let sum = 0
  for (const character of first17) {
    sum += alphabet.indexOf(character) * weight
    weight = (weight * 3) % 31
  }
  return alphabet[(31 - (sum % 31)) % 31]!
}
/** Written anew from ISO/IEC 7812: every second digit from the right counts double, its digits added. */
export const luhnCheck = (body: string) => {
  const sum = [...body].reverse().reduce((total, digit, i) => {
    const value = i % 2 === 0 ? Number(digit) * 2 : Number(digit)
    return total + Math.floor(value / 10) + (value % 10)
  }, 0)
  return String((10 - (sum % 10)) % 10)
}

export const ID = `35058319900101123${isoCheck('35058319900101123')}`
export const CARD = `621700123456789012${luhnCheck('621700123456789012')}`
export const CREDIT = `91350583MA2XN3JK7${creditCheck('91350583MA2XN3JK7')}`
export const MOBILE = '13812345678'

export const found = (text: string, today?: string) =>
  screenText(text, { today: today as Day }).map(({ kind, text }) => [kind, text])
export const kindsOf = (text: string) => screenText(text).map(({ kind }) => kind)
export const clean = (text: string) => assert.deepEqual(found(text), [])

import { isAuthority } from './regions.ts'

/** The 31 characters of GB 32100-2015: no I, O, Z, S, V. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/** Registering departments and kinds of organisation that are in use. */
const KINDS = /^(?:1[1239]|2[19]|3[1-59]|4[19]|5[1-49]|6[129]|7[129]|8[19]|9[123]|A[19]|N[1239]|G1|Y1)/

/** Whether 18 symbols are a unified social credit code: department, authority and check character hold. */
export function isCreditCode(symbols: string): boolean {
  if (!/^[0-9A-HJ-NP-Y]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(symbols)) return false
  if (!KINDS.test(symbols) || !isAuthority(symbols.slice(2, 8))) return false
  return checkCharacter(symbols) === symbols[17]
}

/** The 18th character that belongs to the first 17. */
export function checkCharacter(symbols: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * ALPHABET.indexOf(symbols[i]!), 0)
  return ALPHABET[(31 - (sum % 31)) % 31]!
}

/** 91350583**********: who registered it stays, who it is does not. */
export const maskCreditCode = (symbols: string): string => `${symbols.slice(0, 8)}**********`

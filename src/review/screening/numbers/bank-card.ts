/** Whether the digits pass the check of ISO/IEC 7812 (Luhn). */
export function isLuhn(digits: string): boolean {
  let sum = 0
  for (let i = digits.length - 1, double = false; i >= 0; i--, double = !double) {
    const digit = Number(digits[i]) * (double ? 2 : 1)
    sum += digit > 9 ? digit - 9 : digit
  }
  return sum % 10 === 0
}

/** Beginnings that only cards of banks in China have, with the lengths they are issued in. */
const CHINESE: { begins: RegExp; lengths: number[] }[] = [
  { begins: /^62/, lengths: [16, 17, 18, 19] },
  { begins: /^(?:9558|95559|95595|9111|9130|9400|9843|9896|990027|940)/, lengths: [16, 17, 18, 19] },
  { begins: /^(?:60|623|621|81)/, lengths: [16, 19] },
]

/** Beginnings of the card companies: too common among other numbers to count without a word such as 卡号 nearby. */
const ABROAD: { begins: RegExp; lengths: number[] }[] = [
  { begins: /^4/, lengths: [16, 19] },
  { begins: /^(?:5[1-5]|2[2-7])/, lengths: [16] },
  { begins: /^35/, lengths: [16] },
  { begins: /^3[47]/, lengths: [15] },
  { begins: /^3(?:0|6|8)/, lengths: [14] },
  { begins: /^9/, lengths: [16, 17, 18, 19] },
]

/** How surely the digits are a bank card: by themselves, only beside a word that says so, or not. */
export function cardLikeness(digits: string): 'card' | 'beside-a-word' | null {
  if (!/^\d{14,19}$/.test(digits) || /^(\d)\1+$/.test(digits) || !isLuhn(digits)) return null
  const fits = ({ begins, lengths }: { begins: RegExp; lengths: number[] }) =>
    begins.test(digits) && lengths.includes(digits.length)
  if (CHINESE.slice(0, 2).some(fits)) return 'card'
  return [...CHINESE.slice(2), ...ABROAD].some(fits) ? 'beside-a-word' : null
}

/** Passbook accounts have no check digit; only the words right before them tell. */
export const isAccount = (digits: string): boolean => /^\d{12,28}$/.test(digits)

/** 6217 **** **** 0123 without the spaces. */
export const maskCard = (digits: string): string =>
  digits.slice(0, 4) + '*'.repeat(digits.length - 8) + digits.slice(-4)

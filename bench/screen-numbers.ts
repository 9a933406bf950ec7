/*
 * Numbers for the generated corpus. Check digits are computed here once more, from the standards and not from the rules under
 * test, and the tests of the rules know nothing of this file.
 */

/** The same numbers for the same seed, on every machine (mulberry32). */
export class Chance {
  #state: number
  constructor(seed: number) {
    this.#state = seed
  }
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  below(limit: number): number {
    return Math.floor(this.next() * limit)
  }
  of<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!
  }
  digits(length: number): string {
    let digits = ''
    for (let i = 0; i < length; i++) digits += this.below(10)
    return digits
  }
}

const two = (n: number) => String(n).padStart(2, '0')
const AREAS =
  '350583 350521 350102 350203 352201 110101 310115 440305 510107 420106 320583 330106 610113 230102 650102 530112'.split(
    ' ',
  )
const day = (chance: Chance, from: number, to: number) =>
  `${from + chance.below(to - from)}${two(1 + chance.below(12))}${two(1 + chance.below(28))}`

/** ISO 7064: the check value makes the weighted sum of all eighteen one more than a multiple of eleven. */
export function idNumber(chance: Chance): string {
  const body = chance.of(AREAS) + day(chance, 1935, 2016) + chance.digits(3)
  const total = (check: number) => [...body].reduce((sum, digit, i) => sum + Number(digit) * 2 ** (17 - i), check) % 11
  for (let check = 0; check < 11; check++) if (total(check) === 1) return body + (check === 10 ? 'X' : check)
  throw new Error('no check digit')
}

/** Area, day and number like an identity number, whose check digit is wrong. */
export function nearlyId(chance: Chance): string {
  const right = idNumber(chance)
  const wrong = (Number(right[17]!.replace('X', '0')) + 1 + chance.below(8)) % 10
  return right.slice(0, 17) + (String(wrong) === right[17] ? (wrong + 1) % 10 : wrong)
}

const RANGES =
  '130 131 135 136 137 138 139 147 150 151 155 158 159 166 173 176 177 178 180 182 185 186 187 188 189 191 198 199'.split(
    ' ',
  )
export const mobile = (chance: Chance): string => chance.of(RANGES) + chance.digits(8)

const luhn = (digits: string) =>
  [...digits]
    .reverse()
    .reduce((sum, digit, i) => sum + (i % 2 ? Number('0246813579'[Number(digit)]) : Number(digit)), 0) % 10

export function bankCard(chance: Chance): string {
  const body =
    chance.of(['621700', '622848', '622202', '621661', '623059', '955880']) + chance.digits(chance.of([9, 12]))
  for (let check = 0; check < 10; check++) if (luhn(body + check) === 0) return body + check
  throw new Error('no check digit')
}

export function nearlyCard(chance: Chance): string {
  const card = bankCard(chance)
  return card.slice(0, -1) + ((Number(card.at(-1)) + 1 + chance.below(8)) % 10)
}

const CODE = '0123456789ABCDEFGHJKLMNPQRTUWXY'
export function creditCode(chance: Chance): string {
  const tail = Array.from({ length: 8 }, () => chance.of([...CODE])).join('')
  const body = `${chance.of(['91', '92', '51', '11'])}${chance.of(AREAS)}M${tail}`
  let sum = 0
  let weight = 1
  for (const character of body) {
    sum += CODE.indexOf(character) * weight
    weight = (weight * 3) % 31
  }
  return body + CODE[(31 - (sum % 31)) % 31]
}

export const plate = (chance: Chance): string =>
  `${chance.of([...'闽京沪粤浙苏'])}${chance.of([...'ABCDE'])}${chance.digits(5)}`
export const passport = (chance: Chance): string => `E${chance.of(['', 'A', 'B', 'K'])}${chance.digits(8)}`.slice(0, 9)
export const email = (chance: Chance): string =>
  `${chance.of(['zhang', 'li', 'chen', 'wx'])}${chance.digits(5)}@${chance.of(['qq.com', '163.com', '126.com'])}`
export const address = (chance: Chance): string =>
  chance.of([
    () =>
      `南安市码头镇${chance.of(['大庭', '坑内', '仙都', '金中'])}村${1 + chance.below(20)}组${1 + chance.below(200)}号`,
    () =>
      `南安市溪美街道${chance.of(['新华', '成功', '民主'])}路${1 + chance.below(300)}号${1 + chance.below(20)}幢${1 + chance.below(30)}0${1 + chance.below(8)}室`,
  ])()

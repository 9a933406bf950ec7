import type { Found } from '../hit.ts'
import type { Surroundings } from '../surroundings.ts'
import { cardLikeness, isAccount, maskCard } from './bank-card.ts'
import type { Cluster, Group } from './cluster.ts'
import { isCreditCode, maskCreditCode } from './credit-code.ts'
import { hasIdShape, isIdNumber, isOldIdNumber, maskId } from './id-number.ts'
import { isPassport, maskPassport } from './passport.ts'
import { isMobile, maskPhone } from './phone.ts'

/** What a number is, and which of its symbols, counted from its first, belong to it. */
export type Read = Pick<Found, 'kind' | 'level' | 'mask' | 'why'> & { from: number; to: number }

const WHY = {
  id: '18位号码的地区、出生日期和校验码都成立，是居民身份证号',
  oldId: '15位号码的地区和出生日期成立，像旧身份证号',
  typo: '写明是身份证号，校验码不符（可能录入有误），仍能识别到本人',
  phone: '11位手机号码',
  card: '通过银行卡校验，开头和位数与国内银行卡相符',
  abroad: '通过银行卡校验，附近写明是账号或者卡号',
  account: '前面写明是银行账号；单位对外公布的收款账号可以说明理由后放行',
  credit: '统一社会信用代码，校验码成立；单位的代码一般可以公开，个体工商户请核对',
  passport: '附近写明是护照或者通行证，号码格式相符',
  disguised: '用相似的字符代替了数字',
} as const

/** What one unbroken group of letters and digits is: at most a few things, as when two numbers were pasted together. */
export function readGroup(cluster: Cluster, group: Group, around: Surroundings): Read[] {
  const length = group.to - group.from
  if (length < 6 || length > 400) return length > 400 && group.letters === 0 ? contained(cluster, group, around) : []
  const symbols = cluster.symbols(group.from, group.to)
  const start = cluster.startOf(group.from)
  if (group.letters > 0) return lettered(symbols, cluster, group, around)
  if (length < 11) return []
  const whole = number(symbols, start, cluster.endOf(group.to), around)
  if (whole) return [{ ...whole, from: group.from, to: group.to }]
  const prefix = /^(?:\d{0,2}86)(?=1\d{10}$)|^0(?=1\d{10}$)/.exec(symbols)?.[0]
  if (prefix !== undefined && isMobile(symbols.slice(prefix.length)) && isDialled(prefix, start, around))
    return [{ ...phone(symbols.slice(prefix.length)), from: group.from + prefix.length, to: group.to }]
  return length > 18 ? contained(cluster, group, around) : []
}

const isDialled = (prefix: string, start: number, around: Surroundings): boolean =>
  (prefix === '86' || prefix === '0086' || around.isBeside('phone', start)) && !around.isSerial(start)

/** What a number of digits (an X may end it) is, taken as a whole. */
export function number(
  symbols: string,
  start: number,
  end: number,
  around: Surroundings,
): Omit<Read, 'from' | 'to'> | null {
  switch (symbols.length) {
    case 18:
      if (isIdNumber(symbols, around.today)) return id(symbols, WHY.id)
      if (hasIdShape(symbols, around.today) && around.isBeside('id', start)) return id(symbols, WHY.typo)
      if (isCreditCode(symbols) && !isCounted(symbols, start, around)) return credit(symbols)
      break
    case 15:
      if (isOldIdNumber(symbols) && !isOther(start, end, around))
        return { ...id(symbols, WHY.oldId), level: around.isMentioned('id') ? 'block' : 'warn' }
      break
    case 11:
      if (isMobile(symbols) && !isOther(start, end, around)) return phone(symbols)
  }
  return card(symbols, start, end, around)
}

/** A code of digits alone may be a serial number; 代码 counts as a word for one, but not 信用代码. */
const isCounted = (symbols: string, start: number, around: Surroundings): boolean =>
  /^\d+$/.test(symbols) && around.isSerial(start) && !/(?:信用|机构)代码[:：为是\s]*$/.test(around.before(start, 12))

/** Serial numbers and amounts look like telephones and cards; the words around them tell. */
export const isOther = (start: number, end: number, around: Surroundings): boolean =>
  around.isSerial(start) || around.isAmount(start, end)

export function card(
  digits: string,
  start: number,
  end: number,
  around: Surroundings,
): Omit<Read, 'from' | 'to'> | null {
  const likeness = cardLikeness(digits)
  const found = { kind: 'bank-card', level: 'block', mask: '' } as const
  if (likeness && !isOther(start, end, around)) {
    if (likeness === 'card') return { ...found, mask: maskCard(digits), why: WHY.card }
    if (around.isMentioned('card')) return { ...found, mask: maskCard(digits), why: WHY.abroad }
  }
  if (isAccount(digits) && ACCOUNT.test(around.before(start, 14)))
    return { ...found, level: 'warn', mask: maskCard(digits), why: WHY.account }
  return null
}
const ACCOUNT =
  /(?:银行|储蓄|存折|一卡通|一折通|社保卡|惠农卡|收款|开户)?(?:银行)?(?:卡号?|账号|帐号|账户|帐户)[：:为是\s]*$/

const id = (symbols: string, why: string) =>
  ({ kind: 'id-number', level: 'block', mask: maskId(symbols), why }) as const
export const phone = (digits: string) =>
  ({ kind: 'phone', level: 'block', mask: maskPhone(digits), why: WHY.phone }) as const
const credit = (symbols: string) =>
  ({ kind: 'credit-code', level: 'warn', mask: maskCreditCode(symbols), why: WHY.credit }) as const

/** Identity numbers inside a longer row of digits, and telephones that fill the rest exactly. */
function contained(cluster: Cluster, { from, to }: Group, around: Surroundings): Read[] {
  const reads: Read[] = []
  let rest = from
  const telephones = (upTo: number) => {
    const size = upTo - rest
    if (size === 0 || size % 11 !== 0) return
    const all = cluster.symbols(rest, upTo).match(/\d{11}/g) ?? []
    if (!all.every(isMobile)) return
    for (const [i, digits] of all.entries())
      reads.push({ ...phone(digits), from: rest + i * 11, to: rest + i * 11 + 11 })
  }
  for (let i = from; i + 18 <= to; i++) {
    if (cluster.values[i] === 0 || cluster.values[i + 6]! > 2) continue
    const symbols = cluster.symbols(i, i + 18)
    if (!isIdNumber(symbols, around.today)) continue
    telephones(i)
    reads.push({ ...id(symbols, WHY.id), from: i, to: i + 18 })
    rest = i + 18
    i = rest - 1
  }
  if (reads.length > 0 || to - from <= 44) telephones(to)
  return reads
}

/** A group with letters: an X at the end, a code, a passport, a word glued to a number, or letters in place of digits. */
function lettered(symbols: string, cluster: Cluster, { from, to }: Group, around: Surroundings): Read[] {
  const start = cluster.startOf(from)
  const end = cluster.endOf(to)
  const whole = (read: Omit<Read, 'from' | 'to'>) => [{ ...read, from, to }]
  if (symbols.length === 18) {
    const idNumber = number(symbols, start, end, around)
    if (idNumber) return whole(idNumber)
  }
  if (
    isPassport(symbols) &&
    !around.isSerial(start) &&
    (around.isBeside('passport', start) || around.isMentioned('passport'))
  )
    return whole({ kind: 'passport', level: 'block', mask: maskPassport(symbols), why: WHY.passport })
  return (
    glued(symbols, from, start, around) ??
    disguised(symbols, start, end, around)?.map((read) => ({ ...read, from, to })) ??
    []
  )
}

/** ID350583…, TEL138…, 350583…abc: a row of digits that touches letters. */
function glued(symbols: string, from: number, start: number, around: Surroundings): Read[] | null {
  for (const match of symbols.matchAll(/\d{17}X|\d{11,}/g)) {
    const at = from + match.index
    for (const digits of [match[0], match[0].slice(0, 18)])
      if (isIdNumber(digits, around.today)) return [{ ...id(digits, WHY.id), from: at, to: at + digits.length }]
    const isCalled = /^(?:TEL|PHONE|MOBILE|MOB|CELL|T|M|SJ|DH|SHOUJI|DIANHUA|WX|WEIXIN|VX)$/.test(
      symbols.slice(0, match.index),
    )
    if (isMobile(match[0]) && isCalled && !around.isSerial(start))
      return [{ ...phone(match[0]), from: at, to: at + 11 }]
  }
  return null
}

const SEEN_AS: Record<string, string> = { O: '0', I: '1', L: '1', Z: '2', S: '5', B: '8', Q: '0', D: '0', G: '6' }

/** 1380O13800l: a few letters in the place of digits. Only numbers that prove themselves count. */
function disguised(
  symbols: string,
  start: number,
  end: number,
  around: Surroundings,
): Omit<Read, 'from' | 'to'>[] | null {
  const letters = symbols.replace(/\d/g, '')
  if (![11, 18].includes(symbols.length) || letters.length > 4 || /[^OILZSBQDGX]/.test(letters)) return null
  const digits = symbols.replace(/[OILZSBQDG]/g, (letter) => SEEN_AS[letter]!)
  if (isIdNumber(digits, around.today)) return [{ ...id(digits, `${WHY.id}；${WHY.disguised}`) }]
  if (isMobile(digits) && !isOther(start, end, around))
    return [{ ...phone(digits), why: `${WHY.phone}；${WHY.disguised}` }]
  return null
}

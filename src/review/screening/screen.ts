import type { Day } from '../../calendar/day.ts'
import { MATHEMATICAL, VALUE, WORDY } from './characters.ts'
import { direct, turned } from './direction.ts'
import type { Found, Hit, Kind } from './hit.ts'
import { Numbers } from './numbers/find.ts'
import { PLATE_PROVINCES, readPlate } from './numbers/plate.ts'
import { readWordy } from './numbers/wordy.ts'
import { Surroundings } from './surroundings.ts'
import { HOUSE_ENDS, readAddress } from './words/address.ts'
import { namesBeside } from './words/beside.ts'
import { readCitation } from './words/citation.ts'
import { type Cited, citationWording, cited, judgeCited } from './words/cited.ts'
import { readEmail } from './words/email.ts'
import { ANCHORS, readWord } from './words/find.ts'

export type ScreenOptions = {
  /** Whether the record of a document number is public; null when there is no such record here. */
  isPublic?: (documentNumber: string) => boolean | null
  /** The day of the text: names that changed later are then right. Without it no old name is reported. */
  written?: Day
  /** Nobody is born after this day. */
  today?: Day
  /** Only these kinds; all when left out. */
  kinds?: readonly Kind[]
  /** Where in the file a position is; 第N行 when left out. */
  where?: (position: number) => string
}

/** What begins at a character, as bits. */
const SYMBOL = 1
const WORD = 2
const WORDY_DIGIT = 4
const HOUSE = 8
const PLATE = 16
const AT = 32
const TRIGGERS = new Uint8Array(0x10000)
for (let code = 0; code < 0x10000; code++)
  TRIGGERS[code] = (VALUE[code]! >= 0 ? SYMBOL : 0) | (WORDY[code]! >= 0 ? WORDY_DIGIT : 0)
TRIGGERS[MATHEMATICAL]! |= SYMBOL
for (const code of ANCHORS) TRIGGERS[code]! |= WORD
for (const end of HOUSE_ENDS) TRIGGERS[end.charCodeAt(0)]! |= HOUSE
for (const province of PLATE_PROVINCES) TRIGGERS[province.charCodeAt(0)]! |= PLATE
for (const at of '@＠﹫') TRIGGERS[at.charCodeAt(0)]! |= AT

/**
 * Everything in a text that must not be published as it stands, in the order of the text.
 * The text is read once; positions are those of the text as given, whatever hides between its characters.
 */
export function screenText(text: string, options: ScreenOptions = {}): Hit[] {
  const { found, citations } = findAll(text, options)
  const closed = citations.map((one) => judgeCited(one, options.isPublic)).filter((one) => one !== null)
  return hitsOf(text, [...found, ...closed], options)
}

/** The hits without those that only a register can judge: for whoever looks the citations up later. */
export function findAll(text: string, options: ScreenOptions): { found: Found[]; citations: Cited[] } {
  const sweep = { found: [] as Found[], citations: [] as Cited[] }
  read(text, options, sweep)
  for (const part of turned(text)) {
    const inner = { found: [] as Found[], citations: [] as Cited[] }
    read(part.text, options, inner)
    sweep.found.push(...inner.found.map((found) => direct(found, part)))
  }
  return sweep
}

function read(
  text: string,
  options: ScreenOptions,
  { found, citations }: { found: Found[]; citations: Cited[] },
): void {
  const around = new Surroundings(text, options.today)
  const numbers = new Numbers(around)
  const sensitive: number[] = []
  for (let i = 0; i < text.length; ) {
    const trigger = TRIGGERS[text.charCodeAt(i)]!
    if (trigger === 0) {
      i++
      continue
    }
    if (trigger & SYMBOL) {
      if (isBracketedAt(text, i)) add(found, readEmail(text, i - 1, 4))
      i = Math.max(i + 1, numbers.readFrom(i, found))
      continue
    }
    if (trigger & WORDY_DIGIT && isDigit(text, i + 1)) {
      const wordy = readWordy(text, i, around)
      if (wordy.found) {
        found.push(wordy.found)
        i = wordy.end
        continue
      }
    }
    if (trigger & WORD) {
      const word = readWord(text, i, options.written)
      if (word?.isSensitive) sensitive.push(word.start)
      add(found, word?.found ?? null)
    }
    if (trigger & PLATE) add(found, readPlate(text, i))
    if (trigger & AT) add(found, readEmail(text, i))
    if (trigger & HOUSE && isNumbered(text, i)) {
      const citation = text[i] === '号' ? readCitation(text, i) : null
      if (citation) {
        citations.push(cited(text, citation))
        add(found, citationWording(citation))
      } else add(found, readAddress(text, i))
    }
    i++
  }
  found.push(...namesBeside(text, sensitive))
}

/** name(at)host */
const isBracketedAt = (text: string, i: number): boolean =>
  (text.charCodeAt(i) | 0x20) === 0x61 && /^[([（【]at[)\]）】]$/i.test(text.slice(i - 1, i + 3))

const add = (found: Found[], one: Found | null): void => {
  if (one) found.push(one)
}

const isDigit = (text: string, i: number): boolean => {
  const code = text.charCodeAt(i)
  return (
    WORDY[code]! >= 0 || (VALUE[code]! >= 0 && VALUE[code]! < 10) || code === 0x20 || (code >= 0x200b && code <= 0x206f)
  )
}

/** A digit, a space or something invisible stands right before: a house number, a document number. */
function isNumbered(text: string, i: number): boolean {
  const code = text.charCodeAt(i - 1)
  return (
    VALUE[code]! >= 0 || WORDY[code]! >= 0 || code <= 0x20 || code === 0x5341 || code === 0x767e || isDigit(text, i - 1)
  )
}

/** These describe people; one place is one of them at most. The others may lie over them. */
const PERSONAL: ReadonlySet<Kind> = new Set([
  'email',
  'id-number',
  'phone',
  'bank-card',
  'credit-code',
  'passport',
  'plate',
  'address',
  'person',
])

/** The hits in the order of the text, without doubles, each with its place. */
export function hitsOf(text: string, found: Found[], { kinds, where = lineOf(text) }: ScreenOptions): Hit[] {
  const sorted = found
    .filter(({ kind }) => !kinds || kinds.includes(kind))
    .sort((a, b) => a.start - b.start || b.end - a.end)
  let covered = -1
  let last: Found | null = null
  return sorted
    .filter((one) => {
      if (last && last.start === one.start && last.end === one.end && last.kind === one.kind) return false
      if (PERSONAL.has(one.kind)) {
        if (one.start < covered) return false
        covered = one.end
      }
      last = one
      return true
    })
    .map((one) => {
      const { kind, level, mask, why, start, end } = one
      return { kind, level, text: text.slice(start, end), where: where(start), mask, why, start, end }
    })
}

/** Counts lines on the way; positions are asked for in ascending order. */
function lineOf(text: string): (position: number) => string {
  let line = 1
  let at = -1
  return (position) => {
    for (let next = text.indexOf('\n', at + 1); next >= 0 && next < position; next = text.indexOf('\n', at + 1)) {
      line++
      at = next
    }
    return `第${line}行`
  }
}

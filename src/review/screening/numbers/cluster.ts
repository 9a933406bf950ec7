import { GAP, GAPS, type Gap, MATHEMATICAL, VALUE } from '../characters.ts'

/** Letters and digits that stand together; invisible characters between them do not count. */
export type Group = {
  /** Symbols `from` up to, not including, `to`, of the cluster. */
  from: number
  to: number
  letters: number
  /** What stands before it in the cluster; `none` for the first group. */
  gap: Gap
}

/** What may stand between two groups of one number: a little white space, a hyphen, the end of a line. */
const WIDEST_GAP = 6

/** Spaces, hyphens and line ends do not hide a number: a cluster is all groups that only such gaps keep apart. */
export class Cluster {
  readonly text: string
  values = new Int8Array(256)
  at = new Int32Array(256)
  size = 0
  /** The first `count` are the groups of this cluster; the others are kept to be filled again. */
  readonly groups: Group[] = []
  count = 0
  /** Where the text after the cluster begins. */
  end = 0
  #lastGap: Gap = GAP.none

  constructor(text: string) {
    this.text = text
  }

  /** Reads the cluster whose first symbol is at `from`. A later group must begin with a digit, or be a lone X. */
  read(from: number): void {
    this.size = 0
    this.count = 0
    let at = this.#group(from, GAP.none)
    for (let next = this.#gap(at); next > 0; next = this.#gap(at)) at = this.#group(next, this.#lastGap)
    this.end = at
  }

  /** The symbols as narrow digits and capital letters. */
  symbols(from: number, to: number): string {
    let symbols = ''
    for (let i = from; i < to; i++) symbols += SYMBOLS[this.values[i]!]
    return symbols
  }

  startOf(symbol: number): number {
    return this.at[symbol]!
  }

  endOf(symbol: number): number {
    const at = this.at[symbol - 1]!
    return at + (this.text.charCodeAt(at) === MATHEMATICAL ? 2 : 1)
  }

  #group(from: number, gap: Gap): number {
    const { text } = this
    const first = this.size
    let letters = 0
    let end = from
    for (let i = from; i < text.length; ) {
      const code = text.charCodeAt(i)
      let value = VALUE[code]!
      let width = 1
      if (value < 0) {
        const hidden = hiddenAt(text, i, code)
        if (hidden > 0) {
          i += hidden
          continue
        }
        value = code === MATHEMATICAL ? mathematical(text.charCodeAt(i + 1)) : -1
        if (value < 0) break
        width = 2
      }
      if (this.size === this.values.length) this.#grow()
      this.values[this.size] = value
      this.at[this.size++] = i
      if (value > 9) letters++
      i += width
      end = i
    }
    if (this.count === this.groups.length) this.groups.push({ from: 0, to: 0, letters: 0, gap })
    const group = this.groups[this.count++]!
    group.from = first
    group.to = this.size
    group.letters = letters
    group.gap = gap
    return end
  }

  /** Where the next group begins, when the gap at this place leads to one; its kind is then `#lastGap`. Else 0. */
  #gap(from: number): number {
    const { text } = this
    let gap: Gap = GAP.none
    let width = 0
    for (let i = from; i < text.length && width <= WIDEST_GAP; ) {
      const code = text.charCodeAt(i)
      const value = VALUE[code]!
      if (value >= 0 || code === MATHEMATICAL) {
        if (gap === GAP.none) return 0
        const alone = VALUE[text.charCodeAt(i + 1)]! < 0
        this.#lastGap = gap
        return value <= 9 || (value === LETTER_X && alone) ? i : 0
      }
      const kind = GAPS[code] as Gap
      const hidden = hiddenAt(text, i, code)
      if (hidden === 0 && kind === GAP.none) return 0
      if (hidden === 0) {
        gap = Math.max(gap, kind) as Gap
        width++
      }
      i += hidden || 1
    }
    return 0
  }

  #grow(): void {
    const values = new Int8Array(this.values.length * 2)
    const at = new Int32Array(values.length)
    values.set(this.values)
    at.set(this.at)
    this.values = values
    this.at = at
  }
}

const SYMBOLS = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ']
const LETTER_X = 33

const mathematical = (low: number) => (low >= 0xdfce && low <= 0xdfff ? (low - 0xdfce) % 10 : -1)

/** How many units are taken by an invisible character here. Tags and variation selectors of plane 14 take two. */
function hiddenAt(text: string, i: number, code: number): number {
  if (GAPS[code] === GAP.invisible) return 1
  if (code !== 0xdb40) return 0
  const low = text.charCodeAt(i + 1)
  return low >= 0xdc00 && low <= 0xddef ? 2 : 0
}

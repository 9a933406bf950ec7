/*
 * What each UTF-16 unit can be taken for. A person sees a digit where a program sees U+FF11, U+0661 or U+1D7CF; the tables
 * below see what the person sees. They are tables, not conditions, because every character of every document passes here.
 */

/** 0–9 for a digit of any script or width, 10–35 for a Latin letter or what looks like one, -1 for anything else. */
export const VALUE = new Int8Array(0x10000).fill(-1)

/** 0–9 for a digit written as a word or a list mark (八, 捌, ⑧), -1 for anything else. */
export const WORDY = new Int8Array(0x10000).fill(-1)

/** How a character may stand between two digits of one number. */
export const GAP = { none: 0, invisible: 1, hyphen: 2, dot: 3, space: 4, tab: 5, newline: 6 } as const
export type Gap = (typeof GAP)[keyof typeof GAP]
export const GAPS = new Uint8Array(0x10000)

/** First unit of the mathematical digits U+1D7CE–U+1D7FF, the only ones we know beyond the basic plane. */
export const MATHEMATICAL = 0xd835

/** The zero of each script that has ten digits in a row. */
const ZEROS = [
  0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xe50, 0xed0, 0xf20, 0x1040, 0x17e0, 0x1810, 0xff10,
]
for (const zero of [...ZEROS, 0x2080]) for (let d = 0; d < 10; d++) VALUE[zero + d] = d
for (const [d, superscript] of [0x2070, 0xb9, 0xb2, 0xb3, 0x2074, 0x2075, 0x2076, 0x2077, 0x2078, 0x2079].entries())
  VALUE[superscript] = d

for (let letter = 0; letter < 26; letter++)
  for (const first of [0x41, 0x61, 0xff21, 0xff41]) VALUE[first + letter] = 10 + letter
const LOOKALIKE_LETTERS: Record<string, string> = {
  A: 'АΑ',
  B: 'ВΒ',
  C: 'СϹ',
  E: 'ЕΕ',
  H: 'НΗ',
  I: 'ІΙ',
  K: 'КΚ',
  M: 'МΜ',
  N: 'Ν',
  O: 'ОΟоο',
  P: 'РΡ',
  T: 'ТΤ',
  X: 'ХΧхχ×✕╳',
  Y: 'УΥ',
  Z: 'Ζ',
}
for (const [letter, others] of Object.entries(LOOKALIKE_LETTERS))
  for (const other of others) VALUE[other.charCodeAt(0)] = letter.charCodeAt(0) - 55

for (const row of ['〇一二三四五六七八九', '零壹贰叁肆伍陆柒捌玖', '○弌弍弎亖伍陸柒捌玖', '⓪①②③④⑤⑥⑦⑧⑨'])
  for (const [d, character] of [...row].entries()) WORDY[character.charCodeAt(0)] = d
for (const [one, zero] of [
  [0x2776, 0x24ff],
  [0x2780, -1],
  [0x2474, -1],
] as const) {
  for (let d = 1; d < 10; d++) WORDY[one + d - 1] = d
  if (zero >= 0) WORDY[zero] = 0
}

/** Zero-width, bidirectional and combining characters: nothing, or next to nothing, is seen of them. */
const INVISIBLE: [number, number][] = [
  [0xad, 0xad],
  [0x300, 0x36f],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180e],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x206f],
  [0x20d0, 0x20f0],
  [0x3164, 0x3164],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff9, 0xfffb],
]
for (const [from, to] of INVISIBLE) GAPS.fill(GAP.invisible, from, to + 1)
const between = (gap: Gap, characters: string) => {
  for (const character of characters) GAPS[character.charCodeAt(0)] = gap
}
between(GAP.space, ' \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000')
between(GAP.tab, '\t')
between(GAP.newline, '\n\r\v\f\u0085\u2028\u2029')
between(GAP.hyphen, '-_‐‑‒–—―−﹣－＿~～')
between(GAP.dot, '.·・．。•')

export const isInvisible = (code: number): boolean => GAPS[code] === GAP.invisible

/** The same text, length unchanged, with full-width letters, digits and signs in their narrow form, for regular expressions. */
export function narrowed(text: string): string {
  for (let i = 0; i < text.length; i++)
    if (isWide(text.charCodeAt(i))) return text.replace(/[！-～\u3000]/g, (wide) => narrow(wide.charCodeAt(0)))
  return text
}

const isWide = (code: number): boolean => (code >= 0xff01 && code <= 0xff5e) || code === 0x3000
const narrow = (code: number): string => (code === 0x3000 ? ' ' : String.fromCharCode(code - 0xfee0))

/** A text without what is not seen, and where each of its characters stood. */
export function visible(text: string, from: number, to: number): { text: string; at: number[] } {
  const first = Math.max(0, from)
  const last = Math.min(text.length, to)
  const at: number[] = []
  for (let i = first; i < last; i++) if (GAPS[text.charCodeAt(i)] !== GAP.invisible) at.push(i)
  if (at.length === last - first) return { text: narrowed(text.slice(first, last)), at }
  return { text: narrowed(at.map((i) => text[i]).join('')), at }
}

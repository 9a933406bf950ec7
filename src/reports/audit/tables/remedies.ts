import { ENDINGS, REMEDIES } from '../../../law/forms/tables-2021.ts'
import type { Cell } from '../findings.ts'
import { type Flow, onNewLine } from '../flow.ts'
import { cellsIn, numberOf, type Written } from './cells.ts'
import { openings } from './rows.ts'
import { readingsOf, TOTALLED } from './split.ts'
import { agreed, type ReadRow, type ReadTable } from './table.ts'

/** The words of the head, sign by sign: in narrow columns they are broken anywhere. */
const SCAN = /[行政复议诉讼未经直接起后结果维持纠正其他它尚审总计情况府信息公开无件宗起|#（）—:：/.\n、-]|(\d+)/y
const SHORTEST_HEAD = 14
/** In text taken from a PDF file, a head in the middle of its cell may come behind the one above it. */
const START = /行政复议[|\n（）#—:：-]*(?:行政诉讼|结果|未经复议)|行政诉讼[|\n]*行政复议[|\n]*(?:结果|未经)|结果维持/g
const WIDTH = ENDINGS.length

/** 四、政府信息公开行政复议、行政诉讼情况: fifteen figures in three blocks, which begin at `numbersFrom`. */
export type Remedies = ReadTable & { numbersFrom: number }

export function readRemedies(
  flow: Flow,
  after: number,
  known: { p: number | null; qs: number | null },
): Remedies | null {
  const span = locate(flow.text, after)
  if (!span) return null
  const { from, numbers, to } = span
  const written = figuresIn(flow, numbers, to)
  if (written.length === 0) return null
  const ways = waysToRead(written, known)
  const place = { from: numbers, labelEnd: numbers, end: to }
  const rows = REMEDIES.map(({ code, label }, block): ReadRow => {
    const sure = agreed(ways.map((way) => way[block]!))
    const whole = sure.length === WIDTH && !sure.includes(undefined)
    return { code, label, place, sure, cells: whole ? (sure as Cell[]) : null }
  })
  return { from, to, numbersFrom: numbers, rows }
}

/** The head of the table, then figures and words of the head only. The narrative after it never belongs. */
function locate(text: string, after: number): { from: number; numbers: number; to: number } | null {
  for (const start of openings(text, START, after)) {
    let numbers = -1
    let to = start.index
    let signs = 0
    SCAN.lastIndex = start.index
    for (let step = SCAN.exec(text); step; step = SCAN.exec(text)) {
      const end = SCAN.lastIndex
      if (step[1]) {
        if (signs < SHORTEST_HEAD) break
        if (numbers < 0) numbers = step.index
        to = end
      } else if (/[\u4e00-\u9fff]/.test(step[0])) signs++
      SCAN.lastIndex = end
    }
    if (numbers >= 0)
      return { from: start.index, numbers: lineStart(text, numbers), to: withoutDate(text, numbers, to) }
  }
  return null
}

/** Empty cells ahead of the first figure belong to its line. */
function lineStart(text: string, numbers: number): number {
  let from = numbers
  while (from > 0 && /[|/—-]/.test(text[from - 1]!)) from--
  return from
}

/** A year that opens the next paragraph is no figure of the table. */
function withoutDate(text: string, from: number, to: number): number {
  const year = /(?:19|20)\d\d$/.exec(text.slice(from, to))
  if (year && /^年/.test(text.slice(to))) return from + year.index
  return /^[.、]/.test(text.slice(to)) ? to - 1 : to
}

function figuresIn(flow: Flow, from: number, to: number): Written[] {
  let end = to
  while (/[|/—件宗起-]/.test(flow.text[end] ?? '')) end++
  const cells: Written[] = []
  let start = from
  for (let i = from; i <= end; i++) {
    if (i < end && flow.text[i] !== '\n' && !(i > from && onNewLine(flow, i))) continue
    const line = flow.text.slice(start, i)
    if (/\d/.test(line)) {
      const lineWidth = (line.match(/\|/g)?.length ?? 0) >= 14 ? 3 * WIDTH : WIDTH
      cells.push(...cellsIn(flow, start, i, lineWidth))
    }
    start = i
  }
  return cells
}

/** Every reading of the figures as three blocks; those that agree with the text, if any does. */
function waysToRead(written: Written[], known: { p: number | null; qs: number | null }): Cell[][][] {
  if (written.length === 3 * WIDTH && written.every((cell) => cell === null || !/^0\d/.test(cell))) {
    const numbers = written.map(numberOf)
    return [[0, 1, 2].map((block) => numbers.slice(block * WIDTH, (block + 1) * WIDTH))]
  }
  const ways = threeBlocks(written.filter((cell) => cell !== null).join(' '))
  const agreeing = ways.filter(
    ([p, q, s]) =>
      (known.p === null || p!.at(-1) === known.p) &&
      (known.qs === null || (q!.at(-1) ?? 0) + (s!.at(-1) ?? 0) === known.qs),
  )
  return agreeing.length > 0 ? agreeing : ways
}

/** Every way to read the digits as three blocks whose totals are right. Blanks part cells. */
function threeBlocks(digits: string): Cell[][][] {
  const bare = digits.replaceAll(' ', '')
  if (bare.length < 3 * WIDTH || bare.length > 60) return []
  const parted = new Set<number>()
  let at = 0
  for (const char of digits) {
    if (char === ' ') parted.add(at)
    else at++
  }
  const found: Cell[][][] = []
  const block = (from: number, chosen: Cell[][]): void => {
    if (found.length > 400) return
    if (chosen.length === 3) {
      if (from === bare.length) found.push(chosen)
      return
    }
    for (let to = from + WIDTH; to <= Math.min(bare.length, from + 24); to++) {
      if (chosen.length === 2 && to !== bare.length) continue
      const pieces: string[] = []
      let start = from
      for (let i = from + 1; i <= to; i++)
        if (i === to || parted.has(i)) {
          pieces.push(bare.slice(start, i))
          start = i
        }
      for (const row of readingsOfBlock(pieces)) block(to, [...chosen, row])
    }
  }
  const memo = new Map<string, Cell[][]>()
  const readingsOfBlock = (pieces: string[]): Cell[][] => {
    const key = pieces.join(' ')
    const kept = memo.get(key)
    if (kept) return kept
    const made =
      pieces.length > WIDTH
        ? []
        : readingsOf(pieces, WIDTH, TOTALLED).filter((row) => TOTALLED.holds(row) && !row.includes(null))
    memo.set(key, made)
    return made
  }
  block(0, [])
  return found
}

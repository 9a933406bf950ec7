import type { Cell } from '../findings.ts'
import { sumOf } from '../numerals.ts'
import { numberOf, type Written } from './cells.ts'

/** What must hold inside a row. `totalled`: its last cell is the sum of the others. */
export type RowRule = { holds: (row: Cell[]) => boolean; totalled: boolean }

export const TOTALLED: RowRule = {
  holds: (row) => row.at(-1) !== null && sumOf(row.slice(0, -1)) === row.at(-1),
  totalled: true,
}
export const FREE: RowRule = { holds: () => true, totalled: false }

/** Beyond this many digits in one row nobody could say where a cell ends. */
const LONGEST = 34
/** A row that takes more steps than this to cut is left unread. */
const MOST_STEPS = 200_000
/** No cell has more digits. */
const LONGEST_CELL = 10

/**
 * Every way the written digits can be the cells of one row. When no reading keeps the rule, a row whose cells are all told
 * apart is still read as written (and will be reported), one run together is not.
 */
export function readingsOf(cells: Written[], width: number, rule: RowRule): Cell[][] {
  const plainNumbers = cells.every((cell) => cell === null || !/^-?0\d/.test(cell))
  if (cells.length === width && plainNumbers) return [cells.map(numberOf)]
  if (cells.length > width) return tooMany(cells, width, rule)
  if (cells.length === 0) return []
  const written = cells.filter((cell) => cell !== null)
  const split = splits(written, width, rule)
  if (!plainNumbers) return split
  const gaps = written.length > 1 ? gapped(written.map(numberOf), width).filter(rule.holds) : []
  return [...split, ...gaps]
}

/** More numbers than cells: a page number before or after them. */
function tooMany(cells: Written[], width: number, rule: RowRule): Cell[][] {
  if (width < 2) return []
  const rows = [cells.slice(0, width), cells.slice(-width)].map((row) => row.map(numberOf))
  return rows.filter(rule.holds).slice(0, 1)
}

/** All ways to cut pieces of digits into `width` numbers that keep the rule, none of them written with a leading zero. */
function splits(written: readonly string[], width: number, rule: RowRule): number[][] {
  const pieces = written.map((piece) => piece.replaceAll(',', ''))
  const length = pieces.reduce((total, piece) => total + piece.length, 0)
  if (length < width || length > LONGEST || pieces.some((piece) => /[.-]/.test(piece))) return []
  const budget = { steps: MOST_STEPS }
  const found = rule.totalled ? totalled(pieces, width, budget) : cuts(pieces, width, Infinity, budget)
  return budget.steps < 0 ? [] : found.filter(rule.holds)
}

/** The total stands at the end: once its digits are chosen, the others may not grow beyond it. */
function totalled(pieces: readonly string[], width: number, budget: { steps: number }): number[][] {
  const last = pieces.at(-1)!
  const found: number[][] = []
  for (let size = 1; size <= Math.min(LONGEST_CELL, last.length); size++) {
    const cell = last.slice(-size)
    if (size > 1 && cell.startsWith('0')) continue
    const rest = last.slice(0, -size)
    const before = rest === '' ? pieces.slice(0, -1) : [...pieces.slice(0, -1), rest]
    const total = Number(cell)
    for (const row of cuts(before, width - 1, total, budget)) found.push([...row, total])
  }
  return found
}

/** All ways to cut the pieces into `width` numbers that make `total` together; any total when it is infinite. */
function cuts(pieces: readonly string[], width: number, total: number, budget: { steps: number }): number[][] {
  const ends = new Set<number>()
  let length = 0
  for (const piece of pieces) {
    length += piece.length
    ends.add(length)
  }
  const digits = pieces.join('')
  const found: number[][] = []
  const row: number[] = []
  const cut = (from: number, sum: number): void => {
    if (--budget.steps < 0) return
    const left = width - row.length
    if (left === 0) {
      if (from === length && (sum === total || total === Infinity)) found.push([...row])
      return
    }
    const room = length - from - (left - 1)
    // The digits that are left can no longer make the total.
    if (room < 1 || (total !== Infinity && sum + left * 10 ** room < total)) return
    const longest = digits[from] === '0' ? 1 : Math.min(LONGEST_CELL, room)
    for (let size = 1, value = 0; size <= longest; size++) {
      value = value * 10 + (digits.charCodeAt(from + size - 1) - 48)
      if (sum + value > total) return
      row.push(value)
      cut(from + size, sum + value)
      row.pop()
      if (ends.has(from + size)) return
    }
  }
  cut(0, 0)
  return found
}

/** Fewer numbers than cells: all ways to leave some empty, with the last number in the last column. */
function gapped(numbers: Cell[], width: number): Cell[][] {
  const found: Cell[][] = []
  const last = numbers.at(-1) ?? null
  const place = (index: number, column: number, row: Cell[]): void => {
    if (index === numbers.length - 1) {
      const full = [...row]
      while (full.length < width - 1) full.push(null)
      found.push([...full, last])
      return
    }
    const left = numbers.length - 1 - index
    for (let at = column; at <= width - 1 - left; at++) {
      const next = [...row]
      while (next.length < at) next.push(null)
      place(index + 1, at + 1, [...next, numbers[index]!])
    }
  }
  place(0, 0, [])
  return found
}

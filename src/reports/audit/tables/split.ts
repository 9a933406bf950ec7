import type { Cell } from '../findings.ts'
import { sumOf } from '../numerals.ts'
import { numberOf, type Written } from './cells.ts'

/** Beyond this many digits in one piece nobody could say where a cell ends. */
const LONGEST = 34
/** A row that takes more steps than this to cut is left unread. */
const MOST_STEPS = 300_000

/**
 * Every way the written digits can be the cells of one row. `fits` is what must hold inside a row; when no reading keeps it,
 * a row whose cells are all told apart is still read as written (and will be reported), one run together is not.
 */
export function readingsOf(cells: Written[], width: number, fits: (row: Cell[]) => boolean): Cell[][] {
  const plainNumbers = cells.every((cell) => cell === null || !/^0\d/.test(cell))
  if (cells.length === width && plainNumbers) return [cells.map(numberOf)]
  if (cells.length > width) return tooMany(cells, width, fits)
  if (cells.length === 0) return []
  const written = cells.filter((cell) => cell !== null)
  const split = splits(written, width, fits)
  if (!plainNumbers) return split
  const gaps = written.length > 1 ? gapped(written.map(numberOf), width).filter(fits) : []
  return [...split, ...gaps]
}

/** More numbers than cells: a page number before or after them, or blanks inside the digits. */
function tooMany(cells: Written[], width: number, fits: (row: Cell[]) => boolean): Cell[][] {
  const rows = [cells.slice(0, width), cells.slice(-width)].map((row) => row.map(numberOf))
  const good = width > 1 ? rows.filter(fits) : []
  return good.slice(0, 1)
}

/** All ways to cut pieces of digits into `width` numbers, none of them written with a leading zero. */
export function splits(pieces: readonly string[], width: number, fits: (row: Cell[]) => boolean): number[][] {
  const digits = pieces.map((piece) => piece.replaceAll(',', ''))
  const length = digits.reduce((total, piece) => total + piece.length, 0)
  if (length < width || length > LONGEST || digits.some((piece) => piece.includes('.'))) return []
  const found: number[][] = []
  const row: number[] = []
  let steps = 0
  const cut = (piece: number, from: number): void => {
    if (++steps > MOST_STEPS || row.length > width) return
    if (piece === digits.length) {
      if (row.length === width && fits(row)) found.push([...row])
      return
    }
    const word = digits[piece]!
    if (from === word.length) {
      cut(piece + 1, 0)
      return
    }
    const longest = word[from] === '0' ? 1 : Math.min(10, word.length - from)
    for (let size = 1; size <= longest; size++) {
      row.push(Number(word.slice(from, from + size)))
      cut(piece, from + size)
      row.pop()
    }
  }
  cut(0, 0)
  return steps > MOST_STEPS ? [] : found
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

/** The last cell is the sum of the others. */
export const addsUp = (row: Cell[]): boolean => row.at(-1) !== null && sumOf(row.slice(0, -1)) === row.at(-1)

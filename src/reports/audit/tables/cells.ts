import { type Flow, onNewLine, stoodApart } from '../flow.ts'

/** What stands in a cell: digits as written, or null where it is empty. Digits of several cells may be run together. */
export type Written = string | null

const isDigit = (char: string | undefined) => char !== undefined && char >= '0' && char <= '9'
const EMPTY_SIGNS = new Set(['-', '—', '－', '/', '无', '\\'])

/**
 * The cells between a row's label and the next one. `width` is how many the row should have. Only where figures may fall
 * below zero (本年增/减) is a dash before one its sign.
 */
export function cellsIn(flow: Flow, from: number, to: number, width: number, signed = false): Written[] {
  return flow.text.slice(from, to).includes('|')
    ? pipedCells(flow, from, to, width, signed)
    : looseCells(flow, from, to, signed)
}

/** Cells told apart by blanks, line ends, or by nothing at all. */
function looseCells(flow: Flow, from: number, to: number, signed = false): Written[] {
  const { text } = flow
  const cells: Written[] = []
  for (let i = from; i < to; ) {
    const char = text[i]!
    if (!isDigit(char)) {
      const alone = (i === from || stoodApart(flow, i)) && (i + 1 >= to || stoodApart(flow, i + 1))
      if (alone && EMPTY_SIGNS.has(char) && cells.length > 0) cells.push(null)
      i++
      continue
    }
    const end = numberEnd(flow, i, to)
    const digits = text.slice(i, end)
    const next = end < text.length && !stoodApart(flow, end) ? text[end]! : ''
    // 2.其他 is the number of the next line; 2018年 is a date; neither is a figure.
    const ordinal = /[.、]/.test(next) && !isDigit(text[end + 1])
    const minus = signed && /[-－−—]/.test(text[i - 1] ?? '') && !stoodApart(flow, i) ? '-' : ''
    const figure = ordinal ? digits.slice(0, -1) : minus + digits
    if (figure !== '' && !/[年月日号页]/.test(next) && text[i - 1] !== '第') cells.push(figure)
    i = end
  }
  return cells
}

function numberEnd(flow: Flow, from: number, to: number): number {
  const { text } = flow
  let end = from + 1
  for (; end < to && !stoodApart(flow, end); end++) {
    if (isDigit(text[end])) continue
    const inside = (text[end] === '.' || text[end] === ',') && isDigit(text[end + 1]) && !stoodApart(flow, end + 1)
    if (!inside) break
  }
  return end
}

/** Cells told apart by |. Empty ones count when the row stands on one line. */
function pipedCells(flow: Flow, from: number, to: number, width: number, signed: boolean): Written[] {
  const lines: { cells: Written[] }[] = []
  for (const [start, end] of linesBetween(flow, from, to)) {
    const pieces = flow.text.slice(start, end).split('|')
    let at = start
    let cells: Written[] = []
    for (const [index, piece] of pieces.entries()) {
      const isLabel = index === 0 && start === from && !/^[\d.,]+$/.test(piece)
      const read = isLabel ? 'text' : pieceOf(flow, at, at + piece.length, signed)
      if (read === 'text') cells = []
      else cells.push(...read)
      at += piece.length + 1
    }
    while (cells.length > width && cells.at(-1) === null) cells.pop()
    while (cells.length > width && cells[0] === null) cells.shift()
    if (cells.some((cell) => cell !== null)) lines.push({ cells })
    else if (cells.length >= width) lines.push({ cells: cells.slice(0, width) })
  }
  const filled = lines.filter(({ cells }) => cells.some((cell) => cell !== null))
  if (filled.length > 1) return filled.flatMap(({ cells }) => cells.filter((cell) => cell !== null))
  return (filled[0] ?? lines[0])?.cells ?? []
}

function pieceOf(flow: Flow, from: number, to: number, signed: boolean): Written[] | 'text' {
  const piece = flow.text.slice(from, to)
  if (piece === '' || EMPTY_SIGNS.has(piece)) return [null]
  if (/^[-—:：]+$/.test(piece)) return 'text'
  const figure = (signed ? /^[-－−—+]?[\d.,]+/ : /^[\d.,]+/).exec(piece)?.[0] ?? ''
  if (figure === '') return 'text'
  if (/^(?:元|万元|条|件|项|个|次|人次|宗|起)?$/.test(piece.slice(figure.length)))
    return looseCells(flow, from, to, signed)
  // Rows one behind another on a single line: the next label stands in the cell of the last figure.
  return stoodApart(flow, from + figure.length) ? looseCells(flow, from, from + figure.length, signed) : 'text'
}

function linesBetween(flow: Flow, from: number, to: number): [number, number][] {
  const lines: [number, number][] = []
  let start = from
  for (let i = from; i <= to; i++) {
    const breaks = i === to || flow.text[i] === '\n' || (i > from && onNewLine(flow, i))
    if (!breaks) continue
    if (i > start) lines.push([start, i])
    start = i < to && flow.text[i] === '\n' ? i + 1 : i
  }
  return lines
}

export const numberOf = (cell: Written): number | null => (cell === null ? null : Number(cell.replaceAll(',', '')))

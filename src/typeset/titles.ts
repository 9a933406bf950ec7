import { titleLines } from './model.ts'

/** Terms a title must not break in two, beyond what the dictionary of words knows. */
const TERMS = [
  '政府信息公开',
  '政务公开',
  '政务服务',
  '信息公开',
  '年度报告',
  '实施方案',
  '实施意见',
  '管理办法',
  '人民政府',
  '办公室',
  '领导小组',
  '指导意见',
]

/** A title line holds 20 characters of size 2; one less keeps it clear of the edges. */
export const TITLE_WIDTH = 19

const words = new Intl.Segmenter('zh', { granularity: 'word' })

/**
 * The lines of a title set in at most `width` characters (7.3.1: centred, no word broken, evenly filled). Where the
 * writer broke the title, that is kept. A piece without a place to break may stand out; the page then breaks it anywhere.
 */
export function balancedLines(title: string, width: number): string[] {
  return titleLines(title).flatMap((line) => balance(line, width))
}

function balance(text: string, width: number): string[] {
  const count = Math.ceil(breadth(text) / width)
  if (count <= 1) return [text]
  const pieces = unbreakable(text)
  for (let lines = count; lines <= pieces.length; lines++) {
    const found = divide(pieces, lines, width)
    if (found) return found
  }
  return [text]
}

/** The division into `lines` lines with the least uneven lengths; null when some line would be too long. */
function divide(pieces: string[], lines: number, width: number): string[] | null {
  const even = breadth(pieces.join('')) / lines
  const tries = (from: number, left: number): { lines: string[]; cost: number } | null => {
    if (left === 1) {
      const last = pieces.slice(from).join('')
      return breadth(last) <= width ? { lines: [last], cost: (breadth(last) - even) ** 2 } : null
    }
    let found: { lines: string[]; cost: number } | null = null
    for (let to = from + 1; to <= pieces.length - left + 1; to++) {
      const line = pieces.slice(from, to).join('')
      if (breadth(line) > width) break
      const rest = tries(to, left - 1)
      const cost = rest && (breadth(line) - even) ** 2 + rest.cost
      if (rest && cost !== null && (!found || cost < found.cost)) found = { lines: [line, ...rest.lines], cost }
    }
    return found
  }
  return tries(0, lines)?.lines ?? null
}

/** Words and terms, with closing marks and particles kept at the end of the piece before them. */
function unbreakable(text: string): string[] {
  const pieces: string[] = []
  for (const part of splitTerms(text)) {
    const last = pieces.at(-1)
    if (
      last !== undefined &&
      (/^[的之与和及、，。：；？！）》”〕]/.test(part) || /[《（“〔]$/.test(last) || isNumber(last, part))
    )
      pieces[pieces.length - 1] = last + part
    else pieces.push(part)
  }
  return pieces
}

const isNumber = (last: string, part: string) => /[0-9]$/.test(last) && /^[0-9年月日.%]/.test(part)

function splitTerms(text: string): string[] {
  const term = TERMS.find((each) => text.includes(each))
  if (!term) return [...words.segment(text)].map((each) => each.segment)
  const at = text.indexOf(term)
  return [...splitTerms(text.slice(0, at)), term, ...splitTerms(text.slice(at + term.length))]
}

/** In widths of a Chinese character: Latin letters and digits take half. */
export const breadth = (text: string): number => [...text].reduce((sum, c) => sum + (c < '\u2000' ? 0.55 : 1), 0)

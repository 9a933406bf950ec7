import type { Block, Table } from './model.ts'

/** The numbers official documents give their headings (GB/T 9704—2012, 7.3.3), in either width of bracket. */
const LEVELS: { level: 1 | 2 | 3 | 4; number: RegExp }[] = [
  { level: 1, number: /^[一二三四五六七八九十百零〇]+、/ },
  { level: 2, number: /^[（(][一二三四五六七八九十百零〇]+[）)]/ },
  { level: 3, number: /^\d{1,2}[.．、](?!\d)/ },
  { level: 4, number: /^[（(]\d{1,2}[）)]/ },
]

/** A heading is a short line without a stop; a numbered line that is a sentence is a paragraph of a list. */
const LONGEST_HEADING = 50

/**
 * Plain text as blocks: every line a paragraph, short numbered lines headings of their level, lines between bars the rows
 * of a table. Empty lines only part paragraphs; spaces at the beginning of a line are an indent somebody typed, and the page
 * makes its own.
 */
export function bodyBlocks(text: string): Block[] {
  const blocks: Block[] = []
  let rows: string[][] = []
  const endTable = () => {
    if (rows.length > 0) blocks.push(tableOf(rows))
    rows = []
  }
  for (const line of text.split('\n').map((each) => each.trim())) {
    if (isRow(line)) {
      if (!isRule(line)) rows.push(cellsOf(line))
      continue
    }
    endTable()
    if (line !== '') blocks.push(lineBlock(line))
  }
  endTable()
  return blocks
}

function lineBlock(line: string): Block {
  const found = LEVELS.find(({ number }) => number.test(line))
  return found && isHeading(line)
    ? { kind: 'heading', level: found.level, text: line }
    : { kind: 'paragraph', runs: [line] }
}

const isHeading = (line: string) => [...line].length <= LONGEST_HEADING && !/[。；：！？].|[。！？；：，,]$/.test(line)

const isRow = (line: string) => line.length > 2 && line.startsWith('|') && line.endsWith('|')
/** `|---|---|`, as some write under the head of a table. */
const isRule = (line: string) => /^\|(\s*:?-{2,}:?\s*\|)+$/.test(line)
const cellsOf = (line: string) =>
  line
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim())

/** The first row is the head; a column of figures alone stands to the right, and long columns are wide. */
function tableOf(rows: string[][]): Table {
  const [head = [], ...body] = rows
  const many = Math.max(...rows.map((row) => row.length))
  const columns = Array.from({ length: many }, (_, at) => {
    const cells = body.map((row) => row[at] ?? '')
    const longest = Math.max(2, ...rows.map((row) => [...(row[at] ?? '')].length))
    const figures = cells.some(Boolean) && cells.every((cell) => /^[-−]?[\d,，.．]*%?$/.test(cell))
    return { label: head[at] ?? '', width: Math.min(longest, 24), ...(figures ? { align: 'end' as const } : {}) }
  })
  return { kind: 'table', columns, rows: body.map((row) => ({ cells: columns.map((_, at) => row[at] ?? '') })) }
}

/** One line of a table, as it stands in the text. A bar inside a cell would end it, so it becomes the wide one. */
export const rowLine = (cells: readonly string[]): string =>
  `|${cells.map((cell) => cell.replace(/\s+/g, ' ').trim().replaceAll('|', '｜')).join('|')}|`

/** Lines parted by tabs, as a spreadsheet gives them to the clipboard, become rows; a lone tab is a space. */
export function withTables(text: string): string {
  const lines = text.split('\n')
  const tabs = (line: string | undefined) => line?.split('\t').length ?? 0
  return lines
    .map((line, at) => {
      const cells = tabs(line)
      if (cells < 2) return line
      return tabs(lines[at - 1]) === cells || tabs(lines[at + 1]) === cells
        ? rowLine(line.split('\t'))
        : line.replaceAll('\t', ' ')
    })
    .join('\n')
}

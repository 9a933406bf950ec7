import type { Block, Cell, Inline, OfficialDocument } from '../typeset/model.ts'

/**
 * The document with every figure leading somewhere: to its definition for the public, to its records for staff. For pages
 * only; what is printed and kept stays as it was signed. Pure.
 */
export function withWays(document: OfficialDocument, way: (figure: string) => string): OfficialDocument {
  return {
    ...document,
    body: blocksWithWays(document.body, way),
    enclosed: document.enclosed?.map((text) => ({ ...text, body: blocksWithWays(text.body, way) })),
  }
}

export const blocksWithWays = (blocks: Block[], way: (figure: string) => string): Block[] =>
  blocks.map((block) => {
    if (block.kind === 'paragraph') return { ...block, runs: block.runs.map((run) => runWithWay(run, way)) }
    if (block.kind === 'table')
      return {
        ...block,
        rows: block.rows.map((row) => ({ ...row, cells: row.cells.map((cell) => cellWithWay(cell, way)) })),
      }
    return block
  })

const runWithWay = (run: Inline, way: (figure: string) => string): Inline =>
  typeof run === 'object' && run.figure ? { ...run, href: way(run.figure) } : run

const cellWithWay = (cell: Cell, way: (figure: string) => string): Cell =>
  cell !== null && typeof cell === 'object' && cell.figure ? { ...cell, href: way(cell.figure) } : cell

/** The name a figure's definition goes by within its page: letters, digits, dots, colons and dashes. */
export const anchorOf = (figure: string): string => `figure-${figure.replace(/[^\w.:-]/g, '-')}`

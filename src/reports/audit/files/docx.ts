import { type Limits, Unreadable } from '../../../review/screening/extraction/limits.ts'
import { officeKind } from '../../../review/screening/extraction/office.ts'
import { readXml } from '../../../review/screening/extraction/xml.ts'
import { readZip } from '../../../review/screening/extraction/zip.ts'

const NOT_WORD: Record<string, string> = { xlsx: '是Excel表格', pptx: '是演示文稿', ofd: '是OFD版式文件' }

/**
 * The words of a DOCX as a reader sees them: paragraphs on lines of their own, the rows of tables with | between the cells,
 * empty cells kept. Without deletions of tracked changes, field codes, headers and footers.
 */
export function textOfDocx(bytes: Uint8Array, limits: Limits): string {
  const parts = readZip(bytes, limits)
  const body = parts.find(({ name }) => name === 'word/document.xml')
  if (!body) throw new Unreadable(NOT_WORD[officeKind(parts.map(({ name }) => name)) ?? ''] ?? '不是Word文档')
  const lines: string[] = []
  const tables: { cells: string[]; cell: string[] }[] = []
  let paragraph = ''
  let taken = false
  let removed = 0
  const close = () => {
    const table = tables.at(-1)
    if (table) table.cell.push(paragraph.trim())
    else lines.push(paragraph)
    paragraph = ''
  }
  readXml(body.read(), {
    open(tag) {
      if (tag === 'tbl') tables.push({ cells: [], cell: [] })
      else if (tag === 'tr') tables.at(-1)?.cells.splice(0)
      else if (tag === 'tc') tables.at(-1)?.cell.splice(0)
      else if (tag === 'del' || tag === 'moveFrom') removed++
      else if (tag === 't') taken = removed === 0
      else if (tag === 'tab') paragraph += '\t'
      else if (tag === 'br' || tag === 'cr') paragraph += tables.length > 0 ? ' ' : '\n'
    },
    text(text) {
      if (taken) paragraph += text
    },
    close(tag) {
      const table = tables.at(-1)
      if (tag === 't') taken = false
      else if (tag === 'del' || tag === 'moveFrom') removed = Math.max(0, removed - 1)
      else if (tag === 'p') close()
      else if (tag === 'tc') table?.cells.push(table.cell.join(' ').trim())
      else if (tag === 'tr' && table) {
        const outer = tables.at(-2)
        if (outer) outer.cell.push(table.cells.join(' '))
        else lines.push(table.cells.join(' | '))
      } else if (tag === 'tbl') tables.pop()
    },
  })
  return lines.join('\n')
}

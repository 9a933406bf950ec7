import { unzip } from 'fflate'
import { Parser } from 'htmlparser2'
import { ok, type Result, refuse } from '../../result.ts'
import { rowLine } from '../../typeset/body.ts'
import { type Numbering, numberingOf } from './numbering.ts'

/** Largest `document.xml` that is read: some three million characters of text. */
const LARGEST = 30 * 1024 * 1024

const broken = (says: string) =>
  refuse('documents.docx', says, { field: 'docx', fix: '请用Word或WPS另存为DOCX后再导入' })

/**
 * The text of a DOCX: headings and paragraphs one a line, with the numbers Word counts by itself written out, and tables as
 * rows. Deleted text of tracked changes is left out, inserted text is kept. Refuses what is no DOCX, encrypted, or too large.
 */
export async function readDocx(bytes: Uint8Array): Promise<Result<string>> {
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) return broken('这是旧版DOC或者加密的文件，无法导入')
  let large = false
  const files = await new Promise<Record<string, Uint8Array> | null>((resolve) => {
    unzip(
      bytes,
      {
        filter: ({ name, originalSize }) => {
          const wanted = name === 'word/document.xml' || name === 'word/numbering.xml'
          if (wanted && originalSize > LARGEST) large = true
          return wanted && originalSize <= LARGEST
        },
      },
      (error, found) => resolve(error ? null : found),
    )
  })
  if (large) return broken('文件的正文过大，无法导入')
  const xml = files?.['word/document.xml']
  if (!xml) return broken('这不是DOCX文件，或者文件已损坏')
  const numbering = files['word/numbering.xml']
  const text = textOf(
    new TextDecoder().decode(xml),
    numbering ? numberingOf(new TextDecoder().decode(numbering)) : () => '',
  )
  return text === '' ? broken('文件里没有文字') : ok(text)
}

/** Walks the document once. A table inside a cell is read as text of that cell. */
function textOf(xml: string, numbered: Numbering): string {
  const lines: string[] = []
  const table: { rows: string[][]; depth: number } = { rows: [], depth: 0 }
  let paragraph = ''
  let list = { id: '', level: 0 }
  let reading = false
  const endParagraph = () => {
    const said = paragraph.trim() === '' ? '' : numbered(list.id, list.level) + paragraph.trim()
    if (table.depth > 0) {
      const row = table.rows.at(-1)
      if (row && row.length > 0) row[row.length - 1] = `${row.at(-1)} ${said}`.trim()
    } else if (said !== '') lines.push(...said.split('\n'))
  }
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (name === 'w:p') {
          paragraph = ''
          list = { id: '', level: 0 }
        } else if (name === 'w:t') reading = true
        else if (name === 'w:tab') paragraph += ' '
        else if (name === 'w:br' || name === 'w:cr') paragraph += attributes['w:type'] === 'page' ? '' : '\n'
        else if (name === 'w:numId') list.id = attributes['w:val'] ?? ''
        else if (name === 'w:ilvl') list.level = Number(attributes['w:val']) || 0
        else if (name === 'w:tbl') {
          if (table.depth === 0) table.rows = []
          table.depth += 1
        } else if (name === 'w:tr' && table.depth === 1) table.rows.push([])
        else if (name === 'w:tc' && table.depth === 1) table.rows.at(-1)?.push('')
      },
      ontext(text) {
        if (reading) paragraph += text
      },
      onclosetag(name) {
        if (name === 'w:t') reading = false
        else if (name === 'w:p') endParagraph()
        else if (name === 'w:tbl') {
          table.depth -= 1
          if (table.depth === 0) lines.push(...table.rows.filter((row) => row.some(Boolean)).map(rowLine))
        }
      },
    },
    { xmlMode: true, decodeEntities: true },
  )
  parser.end(xml)
  return lines.join('\n')
}

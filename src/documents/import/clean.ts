import { Parser } from 'htmlparser2'
import sanitize from 'sanitize-html'
import { rowLine } from '../../typeset/body.ts'

/** Longest paste that is read, in characters of markup: Word writes some 200 for each of text. */
export const LONGEST_PASTE = 5_000_000

const BLOCKS = new Set(['p', 'div', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'li', 'blockquote', 'pre', 'tr'])

/**
 * What Word, WPS or a browser put on the clipboard, as plain text of ours: a paragraph a line, a table row between bars.
 * Styles, comments, scripts, links and pictures are left behind.
 */
export function cleanPaste(markup: string): string {
  const plain = sanitize(markup, {
    allowedTags: [...BLOCKS, 'br', 'table', 'tbody', 'thead', 'td', 'th', 'ul', 'ol'],
    allowedAttributes: {},
    nonTextTags: ['style', 'script', 'textarea', 'option', 'title', 'xml', 'noscript'],
  })
  const lines: string[] = []
  let line = ''
  let row: string[] | null = null
  let depth = 0
  const flush = () => {
    const said = line.replace(/[\s\u00a0]+/g, ' ').trim()
    line = ''
    if (said !== '') lines.push(said)
  }
  new Parser({
    onopentag(name) {
      if (name === 'table') {
        if (depth === 0) flush()
        depth += 1
      } else if (name === 'tr' && depth === 1) row = []
      else if ((name === 'td' || name === 'th') && depth === 1) row?.push('')
      else if (depth === 0 && (BLOCKS.has(name) || name === 'br')) flush()
    },
    ontext(text) {
      if (row && row.length > 0) row[row.length - 1] += text
      else if (depth === 0) line += text
    },
    onclosetag(name) {
      if (name === 'table') depth -= 1
      else if (name === 'tr' && depth === 1) {
        if (row?.some((cell) => cell.trim() !== ''))
          lines.push(rowLine(row.map((cell) => cell.replaceAll('\u00a0', ' '))))
        row = null
      } else if (depth === 0 && BLOCKS.has(name)) flush()
    },
  }).end(plain)
  flush()
  return lines.join('\n')
}

/** The text of an HTML page: cells parted by |, rows and paragraphs on lines of their own. Pure. */

const BLOCK =
  /^(?:p|div|br|tr|li|ul|ol|h[1-6]|table|thead|tbody|tfoot|section|article|header|footer|caption|dd|dt|hr|title)$/
const SILENT = /<(script|style|noscript|template|svg|head)\b[^>]*>[\s\S]*?<\/\1\s*>/gi
/** Signs no text has, for the ends of cells and for breaks that may stand inside one. */
const CELL = '\ue000'
const BREAK = '\ue001'
const LAST_CELL = /\ue000\s*$/

const NAMED: Record<string, string> = {
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  ldquo: '“',
  rdquo: '”',
  mdash: '—',
  ndash: '–',
  middot: '·',
  hellip: '…',
}

/** Whether a text is a page rather than plain words. */
export const isHtml = (text: string): boolean =>
  /<(?:!doctype html|html|body|table|tr|td|div|p|br|span)\b[^<>]{0,400}>/i.test(text.slice(0, 20_000))

export function textOfHtml(html: string): string {
  const title = /<title[^>]*>([^<]{0,200})<\/title>/i.exec(html)?.[1] ?? ''
  const visible = html.replace(/<!--[\s\S]*?-->/g, '').replace(SILENT, '')
  const text = visible
    .replace(/\s*\n\s*/g, ' ')
    .replace(/<\/?([a-zA-Z][a-zA-Z0-9]*)\b[^<>]*>/g, (tag, name: string) => {
      const word = name.toLowerCase()
      if (word === 'td' || word === 'th') return tag.startsWith('</') ? CELL : ''
      return BLOCK.test(word) ? (word === 'p' || word === 'br' || word === 'div' ? BREAK : '\n') : ''
    })
  const rows = insideCells(text)
  const body = decode(rows)
  return body.includes(title.trim()) ? body : `${title.trim()}\n${body}`
}

/** Paragraphs inside a cell do not end its row; the mark behind the last cell of a row is no empty cell. */
function insideCells(text: string): string {
  return text
    .split('\n')
    .map((line) =>
      line.includes(CELL)
        ? line.replaceAll(BREAK, ' ').replace(LAST_CELL, '').replaceAll(CELL, ' | ')
        : line.replaceAll(BREAK, '\n'),
    )
    .join('\n')
}

function decode(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
    if (name) return NAMED[(name as string).toLowerCase()] ?? whole
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16)
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : ' '
  })
}

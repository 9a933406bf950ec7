import { Parser } from 'htmlparser2'
import { decodeText } from './plain.ts'
import type { Reading } from './reading.ts'

const BLOCKS = new Set(
  'p div br li tr h1 h2 h3 h4 h5 h6 table section article header footer title option dt dd pre blockquote hr form'.split(
    ' ',
  ),
)
const CELLS = new Set(['td', 'th'])
/** What a page says in attributes can be read by everybody too. */
const ATTRIBUTES = ['title', 'alt', 'value', 'placeholder', 'content', 'href', 'data-id', 'data-phone', 'aria-label']
const CHUNK = 1 << 20

/** What a page says, also where a browser does not show it: comments, scripts, attributes. */
export function readHtml(bytes: Uint8Array, reading: Reading): void {
  const declared = /<meta[^>]+charset=["']?([\w-]+)/i.exec(Buffer.from(bytes.subarray(0, 4096)).toString('latin1'))?.[1]
  const html = decodeText(bytes, declared && isEncoding(declared) ? declared : undefined)
  let line = ''
  let lines = 0
  let inside: string | null = null
  let images = 0
  const flush = () => {
    if (line.trim() !== '') reading.add(line, `第${++lines}段`)
    line = ''
  }
  const parser = new Parser({
    onopentag(name, attributes) {
      if (BLOCKS.has(name)) flush()
      if (name === 'script' || name === 'style') inside = name
      if (name === 'img') images++
      for (const key of ATTRIBUTES) if (attributes[key]) reading.add(attributes[key], '网页属性', key)
    },
    ontext(text) {
      if (inside === null) line += text
      else if (inside === 'script') reading.add(text, '网页脚本')
    },
    oncomment(text) {
      reading.add(text, '网页注释')
    },
    onclosetag(name) {
      if (name === 'script' || name === 'style') inside = null
      if (CELLS.has(name)) line += '\t'
      if (BLOCKS.has(name)) flush()
    },
  })
  for (let at = 0; at < html.length; at += CHUNK) {
    parser.write(html.slice(at, at + CHUNK))
    reading.progress(Math.min(1, (at + CHUNK) / html.length))
  }
  parser.end()
  flush()
  if (images > 0) reading.skip('网页', `引用了${images}张图片，图片里的文字没有检查`)
}

function isEncoding(label: string): boolean {
  try {
    return new TextDecoder(label) instanceof TextDecoder
  } catch {
    return false
  }
}

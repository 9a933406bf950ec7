import type { Limits } from './limits.ts'
import type { Reading } from './reading.ts'
import { readSpreadsheet } from './spreadsheet.ts'
import { wordHandlers } from './wordprocessing.ts'
import { attribute, readXml } from './xml.ts'
import { type Part, readZip } from './zip.ts'

type Inner = (name: string, bytes: Uint8Array, place: string) => void

/** Which document a ZIP container is; null when it is none we read. */
export function officeKind(names: string[]): 'docx' | 'xlsx' | 'pptx' | 'ofd' | null {
  const has = (start: string) => names.some((name) => name.startsWith(start))
  if (has('word/')) return 'docx'
  if (has('xl/')) return 'xlsx'
  if (has('ppt/')) return 'pptx'
  return names.includes('OFD.xml') ? 'ofd' : null
}

export const openOffice = (bytes: Uint8Array, limits: Limits): Part[] => readZip(bytes, limits)

/** Parts of a container that hold text, with what to call them; the first that fits counts. */
const WORD_PARTS: [RegExp, string][] = [
  [/^word\/document\d*\.xml$/, ''],
  [/^word\/header\d*\.xml$/, '页眉'],
  [/^word\/footer\d*\.xml$/, '页脚'],
  [/^word\/comments\w*\.xml$/, '批注'],
  [/^word\/footnotes\.xml$/, '脚注'],
  [/^word\/endnotes\.xml$/, '尾注'],
  [/^word\/glossary\/document\.xml$/, '构建基块'],
]
const LOOSE_PARTS: [RegExp, string][] = [
  [/^docProps\/.*\.xml$/, '文档属性'],
  [/^customXml\/item\d+\.xml$/, '自定义数据'],
  [/\/charts\/chart[^/]*\.xml$/, '图表'],
  [/\/diagrams\/data[^/]*\.xml$/, '图示'],
  [/\/drawings\/[^/]*\.(?:xml|vml)$/, '文本框'],
  [/^xl\/(?:comments|threadedComments)[^.]*\.xml$/, '批注'],
  [/^ppt\/slides\/slide\d+\.xml$/, '幻灯片'],
  [/^ppt\/notesSlides\/[^/]*\.xml$/, '幻灯片备注'],
  [/^ppt\/comments\/[^/]*\.xml$/, '批注'],
]

export function readOffice(kind: 'docx' | 'xlsx' | 'pptx', parts: Part[], reading: Reading, inner: Inner): void {
  const byName = new Map(parts.map((part) => [part.name, part.read]))
  if (kind === 'xlsx') readSpreadsheet(byName, reading)
  for (const { name, read } of parts) {
    const word = WORD_PARTS.find(([path]) => path.test(name))
    const isMain = word?.[1] === ''
    if (word) readXml(read(), wordHandlers(reading, word[1]), isMain ? reading.progress : undefined)
    const loose = word ? undefined : LOOSE_PARTS.find(([path]) => path.test(name))
    if (loose) readLoose(read(), loose[1] + (/slide(\d+)\.xml$/.exec(name)?.[1] ?? ''), reading)
    if (/\.rels$/.test(name)) readLinks(read(), reading)
  }
  readAttached(parts, reading, inner)
}

/** Text in paragraphs or elements, without more of a structure. */
function readLoose(xml: Uint8Array, place: string, reading: Reading): void {
  let line = ''
  let cell = ''
  readXml(xml, {
    open(tag, { ref }) {
      if (/^(?:comment|threadedComment)$/.test(tag)) cell = ref ?? ''
    },
    text(text) {
      line += text
    },
    close(tag) {
      if (['r', 't'].includes(tag) || line.trim() === '') return
      reading.add(line, place, cell)
      line = ''
    },
  })
}

function readLinks(xml: Uint8Array, reading: Reading): void {
  readXml(xml, {
    open(tag, attributes) {
      if (tag === 'Relationship' && attribute(attributes, 'TargetMode') === 'External')
        reading.add(attribute(attributes, 'Target') ?? '', '超链接')
    },
  })
}

/** Pictures cannot be read; documents inside the document can. */
function readAttached(parts: Part[], reading: Reading, inner: Inner): void {
  const count = (path: RegExp) => parts.filter(({ name }) => path.test(name)).length
  const images = count(/\/media\/[^/]+$/)
  if (images > 0) reading.skip('图片', `内含${images}张图片，图片里的文字没有检查`)
  if (count(/vbaProject\.bin$/) > 0) reading.skip('宏', '内含宏代码，没有检查')
  for (const { name, read } of parts.filter(({ name }) => /\/embeddings\/[^/]+$/.test(name)))
    inner(name, read(), `嵌入的文件${name.slice(name.lastIndexOf('/') + 1)}：`)
}

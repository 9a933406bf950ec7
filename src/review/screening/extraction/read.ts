import { endingOf } from '../../../files/kinds.ts'
import { readHtml } from './html.ts'
import { Enough, type Limits, Unreadable } from './limits.ts'
import { officeKind, openOffice, readOffice } from './office.ts'
import { readPdf } from './pdf.ts'
import { assertText, decodeText } from './plain.ts'
import { Reading } from './reading.ts'

/** Documents inside documents are followed so far. */
const DEEPEST = 2

/**
 * The text of a file, by what it holds and not by what it is called. Never throws for the sake of a file: what cannot be read
 * is in `unread`, in plain words.
 */
export async function readDocument(
  name: string,
  bytes: Uint8Array,
  limits: Limits,
  progress: (share: number) => void,
): Promise<Reading> {
  const reading = new Reading(limits, progress)
  await readInto(reading, name, bytes, 0)
  return reading
}

async function readInto(reading: Reading, name: string, bytes: Uint8Array, depth: number): Promise<void> {
  try {
    await readContent(reading, name, bytes, depth)
  } catch (error) {
    const where = depth === 0 ? '文件' : name
    if (error instanceof Enough)
      reading.skip(where, `文字超过${reading.limits.characters / 10_000}万字，后面的没有检查`)
    else if (error instanceof Unreadable) reading.skip(where, `${error.message}，没有检查`, depth === 0)
    else if (error instanceof RangeError) reading.skip(where, '文件已经损坏，没有检查', depth === 0)
    else throw error
  }
}

async function readContent(reading: Reading, name: string, bytes: Uint8Array, depth: number): Promise<void> {
  if (bytes.length === 0) throw new Unreadable('是空文件')
  const found = kindOf(bytes)
  if (found === 'zip') return readContainer(reading, name, bytes, depth)
  notice(reading, name, found)
  if (found === 'pdf') return readPdf(bytes, reading)
  if (found === 'html' || /^html?$/.test(endingOf(name))) return readHtml(bytes, reading)
  if (found !== 'text') throw new Unreadable(CANNOT[found])
  assertText(bytes)
  reading.add(decodeText(bytes), '')
}

async function readContainer(reading: Reading, name: string, bytes: Uint8Array, depth: number): Promise<void> {
  const parts = openOffice(bytes, reading.limits)
  const kind = officeKind(parts.map((part) => part.name))
  notice(reading, name, kind ?? 'archive')
  if (kind === null) throw new Unreadable(CANNOT.archive)
  if (kind === 'ofd') throw new Unreadable(CANNOT.ofd)
  const inner: { name: string; bytes: Uint8Array }[] = []
  readOffice(kind, parts, reading, (_, content, place) => inner.push({ name: place, bytes: content }))
  for (const one of inner)
    if (depth < DEEPEST) await readInto(reading, one.name, one.bytes, depth + 1)
    else reading.skip(one.name, '嵌套太深，没有检查')
}

const CANNOT = {
  word: '旧格式的Word（doc、wps）文档读不了，请另存为docx',
  excel: '旧格式的Excel（xls、et）表格读不了，请另存为xlsx',
  encrypted: '文档设有打开密码',
  cfb: '旧格式的文档读不了，请另存为docx、xlsx或者pdf',
  ofd: 'OFD版式文件读不了，请检查制作它的原文档',
  archive: '压缩包读不了，请解压后逐个检查',
  image: '是图片，图片里的文字读不了',
  rtf: 'RTF文档读不了，请另存为docx',
} as const
type Found = keyof typeof CANNOT | 'zip' | 'pdf' | 'html' | 'text'

const PICTURES = ['\x89PNG', '\xff\xd8\xff', 'GIF8', 'II*\0', 'MM\0*']
const ARCHIVES = ['Rar!', '7z\xbc\xaf', '\x1f\x8b', 'BZh', '\xfd7zXZ']

/** What the first bytes say. */
function kindOf(bytes: Uint8Array): Found {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const head = file.subarray(0, 1024).toString('latin1')
  if (head.startsWith('PK\x03\x04') || head.startsWith('PK\x05\x06')) return 'zip'
  if (head.includes('%PDF-')) return 'pdf'
  if (head.startsWith('\xd0\xcf\x11\xe0')) return oldOffice(file)
  if (head.startsWith('{\\rtf')) return 'rtf'
  if (PICTURES.some((start) => head.startsWith(start)) || /^RIFF.{4}WEBP/s.test(head)) return 'image'
  if (ARCHIVES.some((start) => head.startsWith(start))) return 'archive'
  return /^(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|body|meta|div|table|p\b)/i.test(head) ? 'html' : 'text'
}

function oldOffice(file: Buffer): Found {
  const holds = (stream: string) => file.includes(Buffer.from(stream, 'utf16le'))
  if (holds('EncryptedPackage')) return 'encrypted'
  if (holds('WordDocument')) return 'word'
  return holds('Workbook') || holds('Book') ? 'excel' : 'cfb'
}

/** What an ending promises. Endings that are not here promise nothing. */
const PROMISED: Record<string, readonly string[]> = {
  pdf: ['pdf'],
  docx: ['docx', 'encrypted'],
  xlsx: ['xlsx', 'encrypted'],
  pptx: ['pptx', 'encrypted'],
  doc: ['word', 'encrypted'],
  xls: ['excel', 'encrypted'],
  wps: ['word', 'docx', 'encrypted'],
  et: ['excel', 'xlsx', 'encrypted'],
  ofd: ['ofd'],
  txt: ['text', 'html'],
  csv: ['text'],
  html: ['html', 'text'],
  htm: ['html', 'text'],
  png: ['image'],
  jpg: ['image'],
  jpeg: ['image'],
}
const CALLED: Record<string, string> = {
  word: '旧格式Word',
  excel: '旧格式Excel',
  text: '纯文本',
  html: '网页',
  image: '图片',
  archive: '压缩包',
  cfb: '旧格式文档',
}

function notice(reading: Reading, name: string, found: string): void {
  const ending = endingOf(name)
  const promised = PROMISED[ending]
  if (promised && !promised.includes(found))
    reading.skip('文件', `扩展名是${ending}，内容却是${CALLED[found] ?? found}，已按内容处理；请改正扩展名`)
}

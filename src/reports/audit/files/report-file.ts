import { ok, type Result, refuse } from '../../../result.ts'
import { decodeText } from '../../../review/screening/extraction/plain.ts'
import { isHtml, textOfHtml } from './html.ts'
import { readInThread } from './thread.ts'

/** The largest file anyone may hand in. */
const LARGEST_FILE = 20 * 1024 * 1024

/** The words of a report in whatever file it came: text, HTML, DOCX, PDF with a text layer. Told by content, not by name. */
export async function textOfFile(name: string, bytes: Uint8Array): Promise<Result<string>> {
  if (bytes.length === 0) return refuse('audit.empty', `“${name}”是空文件`)
  if (bytes.length > LARGEST_FILE) return refuse('audit.too-large', `“${name}”超过20 MB`, { fix: '请只保留报告正文' })
  if (begins(bytes, '%PDF-') || begins(bytes, 'PK')) {
    const answer = await readInThread(bytes)
    if ('text' in answer && answer.text.trim() === '')
      return refuse('audit.unreadable', `“${name}”里没有文字，可能只有图片`, { fix: '请另存为文字版后再试' })
    if ('text' in answer) return ok(answer.text)
    return refuse('audit.unreadable', `“${name}”读不了：${answer.unreadable}`, {
      fix: '请另存为docx、网页或者文本后再试',
    })
  }
  const other = otherKind(bytes)
  if (other) return refuse('audit.kind', `“${name}”${other}`, { fix: '请另存为docx后再试' })
  return ok(textOfPlain(decodeText(bytes)))
}

const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]

/** Files people take for a report's text and that are not: what each is, in their words. */
function otherKind(bytes: Uint8Array): string | null {
  if (COMPOUND.every((byte, index) => bytes[index] === byte))
    return contains(bytes, 'EncryptedPackage') ? '设有打开密码' : '是旧版Word文档（doc、wps）'
  if (begins(bytes, '{\\rtf')) return '是RTF文档'
  return bytes.includes(0) && !isUtf16(bytes) ? '不是文本、网页、docx或者pdf' : null
}

/** Names inside a compound file are written two bytes a sign. */
const contains = (bytes: Uint8Array, name: string) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from(name, 'utf16le'))

const isUtf16 = (bytes: Uint8Array) =>
  (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)

/** Pasted or saved words: a page's tags are taken off. */
export const textOfPlain = (text: string): string => (isHtml(text) ? textOfHtml(text) : text)

const begins = (bytes: Uint8Array, signature: string) =>
  [...signature].every((char, index) => bytes[index] === char.charCodeAt(0))

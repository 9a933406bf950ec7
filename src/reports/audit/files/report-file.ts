import { ok, type Result, refuse } from '../../../result.ts'
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
    if ('text' in answer) return ok(answer.text)
    return refuse('audit.unreadable', `“${name}”读不了：${answer.unreadable}`, {
      fix: '请另存为docx、网页或者文本后再试',
    })
  }
  if (bytes.includes(0))
    return refuse('audit.kind', `“${name}”不是文本、网页、docx或者pdf`, { fix: '请另存为docx后再试' })
  return ok(textOfPlain(decoded(bytes)))
}

/** Pasted or saved words: a page's tags are taken off. */
export const textOfPlain = (text: string): string => (isHtml(text) ? textOfHtml(text) : text)

const begins = (bytes: Uint8Array, signature: string) =>
  [...signature].every((char, index) => bytes[index] === char.charCodeAt(0))

/** UTF-8, or the GBK of older offices when the bytes are not UTF-8. */
function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

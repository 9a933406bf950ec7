import { getDocumentProxy } from 'unpdf'
import { Enough, Unreadable } from './limits.ts'
import type { Reading } from './reading.ts'

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>
type Page = Awaited<ReturnType<Pdf['getPage']>>

/** The text layer, page by page, with notes, form fields, bookmarks and the document's properties. */
export async function readPdf(bytes: Uint8Array, reading: Reading): Promise<void> {
  const pictures = countPictures(bytes)
  const pdf = await open(bytes)
  const bare: number[] = []
  try {
    for (let number = 1; number <= pdf.numPages; number++) {
      const page = await pdf.getPage(number)
      const text = await textOf(page)
      if (text.trim() === '') bare.push(number)
      reading.add(text, `第${number}页`)
      for (const note of await notesOf(page)) reading.add(note, `第${number}页`, '（批注或者表单）')
      page.cleanup()
      reading.progress(number / pdf.numPages)
    }
    const { info } = await pdf.getMetadata()
    for (const value of Object.values(info)) if (typeof value === 'string') reading.add(value, '文档属性')
    if (await pdf.getAttachments()) reading.skip('附件', '内含附件，没有检查')
  } catch (error) {
    if (error instanceof Enough) throw error
    throw new Unreadable('PDF文件已经损坏，没有读完')
  } finally {
    await pdf.destroy()
  }
  if (bare.length > 0) reading.skip(pages(bare), '没有文字层（可能是扫描件），没有检查')
  if (pictures > 0) reading.skip('图片', `内含${pictures}张图片，图片里的文字没有检查`)
}

async function open(bytes: Uint8Array): Promise<Pdf> {
  try {
    return await getDocumentProxy(bytes, { verbosity: 0, isEvalSupported: false, useSystemFonts: false })
  } catch (error) {
    if ((error as Error).name === 'PasswordException') throw new Unreadable('PDF文件设有打开密码')
    throw new Unreadable('PDF文件已经损坏，或者不是PDF')
  }
}

async function textOf(page: Page): Promise<string> {
  const { items } = await page.getTextContent({ includeMarkedContent: false })
  let text = ''
  for (const item of items) if ('str' in item) text += item.hasEOL ? `${item.str}\n` : item.str
  return text
}

async function notesOf(page: Page): Promise<string[]> {
  const annotations = (await page.getAnnotations()) as Record<string, unknown>[]
  return annotations.flatMap((annotation) => {
    const { contentsObj, titleObj, fieldValue, url } = annotation as {
      contentsObj?: { str?: string }
      titleObj?: { str?: string }
      fieldValue?: unknown
      url?: unknown
    }
    return [contentsObj?.str, titleObj?.str, fieldValue, url].filter(
      (one): one is string => typeof one === 'string' && one !== '',
    )
  })
}

/** A picture is a stream of its own, and what describes a stream is never packed, so the words stand in the file as they are. */
function countPictures(bytes: Uint8Array): number {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let count = 0
  for (const words of ['/Subtype/Image', '/Subtype /Image'])
    for (let at = file.indexOf(words); at >= 0; at = file.indexOf(words, at + 1))
      if (file[at + words.length] !== 0x4d) count++
  return count
}

const pages = (numbers: number[]): string =>
  numbers.length > 8 ? `第${numbers.slice(0, 8).join('、')}等${numbers.length}页` : `第${numbers.join('、')}页`

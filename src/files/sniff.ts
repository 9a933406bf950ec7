import { ok, type Result, refuse } from '../result.ts'
import { endingOf, isEnding, KINDS, LARGEST, sizeLabel } from './kinds.ts'

/**
 * Whether a file is what its name says. Answers with its MIME type. What a browser might run (HTML, SVG, scripts), programs,
 * and documents with macros are refused whatever they are called.
 */
export async function sniff(name: string, bytes: Uint8Array): Promise<Result<string>> {
  const field = { field: 'files' }
  if (bytes.length === 0) return refuse('files.empty', `“${name}”是空文件`, { ...field, fix: '请检查后重新选择' })
  if (bytes.length > LARGEST)
    return refuse('files.large', `“${name}”有${sizeLabel(bytes.length)}，超过${sizeLabel(LARGEST)}`, {
      ...field,
      fix: '请压缩图片或者拆分后上传',
    })
  const ending = endingOf(name)
  if (!isEnding(ending))
    return refuse('files.kind', `“${name}”的格式不能上传`, {
      ...field,
      fix: `可以上传的格式：${Object.keys(KINDS).join('、')}`,
    })
  const found = await contentOf(bytes)
  const kind = KINDS[ending]
  if (found === 'program') return refuse('files.program', `“${name}”实际上是可执行程序，不能上传`, field)
  if (found === 'markup')
    return refuse('files.markup', `“${name}”的内容是网页或者矢量图代码，不能上传`, {
      ...field,
      fix: '请转换为PDF或者图片',
    })
  if (!(kind.is as readonly string[]).includes(found))
    return refuse('files.mismatch', `“${name}”的内容与扩展名不符，或者文件已经损坏`, {
      ...field,
      fix: '请用原来的软件打开，另存后再上传',
    })
  return ok(kind.mime)
}

type Content = string

async function contentOf(bytes: Uint8Array): Promise<Content> {
  const { fileTypeFromBuffer } = await import('file-type')
  const type = await fileTypeFromBuffer(bytes)
  if (!type) return textOf(bytes)
  if (type.ext === 'cfb') return oldOffice(bytes)
  if (type.ext === 'zip')
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes('OFD.xml') ? 'ofd' : 'zip'
  if (['exe', 'elf', 'macho', 'deb', 'rpm', 'jar', 'apk', 'class', 'wasm', 'lnk', 'msi', 'dmg'].includes(type.ext))
    return 'program'
  if (['html', 'svg', 'xml'].includes(type.ext)) return 'markup'
  return type.ext
}

/** The binary formats of Office 97 and WPS share one container; the streams inside tell them apart. */
function oldOffice(bytes: Uint8Array): Content {
  const inside = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const holds = (stream: string) => inside.includes(Buffer.from(stream, 'utf16le'))
  if (holds('WordDocument')) return 'word'
  if (holds('PowerPoint Document')) return 'powerpoint'
  if (holds('Workbook') || holds('Book')) return 'excel'
  return 'cfb'
}

/** Text in UTF-8 or GB 18030, without bytes no text has. Markup that a browser would run is not text to us. */
function textOf(bytes: Uint8Array): Content {
  if (bytes.includes(0)) return 'binary'
  const text = decode(bytes, 'utf-8') ?? decode(bytes, 'gb18030')
  if (text === null) return 'binary'
  if (text.startsWith('#!')) return 'program'
  if (/^\s*(<\?xml|<!doctype|<!--|<\/?[a-z][a-z0-9:-]*[\s>/])/i.test(text.replace(/^\uFEFF/, ''))) return 'markup'
  return 'text'
}

function decode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

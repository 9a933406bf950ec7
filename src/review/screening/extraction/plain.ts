import { Unreadable } from './limits.ts'

/** Text in UTF-8, UTF-16 with its mark, or GB 18030 (which holds GBK and GB 2312). */
export function decodeText(bytes: Uint8Array, declared?: string): string {
  const mark =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null
  if (mark) return new TextDecoder(mark).decode(bytes)
  const encodings = [...new Set(['utf-8', ...(declared ? [declared] : []), 'gb18030'])]
  for (const encoding of encodings) {
    const text = tryDecode(bytes, encoding)
    if (text !== null) return text
  }
  // A few broken bytes must not hide the rest.
  return new TextDecoder('gb18030').decode(bytes)
}

function tryDecode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Text has no zero bytes, unless its mark says that it is UTF-16. */
export function assertText(bytes: Uint8Array): void {
  const isMarked = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  if (!isMarked && bytes.subarray(0, 65536).includes(0)) throw new Unreadable('不是能识别的文本或者文档格式')
}

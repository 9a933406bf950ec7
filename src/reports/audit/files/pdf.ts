import { getDocumentProxy } from 'unpdf'
import { Unreadable } from '../../../review/screening/extraction/limits.ts'

type Piece = { text: string; x: number; y: number; width: number; height: number }

const MOST_PAGES = 200

/** The text layer of a PDF as it lies on the page: one line of print a line, cells apart where there is room between them. */
export async function textOfPdf(bytes: Uint8Array): Promise<string> {
  const pdf = await open(bytes)
  try {
    const pages: string[] = []
    for (let number = 1; number <= Math.min(pdf.numPages, MOST_PAGES); number++) {
      const page = await pdf.getPage(number)
      const { items } = await page.getTextContent({ includeMarkedContent: false })
      const pieces = items.flatMap((item): Piece[] => {
        if (!('str' in item) || item.str === '') return []
        const [, , , , x, y] = item.transform as number[]
        return [{ text: item.str, x: x ?? 0, y: y ?? 0, width: item.width, height: item.height || 10 }]
      })
      pages.push(linesOf(pieces))
      page.cleanup()
    }
    const text = pages.join('\n\n')
    if (text.trim() === '') throw new Unreadable('PDF没有文字层，可能是扫描件')
    return text
  } finally {
    await pdf.destroy()
  }
}

async function open(bytes: Uint8Array) {
  try {
    return await getDocumentProxy(bytes, { verbosity: 0, isEvalSupported: false, useSystemFonts: false })
  } catch (error) {
    if ((error as Error).name === 'PasswordException') throw new Unreadable('PDF文件设有打开密码')
    throw new Unreadable('PDF文件已经损坏')
  }
}

/** Pieces that stand at about the same height make a line; a gap wider than half a sign becomes blanks. */
export function linesOf(pieces: readonly Piece[]): string {
  const sorted = pieces.filter(({ text }) => text.trim() !== '').sort((a, b) => b.y - a.y)
  const lines: Piece[][] = []
  for (const piece of sorted) {
    const line = lines.at(-1)
    if (line && Math.abs(line[0]!.y - piece.y) < Math.min(line[0]!.height, piece.height) * 0.5) line.push(piece)
    else lines.push([piece])
  }
  return lines
    .map((line) => {
      let text = ''
      let end = 0
      for (const { text: words, x, width, height } of line.sort((a, b) => a.x - b.x)) {
        const gap = text === '' ? 0 : x - end
        if (gap > height * 0.4) text += ' '.repeat(Math.max(1, Math.min(20, Math.round(gap / height))))
        text += words
        end = x + width
      }
      return text
    })
    .join('\n')
}

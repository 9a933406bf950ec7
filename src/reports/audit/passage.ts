/** A quotation among the words around it. Pure. */
export type Passage = { before: string; words: string; after: string }

const AROUND = 18

export function passageOf(text: string, quote: string): Passage {
  const at = text.indexOf(quote)
  const plain = (words: string) => words.replace(/\s+/g, ' ')
  if (at < 0) return { before: '', words: plain(quote), after: '' }
  const from = Math.max(0, at - AROUND)
  const to = at + quote.length
  return {
    before: `${from > 0 ? '…' : ''}${plain(text.slice(from, at))}`,
    words: plain(quote),
    after: `${plain(text.slice(to, to + AROUND))}${to + AROUND < text.length ? '…' : ''}`,
  }
}

/** A piece of text, found or not. The pieces of a text put together are the text. */
export type Piece = { text: string; hit: boolean }

/** One letter as it is compared: full-width and half-width, upper and lower case are the same. */
const plain = (letter: string): string => {
  const folded = letter.normalize('NFKC').toLowerCase()
  return [...folded].length === 1 ? folded : letter
}

/** Marks every place where one of the words stands, the longest word first. Never changes or loses a letter. */
export function highlight(text: string, words: readonly string[]): Piece[] {
  const letters = [...text]
  const folded = letters.map(plain)
  const wanted = words
    .map((word) => [...word].map(plain))
    .filter((word) => word.length > 0)
    .sort((a, b) => b.length - a.length)
  const pieces: Piece[] = []
  const push = (part: string, hit: boolean) => {
    const last = pieces.at(-1)
    if (last?.hit === hit) last.text += part
    else pieces.push({ text: part, hit })
  }
  for (let at = 0; at < letters.length; ) {
    const word = wanted.find((each) => each.every((letter, offset) => folded[at + offset] === letter))
    const length = word?.length ?? 1
    push(letters.slice(at, at + length).join(''), word !== undefined)
    at += length
  }
  return pieces
}

/** Some `length` letters of a text around the place where the words tell most, in one line. */
export function excerpt(text: string, words: readonly string[], length = 120): string {
  const letters = [...text.replace(/\s+/g, ' ').trim()]
  if (letters.length <= length) return letters.join('')
  const from = Math.min(bestPlace(letters, words, length), letters.length - length)
  const part = letters.slice(from, from + length).join('')
  return `${from > 0 ? '…' : ''}${part}${from + length < letters.length ? '…' : ''}`
}

/** Where a window begins that holds most letters of the words; the first of equals. */
function bestPlace(letters: string[], words: readonly string[], length: number): number {
  const marks: number[] = []
  let at = 0
  for (const piece of highlight(letters.join(''), words)) {
    for (const _ of piece.text) {
      marks.push(piece.hit ? 1 : 0)
      at += 1
    }
  }
  let sum = 0
  let best = { sum: 0, from: 0 }
  for (at = 0; at < marks.length; at++) {
    sum += marks[at]! - (marks[at - length] ?? 0)
    if (sum > best.sum) best = { sum, from: Math.max(0, at - length + 1) }
  }
  // The window ends with its last hit; a few letters of context should follow it.
  return Math.min(best.from + Math.floor(length / 4), firstMark(marks, best.from))
}

const firstMark = (marks: number[], from: number) => Math.max(from, marks.indexOf(1, from) - 12)

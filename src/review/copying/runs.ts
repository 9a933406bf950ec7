import type { Spotted } from '../screen.ts'

/** Values without gaps and the mask of each; `lengths` are those there are, longest first. */
export type Replacements = { masks: ReadonlyMap<string, string>; lengths: readonly number[] }

/** Spaces and what nobody sees lie between the digits of a number as often as not; they are no part of it. */
const isGap = (character: string) => /[\s\p{Cf}]/u.test(character)

const bare = (text: string) => [...text].filter((character) => !isGap(character)).join('')

/** What is to be replaced by what. */
export function replacementsOf(hits: readonly Pick<Spotted, 'text' | 'mask'>[]): Replacements {
  const masks = new Map(hits.flatMap(({ text, mask }) => (mask === null ? [] : [[bare(text), mask] as const])))
  masks.delete('')
  return { masks, lengths: [...new Set([...masks.keys()].map(({ length }) => length))].sort((a, b) => b - a) }
}

/**
 * Replaces values, the longest that fits first, in a text that lies in pieces, as office documents cut it at every change of face: a value that runs over
 * several pieces becomes its mask in the first and nothing in the others. Everything else stays where it was.
 */
export function maskRuns(pieces: readonly string[], { masks, lengths }: Replacements): string[] {
  const whole = pieces.join('')
  if (whole.length < (lengths.at(-1) ?? Number.POSITIVE_INFINITY)) return [...pieces]
  const at: number[] = []
  let seen = ''
  for (let index = 0; index < whole.length; index++) {
    if (isGap(whole[index]!)) continue
    seen += whole[index]
    at.push(index)
  }
  const cuts: { from: number; to: number; mask: string }[] = []
  for (let found = 0; found < seen.length; ) {
    const length = lengths.find((each) => masks.has(seen.slice(found, found + each)))
    if (length) {
      const mask = masks.get(seen.slice(found, found + length))!
      cuts.push({ from: at[found]!, to: at[found + length - 1]! + 1, mask })
    }
    found += length ?? 1
  }
  if (cuts.length === 0) return [...pieces]
  let start = 0
  return pieces.map((piece) => {
    const end = start + piece.length
    let text = ''
    for (let index = start; index < end; ) {
      const cut = cuts.find(({ from, to }) => from <= index && index < to)
      if (!cut) text += whole[index++]
      else {
        if (cut.from === index) text += cut.mask
        index = Math.min(cut.to, end)
      }
    }
    start = end
    return text
  })
}

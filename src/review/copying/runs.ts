import type { Spotted } from '../screen.ts'

export type Replacement = { value: string; mask: string }

/** Spaces and what nobody sees lie between the digits of a number as often as not; they are no part of it. */
const isGap = (character: string) => /[\s\p{Cf}]/u.test(character)

const bare = (text: string) => [...text].filter((character) => !isGap(character)).join('')

/** What is to be replaced by what, longest first, so that a value that holds another is replaced as a whole. */
export const replacementsOf = (hits: readonly Pick<Spotted, 'text' | 'mask'>[]): Replacement[] =>
  [...new Map(hits.flatMap(({ text, mask }) => (mask === null ? [] : [[bare(text), mask] as const])))]
    .map(([value, mask]) => ({ value, mask }))
    .filter(({ value }) => value !== '')
    .sort((a, b) => b.value.length - a.value.length)

/**
 * Replaces values in a text that lies in pieces, as office documents cut it at every change of face: a value that runs over
 * several pieces becomes its mask in the first and nothing in the others. Everything else stays where it was.
 */
export function maskRuns(pieces: readonly string[], replacements: readonly Replacement[]): string[] {
  const whole = pieces.join('')
  const at: number[] = []
  let seen = ''
  for (let index = 0; index < whole.length; index++) {
    if (isGap(whole[index]!)) continue
    seen += whole[index]
    at.push(index)
  }
  const cuts: { from: number; to: number; mask: string }[] = []
  for (const { value, mask } of replacements)
    for (let found = seen.indexOf(value); found >= 0; found = seen.indexOf(value, found + value.length)) {
      const [from, to] = [at[found]!, at[found + value.length - 1]! + 1]
      if (!cuts.some((cut) => from < cut.to && cut.from < to)) cuts.push({ from, to, mask })
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

/**
 * 雷同: how much of a text stands in another. Texts are compared by their runs of eight characters, so that moved commas,
 * other years and other numbers, the organ's own name and the order of paragraphs make no difference. Pure.
 */
const RUN = 8

/** The runs of a text as distinct numbers in ascending order: made once for a text, compared with many. */
export type Print = Uint32Array

/** Beneath this many characters a text says too little to be a copy of anything. */
const SHORTEST = 40

const FACTOR = 0x01000193
/** `FACTOR` to the power of `RUN - 1`: what the oldest character weighs in a run. */
const LEAVING = Array.from({ length: RUN - 1 }).reduce<number>((power) => Math.imul(power, FACTOR), 1)

/** `names` are what the writer calls itself: 码头镇, 我镇. */
export function printOf(text: string, names: readonly string[] = []): Print {
  const plain = names
    .filter((name) => name !== '')
    .reduce((told, name) => told.replaceAll(name, '我'), text)
    .replace(/\d+/g, '0')
    .replace(/[\s\p{P}\p{S}]/gu, '')
  if (plain.length < SHORTEST) return new Uint32Array()
  const runs = new Uint32Array(plain.length - RUN + 1)
  let hash = 0
  for (let at = 0; at < plain.length; at += 1) {
    if (at >= RUN) hash = (hash - Math.imul(plain.charCodeAt(at - RUN), LEAVING)) | 0
    hash = (Math.imul(hash, FACTOR) + plain.charCodeAt(at)) | 0
    if (at >= RUN - 1) runs[at - RUN + 1] = hash >>> 0
  }
  runs.sort()
  let kept = 0
  for (const run of runs) if (kept === 0 || runs[kept - 1] !== run) runs[kept++] = run
  return runs.slice(0, kept)
}

/** The share of the first text that stands in the second, from 0 to 1. A text too short to judge is like nothing. */
export function sharedWith(text: Print, other: Print): number {
  if (text.length === 0) return 0
  let [at, there, shared] = [0, 0, 0]
  while (at < text.length && there < other.length) {
    const [one, two] = [text[at]!, other[there]!]
    if (one === two) shared += 1
    if (one <= two) at += 1
    if (two <= one) there += 1
  }
  return shared / text.length
}

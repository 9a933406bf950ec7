import { numberKey } from './numbers.ts'
import type { Cutter } from './words.ts'

/** What the index keeps of a thing the public may read. */
export type Indexed = { title: string; body: string; numbers: readonly string[] }

const RUNS = /\p{Script=Han}+|[[\p{L}\p{N}]--\p{Script=Han}]+/gv
const HAN = /^\p{Script=Han}+$/u

/** Fits in a tsvector: 1 MB in all, positions up to 16383, lexemes up to 2 KB. */
const MOST = { lexemes: 40_000, positions: 8, position: 16_383, lexeme: 100 }

/** Letters and digits in one width and one case. */
export const fold = (text: string): string => text.toWellFormed().normalize('NFKC').toLowerCase()

/**
 * The index of a text as a literal of type `tsvector`: every word of the dictionary that occurs in it, every single
 * character, every run of letters or digits, and each number as a whole. Titles and numbers weigh A, the body C; single
 * characters of the body have no weight of their own. Because every possible word is kept, a text is found by anything
 * that stands in it, however the query happens to be cut (`finds` in the tests).
 */
export function tsvector(cutter: Cutter, { title, body, numbers }: Indexed): string {
  const lexemes = new Map<string, string[]>()
  let position = 1
  const add = (lexeme: string, weight: 'A' | 'C' | null) => {
    if (lexemes.size >= MOST.lexemes && !lexemes.has(lexeme)) return
    const places = lexemes.get(lexeme) ?? []
    if (weight && places.length < MOST.positions) places.push(`${Math.min(position, MOST.position)}${weight}`)
    lexemes.set(lexeme, places)
  }
  const read = (text: string, weight: 'A' | 'C') => {
    for (const token of everyToken(cutter, text)) {
      add(token, weight === 'A' || [...token].length > 1 ? weight : null)
      position += 1
    }
  }

  read(title, 'A')
  for (const number of numbers) {
    read(number, 'A')
    if (numberKey(number)) add(`#${numberKey(number)}`, 'A')
  }
  read(body, 'C')
  return [...lexemes]
    .map(([lexeme, places]) => (places.length ? `${quote(lexeme)}:${places}` : quote(lexeme)))
    .join(' ')
}

/** What a person asked for, cut into words. */
export function queryTokens(cutter: Cutter, query: string): string[] {
  const tokens = runsOf(query).flatMap((run) => (HAN.test(run) ? hanTokens(cutter.once(run), run) : [run]))
  const telling = tokens.filter((token) => !PARTICLES.has(token))
  return [...new Set(telling.length > 0 ? telling : tokens)]
}

/** A literal of type `tsquery`: all of the words, or any of them. Runs of letters or digits may go on: 8646 finds 86468502. */
export function tsquery(tokens: readonly string[], want: 'all' | 'any'): string {
  const each = tokens.map((token) => (/^[a-z0-9]{3,}$/.test(token) ? `${quote(token)}:*` : quote(token)))
  return each.join(want === 'all' ? ' & ' : ' | ')
}

/** The query that finds a number as a whole. */
export const exactNumber = (key: string): string => quote(`#${key}`)

/** Words that say little in a question; left out when there are others. */
const PARTICLES = new Set('的 了 和 与 及 或 是 在 有 吗 呢 怎么 怎样 如何 什么 哪里 请问 关于'.split(' '))

const quote = (lexeme: string) => `'${lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`

const runsOf = (text: string): string[] =>
  fold(text)
    .match(RUNS)
    ?.map((run) => shorten(run)) ?? []

const shorten = (run: string) => (HAN.test(run) ? run : run.slice(0, MOST.lexeme).toWellFormed())

function* everyToken(cutter: Cutter, text: string): Generator<string> {
  for (const run of runsOf(text)) {
    if (!HAN.test(run)) {
      yield run
      continue
    }
    for (const word of cutter.every(run)) if ([...word].length > 1) yield word
    yield* run
  }
}

/** The cutter drops characters it does not know; then the run is taken character by character. */
const hanTokens = (cut: string[], run: string): string[] => (cut.join('') === run ? cut : [...run])

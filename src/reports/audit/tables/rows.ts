import type { TableRow } from '../../../law/forms/tables-shape.ts'

/** Where a row stands in the flow: its label from `from` to `labelEnd`, its cells up to `end`. */
export type Place = { from: number; labelEnd: number; end: number }

/** A table that does not begin at one of the first such places is not there. */
const MOST_TRIES = 8

/** Where a table may begin: the first few places where its opening words stand. */
export function openings(text: string, words: RegExp, from = 0): RegExpExecArray[] {
  const found: RegExpExecArray[] = []
  words.lastIndex = from
  for (let at = words.exec(text); at && found.length < MOST_TRIES; at = words.exec(text)) found.push(at)
  return found
}

const patterns = new Map<string, RegExp>()

function pattern(mark: string): RegExp {
  const known = patterns.get(mark)
  if (known) return known
  const made = new RegExp(`(?:(?<!\\d[.、])\\d[.、])?(?:${mark})`, 'g')
  patterns.set(mark, made)
  return made
}

function find(text: string, mark: string, from: number, to: number): [number, number] | null {
  const search = pattern(mark)
  search.lastIndex = from
  const found = search.exec(text)
  return found && found.index < to ? [found.index, found.index + found[0].length] : null
}

/** Its number and first signs: a long label may be broken after a few of them, with the figures in between. */
const beginning = ({ ordinal, label }: TableRow) =>
  ordinal ? [`${ordinal}[.、]${label.replace(/^\d\./, '').slice(0, 4)}`] : label.length > 6 ? [label.slice(0, 5)] : []

/** Its number alone, for a label misprinted altogether. */
const byNumber = ({ ordinal }: TableRow) => (ordinal ? [`${ordinal}[.、](?=[^\\d])`] : [])

/**
 * Finds the rows of a table in their printed order: first by their surest words, then the missing ones between their
 * neighbours by other words, at last by their number alone, for labels that are misprinted altogether.
 */
export function placeRows(text: string, rows: readonly TableRow[], from: number, to: number): Map<string, Place> {
  const found = new Array<[number, number] | null>(rows.length).fill(null)
  let cursor = from
  for (const [index, row] of rows.entries()) {
    const at = find(text, row.marks[0]!, cursor, to)
    found[index] = at
    if (at) cursor = at[1]
  }
  for (const [index, row] of rows.entries()) {
    if (found[index]) continue
    const after = found.slice(0, index).findLast((at) => at !== null)?.[1] ?? from
    const before = found.slice(index + 1).find((at) => at !== null)?.[0] ?? to
    for (const mark of [...beginning(row), ...row.marks.slice(1), ...byNumber(row)]) {
      found[index] = find(text, mark, after, before)
      if (found[index]) break
    }
  }
  const places = new Map<string, Place>()
  for (const [index, row] of rows.entries()) {
    const at = found[index]
    if (!at) continue
    const next = found.slice(index + 1).find((other) => other !== null)
    places.set(row.code, { from: at[0], labelEnd: at[1], end: next ? next[0] : to })
  }
  return places
}

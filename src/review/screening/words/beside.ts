import { visible } from '../characters.ts'
import type { Found } from '../hit.ts'
import { BEFORE_NAME, DOUBLE_SURNAMES, LIST_HEAD, NO_NAMES, SURNAMES } from './people.ts'

/** Lines of a list that belong to its head, at most. */
const LIST_LINES = 2000
const LONGEST_LINE = 400

/**
 * Names beside the sensitive words at `places` (ascending): in the same line as a cell of its own or after a word such as
 * 姓名, or in the lines below when the word is in the head of a list. In running prose a name cannot be told from other words.
 */
export function namesBeside(text: string, places: number[]): Found[] {
  const found: Found[] = []
  let done = 0
  for (const place of places) {
    if (place < done) continue
    let from = text.lastIndexOf('\n', place) + 1
    let to = lineEnd(text, place)
    const isHead = LIST_HEAD.test(text.slice(from, Math.min(to, from + LONGEST_LINE)))
    if (to - from > LONGEST_LINE) {
      from = Math.max(from, place - LONGEST_LINE / 2)
      to = Math.min(to, place + LONGEST_LINE / 2)
    }
    inLine(text, Math.max(from, done), to, found)
    done = to
    for (let lines = 0, blank = 0; isHead && lines < LIST_LINES && done < text.length; lines++) {
      const start = done + 1
      const end = lineEnd(text, start)
      if (end - start > LONGEST_LINE) break
      const isBlank = text.slice(start, end).trim() === ''
      blank = isBlank ? blank + 1 : 0
      if (blank > 1) break
      inLine(text, start, end, found)
      done = end
    }
  }
  return found
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}

/** A cell, a column of a plain text table, or an item of an enumeration. */
const CELL =
  /(^|[\t ,，、|;；:：()（）\n\d.])([\u4e00-\u9fa5](?: {0,2}[\u4e00-\u9fa5]){1,3})(?=$|[\t ,，、|;；()（）\n\d])/g

function inLine(text: string, from: number, to: number, found: Found[]): void {
  const { text: line, at } = visible(text, from, to)
  const isTable = /[\t|]|,.*,|，.*，.*，| {2}|^\d/.test(line)
  for (const match of line.matchAll(CELL)) {
    const first = match.index + match[1]!.length
    const name = match[2]!.replaceAll(' ', '')
    const isSaid = BEFORE_NAME.test(line.slice(0, first))
    if (!isName(name) || !(isTable || isSaid)) continue
    const start = at[first]!
    const end = at[first + match[2]!.length - 1]! + 1
    const why = '姓名与救助、疾病等情况写在一起；依法必须公示的名单可以说明理由后放行'
    found.push({ kind: 'person', level: 'warn', mask: maskName(name), why, start, end })
  }
}

const isName = (cell: string): boolean =>
  !NO_NAMES.test(cell) &&
  (DOUBLE_SURNAMES.test(cell) ? cell.length >= 3 && cell.length <= 4 : SURNAMES.has(cell[0]!) && cell.length <= 3)

/** 张** */
export const maskName = (name: string): string => {
  const surname = DOUBLE_SURNAMES.test(name) ? 2 : 1
  return name.slice(0, surname) + '*'.repeat(name.length - surname)
}

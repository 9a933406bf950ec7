import { NATIONAL_2014 } from '../../../law/forms/tables-national-2014.ts'
import type { Flow } from '../flow.ts'
import { cellsIn } from './cells.ts'
import { openings, placeRows } from './rows.ts'
import { narrow } from './solve.ts'
import { FREE, readingsOf } from './split.ts'
import { type ReadTable, type Sighted, settled } from './table.ts'

const FEWEST_ROWS = 8
const START = /主动公开政府信息数（不同|主动公开政府信息数[|\n]*条/g

/** 《政府信息公开情况统计表》 of 2014 to 2018: one figure a line. Null when it is not in the text. */
export function readNational(flow: Flow): ReadTable | null {
  const { text } = flow
  for (const start of openings(text, START)) {
    const places = placeRows(text, NATIONAL_2014.rows, start.index, text.length)
    const sighted: Sighted[] = NATIONAL_2014.rows.flatMap(({ code, label, unit }) => {
      const place = places.get(code)
      if (!place) return []
      const from = afterUnit(text, place.labelEnd, place.end, unit!)
      const [first, ...more] = cellsIn(flow, from, Math.min(place.end, from + 40), 1)
      const written = first === undefined ? [] : more.length > 0 && first === null ? more : [first]
      return [{ code, label, place: { ...place, end: Math.min(place.end, figureEnd(text, from)) }, written }]
    })
    if (sighted.filter(({ written }) => written.length > 0).length < FEWEST_ROWS) continue
    const domains = new Map(sighted.map(({ code, written }) => [code, readingsOf(written, 1, FREE)]))
    narrow(domains, NATIONAL_2014.identities, NATIONAL_2014.bounds)
    const rows = settled(sighted, domains)
    return { rows, from: start.index, to: Math.max(...rows.map(({ place }) => place.end)) }
  }
  return null
}

/** Behind 条 or 件, and behind a note in brackets that has a number of its own (计1条). */
function afterUnit(text: string, from: number, to: number, unit: string): number {
  const rest = text.slice(from, to)
  const note = /^[^（\d]{0,12}（[^）]*）/.exec(rest)
  // A note that goes on in a second line has unit and figure between its lines: （…计1⏎次7次）.
  const between = note && new RegExp(`\\n${unit}[|\\s]*(?=\\d)`).exec(note[0])
  if (between) return from + between.index + between[0].length
  const start = note ? note[0].length : 0
  const found = new RegExp(`^[^\\d]{0,6}?${unit}`).exec(rest.slice(start))
  return from + start + (found?.[0].length ?? 0)
}

function figureEnd(text: string, from: number): number {
  const figure = /^[|\n]*\d[\d.,]*/.exec(text.slice(from, from + 40))
  return from + (figure?.[0].length ?? 0)
}

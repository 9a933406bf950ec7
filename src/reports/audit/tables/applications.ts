import { APPLICATIONS_2019, APPLICATIONS_2021 } from '../../../law/forms/tables-2021.ts'
import type { FormTable } from '../../../law/forms/tables-shape.ts'
import type { Flow } from '../flow.ts'
import { cellsIn } from './cells.ts'
import { openings, type Place, placeRows } from './rows.ts'
import { narrow, prefer } from './solve.ts'
import { readingsOf, TOTALLED } from './split.ts'
import { type ReadTable, type Sighted, settled } from './table.ts'

const FEWEST_ROWS = 8
const START = /(?:一、)?本年新收/g
const LATEST_END = 700

/** 三、收到和处理政府信息公开申请情况, in whatever layout it was copied. Null when it is not in the text. */
export function readApplications(flow: Flow, received: number | null): (ReadTable & { form: FormTable }) | null {
  const located = locate(flow.text)
  if (!located) return null
  const { form, places, to } = located
  const width = form.columns.length
  const sighted: Sighted[] = form.rows.flatMap(({ code, label }) => {
    const place = places.get(code)
    return place ? [{ code, label, place, written: cellsIn(flow, place.labelEnd, place.end, width) }] : []
  })
  const domains = new Map(sighted.map(({ code, written }) => [code, readingsOf(written, width, TOTALLED)]))
  narrow(domains, form.identities)
  prefer(domains, 'n1', (row) => row.at(-1) === received)
  narrow(domains, form.identities)
  return { form, rows: settled(sighted, domains), from: Math.min(...[...places.values()].map(({ from }) => from)), to }
}

function locate(text: string): { form: FormTable; places: Map<string, Place>; to: number } | null {
  let best: { form: FormTable; places: Map<string, Place>; to: number } | null = null
  for (const start of openings(text, START)) {
    const to = tableEnd(text, start.index)
    const detailed = placeRows(text, APPLICATIONS_2021.rows, start.index, to)
    const form = detailed.has('r6_1') || detailed.has('r6_2') ? APPLICATIONS_2021 : APPLICATIONS_2019
    const places = form === APPLICATIONS_2021 ? detailed : placeRows(text, form.rows, start.index, to)
    const enough = places.size >= FEWEST_ROWS || isCutOff(text, start.index)
    if (enough && places.size > (best?.places.size ?? 0)) best = { form, places, to }
  }
  return best
}

/** A report that breaks off after the first lines of the table: its first label has a row's worth of digits right behind it. */
const isCutOff = (text: string, from: number): boolean =>
  /^(?:一、)?本年新收政府信息公开申请数量(?:[|\n]*\d){7}/.test(text.slice(from, from + 80))

/** The table ends with the figures of 结转下年度继续办理, whose label may be broken in two. */
function tableEnd(text: string, from: number): number {
  const last = text.indexOf('结转下年', from)
  const lastAlso = last < 0 ? text.indexOf('结转下一年', from) : last
  if (lastAlso < 0) return Math.min(text.length, from + 3000)
  const rest = text.slice(lastAlso, lastAlso + LATEST_END)
  const next = /行政复议|行政诉讼|结果维持|[五六]、|[。，]|[四五]\.|\n##/.exec(rest.slice(8))
  const end = next ? lastAlso + 8 + next.index : lastAlso + rest.length
  return trimHeading(text, lastAlso, end)
}

/** 四、政府信息公开 before 行政复议 belongs to the next part. */
function trimHeading(text: string, from: number, end: number): number {
  const heading = /[#\s]*[四五六][、.][^\d|]{0,20}$/.exec(text.slice(from + 8, end))
  return heading ? from + 8 + heading.index : end
}

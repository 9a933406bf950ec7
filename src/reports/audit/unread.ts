import { quoteOf } from './flow.ts'
import { clauseStart } from './narrative/narrative.ts'
import type { Report } from './reading.ts'

const DISCLOSURE = /公开|发布|公布|申请|答复|办结|信息|访问|浏览|收取|复议|诉讼/
const MOST = 60

/** What stands in the text and could not be taken as a figure: rows with several readings, round numbers, lists cut off. */
export function unreadOf(report: Report): string[] {
  const { flow, narrative } = report
  const rows = [report.annex, report.duties, report.applications, report.national].flatMap((table) =>
    (table?.rows ?? [])
      .filter(({ cells, place }) => cells === null && /\d/.test(flow.text.slice(place.labelEnd, place.end)))
      .map(({ place }) => {
        const words = flow.text.slice(place.from, place.end)
        return quoteOf(flow, place.from, place.from + words.replace(/[^\d]*$/, '').length)
      }),
  )
  const remedies = report.remedies?.rows.some(({ cells }) => cells === null)
    ? [quoteOf(flow, report.remedies.numbersFrom, report.remedies.to)]
    : []
  const round = narrative.approximate
    .filter((count) => DISCLOSURE.test(count.lead + count.tail))
    .map((count) => quoteOf(flow, clauseStart(flow.text, count), count.to))
  const cut = narrative.lists
    .filter(({ cutOff, items }) => cutOff && items.length > 1)
    .map(({ items }) => {
      const last = items.at(-1)!
      const to = last.count.share?.to ?? last.count.to
      const mark = /^〔[^〕]{0,12}〕/.exec(flow.text.slice(to))
      return quoteOf(flow, last.nameFrom, to + (mark?.[0].length ?? 0))
    })
  return [...new Set([...rows, ...remedies, ...round, ...cut].map((words) => words.trim()))]
    .filter(Boolean)
    .slice(0, MOST)
}

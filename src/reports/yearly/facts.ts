import { dayOf } from '../../calendar/day.ts'
import { findDocumentOf } from '../../documents/registry/store.ts'
import { formFor, formNamed } from '../../law/forms.ts'
import { parentIn } from '../../organs/hierarchy/store.ts'
import type { Organ } from '../../organs/model.ts'
import { reviewSays } from '../../review/store.ts'
import { recompute, unwritten } from '../assess.ts'
import { originOf } from '../document.ts'
import { reviewOfReport } from '../issue.ts'
import { legalDeadline } from '../rollup/deadlines.ts'
import { isLocking } from '../rollup/lifecycle.ts'
import { submissionsOf } from '../rollup/store.ts'
import type { Finding } from '../rules.ts'
import type { Desk } from '../steps.ts'
import { findReportOf, type Report } from '../store.ts'
import { type Facts, stationOf } from './rules.ts'

/** A county's own report is the government's; every other organ's goes to the authority in charge. */
export const dueOf = (organ: Organ, year: number) =>
  legalDeadline(organ.kind === 'county' ? 'government' : 'child', year)

/** Everything the stations of a year depend on, counted this minute. Null when the year has no form. */
export async function factsOf(desk: Desk, organ: Organ, year: number): Promise<Facts | null> {
  const report = await findReportOf(desk, organ.id, year)
  const form = report ? formNamed(report.form) : formFor(year, organ.settings.reportForm)
  if (!form) return null
  const [review, notice, above] = await Promise.all([
    report ? reviewOfReport(desk, report) : null,
    report ? findDocumentOf(desk, originOf(report)) : null,
    aboveOf(desk, organ, year),
  ])
  return {
    today: dayOf(desk.now),
    due: dueOf(organ, year).on,
    report: report && { id: report.id, state: report.state },
    open: report?.frozen ? NOTHING : await openOf(desk, organ, year, report),
    review: review && reviewSays(review),
    notice: notice && { archived: notice.state === 'archived', href: `/console/documents/${notice.id}` },
    above,
  }
}

const NOTHING: Facts['open'] = { data: [], findings: [], text: [] }

/** What would keep the report from being signed now, sorted by where it is set right. */
async function openOf(desk: Desk, organ: Organ, year: number, report: Report | null): Promise<Facts['open']> {
  const it = report ?? unwritten(organ.id, year, formFor(year, organ.settings.reportForm)!.code)
  const { blocking, written } = await recompute(desk, it, desk.site)
  const kindOf = (code: string) => written.form.rules.find((rule) => rule.code === code)?.kind
  const at = report ? `/console/reports/${report.id}` : '/console/reports'
  const ways = {
    data: `/console/figures?year=${year}&organ=${organ.id}`,
    findings: report ? `${at}/findings` : at,
    text: report ? `${at}/text` : at,
  }
  const open: Record<keyof typeof ways, Facts['open']['data'][number][]> = { data: [], findings: [], text: [] }
  for (const finding of blocking) {
    const station = stationOf(finding, kindOf)
    // Nobody can write a text that was not begun.
    if (station !== 'text' || report) open[station].push({ says: finding.says, href: wayTo(finding, ways[station]) })
  }
  return open
}

/** The page of a station, at the very field where that is known. */
function wayTo({ places = [] }: Pick<Finding, 'places'>, page: string): string {
  const field = places.flatMap((place) =>
    'entered' in place ? `value-${place.entered}` : 'text' in place ? place.text : [],
  )
  return field.length > 0 && !page.endsWith('/findings') ? `${page}#${field[0]}` : page
}

async function aboveOf(desk: Desk, organ: Organ, year: number): Promise<Facts['above']> {
  const parent = await parentIn(desk, organ.id, year)
  if (!parent) return null
  const [last] = await submissionsOf(desk, organ.id, year)
  return { name: parent.name, handedIn: Boolean(last && isLocking(last.state)), href: `/console/rollup?year=${year}` }
}

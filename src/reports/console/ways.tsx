import { findOrgan } from '../../organs/store.ts'
import type { C } from '../../web/env.ts'
import { scopeOf } from '../../web/env.ts'
import { A, address } from '../../web/ui/index.ts'
import { narrativesOf, type Place } from '../checks/case.ts'
import { labelOf } from '../figures/labels.ts'
import { figureNamed } from '../figures.ts'
import { findReport, type Report, validReportOf } from '../store.ts'
import type { Written } from '../text.ts'

/** Where one side of a finding can be looked up; without an address it is only named. */
export type Way = { label: string; href: string | null }

/** The ways to the places of a report's findings, for the person signed in. */
export async function waysOf(
  c: C,
  report: Report,
  { form, reckoning }: Pick<Written, 'form' | 'reckoning'>,
): Promise<(place: Place) => Way | null> {
  const at = `/console/reports/${report.id}`
  const before = await validReportOf(scopeOf(c), report.organId, report.year - 1)
  const parts = new Map(narrativesOf(form).map(({ key, label }) => [key, label]))
  return (place) => {
    if ('text' in place)
      return { label: `正文“${parts.get(place.text) ?? place.text}”`, href: `${at}/text#${place.text}` }
    if ('entered' in place)
      return {
        label: `填报${place.year === report.year ? '' : `${place.year}年的`}${labelOf(place.entered)}`,
        href: `${address('/console/figures', { year: place.year })}#value-${place.entered}`,
      }
    if ('report' in place) return { label: place.label, href: `/console/reports/beside/${place.report}` }
    if ('before' in place) {
      if (!before) return null
      const then = `/console/reports/${before.id}`
      const own = parts.get(place.before)
      return own
        ? { label: `${before.year}年“${own}”`, href: `${then}/text#${place.before}` }
        : { label: `${before.year}年报告`, href: `${then}/figures/${encodeURIComponent(place.before)}` }
    }
    const figure = figureNamed(reckoning, place.figure)
    const category = reckoning.categories.find(({ code }) => place.figure === `category:${code}`)
    const label = figure?.label ?? category?.name
    if (!label) return null
    const value = figure?.value ?? category?.count
    return {
      label: `${label}${value === null || value === undefined ? '' : ` ${value}`}`,
      href: `${at}/figures/${encodeURIComponent(place.figure)}`,
    }
  }
}

export const Ways = ({ ways }: { ways: readonly Way[] }) =>
  ways.length === 0 ? null : (
    <ul class="ways" aria-label="两处在哪里">
      {ways.map(({ label, href }) => (
        <li>{href ? <A href={href}>{label}</A> : label}</li>
      ))}
    </ul>
  )

/**
 * The report somebody's text is like: at the desk for those who may see it there, on the portal when it is public. Its words
 * are nobody else's business before. At /console/reports/beside/:id
 */
export async function besideShow(c: C) {
  const found = await findReport(scopeOf(c), c.req.param('id') ?? '')
  const own = c.var.person?.organ
  if (!found) return c.notFound()
  if (!own || own.id === found.organId) return c.redirect(`${c.var.base}/console/reports/${found.id}/text`, 303)
  const organ = await findOrgan(scopeOf(c), found.organId)
  if (found.state !== 'published' || !organ) return c.notFound()
  return c.redirect(`${c.var.base}/${organ.slug}/zfxxgknb/${found.year}-${found.edition}`, 303)
}

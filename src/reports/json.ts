import { formNamed } from '../law/forms.ts'
import type { Organ } from '../organs/model.ts'
import type { Reckoning } from './figures.ts'
import type { Finding } from './rules.ts'
import type { Report } from './store.ts'

/**
 * A report for machines. `records` lists what each figure counts for staff; the public is told how many. Findings that were
 * explained carry their reason. Pure.
 */
export function reportJson(of: {
  organ: Organ
  report: Pick<Report, 'year' | 'form' | 'state' | 'number' | 'datedOn'>
  reckoning: Reckoning
  findings: (Finding & { waived?: { reason: string; as: string } })[]
  records: 'list' | 'count'
}) {
  const { organ, report, reckoning } = of
  return {
    organ: organ.name,
    year: report.year,
    form: report.form,
    state: report.state,
    number: report.number,
    dated: report.datedOn,
    figures: reckoning.figures.map(({ key, label, value, unit, records }) => ({
      key,
      label,
      value,
      unit,
      records:
        of.records === 'list' ? records.map(({ id, label: name, on }) => ({ id, label: name, on })) : records.length,
    })),
    categories: reckoning.categories.map(({ name, count, percent }) => ({ name, count, percent })),
    tables: { annex: inOrder(reckoning.annex, report.form) },
    findings: of.findings.map(({ rule, severity, says, figures, waived }) => ({
      rule,
      severity,
      says,
      figures,
      ...(waived && { waived: waived.reason }),
    })),
  }
}

/** Rows in the order of the form: a database keeps objects in an order of its own. */
const inOrder = (annex: Reckoning['annex'], form: string): Reckoning['annex'] =>
  Object.fromEntries((formNamed(form)?.annex.rows ?? []).map(({ label }) => [label, annex[label] ?? [null, null]]))

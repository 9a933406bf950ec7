import { formNamed } from '../law/forms.ts'
import type { Organ } from '../organs/model.ts'
import type { Reckoning } from './figures.ts'
import type { Finding } from './rules.ts'
import { CSV_COLUMNS } from './schema.ts'
import type { Report } from './store.ts'

/**
 * A report for machines. `records` lists what each figure counts for staff; the public is told how many. Findings that were
 * explained carry their reason. Pure.
 */
export function reportJson(of: {
  organ: Organ
  report: Pick<Report, 'year' | 'form' | 'state' | 'number' | 'datedOn' | 'edition' | 'correction'>
  /** The newest published edition, where it is a later one. */
  replacedBy?: number | null
  reckoning: Reckoning
  findings: (Finding & { waived?: { reason: string; as: string } })[]
  records: 'list' | 'count'
}) {
  const { organ, report, reckoning } = of
  return {
    organ: organ.name,
    year: report.year,
    form: report.form,
    edition: report.edition,
    correction: report.correction,
    replaced_by: of.replacedBy ?? null,
    state: report.state,
    number: report.number,
    dated: report.datedOn,
    figures: reckoning.figures.map(({ key, label, value, unit, definition, records }) => ({
      key,
      label,
      value,
      unit,
      definition,
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

/** The figures of a report as rows, one a line, under the names of their columns. Pure. */
export const reportRows = (of: {
  organ: Pick<Organ, 'name'>
  report: Pick<Report, 'year' | 'edition'>
  reckoning: Reckoning
}): (string | number | null)[][] => [
  CSV_COLUMNS.map(([name]) => name),
  ...of.reckoning.figures.map(({ key, label, value, unit, records, definition }) => [
    of.organ.name,
    of.report.year,
    of.report.edition,
    key,
    label,
    value,
    unit,
    records.length,
    definition,
  ]),
]

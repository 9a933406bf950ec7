import { formNamed } from '../law/forms.ts'
import type { Organ } from '../organs/model.ts'
import { type Reckoning, type RecordRef, recordCount, tablesOf } from './figures.ts'
import type { Finding } from './rules.ts'
import { CSV_COLUMNS } from './schema.ts'
import type { Report } from './store.ts'

/**
 * A report for machines. `records` of a figure are listed for staff where `lists` has them; otherwise, and for the public, it
 * is how many there are. A cell of a table is a number, null while it is blank, or "not-applicable". Findings that were
 * explained carry their reason. Pure.
 */
export function reportJson(of: {
  organ: Organ
  report: Pick<Report, 'year' | 'form' | 'state' | 'number' | 'datedOn' | 'edition' | 'correction'>
  /** The newest published edition, where it is a later one. */
  replacedBy?: number | null
  reckoning: Reckoning
  findings: (Finding & { waived?: { reason: string; as: string } })[]
  lists?: ReadonlyMap<string, RecordRef[]>
}) {
  const { organ, report, reckoning, lists } = of
  const form = formNamed(report.form)
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
    figures: reckoning.figures.map((figure) => ({
      key: figure.key,
      label: figure.label,
      value: figure.value,
      unit: figure.unit,
      definition: figure.definition,
      ...(figure.applicable === false && { applicable: false }),
      records:
        lists?.get(figure.key)?.map(({ id, label: name, on }) => ({ id, label: name, on })) ?? recordCount(figure),
    })),
    categories: reckoning.categories.map(({ name, count, percent }) => ({ name, count, percent })),
    tables: form ? tablesOf(form, reckoning) : {},
    findings: of.findings.map(({ rule, severity, says, figures, waived }) => ({
      rule,
      severity,
      says,
      figures,
      ...(waived && { waived: waived.reason }),
    })),
  }
}

/** The figures of a report as rows, one a line, under the names of their columns. Pure. */
export const reportRows = (of: {
  organ: Pick<Organ, 'name'>
  report: Pick<Report, 'year' | 'edition'>
  reckoning: Reckoning
}): (string | number | null)[][] => [
  CSV_COLUMNS.map(([name]) => name),
  ...of.reckoning.figures.map((figure) => [
    of.organ.name,
    of.report.year,
    of.report.edition,
    figure.key,
    figure.label,
    figure.value,
    figure.unit,
    recordCount(figure),
    figure.definition,
  ]),
]

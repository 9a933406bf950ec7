import type { Scope } from '../../context.ts'
import type { ReportForm } from '../../law/form.ts'
import { formFor, formNamed } from '../../law/forms.ts'
import { findOrgan } from '../../organs/store.ts'
import { listReports } from '../store.ts'

/** The form the report of a year is in: that of the report begun, else the one the organ prefers. */
export async function formOfYear(scope: Scope, organId: string, year: number): Promise<ReportForm | null> {
  const [begun] = await listReports(scope, { organId, year })
  if (begun) return formNamed(begun.form) ?? null
  const organ = await findOrgan(scope, organId)
  return formFor(year, organ?.settings.reportForm)
}

import type { ReportForm } from './form.ts'
import { FUJIAN_2008 } from './forms/fujian-2008.ts'

/** Every form of the annual report the program knows. */
export const FORMS: readonly ReportForm[] = [FUJIAN_2008]

/** The form with this code, or null. */
export const formNamed = (code: string): ReportForm | null => FORMS.find((form) => form.code === code) ?? null

/** The form for a report year, or null when there is none yet. */
export const formFor = (year: number): ReportForm | null =>
  FORMS.find((form) => form.years.from <= year && (form.years.to === null || year <= form.years.to)) ?? null

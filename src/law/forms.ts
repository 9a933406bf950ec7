import type { ReportForm } from './form.ts'
import { FUJIAN_2008 } from './forms/fujian-2008.ts'
import { FUJIAN_2014, FUJIAN_2017 } from './forms/fujian-variants.ts'
import { NATIONAL_2014_FORM } from './forms/national-2014.ts'
import { NATIONAL_2019 } from './forms/national-2019.ts'
import { NATIONAL_2021 } from './forms/national-2021.ts'

/** Every form of the annual report the program knows. Where several are in force for a year, the first is taken unless the organ chose another. */
export const FORMS: readonly ReportForm[] = [
  FUJIAN_2008,
  FUJIAN_2017,
  FUJIAN_2014,
  NATIONAL_2014_FORM,
  NATIONAL_2019,
  NATIONAL_2021,
]

/** The form with this code, or null. */
export const formNamed = (code: string): ReportForm | null => FORMS.find((form) => form.code === code) ?? null

/** The forms in force for a report year, the usual one first. */
export const formsFor = (year: number): ReportForm[] =>
  FORMS.filter(({ years }) => years.from <= year && (years.to === null || year <= years.to))

/** The form for a report year: the one the organ prefers if it is in force then, else the usual one; null when there is none. */
export const formFor = (year: number, preferred?: string): ReportForm | null => {
  const inForce = formsFor(year)
  return inForce.find(({ code }) => code === preferred) ?? inForce[0] ?? null
}

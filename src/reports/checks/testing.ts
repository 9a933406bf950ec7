import { FUJIAN_2008 } from '../../law/forms/fujian-2008.ts'
import { OrganSettings } from '../../organs/settings.ts'
import type { Case, LastYear, OtherText, Peer } from './case.ts'
import { printOf } from './similarity.ts'

type Values = Record<string, number | null>

/** A report of 2017 with these figures and words, and nothing around it unless it is given. */
export function caseOf(
  values: Values,
  more: {
    narrative?: Record<string, string>
    before?: Values
    beforeText?: Record<string, string>
    peers?: Record<string, Peer>
    others?: { label: string; own?: boolean; text: Record<string, string> }[]
    printed?: string
    year?: number
  } = {},
): Case {
  const { narrative = {}, before, beforeText = {}, year = 2017 } = more
  const lastYear: LastYear | null =
    before || more.beforeText ? { year: year - 1, values: before ?? {}, narrative: beforeText } : null
  return {
    form: FUJIAN_2008,
    reckoning: {
      ...({ annex: {} } as object),
      organId: 'o',
      year,
      form: FUJIAN_2008.code,
      figures: Object.entries(values).map(([key, value]) => ({
        key,
        label: key,
        unit: '件',
        value,
        definition: '',
        records: [],
      })),
      categories: [],
      months: [],
    } as unknown as Case['reckoning'],
    narrative,
    lastYear,
    around: {
      kind: 'township',
      names: ['码头镇', '我镇'],
      thresholds: OrganSettings.parse({}).reportThresholds,
      peers: more.peers ?? {},
      others: (more.others ?? []).map(
        ({ label, own = false, text }): OtherText => ({
          report: label,
          label,
          own,
          prints: Object.fromEntries(
            Object.entries(text).map(([key, words]) => [key, printOf(words, ['英都镇', '我镇'])]),
          ),
        }),
      ),
      printed: more.printed ?? '',
      filled: narrative,
    },
  }
}

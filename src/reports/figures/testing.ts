import fc from 'fast-check'
import { type Channel, channelCodes } from '../../applications/channels.ts'
import { endedCells, openCells, receivedCells } from '../../applications/counts/cells/rules.ts'
import { type ApplicantKind, applicantKinds } from '../../applications/model.ts'
import { OUTCOMES, type Outcome } from '../../applications/outcomes.ts'
import type { Edition } from '../../law/editions.ts'
import type { ReportForm } from '../../law/form.ts'
import { compose, type EnteredTally, type Tally } from './compose.ts'
import { ENTERED } from './entered.ts'

/** As much of a case as the tables look at. */
export type Case = {
  channel: Channel
  kind: ApplicantKind
  received: number
  ended: { year: number; edition: Edition; outcome: Outcome; inTime: boolean } | null
}

const ENDS = (['2008', '2019'] as const).flatMap((edition) =>
  Object.entries(OUTCOMES[edition])
    .filter(([, { past }]) => !past)
    .map(([outcome]) => ({ edition, outcome: outcome as Outcome })),
)

export const FIRST = 2016
const LAST = 2023

export const aCase: fc.Arbitrary<Case> = fc
  .record({
    channel: fc.constantFrom(...channelCodes),
    kind: fc.constantFrom(...applicantKinds),
    received: fc.integer({ min: FIRST, max: LAST }),
    later: fc.integer({ min: 0, max: 3 }),
    open: fc.boolean(),
    end: fc.constantFrom(...ENDS),
    inTime: fc.boolean(),
  })
  .map(({ channel, kind, received, later, open, end, inTime }) => ({
    channel,
    kind,
    received,
    ended: open ? null : { ...end, year: received + later, inTime },
  }))

/** What a database would count of these cases for a year. */
export function talliesOf(cases: readonly Case[], year: number, form: ReportForm): Tally[] {
  const one = { organId: '', count: 1 }
  const openAt = ({ received, ended }: Case, of: number) =>
    received <= of && (ended === null || ended.year > of) ? 1 : 0
  return [
    ...receivedCells(
      cases
        .filter((it) => it.received <= year)
        .map((it) => ({ ...one, year: it.received, channel: it.channel, applicantKind: it.kind })),
    ),
    ...endedCells(
      cases.flatMap(({ kind, ended }) =>
        ended && ended.year <= year ? [{ ...one, ...ended, applicantKind: kind }] : [],
      ),
      form.handled,
    ),
    ...openCells(
      cases.map((it) => ({
        organId: '',
        applicantKind: it.kind,
        before: openAt(it, year - 1),
        after: openAt(it, year),
      })),
      year,
    ),
  ]
}

/** Everything entered with the same number, so that no part is larger than its whole. */
export const enteredAll = (year: number, value: number): EnteredTally[] =>
  [year - 1, year].flatMap((of) => Object.keys(ENTERED).map((figure) => ({ figure, year: of, value, count: 1 })))

/** `published`: how many items were, so that what is entered of them is not more. */
export const figuresOf = (
  form: ReportForm,
  year: number,
  cases: readonly Case[],
  { entered = [], published = 0 }: { entered?: EnteredTally[]; published?: number } = {},
) =>
  compose(form, year, {
    counted: [...talliesOf(cases, year, form), { key: 'proactive_total', year, count: published }],
    entered,
    openings: [],
  })

import type { Day } from '../calendar/day.ts'
import type { DayStatus } from '../calendar/national.ts'
import { type Workdays, workdaysOf } from '../calendar/workdays.ts'

/** What a day was and what a notice makes of it. */
export type Difference = { day: Day; name: string; before: boolean; after: boolean; beforeName: string | null }

/** The days a notice changes, in order: from work to rest, from rest to work, or only by name. */
export function differencesOf(before: Workdays, after: Workdays, days: Iterable<Day>): Difference[] {
  const found: Difference[] = []
  for (const day of [...new Set(days)].sort()) {
    const [was] = before.moved(day, day)
    const [is] = after.moved(day, day)
    if (was?.kind === is?.kind && was?.name === is?.name) continue
    found.push({
      day,
      name: is?.name ?? '平日',
      before: before.isWorkday(day),
      after: after.isWorkday(day),
      beforeName: was?.name ?? null,
    })
  }
  return found
}

/** Years that are announced in the one calendar and not in the other. */
export const newlyAnnounced = (before: Workdays, after: Workdays, years: Iterable<number>): number[] =>
  [...new Set(years)].filter((year) => !before.announced(year) && after.announced(year)).sort()

const says = (works: boolean) => (works ? '上班' : '休息')

/** `由上班改为休息` or `仍然休息（标明春节）`. */
export const differenceWords = ({ before, after, name }: Difference): string =>
  before === after ? `仍然${says(after)}，标明${name}` : `由${says(before)}改为${says(after)}`

/** The calendar with some statuses laid over others, the later ones on top. */
export const laidOver = (...layers: Iterable<DayStatus>[]): Workdays =>
  workdaysOf(layers.flatMap((layer) => [...layer]))

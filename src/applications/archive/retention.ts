import { type Day, yearOf } from '../../calendar/day.ts'

/**
 * The last day a case is kept; `retention` is 永久 or a number of years, a setting of the organ, counted from the end of the year it was filed in, as archives count. Null: for ever.
 */
export const keptUntil = (archivedOn: Day, retention: string): Day | null =>
  retention === '永久' ? null : (`${yearOf(archivedOn) + Number(retention)}-12-31` as Day)

export const isOver = (archivedOn: Day, retention: string, today: Day): boolean => {
  const until = keptUntil(archivedOn, retention)
  return until !== null && today > until
}

export const retentionSays = (retention: string): string => (retention === '永久' ? '永久' : `${retention}年`)

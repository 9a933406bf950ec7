import type { Years } from '../../calendar/years.ts'
import type { Scope } from '../../context.ts'
import type { EnteredTally } from '../figures/compose.ts'
import { enteredTallies } from '../store.ts'
import { type Sum, sumsOf } from './rules.ts'
import { answersOf, dutiesOf, monthlyTallies } from './store.ts'

/**
 * 填报数 of those years, by organ, figure and year. Where any month was entered the year is the sum of its months; a year
 * entered by the office counts only where none was.
 */
export async function enteredByYear(
  scope: Scope,
  organIds: readonly string[],
  years: Years,
): Promise<(EnteredTally & { organId: string })[]> {
  const monthly = await monthlyTallies(scope, organIds, years)
  const at = ({ organId, figure, year }: EnteredTally & { organId: string }) => `${organId} ${figure} ${year}`
  const told = new Set(monthly.map(at))
  const yearly = await enteredTallies(scope, organIds, years)
  return [...yearly.filter((one) => !told.has(at(one))), ...monthly]
}

/** The sums of the months of one organ's year. */
export const monthsOf = async (scope: Scope, organId: string, year: number): Promise<Sum[]> =>
  sumsOf(await answersOf(scope, organId, { from: year, to: year }), await dutiesOf(scope, organId, year))

import { type Day, yearOf } from '../../calendar/day.ts'
import type { Scope } from '../../context.ts'
import { listUnits } from '../../organs/store.ts'
import { type Cell, cellOf, dueOf, hasBegun, MONTHS } from './rules.ts'
import { answersOf, closingsOf, dueDayOf, dutiesOf, isSigned } from './store.ts'

/** A month a section still owes, the day it is due, and how it stands. */
export type Owed = { unitId: string; unitName: string; year: number; month: number; due: Day; cell: Cell }

/**
 * Months that have ended and are not filled in, of this year and the one before, the oldest first. Nothing is owed of a year
 * whose report is signed, nor of a month that is closed.
 */
export async function owedOf(scope: Scope, organId: string, today: Day): Promise<Owed[]> {
  const years = [yearOf(today) - 1, yearOf(today)]
  const units = await listUnits(scope, organId)
  const dueDay = await dueDayOf(scope, organId)
  const owed: Owed[] = []
  for (const year of years) {
    const duties = await dutiesOf(scope, organId, year)
    if (duties.length === 0 || (await isSigned(scope, organId, year))) continue
    const answers = await answersOf(scope, organId, { from: year, to: year })
    const said = new Set(answers.map((one) => [one.unitId, one.month, one.figure].join(' ')))
    const closed = new Set((await closingsOf(scope, organId, year)).map(({ month }) => month))
    for (const month of MONTHS) {
      // A month is owed from the first day after it.
      const ended = month === 12 ? hasBegun(year + 1, 1, today) : hasBegun(year, month + 1, today)
      if (!ended || closed.has(month)) continue
      for (const { id: unitId, name: unitName } of units) {
        const figures = duties.filter((duty) => duty.unitId === unitId)
        const entered = figures.filter(({ figure }) => said.has([unitId, month, figure].join(' '))).length
        const cell = cellOf({ entered, asked: figures.length, year, month, dueDay, today })
        if (!['none', 'complete', 'later'].includes(cell.state))
          owed.push({ unitId, unitName, year, month, due: dueOf(year, month, dueDay), cell })
      }
    }
  }
  return owed
}

import { dayOf } from '../calendar/day.ts'
import { sectionsHeld } from '../reports/monthly/store.ts'
import { type Owed, owedOf } from '../reports/monthly/waiting.ts'
import type { Source } from './waiting.ts'

const FEW = 5

const line = ({ unitId, unitName, year, month, due, cell }: Owed) => ({
  title: `${unitName}：${year}年${month}月`,
  href: `/console/monthly/${unitId}/${year}/${month}`,
  day: due,
  note: cell.says,
})

/** Figures a section enters month by month: its own months to the section, those that are late to the office. */
export const monthlyFigures: Source = async (scope, person, now) => {
  const today = dayOf(now)
  const piles: Awaited<ReturnType<Source>> = []
  if (person.roles.includes('reporter')) {
    const held = await sectionsHeld(scope, person.accountId, today)
    const own = (
      await Promise.all(
        [...new Set(held.map(({ organId }) => organId))].map((organId) => owedOf(scope, organId, today)),
      )
    )
      .flat()
      .filter(({ unitId }) => held.some(({ id }) => id === unitId))
    piles.push({
      title: '待填报的月份',
      count: own.length,
      href: '/console/monthly',
      first: own.slice(0, FEW).map(line),
    })
  }
  if (person.roles.includes('officer') && person.organ) {
    const late = (await owedOf(scope, person.organ.id, today)).filter(({ cell }) => cell.state === 'late')
    piles.push({
      title: '科室逾期没有填报的月份',
      count: late.length,
      href: '/console/monthly',
      first: late.slice(0, FEW).map(line),
    })
  }
  return piles
}

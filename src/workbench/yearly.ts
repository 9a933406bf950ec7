import { unfinishedOf } from '../reports/yearly/waiting.ts'
import { mayGo } from '../web/place.ts'
import { address } from '../web/ui/index.ts'
import type { Source } from './waiting.ts'

const FEW = 5

/** The report of the year before, from January to March, as long as it is not public. */
export const yearlyWork: Source = async (scope, person, now) => {
  if (!mayGo(['officer', 'leader'], person.roles)) return []
  const open = await unfinishedOf(scope, now, person.organ?.id)
  return [
    {
      title: '年度工作',
      count: open.length,
      href: '/console/yearly',
      first: open.slice(0, FEW).map(({ organ, year, due, says }) => ({
        title: `${organ.shortName}${year}年政府信息公开年度报告`,
        href: address('/console/yearly', { year, organ: person.organ ? undefined : organ.id }),
        day: due,
        note: says,
      })),
    },
  ]
}

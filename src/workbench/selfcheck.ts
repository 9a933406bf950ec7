import { dayOf } from '../calendar/day.ts'
import { ruleOf } from '../selfcheck/rules.ts'
import { listFindings } from '../selfcheck/store.ts'
import { mayGo } from '../web/place.ts'
import type { Source } from './waiting.ts'

const FEW = 5

/** What the self-check found red and nobody has explained: of the organ, or for people of the whole site of all of them. */
export const redFindings: Source = async (scope, person) => {
  const cases = mayGo(['officer', 'leader', 'supervisor'], person.roles)
  if (!cases && !mayGo(['admin'], person.roles)) return []
  const sight = cases ? { organId: person.organ?.id } : { siteOnly: true }
  const { rows, total } = await listFindings(scope, { ...sight, colour: 'red' }, { limit: FEW, offset: 0 })
  return [
    {
      title: '自查发现的红灯问题',
      count: total,
      href: '/console/selfcheck?colour=red',
      first: rows.map(({ id, title, rule, says, foundAt }) => ({
        title: `${ruleOf(rule).title}：${title}`,
        href: `/console/selfcheck/${id}`,
        day: dayOf(foundAt),
        note: says,
      })),
    },
  ]
}

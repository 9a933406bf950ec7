import type { Day } from '../../calendar/day.ts'
import { dayOf } from '../../calendar/day.ts'
import type { Workdays } from '../../calendar/workdays.ts'
import { lightOf } from '../../law/clock-lights.ts'
import { type C, scopeOf } from '../../web/env.ts'
import { Light, Tag } from '../../web/ui/index.ts'
import { answerDue, type Owed } from './deadlines.ts'
import type { Remedy } from './model.ts'
import { findRemedy } from './registry/store.ts'
import { STATES } from './stages.ts'

export const REGISTER = '/console/remedies'
export const TITLE = '复议、诉讼和申诉'

export const remedyPath = (id: string, rest = ''): string => `${REGISTER}/${id}${rest}`

export const crumbs = (...more: { label: string; href?: string }[]) => [{ label: TITLE, href: REGISTER }, ...more]

export const RemedyState = ({ remedy: { state } }: { remedy: Remedy }) => (
  <Tag kind={state === 'decided' ? 'success' : 'warning'} label={STATES[state]} />
)

/** The organ's own answer, while it is owed. */
export const owedBy = (remedy: Remedy, calendar: Workdays): Owed | null =>
  remedy.state === 'noticed' ? answerDue(remedy, calendar) : null

export function AnswerLight({ remedy, calendar, today }: { remedy: Remedy; calendar: Workdays; today: Day }) {
  const owed = owedBy(remedy, calendar)
  if (!owed) return null
  const { colour, says } = lightOf(owed.due, today, calendar)
  return <Light colour={colour}>{says}</Light>
}

/** The remedy of the address; null when there is none, or it is another organ's. */
export async function wantedRemedy(c: C): Promise<Remedy | null> {
  const remedy = await findRemedy(scopeOf(c), c.req.param('id') ?? '')
  const organ = c.var.person?.organ
  return remedy && (!organ || organ.id === remedy.organId) ? remedy : null
}

export const todayOf = (c: C): Day => dayOf(c.var.now)

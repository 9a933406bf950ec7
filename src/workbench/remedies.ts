import { owedBy, REGISTER, remedyPath } from '../applications/remedies/common.tsx'
import { kindLabel } from '../applications/remedies/kinds.ts'
import type { Remedy } from '../applications/remedies/model.ts'
import { listRemedies } from '../applications/remedies/registry/store.ts'
import { dayOf } from '../calendar/day.ts'
import { calendarOf } from '../holidays/store.ts'
import { lightOf } from '../law/clock-lights.ts'
import { mayGo } from '../web/place.ts'
import type { Source } from './waiting.ts'

const FEW = 5

/** 复议答复、应诉: what the organ owes the authority or the court, soonest first. */
export const remediesToAnswer: Source = async (scope, person, now) => {
  if (!mayGo(['officer', 'leader'], person.roles)) return []
  const [{ rows, total }, calendar] = await Promise.all([
    listRemedies(scope, { organId: person.organ?.id, state: 'noticed' }, { limit: 100, offset: 0 }),
    calendarOf(scope),
  ])
  const due = (remedy: Remedy) => owedBy(remedy, calendar)?.due ?? '9999'
  return [
    {
      title: '待答复的复议、诉讼和申诉',
      count: total,
      href: `${REGISTER}?view=noticed`,
      first: rows
        .sort((a, b) => (due(a) < due(b) ? -1 : 1))
        .slice(0, FEW)
        .map((remedy) => {
          const owed = owedBy(remedy, calendar)
          return {
            title: remedy.matter,
            href: remedyPath(remedy.id),
            day: owed?.due,
            note: [kindLabel(remedy), owed && lightOf(owed.due, dayOf(now), calendar).says].filter(Boolean).join('，'),
          }
        }),
    },
  ]
}

/** Decisions that ask for another answer, and were not followed yet. */
export const remediesToFollow: Source = async (scope, person) => {
  if (!mayGo(['officer', 'leader'], person.roles)) return []
  const { rows, total } = await listRemedies(
    scope,
    { organId: person.organ?.id, state: 'again' },
    { limit: FEW, offset: 0 },
  )
  return [
    {
      title: '复议、判决要求重新办理的申请',
      count: total,
      href: `${REGISTER}?view=again`,
      first: rows.map((remedy) => ({
        title: remedy.matter,
        href: remedyPath(remedy.id),
        day: remedy.decidedOn ?? undefined,
        note: `${kindLabel(remedy)} ${remedy.number}`,
      })),
    },
  ]
}

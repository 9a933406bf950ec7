import { type Place, page, step } from '../../web/place.ts'
import { takeDueChange } from './due-changes.tsx'
import { askLimits, takeLimits } from './limits.tsx'
import { takeSupervision, takeUrge, takeUrgeAnswer } from './on-case.tsx'

const CASE = '/console/applications/:id'

/** 催办、督办、内部时限. Before the places of a case: `limits` is no case. */
export const reminderPlaces: readonly Place[] = [
  page('/console/applications/limits', ['officer', 'leader'], askLimits),
  step('/console/applications/limits', ['leader'], 'applications.limits', takeLimits),
  step('/console/applications/due-changes/:change', ['officer'], 'applications.due-change-seen', takeDueChange),
  step(`${CASE}/urge`, ['leader'], 'applications.urged', takeUrge),
  step(`${CASE}/supervision`, ['supervisor'], 'applications.supervised', takeSupervision),
  step(`${CASE}/urge-answer`, ['officer'], 'applications.urge-answered', takeUrgeAnswer),
]

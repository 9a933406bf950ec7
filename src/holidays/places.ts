import { AT_A_DESK } from '../roles.ts'
import { type Place, page, step } from '../web/place.ts'
import { askNotice, takeNotice } from './notice.tsx'
import type { Told } from './store.ts'
import { showThisYear, showYear, takeWithdrawal } from './year.tsx'

/** The calendar of working days: everyone at a desk may look, the administrator records notices. */
export const holidaysPlacesTelling = (tell?: Told): readonly Place[] => [
  page('/console/calendar', AT_A_DESK, showThisYear),
  page('/console/calendar/notices/new', ['admin'], askNotice),
  step('/console/calendar/notices/new', ['admin'], 'holidays.recorded', takeNotice(tell)),
  step('/console/calendar/notices/:id/withdrawal', ['admin'], 'holidays.withdrawn', takeWithdrawal(tell)),
  page('/console/calendar/:year', AT_A_DESK, showYear),
]

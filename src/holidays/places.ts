import { type Place, page, step } from '../web/place.ts'
import { askNotice, takeNotice } from './notice.tsx'
import { showThisYear, showYear, takeWithdrawal } from './year.tsx'

/** The calendar of working days: everyone at a desk may look, the administrator records notices. */
export const holidaysPlaces: readonly Place[] = [
  page('/console/calendar', 'signed-in', showThisYear),
  page('/console/calendar/notices/new', ['admin'], askNotice),
  step('/console/calendar/notices/new', ['admin'], 'holidays.recorded', takeNotice),
  step('/console/calendar/notices/:id/withdrawal', ['admin'], 'holidays.withdrawn', takeWithdrawal),
  page('/console/calendar/:year', 'signed-in', showYear),
]

import { type Day, nextDay } from '../calendar/day.ts'
import type { Workdays } from '../calendar/workdays.ts'

/** From how many working days before the due day a light changes; 0 is the due day itself. */
export type LightSettings = { yellow: number; red: number }
export const LIGHTS: LightSettings = { yellow: 5, red: 2 }

export type DueLight = {
  colour: 'green' | 'yellow' | 'red'
  /** Working days left, 0 on the due day; when overdue, those gone by since. */
  days: number
  overdue: boolean
  says: string
}

/** How near a due day is, seen from today. Overdue is computed here and stored nowhere. */
export function lightOf(due: Day, today: Day, calendar: Workdays, settings: LightSettings = LIGHTS): DueLight {
  if (today > due) {
    const days = calendar.between(nextDay(due), today)
    return { colour: 'red', days, overdue: true, says: days === 0 ? '已逾期' : `已逾期${days}个工作日` }
  }
  const days = calendar.between(nextDay(today), due)
  const colour = days <= settings.red ? 'red' : days <= settings.yellow ? 'yellow' : 'green'
  return { colour, days, overdue: false, says: days === 0 ? '今天到期' : `剩余${days}个工作日` }
}

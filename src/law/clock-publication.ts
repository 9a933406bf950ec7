import { chineseDay, type Day } from '../calendar/day.ts'
import type { Workdays } from '../calendar/workdays.ts'
import { ok, type Result, refuse } from '../result.ts'
import { EDITIONS, type Edition, editionOn } from './editions.ts'

export type PublicationDue = { due: Day; provisional: boolean; edition: Edition; article: string }

/**
 * The last day to publish information that must be published: 20 working days from the day it was formed or changed, that
 * day not counted (art. 18 of 2008; art. 26 of 2019). Refuses days before the Regulations were in force.
 */
export function publicationDue(formedOn: Day, calendar: Workdays): Result<PublicationDue> {
  const edition = editionOn(formedOn)
  if (!edition)
    return refuse('clock.too-early', `《条例》自${chineseDay(EDITIONS['2008'].from)}起施行，此前形成的信息没有公开期限`)
  const { days, article } = EDITIONS[edition].publication
  const due = calendar.after(formedOn, days)
  return ok({ due, provisional: calendar.provisional(formedOn, due), edition, article })
}

/** The due day of an item as a list shows it; null when the law of its day set none. */
export function dueOf(item: { formedOn: Day }, calendar: Workdays): PublicationDue | null {
  const found = publicationDue(item.formedOn, calendar)
  return found.ok ? found.value : null
}

import { type Place, page, step } from '../web/place.ts'
import { showOutbox, takeDecision } from './outbox/page.tsx'

/** Mail that was sent or could not be: an organ's own for its officers and leaders, all of it for the administrator. */
export const mailPlaces: readonly Place[] = [
  page('/console/mail', ['officer', 'leader', 'admin'], showOutbox),
  step('/console/mail/:id', ['officer', 'admin'], 'mail.requeued', takeDecision),
]

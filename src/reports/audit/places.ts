import { type Place, page, step } from '../../web/place.ts'
import { auditUpload, auditUploaded } from './console.tsx'
import { auditAnswer, auditAsk } from './portal.tsx'

const READERS = ['officer', 'reviewer', 'leader', 'supervisor'] as const

/** Nothing is written by an audit; the event names what the step is. */
export const auditPortalPlaces: Place[] = [
  page('/audit', 'public', auditAsk),
  step('/audit', 'public', 'reports.audited', auditAnswer),
]

export const auditConsolePlaces: Place[] = [
  page('/console/audit', READERS, auditUpload),
  step('/console/audit', READERS, 'reports.audited', auditUploaded),
]

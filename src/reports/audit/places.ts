import { type Place, page, question } from '../../web/place.ts'
import { auditUpload, auditUploaded } from './console.tsx'
import { auditAnswer, auditAsk } from './portal.tsx'

const READERS = ['officer', 'reviewer', 'leader', 'supervisor'] as const

export const auditPortalPlaces: Place[] = [
  page('/audit', 'public', auditAsk),
  question('/audit', 'public', auditAnswer),
]

export const auditConsolePlaces: Place[] = [
  page('/console/audit', READERS, auditUpload),
  question('/console/audit', READERS, auditUploaded),
]

import { type Place, page, step } from '../web/place.ts'
import { showApplication, takeAnswer } from './answer.tsx'
import { exportRegister, showRegister } from './list.tsx'
import { askRegistration, takeRegistration } from './registration.tsx'

const READERS = ['officer', 'reviewer', 'leader', 'supervisor'] as const

/** The register of applications, in the console. */
export const applicationsPlaces: readonly Place[] = [
  page('/console/applications', READERS, showRegister),
  page('/console/applications/export', READERS, exportRegister),
  page('/console/applications/new', ['officer'], askRegistration),
  step('/console/applications/new', ['officer'], 'applications.registered', takeRegistration),
  page('/console/applications/:id', READERS, showApplication),
  step('/console/applications/:id/answer', ['officer'], 'applications.answered', takeAnswer),
]

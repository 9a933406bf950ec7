import { type Place, page, publicPage, step } from '../web/place.ts'
import { askService, showService, takeCorrection, takeDelisting, takeService } from './edit.tsx'
import { exportServices, showServices } from './list.tsx'
import { showOrganServices } from './portal.tsx'

const READERS = ['officer', 'reviewer', 'leader', 'supervisor'] as const

/** The list of services, in the console. */
export const servicesConsolePlaces: readonly Place[] = [
  page('/console/services', READERS, showServices),
  page('/console/services/export', READERS, exportServices),
  page('/console/services/new', ['officer'], askService),
  step('/console/services/new', ['officer'], 'services.listed', takeService),
  page('/console/services/:id', READERS, showService),
  step('/console/services/:id', ['officer'], 'services.corrected', takeCorrection),
  step('/console/services/:id/delisting', ['officer'], 'services.delisted', takeDelisting),
]

/** The list of services, for the public. */
export const servicesPortalPlaces: readonly Place[] = [publicPage('/:organ/services', showOrganServices)]

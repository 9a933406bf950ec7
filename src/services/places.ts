import { type Place, page, publicPage, step } from '../web/place.ts'
import {
  askService,
  showService,
  takeConfirmation,
  takeCorrection,
  takeDelisting,
  takeRestoration,
  takeService,
} from './console/edit.tsx'
import { askImport, showImport, takeDropping, takeImport, takeReading, takeUpload } from './console/import.tsx'
import { exportServices, showServices } from './console/list.tsx'
import { IMPORT } from './console/paths.ts'
import { showServiceChanges } from './portal/changes.tsx'
import { handout, serviceData } from './portal/files.ts'
import { showGuide } from './portal/guide.tsx'
import { showOrganServices } from './portal/list.tsx'

const READERS = ['officer', 'reviewer', 'leader', 'supervisor'] as const

/** The list of services, in the console. */
export const servicesConsolePlaces: readonly Place[] = [
  page('/console/services', READERS, showServices),
  page('/console/services/export', READERS, exportServices),
  page('/console/services/new', ['officer'], askService),
  step('/console/services/new', ['officer'], 'services.listed', takeService),
  page(IMPORT, ['officer'], askImport),
  step(IMPORT, ['officer'], 'services.uploaded', takeUpload),
  page(`${IMPORT}/:id`, ['officer'], showImport),
  step(`${IMPORT}/:id`, ['officer'], 'services.imported', takeImport),
  step(`${IMPORT}/:id/reading`, ['officer'], 'services.uploaded', takeReading),
  step(`${IMPORT}/:id/dropping`, ['officer'], 'services.dropped', takeDropping),
  page('/console/services/:id', READERS, showService),
  step('/console/services/:id', ['officer'], 'services.corrected', takeCorrection),
  step('/console/services/:id/confirmation', ['officer'], 'services.confirmed', takeConfirmation),
  step('/console/services/:id/delisting', ['officer'], 'services.delisted', takeDelisting),
  step('/console/services/:id/restoration', ['officer'], 'services.restored', takeRestoration),
]

/**
 * The list of services, for the public. What carries the whole address of a page, in a code or as data, is not kept in memory:
 * kept pages are the same for everybody, and the address depends on the name the site was asked for by.
 */
export const servicesPortalPlaces: readonly Place[] = [
  publicPage('/:organ/services', showOrganServices),
  publicPage('/:organ/services/changes', showServiceChanges),
  page('/:organ/services/:code', 'public', showGuide),
  page('/:organ/services/:code/handout.pdf', 'public', handout),
  page('/:organ/services/:code/data.jsonld', 'public', serviceData),
]

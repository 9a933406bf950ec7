import { filingPortalPlaces } from '../applications/public/places.ts'
import { boardsPortalPlaces } from '../boards/places.ts'
import { disclosuresPortalPlaces, filesPlaces, searchPlaces } from '../disclosures/places.ts'
import { feedbackPortalPlaces } from '../feedback/places.ts'
import { directoryPlaces } from '../organs/places.ts'
import { kioskPlaces } from '../reading/places.ts'
import { auditPortalPlaces } from '../reports/audit/places.ts'
import { reportsPortalPlaces } from '../reports/places.ts'
import { servicesPortalPlaces } from '../services/places.ts'
import { subscriptionsPortalPlaces } from '../subscriptions/places.ts'
import type { Place } from './place.ts'

/** Every address of the public portal. The more particular come first: an organ's front page answers to any one word. */
export const portalMap: readonly Place[] = [
  ...directoryPlaces,
  ...kioskPlaces,
  ...subscriptionsPortalPlaces,
  ...searchPlaces,
  ...filesPlaces,
  ...auditPortalPlaces,
  ...reportsPortalPlaces,
  ...servicesPortalPlaces,
  ...boardsPortalPlaces,
  ...filingPortalPlaces,
  ...feedbackPortalPlaces,
  ...disclosuresPortalPlaces,
]

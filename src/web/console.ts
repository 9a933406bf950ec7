import { archivePlaces } from '../applications/archive/places.ts'
import { applicationsPlaces } from '../applications/places.ts'
import { publicationPlaces } from '../applications/publication/places.ts'
import { remediesPlaces } from '../applications/remedies/places.ts'
import { reminderPlaces } from '../applications/reminders/places.ts'
import { tellDesks } from '../applications/reminders/store.ts'
import { trayPlaces } from '../applications/tray/places.ts'
import { boardsConsolePlaces } from '../boards/places.ts'
import { deadlinePlaces } from '../disclosures/deadline/places.ts'
import { fromDocumentPlaces } from '../disclosures/from-document.tsx'
import { disclosuresConsolePlaces } from '../disclosures/places.ts'
import { meetingsPlaces } from '../documents/meetings/places.ts'
import { documentsPlaces } from '../documents/places.ts'
import { feedbackConsolePlaces } from '../feedback/places.ts'
import { holidaysPlacesTelling } from '../holidays/places.ts'
import { ledgerPlaces } from '../ledger/places.ts'
import { mailPlaces } from '../mail/places.ts'
import { organsPlaces } from '../organs/places.ts'
import { readingPlaces } from '../reading/places.ts'
import { auditConsolePlaces } from '../reports/audit/places.ts'
import { monthlyPlaces } from '../reports/monthly/places.ts'
import { reportsConsolePlaces } from '../reports/places.ts'
import { rollupPlaces } from '../reports/rollup/places.ts'
import { reviewPlaces } from '../review/places.ts'
import { redactionPlaces } from '../review/redaction/places.ts'
import { selfcheckPlaces } from '../selfcheck/places.ts'
import { servicesConsolePlaces } from '../services/places.ts'
import { staffPlaces } from '../staff/places.ts'
import { subscriptionsConsolePlaces } from '../subscriptions/places.ts'
import { workbenchPlaces } from '../workbench/places.ts'
import { patterns } from './patterns.tsx'
import { type Place, page } from './place.ts'

/** Every address of the staff console, the role it needs, and the event the ledger keeps of it. */
export const consoleMap: readonly Place[] = [
  ...workbenchPlaces,
  ...staffPlaces,
  ...organsPlaces,
  ...documentsPlaces,
  ...meetingsPlaces,
  ...redactionPlaces,
  ...reviewPlaces,
  ...fromDocumentPlaces,
  ...disclosuresConsolePlaces,
  ...deadlinePlaces,
  ...archivePlaces,
  ...publicationPlaces,
  ...reminderPlaces,
  ...applicationsPlaces,
  ...remediesPlaces,
  ...trayPlaces,
  ...feedbackConsolePlaces,
  ...servicesConsolePlaces,
  ...readingPlaces,
  ...subscriptionsConsolePlaces,
  ...boardsConsolePlaces,
  ...auditConsolePlaces,
  ...reportsConsolePlaces,
  ...monthlyPlaces,
  ...rollupPlaces,
  ...selfcheckPlaces,
  ...holidaysPlacesTelling(tellDesks),
  ...mailPlaces,
  ...ledgerPlaces,
  page('/console/patterns', 'signed-in', patterns),
]

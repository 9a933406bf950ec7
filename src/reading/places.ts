import { type Place, page, publicPage, unseenStep } from '../web/place.ts'
import { showCopies, takeEnd, takeMove, takePaper } from './console/copies.tsx'
import { exportVisits, showVisits, takeRemoval, takeVisit } from './console/visits.tsx'
import { kioskApply, kioskForm } from './kiosk/apply.tsx'
import { kioskGuide, kioskReport, kioskReports, kioskService, kioskServices } from './kiosk/columns.tsx'
import { chooseHall, kioskHome } from './kiosk/home.tsx'
import { kioskItem, kioskItems } from './kiosk/items.tsx'
import { kioskElsewhere, kioskNotKept } from './kiosk/not-kept.tsx'
import { kioskSearch } from './kiosk/search.tsx'
import { kioskLine, kioskSnapshot, kioskWorker } from './kiosk/snapshot.ts'

const KIOSK = '/kiosk/:organ'

/** 公共查阅点: what a kiosk shows. Pages with a QR code hold the whole address, which depends on the request: not kept in memory. */
export const kioskPlaces: readonly Place[] = [
  publicPage('/kiosk', chooseHall),
  publicPage('/kiosk/worker.js', kioskWorker),
  publicPage(KIOSK, kioskHome),
  publicPage(`${KIOSK}/items`, kioskItems),
  page(`${KIOSK}/items/:indexNumber{.+}`, 'public', kioskItem),
  page(`${KIOSK}/search`, 'public', kioskSearch),
  publicPage(`${KIOSK}/guide`, kioskGuide),
  publicPage(`${KIOSK}/reports`, kioskReports),
  page(`${KIOSK}/reports/:year`, 'public', kioskReport),
  publicPage(`${KIOSK}/services`, kioskServices),
  page(`${KIOSK}/services/:code`, 'public', kioskService),
  page(`${KIOSK}/apply`, 'public', kioskApply),
  publicPage(`${KIOSK}/apply/form`, kioskForm),
  publicPage(`${KIOSK}/not-kept`, kioskNotKept),
  publicPage(`${KIOSK}/snapshot.json`, kioskSnapshot),
  page(`${KIOSK}/line`, 'public', kioskLine),
  page(`${KIOSK}/:rest{.+}`, 'public', kioskElsewhere),
]

const READERS = ['officer', 'leader', 'supervisor'] as const

/** The desk beside the machine. Nothing of it shows on the portal. */
export const readingPlaces: readonly Place[] = [
  page('/console/reading', READERS, showVisits),
  page('/console/reading/export', READERS, exportVisits),
  unseenStep('/console/reading', ['officer'], 'reading.visited', takeVisit),
  unseenStep('/console/reading/visits/:id/removal', ['officer'], 'reading.visit-removed', takeRemoval),
  page('/console/reading/copies', READERS, showCopies),
  unseenStep('/console/reading/copies', ['officer'], 'reading.laid-out', takePaper),
  unseenStep('/console/reading/copies/:id', ['officer'], 'reading.copies-moved', takeMove),
  unseenStep('/console/reading/copies/:id/end', ['officer'], 'reading.taken-away', takeEnd),
]

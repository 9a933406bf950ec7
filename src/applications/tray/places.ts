import { type Place, page, step } from '../../web/place.ts'
import { sendEntryFile, showEntry } from './entry.tsx'
import { showTray } from './list.tsx'
import { takeDiscard, takeHandover, takeNote, takeRestoration } from './ways.ts'

const READERS = ['officer', 'leader'] as const
const ENTRY = '/console/tray/:id'

/** 收件箱: what arrived and is not a case yet. */
export const trayPlaces: readonly Place[] = [
  page('/console/tray', READERS, showTray),
  page(ENTRY, READERS, showEntry),
  step(`${ENTRY}/files/:place`, READERS, 'tray.file-viewed', sendEntryFile),
  step(`${ENTRY}/note`, ['officer'], 'tray.noted', takeNote),
  step(`${ENTRY}/discard`, ['officer'], 'tray.discarded', takeDiscard),
  step(`${ENTRY}/restoration`, ['officer'], 'tray.restored', takeRestoration),
  step(`${ENTRY}/handover`, ['officer'], 'tray.handed-over', takeHandover),
]

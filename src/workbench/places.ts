import { type Place, page, step } from '../web/place.ts'
import { showDigest, takeAddress } from './digest/page.tsx'
import { showWorkbench } from './workbench.tsx'

/** The front page of the console, and the morning's digest. */
export const workbenchPlaces: readonly Place[] = [
  page('/console', 'signed-in', showWorkbench),
  page('/console/digest', 'signed-in', showDigest),
  step('/console/digest', 'signed-in', 'digest.address', takeAddress),
]

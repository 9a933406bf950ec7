import { type Place, page } from '../web/place.ts'
import { showWorkbench } from './workbench.tsx'

/** The front page of the console. */
export const workbenchPlaces: readonly Place[] = [page('/console', 'signed-in', showWorkbench)]

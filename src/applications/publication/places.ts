import { type Place, page, step } from '../../web/place.ts'
import { askPublication, showWanted, takePublication } from './pages.tsx'

const CASE = '/console/applications/:id'

/** 转为主动公开: an item made of a reply. Before the register's own addresses, which take any word. */
export const publicationPlaces: readonly Place[] = [
  page('/console/applications/wanted', ['officer', 'leader', 'supervisor'], showWanted),
  page(`${CASE}/publication`, ['officer'], askPublication),
  step(`${CASE}/publication`, ['officer'], 'applications.published', takePublication),
]

import { AT_A_DESK } from '../roles.ts'
import { type Place, page, publicPage, step } from '../web/place.ts'
import { showChange, takeChange } from './change.tsx'
import { showNumbers, takeNumbers } from './continue.tsx'
import { showDirectory } from './directory.tsx'
import { showLines, takeLineEnd, takePlace } from './hierarchy/page.tsx'
import { showOrgan, takePost, takeUnit } from './organ.tsx'
import { showNewOrgan, showOrgans, takeNewOrgan } from './organs.tsx'

/** For the public: whom to ask. */
export const directoryPlaces: Place[] = [publicPage('/organs', showDirectory)]

const ORGAN = '/console/organs/:slug'

/** Organs with their sections, villages and posts. Everyone at a desk may look; see duties.ts for who may change what. */
export const organsPlaces: Place[] = [
  page('/console/organs', AT_A_DESK, showOrgans),
  page('/console/organs/new', ['admin'], showNewOrgan),
  step('/console/organs', ['admin'], 'organs.created', takeNewOrgan),
  page(ORGAN, AT_A_DESK, showOrgan),
  page(`${ORGAN}/profile`, ['admin', 'officer'], showChange('profile')),
  step(`${ORGAN}/profile`, ['admin', 'officer'], 'organs.changed', takeChange('profile')),
  page(`${ORGAN}/settings`, ['admin'], showChange('settings')),
  step(`${ORGAN}/settings`, ['admin'], 'organs.changed', takeChange('settings')),
  page(`${ORGAN}/numbers`, ['admin'], showNumbers),
  step(`${ORGAN}/numbers`, ['admin'], 'organs.numbers-continued', takeNumbers),
  page(`${ORGAN}/lines`, AT_A_DESK, showLines),
  step(`${ORGAN}/lines`, ['admin'], 'organs.placed', takePlace),
  step(`${ORGAN}/lines/end`, ['admin'], 'organs.line-ended', takeLineEnd),
  step(`${ORGAN}/units`, ['admin'], 'organs.unit-created', takeUnit),
  step(`${ORGAN}/posts`, ['admin'], 'organs.post-created', takePost),
]

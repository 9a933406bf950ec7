import { type Place, page, step } from '../../web/place.ts'
import { itemForm, takeItem } from '../from-meeting.tsx'
import { late, lateSheet } from './late.tsx'
import { queue, queueSheet } from './queue.tsx'

const CASE_ROLES = ['officer', 'reviewer', 'leader', 'supervisor'] as const
const ITEM = '/console/meetings/:id/agenda/:item/disclosure'

/** The 20 working days to publish, and the way from a meeting's decision to an item. */
export const deadlinePlaces: readonly Place[] = [
  page('/console/deadlines', CASE_ROLES, queue),
  page('/console/deadlines/list.xlsx', CASE_ROLES, queueSheet),
  page('/console/deadlines/late', CASE_ROLES, late),
  page('/console/deadlines/late/list.xlsx', CASE_ROLES, lateSheet),
  page(ITEM, ['officer'], itemForm),
  step(ITEM, ['officer'], 'disclosures.created', takeItem),
]

import { type Place, page, step } from '../../web/place.ts'
import { askDisposal, sendPacket, showRetention, takeApproval, takeProposal, takeRefusal } from './pages.tsx'

const KEEPERS = ['officer', 'leader'] as const
const CASE = '/console/applications/:id'

/** 案卷: the packet of a case, and the end of its keeping. Before the register's own addresses, which take any word. */
export const archivePlaces: readonly Place[] = [
  page('/console/applications/retention', KEEPERS, showRetention),
  step(`${CASE}/packet`, KEEPERS, 'applications.case-exported', sendPacket),
  page(`${CASE}/disposal`, KEEPERS, (c) => askDisposal(c)),
  step(`${CASE}/disposal`, ['officer'], 'applications.disposal-proposed', takeProposal),
  step(`${CASE}/disposal/approval`, ['leader'], 'applications.anonymised', takeApproval),
  step(`${CASE}/disposal/refusal`, ['leader'], 'applications.disposal-declined', takeRefusal),
]

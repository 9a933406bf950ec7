import { type Place, page } from '../web/place.ts'
import { showLedger } from './list.tsx'
import { showVerification } from './verification.tsx'

const READERS = ['auditor', 'supervisor'] as const

/** The ledger, to be read and checked. Nobody writes here: steps do. */
export const ledgerPlaces: readonly Place[] = [
  page('/console/ledger', READERS, showLedger),
  page('/console/ledger/verification', READERS, showVerification),
]

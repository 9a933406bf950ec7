import type { Context } from '../../context.ts'
import { accountOf } from '../who.ts'

/** Writes down that a partner agreed to a version: by its own account, or with a paper we keep. Inside `transact`. */
export const writeConsent = (
  tx: Context,
  documentId: string,
  { position, version, fileId }: { position: number; version: number; fileId: string | null },
) => tx.sql`
  update document_partners
  set consent_version = ${version}, consent_by = ${accountOf(tx)}, consent_as = ${tx.actor.name}, consent_at = ${tx.now},
      consent_file = ${fileId}
  where tenant_id = ${tx.tenantId} and document_id = ${documentId} and position = ${position}`

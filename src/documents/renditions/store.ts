import { z } from 'zod'
import type { Context, Scope } from '../../context.ts'
import { record } from '../../ledger/store.ts'

export const ROLES = { pdf: '印发件（PDF）', docx: '印发件（DOCX）', scan: '签发原件（扫描）' } as const
export type RenditionRole = keyof typeof ROLES

const Rendition = z.object({
  role: z.enum(['pdf', 'docx', 'scan']),
  id: z.string(),
  name: z.string(),
  size: z.number(),
  keptAs: z.string(),
  keptAt: z.date(),
})
export type Rendition = z.infer<typeof Rendition>

/** The files of a document: pages as issued, signed original. Newest first, so the first of a role is the one in force. */
export async function renditionsOf({ sql, tenantId }: Scope, documentId: string): Promise<Rendition[]> {
  const rows = await sql`
    select r.role, f.id, f.name, f.size, r.kept_as as "keptAs", r.kept_at as "keptAt"
    from document_files r join files f on f.tenant_id = r.tenant_id and f.id = r.file_id
    where r.tenant_id = ${tenantId} and r.document_id = ${documentId} order by r.kept_at desc, r.role desc`
  return rows.map((row) => Rendition.parse(row))
}

/** Inside `transact`. */
export const putRendition = (tx: Context, documentId: string, role: RenditionRole, fileId: string) => tx.sql`
  insert into document_files (tenant_id, document_id, role, file_id, kept_as, kept_at)
  values (${tx.tenantId}, ${documentId}, ${role}, ${fileId}, ${tx.actor.name}, ${tx.now})`

/** Says which item a document was disclosed as. Must be called in the transaction that makes the item. */
export async function markDisclosed(tx: Context, documentId: string, itemId: string): Promise<{ count: number }> {
  const { count } = await tx.sql`
    update documents set item_id = ${itemId}, version = version + 1
    where tenant_id = ${tx.tenantId} and id = ${documentId} and item_id is null`
  if (count > 0)
    await record(tx, {
      event: 'documents.disclosed',
      subject: { kind: 'document', id: documentId },
      detail: { item: itemId },
    })
  return { count }
}

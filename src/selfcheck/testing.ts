import { createHash } from 'node:crypto'
import type { Context } from '../context.ts'
import { putBytes } from '../files/vault.ts'

export type Planted = {
  organId: string
  organCode: string
  title: string
  body: string
  formedOn: string
  publishedOn: string
  serial: number
  categoryCode?: string
  indexNumber?: string
  validity?: string | null
  documentNumber?: string | null
  files?: readonly { name: string; bytes: Uint8Array; lost?: boolean }[]
}

/** Ids that rise with `at`, so that what is seeded lies in order. */
export const idOf = (kind: string, at: number): string => {
  const hash = createHash('sha256').update(`${kind}${at}`).digest('hex')
  return `01900000-${at.toString(16).padStart(8, '0').slice(-8, -4)}-7${at.toString(16).padStart(3, '0').slice(-3)}-8${hash.slice(0, 3)}-${hash.slice(3, 15)}`
}

/** Puts items among the public ones as an import of old records would: nobody screened them. */
export async function plantItems({ sql, tenantId, files, now }: Context, items: readonly Planted[]): Promise<string[]> {
  const categories = new Map(
    (await sql`select id, code from categories where tenant_id = ${tenantId}`).map((row) => [row.code, row.id]),
  )
  const ids = items.map((item) => idOf(`${tenantId}${item.organId}`, item.serial))
  const rows: Record<string, unknown>[][] = [[], [], [], []]
  for (const [at, item] of items.entries()) {
    const { organId, serial, categoryCode = '0200', publishedOn, formedOn } = item
    const published = `${publishedOn}T02:00:00Z`
    const index =
      item.indexNumber ?? `${item.organCode}-${categoryCode}-${formedOn.slice(0, 4)}-${String(serial).padStart(5, '0')}`
    const base = { tenant_id: tenantId, item_id: ids[at], version: 1 }
    rows[0]!.push({
      tenant_id: tenantId,
      id: ids[at],
      organ_id: organId,
      state: 'published',
      index_number: index,
      published_at: published,
      published_version: 1,
      created_at: published,
    })
    rows[1]!.push({
      ...base,
      title: item.title,
      body: item.body,
      category_id: categories.get(categoryCode),
      document_number: item.documentNumber ?? null,
      validity: item.validity ?? null,
      formed_on: formedOn,
      drafted_by: tenantId,
      drafted_as: '信息员',
      drafted_at: published,
      published_at: published,
    })
    for (const [position, file] of (item.files ?? []).entries()) {
      const sha256 = file.lost
        ? createHash('sha256').update(`${ids[at]}${position}`).digest('hex')
        : await putBytes(files, file.bytes)
      const id = idOf(`file${ids[at]}${position}`, serial)
      rows[2]!.push({
        tenant_id: tenantId,
        id,
        sha256,
        name: file.name,
        mime: 'application/octet-stream',
        size: file.bytes.length,
        created_at: now,
      })
      rows[3]!.push({ ...base, position: position + 1, file_id: id })
    }
  }
  for (const [at, table] of ['disclosure_items', 'disclosure_versions', 'files', 'disclosure_attachments'].entries())
    for (let from = 0; from < rows[at]!.length; from += 2000)
      await sql`insert into ${sql(table)} ${sql(rows[at]!.slice(from, from + 2000) as never)}`
  return ids
}

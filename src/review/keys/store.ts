import { createHmac, randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Scope } from '../../context.ts'

/** The key this site's fingerprints are made with; made at first need. */
export async function fingerprintKey({ sql, tenantId }: Scope): Promise<Buffer> {
  await sql`
    insert into review_keys (tenant_id, key) values (${tenantId}, ${randomBytes(32)}) on conflict (tenant_id) do nothing`
  const [row] = await sql`select key from review_keys where tenant_id = ${tenantId}`
  return z.instanceof(Buffer).parse(row?.key)
}

/** A keyed hash of what was found: enough to know it again, not enough to tell what it was. */
export const fingerprint = (key: Buffer, kind: string, value: string): string =>
  createHmac('sha256', key)
    .update(`${kind}\0${value.normalize('NFKC').replace(/[\s\p{Cf}-]/gu, '')}`)
    .digest('hex')

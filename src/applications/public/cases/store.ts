import { z } from 'zod'
import type { FileStore, Scope } from '../../../context.ts'
import { applicantKey } from '../../../files/seal.ts'
import { isRightCode } from '../secrets.ts'

/**
 * The case of a number and its code. Null alike when there is no such number, it never had a code, or the code is another:
 * the same query and the same comparison in every case.
 */
export async function findByCode(
  { sql, tenantId, files }: Scope & { files: FileStore },
  organId: string,
  number: string,
  code: string,
): Promise<string | null> {
  const key = await applicantKey(files)
  const [row] = await sql`
    select id, code_hash as "codeHash" from applications
    where tenant_id = ${tenantId} and organ_id = ${organId} and number = ${number}`
  const found = row ? z.object({ id: z.string(), codeHash: z.string().nullable() }).parse(row) : null
  const right = isRightCode(key, code, found?.codeHash ?? null)
  return right ? found!.id : null
}

import type { Context } from '../../context.ts'
import { applicantKey } from '../../files/seal.ts'
import { codeHash, newSecret, queryCode, shownCode } from '../public/secrets.ts'

/**
 * Gives a case that has no 查询码 its code, as it is printed; null when its applicant was given one before: it is kept as a
 * hash alone and cannot be said again. In the transaction of the letter that tells it.
 */
export async function giveQueryCode(tx: Context, applicationId: string): Promise<string | null> {
  const key = await applicantKey(tx.files)
  const code = queryCode(key, newSecret())
  const given = await tx.sql`
    update applications set code_hash = ${codeHash(key, code)}
    where tenant_id = ${tx.tenantId} and id = ${applicationId} and code_hash is null returning id`
  return given.length > 0 ? shownCode(code) : null
}

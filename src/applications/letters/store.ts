import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Context, FileStore, Scope } from '../../context.ts'
import { transact } from '../../db/transaction.ts'
import { applicantKey, sealBytes, unsealBytes } from '../../files/seal.ts'
import { bytesOf, putBytes } from '../../files/vault.ts'
import { record } from '../../ledger/store.ts'
import { ok, type Result, refuse } from '../../result.ts'
import type { Application } from '../model.ts'
import { otherKey } from '../people/store.ts'
import { type Format, Letter } from './model.ts'

const about = ({ tenantId }: Scope, id: string, format: Format) => `${tenantId}/letter/${id}/${format}`

/** Writes down a letter and keeps its bytes, sealed. In the transaction of the step that makes it. */
export async function keepLetter(
  tx: Context,
  letter: Letter,
  files: readonly { format: Format; bytes: Uint8Array }[],
): Promise<void> {
  const { sql, tenantId } = tx
  const { id, applicationId, round, number, title, day, addressed, party, madeAs, madeAt } = letter
  await sql`
    insert into application_letters (tenant_id, application_id, id, round, letter, number, title, day, addressed, party,
                                     made_as, made_at)
    values (${tenantId}, ${applicationId}, ${id}, ${round}, ${letter.letter}, ${number}, ${title}, ${day}, ${addressed},
            ${party}, ${madeAs}, ${madeAt})`
  const key = await applicantKey(tx.files)
  for (const { format, bytes } of files) {
    const sealed = await putBytes(tx.files, sealBytes(key, about(tx, id, format), bytes))
    await sql`
      insert into application_letter_files (tenant_id, application_id, letter_id, format, sha256, sealed_sha256, size, key_id)
      values (${tenantId}, ${applicationId}, ${id}, ${format}, ${sha256(bytes)}, ${sealed}, ${bytes.length}, ${key.id})`
  }
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

const columns = (sql: Scope['sql']) => sql`
  id, application_id as "applicationId", round, letter, number, title, day, addressed, party, made_as as "madeAs",
  made_at as "madeAt"`

/** Every letter of a case in the order they were made: those sent, and the forms of its file. */
export async function lettersOf({ sql, tenantId }: Scope, applicationId: string): Promise<Letter[]> {
  const rows = await sql`
    select ${columns(sql)} from application_letters
    where tenant_id = ${tenantId} and application_id = ${applicationId} order by id`
  return rows.map((row) => Letter.parse(row))
}

/** The letters written to the applicant, who may see them; in the order they were made. */
export async function lettersToApplicant(scope: Scope, applicationId: string): Promise<Letter[]> {
  return (await lettersOf(scope, applicationId)).filter(({ addressed }) => addressed === 'applicant')
}

const Kept = z.object({
  sha256: z.string(),
  sealed: z.string(),
  keyId: z.string(),
  title: z.string(),
  number: z.string().nullable(),
})

/**
 * A letter as it was sent, byte for byte. Null when the case has no such letter. Whoever asks has asked whether the reader
 * may: it names the applicant. Refuses when the key is another one; throws when the bytes are damaged.
 */
export async function readLetter(
  scope: Scope & { files: FileStore },
  applicationId: string,
  letterId: string,
  format: Format,
): Promise<Result<{ name: string; bytes: Buffer; sha256: string }> | null> {
  const { sql, tenantId } = scope
  if (!z.uuid().safeParse(letterId).success) return null
  const [row] = await sql`
    select f.sha256, f.sealed_sha256 as sealed, f.key_id as "keyId", l.title, l.number
    from application_letter_files f
    join application_letters l
      on l.tenant_id = f.tenant_id and l.application_id = f.application_id and l.id = f.letter_id
    where f.tenant_id = ${tenantId} and f.application_id = ${applicationId} and f.letter_id = ${letterId}
      and f.format = ${format}`
  if (!row) return null
  const kept = Kept.parse(row)
  const key = await applicantKey(scope.files)
  if (key.id !== kept.keyId) return otherKey
  const bytes = unsealBytes(key, about(scope, letterId, format), await bytesOf(scope.files, kept.sealed))
  if (sha256(bytes) !== kept.sha256)
    return refuse('applications.letter-damaged', '保存的文书已经损坏，请联系系统管理员')
  return ok({ name: `${kept.title}${kept.number ?? ''}.${format}`, bytes, sha256: kept.sha256 })
}

/** The same for a member of staff: only of the organ that sent it, and the ledger keeps that it was opened. */
export function openLetter(
  ctx: Context,
  { id, organId, number }: Pick<Application, 'id' | 'organId' | 'number'>,
  letterId: string,
  format: Format,
): Promise<Result<{ name: string; bytes: Buffer }>> {
  return transact(ctx, async (tx) => {
    const { actor } = tx
    if (actor.kind === 'staff' && actor.organId !== organId)
      return refuse('applications.not-yours', '文书只有发出它的机关可以打开')
    const read = await readLetter(tx, id, letterId, format)
    if (!read) return refuse('applications.letter-unknown', '没有这份文书')
    if (!read.ok) return read
    const { name, bytes } = read.value
    await record(tx, {
      event: 'applications.letter-opened',
      subject: { kind: 'application', id },
      detail: { number, letter: name },
    })
    return ok({ name, bytes })
  })
}

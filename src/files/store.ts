import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import type { Context, FileStore, Scope } from '../context.ts'
import { transact } from '../db/transaction.ts'
import { record } from '../ledger/store.ts'
import { ok, type Result } from '../result.ts'
import { safeName } from './names.ts'
import { sniff } from './sniff.ts'
import { bytesOf, putBytes } from './vault.ts'

export const StoredFile = z.object({
  id: z.string(),
  sha256: z.string(),
  name: z.string(),
  mime: z.string(),
  size: z.number(),
})
export type StoredFile = z.infer<typeof StoredFile>

/**
 * Keeps a file somebody sent, under a safe name. Refuses, naming the file, what is empty, larger than 20 MB, not among the
 * allowed kinds, or not what its ending says. The bytes are on disk before the row is there, so a row never points nowhere.
 */
export async function keepFile(
  ctx: Context,
  { name, bytes }: { name: string; bytes: Uint8Array },
): Promise<Result<StoredFile>> {
  const safe = safeName(name)
  const mime = await sniff(safe, bytes)
  if (!mime.ok) return mime
  const sha256 = await putBytes(ctx.files, bytes)
  const file: StoredFile = { id: uuid(), sha256, name: safe, mime: mime.value, size: bytes.length }
  return transact(ctx, async (tx) => {
    await tx.sql`
      insert into files (tenant_id, id, sha256, name, mime, size, created_at)
      values (${ctx.tenantId}, ${file.id}, ${sha256}, ${safe}, ${file.mime}, ${file.size}, ${ctx.now})`
    const { size } = file
    await record(tx, {
      event: 'files.kept',
      subject: { kind: 'file', id: file.id },
      detail: { name: safe, sha256, size },
    })
    return ok(file)
  })
}

/** What a file is. Null when there is none. */
export async function findFile({ sql, tenantId }: Scope, id: string): Promise<StoredFile | null> {
  return (await findFiles({ sql, tenantId }, [id]))[0] ?? null
}

/** Several at once, in the order asked for; those that are not there are left out. */
export async function findFiles({ sql, tenantId }: Scope, ids: readonly string[]): Promise<StoredFile[]> {
  const known = ids.filter((id) => z.uuid().safeParse(id).success)
  if (known.length === 0) return []
  const rows = await sql`
    select id, sha256, name, mime, size from files where tenant_id = ${tenantId} and id = any(${known})`
  const files = rows.map((row) => StoredFile.parse(row))
  return known.map((id) => files.find((file) => file.id === id)).filter((file) => file !== undefined)
}

/** A file and its bytes, checked against their SHA-256. Null when there is none; throws when the bytes are damaged. */
export async function readFile(
  scope: Scope & { files: FileStore },
  id: string,
): Promise<{ file: StoredFile; bytes: Buffer } | null> {
  const file = await findFile(scope, id)
  return file && { file, bytes: await bytesOf(scope.files, file.sha256) }
}

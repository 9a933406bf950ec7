import { z } from 'zod'
import type { Context, Db, FileStore } from '../../../context.ts'
import { dropBytes } from '../../../files/vault.ts'
import type { Job } from '../../../jobs/jobs.ts'

/** Names the sealed files of a case that go with it. In the transaction that forgets the case, before its rows are gone. */
export async function forgetFiles(tx: Context, applicationId: string): Promise<void> {
  const { sql, tenantId, now } = tx
  await sql`
    insert into forgotten_files (tenant_id, sha256, forgotten_at)
    select tenant_id, sealed_sha256, ${now}::timestamptz from application_letter_files
    where tenant_id = ${tenantId} and application_id = ${applicationId}
    union
    select f.tenant_id, f.sha256, ${now} from tray_files f
    join tray_entries e on e.tenant_id = f.tenant_id and e.id = f.entry_id
    where e.tenant_id = ${tenantId} and e.application_id = ${applicationId}
    on conflict do nothing`
}

/**
 * Removes what was forgotten from the file store. After the commit, never within: a transaction that rolls back must not
 * have lost a file. Bytes that something refers to again stay. Run again, it goes on where it was cut off.
 */
export async function dropForgotten({ sql, files }: { sql: Db; files: FileStore }): Promise<number> {
  const rows = await sql`select tenant_id as "tenantId", sha256 from forgotten_files order by forgotten_at`
  for (const { tenantId, sha256 } of rows.map((row) => Forgotten.parse(row))) {
    const [used] = await sql`
      select exists (select from application_letter_files where sealed_sha256 = ${sha256})
          or exists (select from tray_files where sha256 = ${sha256}) as "used"`
    if (!used?.used) await dropBytes(files, sha256)
    await sql`delete from forgotten_files where tenant_id = ${tenantId} and sha256 = ${sha256}`
  }
  return rows.length
}

const Forgotten = z.object({ tenantId: z.string(), sha256: z.string() })

/** Whatever a stop of the program left lying. */
export const dropForgottenNightly = (files: FileStore): Job => ({
  name: 'drop-forgotten-files',
  at: '40 3 * * *',
  says: '清除匿名处理后的文件',
  async run({ sql }) {
    await dropForgotten({ sql, files })
  },
})

import { z } from 'zod'
import type { Context, Scope } from '../../context.ts'
import type { Server } from '../settings.ts'

const MarkRow = z.object({
  uidValidity: z.string(),
  lastUid: z.number(),
  checkedAt: z.date(),
  /** Why the last look failed; empty when it did not. */
  trouble: z.string(),
})
/** How far a mailbox has been read, and when it was last looked at. */
export type Mark = z.infer<typeof MarkRow>

const nameOf = ({ user, host, folder }: Server) => `${user}@${host}/${folder}`

/** Null when the mailbox was never looked at. */
export async function markOfMailbox({ sql, tenantId }: Scope, server: Server): Promise<Mark | null> {
  const [row] = await sql`
    select uid_validity as "uidValidity", last_uid as "lastUid", checked_at as "checkedAt", trouble
    from mailbox_marks where tenant_id = ${tenantId} and mailbox = ${nameOf(server)}`
  return row ? MarkRow.parse(row) : null
}

/** In the transaction that keeps the mail: so it is fetched again exactly when it was not kept. */
export async function moveMark(
  tx: Context,
  server: Server,
  { uidValidity, lastUid }: Pick<Mark, 'uidValidity' | 'lastUid'>,
): Promise<void> {
  await tx.sql`
    insert into mailbox_marks (tenant_id, mailbox, uid_validity, last_uid, checked_at)
    values (${tx.tenantId}, ${nameOf(server)}, ${uidValidity}, ${lastUid}, ${tx.now})
    on conflict (tenant_id, mailbox)
    do update set uid_validity = excluded.uid_validity, last_uid = excluded.last_uid`
}

/** Writes down that the mailbox was looked at, and what went wrong; empty when nothing did. */
export async function noteLook(ctx: Context, server: Server, trouble: string): Promise<void> {
  await ctx.sql`
    insert into mailbox_marks (tenant_id, mailbox, uid_validity, last_uid, checked_at, trouble)
    values (${ctx.tenantId}, ${nameOf(server)}, '', 0, ${ctx.now}, ${trouble})
    on conflict (tenant_id, mailbox)
    do update set checked_at = excluded.checked_at, trouble = excluded.trouble`
}

import { z } from 'zod'
import { accountOf, type Context, type Scope } from '../../context.ts'
import { transact } from '../../db/transaction.ts'
import { record } from '../../ledger/store.ts'
import { addressIn } from '../../mail/settings.ts'
import { ok, type Result, refuse } from '../../result.ts'

const Reader = z.object({ accountId: z.string(), email: z.string() })

/** Who wants the digest, and where. */
export async function readersOf({ sql, tenantId }: Scope): Promise<z.infer<typeof Reader>[]> {
  const rows = await sql`
    select d.account_id as "accountId", d.email
    from digest_addresses d join accounts a on a.tenant_id = d.tenant_id and a.id = d.account_id
    where d.tenant_id = ${tenantId} and a.disabled_at is null order by d.account_id`
  return rows.map((row) => Reader.parse(row))
}

/** Null: no digest by mail. */
export async function addressOf({ sql, tenantId }: Scope, accountId: string): Promise<string | null> {
  const [row] = await sql`
    select email from digest_addresses where tenant_id = ${tenantId} and account_id = ${accountId}`
  return row ? z.string().parse(row.email) : null
}

/** Sets one's own address; empty stops the digest. Errors: an address that is none. */
export function saveAddress(ctx: Context, typed: string): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    const accountId = accountOf(tx)
    const email = addressIn(typed)
    if (typed.trim() && !email) return refuse('digest.address', '电子邮箱的写法不对', { field: 'email' })
    if (email)
      await tx.sql`
        insert into digest_addresses (tenant_id, account_id, email) values (${tx.tenantId}, ${accountId}, ${email})
        on conflict (tenant_id, account_id) do update set email = excluded.email`
    else
      await tx.sql`
        delete from digest_addresses where tenant_id = ${tx.tenantId} and account_id = ${accountId}`
    await record(tx, {
      event: 'digest.address',
      subject: { kind: 'account', id: accountId },
      detail: { wanted: email !== null },
    })
    return ok(undefined)
  })
}

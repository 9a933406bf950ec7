import type { Context } from '../../context.ts'
import type { Channel } from '../channels.ts'

/**
 * Notes that an item went by a channel, or with `went` false that no proof of it is left. For chapters above this one, in the
 * transaction of their own step, which has its own ledger entry. What the officer ticked is not touched.
 */
export async function noteChannel(tx: Context, itemId: string, channel: Channel, went: boolean): Promise<void> {
  const { sql, tenantId } = tx
  const changed = went
    ? await sql`
        update disclosure_items set noted_channels = array_append(noted_channels, ${channel})
        where tenant_id = ${tenantId} and id = ${itemId} and not ${channel} = any(noted_channels)`
    : await sql`
        update disclosure_items set noted_channels = array_remove(noted_channels, ${channel})
        where tenant_id = ${tenantId} and id = ${itemId} and ${channel} = any(noted_channels)`
  if (changed.count > 0) await sql`select pg_notify('portal_changed', ${tenantId})`
}

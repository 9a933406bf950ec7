import { z } from 'zod'
import type { Context, Scope } from '../../context.ts'
import { transact } from '../../db/transaction.ts'
import { record } from '../../ledger/store.ts'
import { ok, type Result, refuse } from '../../result.ts'
import { DEFAULT_LIMITS, Limits } from '../settings.ts'

/** The limits of an organ; the usual ones until it sets its own. `version` 0: never set. */
export async function limitsOf({ sql, tenantId }: Scope, organId: string): Promise<Limits & { version: number }> {
  const [row] = await sql`
    select limits, version from feedback_limits where tenant_id = ${tenantId} and organ_id = ${organId}`
  return row
    ? { ...Limits.parse(row.limits), version: z.number().parse(row.version) }
    : { ...DEFAULT_LIMITS, version: 0 }
}

/** The limits of every organ at once, for lists over several. */
export async function allLimits({ sql, tenantId }: Scope): Promise<(organId: string) => Limits> {
  const rows = await sql`select organ_id as "organId", limits from feedback_limits where tenant_id = ${tenantId}`
  const set = new Map(rows.map((row) => [z.string().parse(row.organId), Limits.parse(row.limits)]))
  return (organId) => set.get(organId) ?? DEFAULT_LIMITS
}

/** Sets the limits of the leader's own organ; they hold for everything that is still open. Refuses what was changed since. */
export function setLimits(ctx: Context, organId: string, version: number, limits: Limits): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    const { actor } = tx
    if (actor.kind === 'staff' && (actor.organId !== organId || !actor.roles.includes('leader')))
      return refuse('feedback.not-yours', '办理时限由本机关的领导设置')
    const set = await tx.sql`
      insert into feedback_limits as l (tenant_id, organ_id, limits)
      values (${tx.tenantId}, ${organId}, ${tx.sql.json(limits)})
      on conflict (tenant_id, organ_id) do update set limits = excluded.limits, version = l.version + 1
      where l.version = ${version}`
    if (set.count === 0) return refuse('feedback.stale', '其他人刚刚修改了时限', { fix: '请刷新页面，核对后再改' })
    await record(tx, {
      event: 'feedback.limits-set',
      subject: { kind: 'organ', id: organId },
      detail: limits,
    })
    return ok(undefined)
  })
}

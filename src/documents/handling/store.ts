import type { Context } from '../../context.ts'
import { transact } from '../../db/transaction.ts'
import { record } from '../../ledger/store.ts'
import { ok, type Result, refuse } from '../../result.ts'
import { settingsOf } from '../registry/store.ts'
import type { DocumentSettings } from '../settings.ts'

/** Sets how an organ handles its documents; its own leader does. The ledger keeps both, before and after. */
export function saveSettings(
  ctx: Context,
  organId: string,
  version: number,
  settings: DocumentSettings,
): Promise<Result<void>> {
  const { actor } = ctx
  const own = actor.kind === 'system' || (actor.roles.includes('leader') && actor.organId === organId)
  if (!own) return Promise.resolve(refuse('documents.not-yours', '办理设置由本机关领导修改'))
  return transact(ctx, async (tx) => {
    const { version: had, ...before } = await settingsOf(tx, organId)
    const set = await tx.sql`
      insert into document_settings as s (tenant_id, organ_id, settings)
      values (${tx.tenantId}, ${organId}, ${tx.sql.json(settings)})
      on conflict (tenant_id, organ_id) do update set settings = excluded.settings, version = s.version + 1
      where s.version = ${version}`
    if (set.count === 0 || had !== version)
      return refuse('documents.stale', '其他人刚刚修改了设置', { fix: '请刷新页面后再改' })
    await record(tx, {
      event: 'documents.settings-changed',
      subject: { kind: 'organ', id: organId },
      detail: { before, after: settings },
    })
    return ok(undefined)
  })
}

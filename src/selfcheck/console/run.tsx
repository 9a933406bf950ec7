import { transact } from '../../db/transaction.ts'
import { record } from '../../ledger/store.ts'
import { ok } from '../../result.ts'
import { type C, contextOf, seeOther } from '../../web/env.ts'
import { runSelfcheck } from '../check.ts'
import { SELFCHECK } from './common.tsx'

/** Begins a self-check beside the page; its progress is on the list. At POST /console/selfcheck/run */
export async function startRun(c: C) {
  const ctx = { ...contextOf(c), sql: c.var.sql }
  await transact(ctx, async (tx) => {
    await record(tx, { event: 'selfcheck.started', subject: { kind: 'selfcheck', id: ctx.tenantId } })
    return ok(undefined)
  })
  // What breaks is written down with the run, and its page says so.
  runSelfcheck(ctx, { base: c.var.base }).catch((error: unknown) =>
    process.stderr.write(`自查：${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`),
  )
  return seeOther(c, `${SELFCHECK}?done=started`)
}

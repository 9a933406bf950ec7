import type { Sql } from 'postgres'
import type { Context, FileStore } from '../context.ts'
import type { Job } from '../jobs/jobs.ts'
import { onceAtATime } from '../mail/sending.ts'
import { findTenant } from '../organs/store.ts'
import { runSelfcheck } from './check.ts'
import { latestRun } from './runs/store.ts'

export type Watched = { sql: Sql; files: FileStore; now: () => Date; base: string }

/** Everything once a night: days pass although nobody changes anything, and rules may be new. */
export const selfcheckJob = (house: Watched): Job => ({
  name: 'selfcheck',
  at: '40 1 * * *',
  says: '自查',
  run: () => checkNow(house),
})

async function checkNow({ sql, files, now, base }: Watched, signal?: AbortSignal): Promise<void> {
  const tenant = await findTenant(sql)
  if (!tenant) return
  const ctx: Context & { sql: Sql } = {
    sql,
    files,
    tenantId: tenant.id,
    now: now(),
    actor: { kind: 'system', name: '自查' },
  }
  await runSelfcheck(ctx, { signal, base }) // refused when one is running: that one says the same
}

/** Changes come in bursts; this long after the first of them their effect is looked at. */
const PAUSE_MS = 5_000
/** A new site is checked once it has served its first visitors. */
const FIRST_MS = 60_000

/** Checks again a moment after something public changed, and for the first time after the first start. */
export function watchForChanges(house: Watched, onError: (error: unknown) => void) {
  const stop = new AbortController()
  const checking = onceAtATime(() => checkNow(house, stop.signal), onError)
  let waiting: NodeJS.Timeout | null = null
  const wakeIn = (ms: number) => {
    waiting ??= setTimeout(() => {
      waiting = null
      checking.wake()
    }, ms)
  }
  const first = setTimeout(async () => {
    const tenant = await findTenant(house.sql).catch(() => null)
    const run = tenant && (await latestRun({ sql: house.sql, tenantId: tenant.id }).catch(() => null))
    if (tenant && !run) checking.wake()
  }, FIRST_MS)
  return {
    wake: () => wakeIn(PAUSE_MS),
    rest: async () => {
      stop.abort()
      clearTimeout(first)
      if (waiting) clearTimeout(waiting)
      await checking.rest()
    },
  }
}

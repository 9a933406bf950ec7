import type { PgBoss } from 'pg-boss'
import type { Sql } from 'postgres'
import { executorOn } from './executor.ts'

/** Work that is done again and again, at hours of the clock in China. It must not matter if it is done twice, or late. */
export type Job = {
  /** Letters and short lines: `sweep-sessions`. */
  name: string
  /** `minute hour day month weekday`, in China. */
  at: string
  says: string
  run: (tools: JobTools) => Promise<void>
}

export type JobTools = { sql: Sql; now: Date; warn: (says: string) => void }

export type Jobs = {
  /** Done when every job is waiting for its hour, or the queue could not be set up and `onError` was told. */
  ready: Promise<void>
  stop: () => Promise<void>
}

/**
 * Starts the queue and gives every job its hour. A job whose hour passed while the program was off is done once when it is
 * back. Call it after the first page is served: bringing in the queue takes a moment, and no page needs it.
 */
export function startJobs(options: {
  sql: Sql
  jobs: readonly Job[]
  warn: (says: string) => void
  onError: (error: unknown, what: string) => void
}): Jobs {
  const { sql, jobs, warn, onError } = options
  let stopping = false
  let boss: PgBoss | null = null

  const start = async () => {
    const { PgBoss } = await import('pg-boss')
    if (stopping) return
    boss = new PgBoss({
      db: executorOn(sql),
      schema: SCHEMA,
      superviseIntervalSeconds: MINUTE,
      cronMonitorIntervalSeconds: MINUTE / 2,
      cronWorkerIntervalSeconds: MINUTE / 2,
      instanceHeartbeatSeconds: MINUTE,
      openTelemetry: { enabled: false },
    })
    boss.on('error', (error) => onError(error, 'jobs'))
    await boss.start()
    for (const job of jobs) await give(boss, job)
    await forget(boss, jobs)
  }

  const give = async (queue: PgBoss, job: Job) => {
    await queue.createQueue(job.name, QUEUE)
    await queue.updateQueue(job.name, QUEUE)
    await queue.work(job.name, { pollingIntervalSeconds: MINUTE }, async () => {
      try {
        await job.run({ sql, now: new Date(), warn })
      } catch (error) {
        onError(error, `job ${job.name}`)
        throw error
      }
    })
    await queue.schedule(job.name, job.at, null, { tz: 'Asia/Shanghai', missed: 'once' })
  }

  const ready = start().catch(async (error) => {
    onError(error, 'jobs')
    await boss?.stop({ graceful: false })
  })
  const stop = async () => {
    stopping = true
    await ready
    await boss?.stop({ graceful: true, timeout: PATIENCE_MS })
  }
  return { ready, stop }
}

const SCHEMA = 'pgboss'
const MINUTE = 60
/** Shorter than the program allows itself to close. A job cut off here is done again after the next start. */
const PATIENCE_MS = 2000
/** A worker that says nothing for a minute is taken for dead, and its job is given to another. */
const QUEUE = {
  heartbeatSeconds: MINUTE,
  retryLimit: 2,
  retryDelay: 5 * MINUTE,
  deleteAfterSeconds: 7 * 24 * 60 * MINUTE,
}

/** A job that is no longer in the program no longer has an hour. */
async function forget(queue: PgBoss, jobs: readonly Job[]): Promise<void> {
  const known = new Set(jobs.map((job) => job.name))
  for (const { name } of await queue.getSchedules()) if (!known.has(name)) await queue.unschedule(name)
}

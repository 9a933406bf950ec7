import { setTimeout as pause } from 'node:timers/promises'
import { connect } from './connect.ts'

/** Held shared by every program that uses the embedded server; the last one out can take it alone and stop the server. */
const IN_USE = 7_206_002
/** Held by the one `serve` of a database. */
const SERVING = 7_206_003

/**
 * One connection that stays open as long as the program uses the database. PostgreSQL drops its locks the moment the
 * program dies, however it dies, so nothing can go stale.
 */
export type Presence = {
  /** False when the server is about to be stopped by somebody else. */
  enter(): Promise<boolean>
  /** False when another `serve` holds the database. */
  serve(): Promise<boolean>
  /** Leaves; true when nobody else is in, and nobody can come in any more. */
  leave(): Promise<boolean>
  end(): Promise<void>
}

type Options = {
  /** Called when the connection broke and, meanwhile, another program took this one's place. */
  lost: () => void
  /** Brings a dead server back, where it is ours to bring back. */
  revive?: () => Promise<void>
}

export function presence(url: string, { lost, revive = async () => {} }: Options): Presence {
  const held = new Set<'in-use' | 'serving'>()
  let ending = false
  let retaking = false
  // Never exchanged for a younger connection, as pools do: its locks are the point.
  const sql = connect(url, {
    max: 1,
    name: 'gongkai-presence',
    idle_timeout: 0,
    max_lifetime: null,
    connect_timeout: 10,
    onclose: () => {
      if (!ending && !retaking && held.size > 0) void retake()
    },
  })

  const tryLock = {
    'in-use': async () => (await sql`select pg_try_advisory_lock_shared(${IN_USE}) as got`)[0]?.got === true,
    serving: async () => (await sql`select pg_try_advisory_lock(${SERVING}) as got`)[0]?.got === true,
  }
  const take = async (lock: 'in-use' | 'serving') => {
    const got = await tryLock[lock]()
    if (got) held.add(lock)
    return got
  }

  /** After a restart of the database: the same locks again, or the news that somebody else has them. */
  async function retake() {
    retaking = true
    for (const lock of held)
      for (let got: boolean | null = null; got === null && !ending; ) {
        got = await tryLock[lock]().catch(() => null)
        if (got === false) return lost()
        if (got !== null) continue
        await revive().catch(() => {}) // it will be tried again, and whoever asks a question is told meanwhile
        await pause(500, undefined, { ref: false })
      }
    retaking = false
  }

  return {
    enter: () => take('in-use'),
    serve: () => take('serving'),
    async leave() {
      ending = true
      await sql`select pg_advisory_unlock_all()`
      const [row] = await sql`select pg_try_advisory_lock(${IN_USE}) as alone`
      return row?.alone === true
    },
    async end() {
      ending = true
      await sql.end({ timeout: 1 })
    },
  }
}

import { LRUCache } from 'lru-cache'

const HOUR = 3_600_000

/**
 * How often somebody did something in the last hour. In memory: it is asked before anything else and must cost nothing when
 * a machine asks a thousand times a second, it keeps no address of anybody, and a restart forgets nothing that matters.
 * One program serves a site (ADR 0003); when there are several, each counts for itself.
 */
export class Limiter {
  readonly #seen = new LRUCache<string, { count: number; until: number }>({ max: 50_000 })

  /** Counts one more, and says whether it is still within `most` an hour. */
  take(who: string, most: number, now: Date): boolean {
    const at = now.getTime()
    const known = this.#seen.get(who)
    if (!known || known.until <= at || known.until > at + HOUR) {
      this.#seen.set(who, { count: 1, until: at + HOUR })
      return most >= 1
    }
    known.count += 1
    return known.count <= most
  }

  /** Whether another one would be within `most`, without counting it. */
  allows(who: string, most: number, now: Date): boolean {
    const known = this.#seen.get(who)
    return !known || known.until <= now.getTime() || known.count < most
  }
}

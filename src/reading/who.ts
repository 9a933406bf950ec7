import type { Context } from '../context.ts'
import { ok, type Result, refuse } from '../result.ts'

/** The desk of an organ keeps its own books. */
export const ownDesk = ({ actor }: Context, organId: string): Result<void> =>
  actor.kind === 'system' || actor.organId === organId
    ? ok(undefined)
    : refuse('reading.not-yours', '只能登记本机关的查阅点')

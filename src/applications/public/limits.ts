import type { C } from '../../web/env.ts'
import { Limiter } from '../../web/limiter.ts'
import { visitorOf } from '../../web/visitor.ts'

/** Forms sent in an hour. A reading room or a village behind one address sends more than a household. */
const PER_ADDRESS = 20
const PER_ORGAN = 300
/** A form is kept with every step, and people go back and forth. */
const KEPT_FOR_EACH = 15
/**
 * Wrong numbers or codes in an hour from one address. There is no limit by number: a code has 49 bits, so no number of tries
 * finds one, while anybody could use up the tries of somebody else's number.
 */
const WRONG_PER_ADDRESS = 30

const limiter = new Limiter()

/** Sites do not count for each other. Whom we cannot tell apart, we do not count by address. */
function within(c: C, what: string, most: number, ask: 'take' | 'allows' = 'take'): boolean {
  const who = visitorOf(c)
  return who === null || limiter[ask](`${what} ${c.var.tenant.id} ${who}`, most, c.var.now)
}

const mostOf = (c: C) => ({
  address: c.var.tenant.settings.filing?.perAddress ?? PER_ADDRESS,
  organ: c.var.tenant.settings.filing?.perOrgan ?? PER_ORGAN,
})

/** Whether this visitor may keep one more step of a form. */
export function mayKeep(c: C, organId: string): boolean {
  const most = mostOf(c)
  return (
    within(c, 'keep', most.address * KEPT_FOR_EACH) &&
    limiter.take(`keep ${organId}`, most.organ * KEPT_FOR_EACH, c.var.now)
  )
}

/** Whether this visitor may send one more form. */
export function maySend(c: C, organId: string): boolean {
  const most = mostOf(c)
  return within(c, 'send', most.address) && limiter.take(`send ${organId}`, most.organ, c.var.now)
}

/** Whether this visitor may try a number and a code; only tries that fail are counted, by `triedWrong`. */
export const mayTry = (c: C): boolean => within(c, 'try', WRONG_PER_ADDRESS, 'allows')

export function triedWrong(c: C): void {
  within(c, 'try', WRONG_PER_ADDRESS)
}

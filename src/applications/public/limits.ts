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

/** Sites do not count for each other. */
const visitor = (c: C) => `${c.var.tenant.id} ${visitorOf(c)}`

const mostOf = (c: C) => ({
  address: c.var.tenant.settings.filing?.perAddress ?? PER_ADDRESS,
  organ: c.var.tenant.settings.filing?.perOrgan ?? PER_ORGAN,
})

/** Whether this visitor may keep one more step of a form. */
export function mayKeep(c: C, organId: string): boolean {
  const [most, { now }] = [mostOf(c), c.var]
  return (
    limiter.take(`keep ${visitor(c)}`, most.address * KEPT_FOR_EACH, now) &&
    limiter.take(`keep ${organId}`, most.organ * KEPT_FOR_EACH, now)
  )
}

/** Whether this visitor may send one more form. */
export function maySend(c: C, organId: string): boolean {
  const [most, { now }] = [mostOf(c), c.var]
  return limiter.take(`send ${visitor(c)}`, most.address, now) && limiter.take(`send ${organId}`, most.organ, now)
}

/** Whether this visitor may try a number and a code; only tries that fail are counted, by `triedWrong`. */
export const mayTry = (c: C): boolean => limiter.allows(`try ${visitor(c)}`, WRONG_PER_ADDRESS, c.var.now)

export function triedWrong(c: C): void {
  limiter.take(`try ${visitor(c)}`, WRONG_PER_ADDRESS, c.var.now)
}

import type { C } from '../../web/env.ts'
import { Limiter } from '../../web/limiter.ts'
import { visitorOf } from '../../web/visitor.ts'

/** Messages in an hour. A village behind one address sends more than a household. */
const PER_ADDRESS = 20
const PER_ORGAN = 300
/** Wrong numbers or codes in an hour from one address. A code has 49 bits, so no number of tries finds one. */
const WRONG_PER_ADDRESS = 30

const limiter = new Limiter()
const visitor = (c: C) => `${c.var.tenant.id} ${visitorOf(c)}`

/** Whether this visitor may send one more message to this organ. */
export function maySend(c: C, organId: string): boolean {
  const { filing } = c.var.tenant.settings
  return (
    limiter.take(`send ${visitor(c)}`, filing?.perAddress ?? PER_ADDRESS, c.var.now) &&
    limiter.take(`send ${organId}`, filing?.perOrgan ?? PER_ORGAN, c.var.now)
  )
}

/** Whether this visitor may try a number and a code; only tries that fail are counted, by `triedWrong`. */
export const mayTry = (c: C): boolean => limiter.allows(`try ${visitor(c)}`, WRONG_PER_ADDRESS, c.var.now)

export function triedWrong(c: C): void {
  limiter.take(`try ${visitor(c)}`, WRONG_PER_ADDRESS, c.var.now)
}

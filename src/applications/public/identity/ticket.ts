import { z } from 'zod'
import { type Key, seal, unseal } from '../../../files/seal.ts'

/** What a visitor takes along to the identity service and brings back: sealed in a cookie, kept nowhere. */
const Ticket = z.object({
  organ: z.string(),
  secret: z.string(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  until: z.number(),
})
export type Ticket = z.infer<typeof Ticket>

export const TICKET_MINUTES = 10
const ABOUT = 'identity-ticket'

export const sealTicket = (key: Key, ticket: Ticket): string =>
  seal(key, ABOUT, JSON.stringify(ticket)).toString('base64url')

/** Null when it was not sealed by us, or is too old. */
export function openTicket(key: Key, sealed: string | undefined, now: Date): Ticket | null {
  if (!sealed) return null
  try {
    const ticket = Ticket.parse(JSON.parse(unseal(key, ABOUT, Buffer.from(sealed, 'base64url'))))
    return ticket.until > now.getTime() ? ticket : null
  } catch {
    // Not ours, or sealed with another key: the same to the visitor as none.
    return null
  }
}

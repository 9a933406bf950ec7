import { type Key, seal, unseal } from '../../files/seal.ts'

/** After number and code were right, how long the pages of a case stay open without asking again. */
export const TICKET_MINUTES = 60

/**
 * What stands in the address instead of number and code: which case and until when, sealed with our key. Nothing is kept of
 * it, no cookie is needed, and it opens nothing after the hour.
 */
export function newTicket(key: Key, tenantId: string, applicationId: string, now: Date): string {
  const until = now.getTime() + TICKET_MINUTES * 60_000
  return seal(key, `${tenantId}/ticket`, `${applicationId} ${until}`).toString('base64url')
}

/** The case a ticket is for; null when it is over, or none of ours. */
export function ticketFor(key: Key, tenantId: string, ticket: string, now: Date): string | null {
  const sealed = Buffer.from(ticket, 'base64url')
  if (sealed.length < 40 || sealed.length > 200) return null
  try {
    const [applicationId, until] = unseal(key, `${tenantId}/ticket`, sealed).split(' ')
    return applicationId && Number(until) > now.getTime() ? applicationId : null
  } catch {
    // Altered, or sealed with another key: to us it is no ticket.
    return null
  }
}

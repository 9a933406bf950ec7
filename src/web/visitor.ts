import type { C } from './env.ts'

/** Behind a proxy we trust (`TRUST_PROXY`), what it says of the browser is believed; a browser's own word never is. */
const trustsProxy = () => !['', '0', 'false'].includes(process.env.TRUST_PROXY ?? '')

/** `https` or `http`, as the browser used it. */
export function schemeOf(c: C): string {
  const forwarded = trustsProxy() ? c.req.header('x-forwarded-proto')?.split(',')[0]?.trim() : undefined
  return forwarded ?? new URL(c.req.url).protocol.replace(':', '')
}

/** Where this site is, as the browser knows it: for addresses that leave the page, on paper or in a QR code. */
export const originOf = (c: C): string => `${schemeOf(c)}://${c.req.header('host') ?? new URL(c.req.url).host}`

/**
 * Where a visitor comes from, to count how often: never kept, never logged. One household of IPv6 counts as one. The last
 * address a trusted proxy adds is the one it saw itself. Null when they come from this machine: then a proxy stands between
 * that does not say, and everybody would count as one.
 */
export function visitorOf(c: C): string | null {
  const incoming = (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming
  const forwarded = trustsProxy() ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
  const address = forwarded ?? incoming?.socket?.remoteAddress ?? 'unknown'
  if (/^(::1|(::ffff:)?127\.)/.test(address)) return null
  return address.includes(':') && !address.includes('.') ? address.split(':').slice(0, 4).join(':') : address
}

import { createHash, randomBytes } from 'node:crypto'
import { parse } from 'hono/utils/cookie'

export const COOKIE = 'gongkai'

/** 32 random bytes: what the browser holds, and we do not. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** What we hold of a token. */
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest()

/** The session token of a request, if its cookie has the shape of one. */
export function tokenFrom(cookieHeader: string | undefined): string | null {
  const token = cookieHeader ? parse(cookieHeader, COOKIE)[COOKIE] : undefined
  return token && /^[\w-]{43}$/.test(token) ? token : null
}

import { timingSafeEqual } from 'node:crypto'
import { type Key, markOf } from '../files/seal.ts'

export type Act = 'confirm' | 'out'

/** What a link proves: that it came out of a mail of ours. It follows from the key, so no row holds it. */
export const tokenOf = (key: Key, act: Act, id: string): string =>
  markOf(key, `subscription-${act}`, id).toString('base64url').slice(0, 32)

export function isToken(key: Key, act: Act, id: string, token: string): boolean {
  const right = Buffer.from(tokenOf(key, act, id))
  const given = Buffer.from(token)
  return given.length === right.length && timingSafeEqual(given, right)
}

/** By which an address is found again without being readable. */
export const addressMark = (key: Key, address: string): Buffer => markOf(key, 'subscription-address', address)

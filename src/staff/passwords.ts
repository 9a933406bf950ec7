import { randomBytes, randomInt } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

/** argon2id with the first parameters of the OWASP Password Storage Cheat Sheet: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFKC'), COST)

let decoy: Promise<string> | undefined

/**
 * Whether this is the password of that hash. Without a hash (no such account) the work is done all the same, against a
 * hash nobody knows the password of, so the time an answer takes tells nothing.
 */
export async function passwordMatches(hashed: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword(randomBytes(32).toString('base64'))
  const matches = await verify(hashed ?? (await decoy), password.normalize('NFKC'))
  return hashed !== null && matches
}

/** No letter or digit that looks like another: these are read aloud and copied from paper. */
const READABLE = 'abcdefghjkmnpqrstuvwxyz23456789'

/** `kx7m-q2vd-hw94`: 59 bits, to be used once. */
export const oneTimePassword = (): string =>
  Array.from({ length: 3 }, () => Array.from({ length: 4 }, () => READABLE[randomInt(READABLE.length)]).join('')).join(
    '-',
  )

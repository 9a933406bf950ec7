import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Key } from '../../files/seal.ts'

/** 128 random bits: whoever holds the link goes on with the draft. Nothing about a person is in it. */
export const newSecret = (): string => randomBytes(16).toString('base64url')

export const isSecret = (text: string | undefined): text is string => /^[\w-]{22}$/.test(text ?? '')

/** What the database holds of a secret. */
export const secretHash = (secret: string): Buffer => createHash('sha256').update(secret).digest()

const derived = (key: Key, what: string, secret: string) =>
  createHmac('sha256', key.bytes).update(`${what}/${secret}`).digest()

/** A draft opens with its link and our key together: neither the organ nor a copy of the database reads what was not sent. */
export const draftKey = (key: Key, secret: string): Key => ({ id: key.id, bytes: derived(key, 'draft', secret) })

/** The token that makes the same form sent twice one application: a UUID that follows from the secret. */
export function tokenOf(secret: string): string {
  const bytes = createHash('sha256').update(`token/${secret}`).digest().subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x80 // version 8, RFC 9562
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** Without 0 O 1 I L U, which are read wrongly from paper. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 10

/**
 * 查询码: follows from the secret of the form, so that a form sent again after the connection broke gets the same code,
 * although only its hash is kept. 49 bits.
 */
export function queryCode(key: Key, secret: string): string {
  let rest = BigInt(`0x${derived(key, 'query-code', secret).toString('hex')}`)
  let code = ''
  for (let at = 0; at < LENGTH; at++) {
    code += LETTERS[Number(rest % BigInt(LETTERS.length))]
    rest /= BigInt(LETTERS.length)
  }
  return code
}

/** As it is printed: two groups of five. */
export const shownCode = (code: string): string => `${code.slice(0, 5)}-${code.slice(5)}`

/** As somebody types it: in small letters, full width, with or without the line. */
const typedCode = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')

/** What the database holds of a code: keyed, so that a copy of the database is no list to try codes on. */
export const codeHash = (key: Key, code: string): string =>
  createHmac('sha256', key.bytes)
    .update(`code-hash/${typedCode(code)}`)
    .digest('hex')

/** Compares in the same time whatever is wrong; null, no such application, is never right. */
export function isRightCode(key: Key, code: string, hash: string | null): boolean {
  const given = Buffer.from(codeHash(key, code), 'hex')
  const kept = hash ? Buffer.from(hash, 'hex') : Buffer.alloc(given.length)
  return timingSafeEqual(given, kept) && hash !== null
}

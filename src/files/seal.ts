import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto'
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** A key of 32 bytes and the name it is known by; the name tells nothing of the key. */
export type Key = { id: string; bytes: Buffer }

const NONCE = 12
const TAG = 16
const HEX = /^[0-9a-f]{64}$/i

const keyFrom = (text: string, from: string): Key => {
  if (!HEX.test(text.trim())) throw new Error(`${from} is not a key of 64 hexadecimal digits`)
  const bytes = Buffer.from(text.trim(), 'hex')
  return { id: createHash('sha256').update('applicant-key').update(bytes).digest('hex').slice(0, 16), bytes }
}

/**
 * The key that seals who applied: `APPLICANT_KEY` of the environment, or a file beside the folder of attachments that only
 * its owner reads, made at first use. It is never in the database, so a copy of the database alone shows nobody.
 */
export async function applicantKey(files: { root: string }, env = process.env.APPLICANT_KEY): Promise<Key> {
  if (env) return keyFrom(env, 'APPLICANT_KEY')
  if (!files.root) throw new Error('no folder to keep the key of applicants in')
  const path = join(dirname(files.root), 'keys', 'applicants.key')
  const kept = await read(path)
  if (kept !== null) return keyFrom(kept, 'the key of applicants')
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  // Written aside and linked, so that two who begin at once end with one whole key.
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`
  await writeFile(draft, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' })
  try {
    await link(draft, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    await unlink(draft)
  }
  return keyFrom((await read(path))!, 'the key of applicants')
}

async function read(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** AES-256-GCM. `about` binds the words to their case: moved to another row they do not open. */
export const seal = (key: Key, about: string, words: string): Buffer => sealBytes(key, about, Buffer.from(words))

/** The same of a file. */
export function sealBytes(key: Key, about: string, bytes: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', key.bytes, nonce)
  cipher.setAAD(Buffer.from(about))
  const body = Buffer.concat([cipher.update(bytes), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}

/** Throws when the words were changed, moved, or sealed with another key. */
export const unseal = (key: Key, about: string, sealed: Buffer): string =>
  unsealBytes(key, about, sealed).toString('utf8')

export function unsealBytes(key: Key, about: string, sealed: Buffer): Buffer {
  const opened = createDecipheriv('aes-256-gcm', key.bytes, sealed.subarray(0, NONCE))
  opened.setAAD(Buffer.from(about))
  opened.setAuthTag(sealed.subarray(NONCE, NONCE + TAG))
  return Buffer.concat([opened.update(sealed.subarray(NONCE + TAG)), opened.final()])
}

/** The same words give the same mark, and nobody without the key can tell which words: HMAC-SHA-256, for comparing only. */
export const markOf = (key: Key, kind: string, words: string): Buffer =>
  createHmac('sha256', createHmac('sha256', key.bytes).update('marks').digest()).update(`${kind}\0${words}`).digest()

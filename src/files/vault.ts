import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { link, mkdir, open, readFile, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import type { FileStore } from '../context.ts'

/** Where the bytes with this SHA-256 lie. */
export function pathOf({ root }: FileStore, sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not a SHA-256')
  return join(root, sha256.slice(0, 2), sha256.slice(2, 4), sha256)
}

/**
 * Puts bytes where their SHA-256 says, on disk for good before it answers. What is there already is never written over:
 * the same bytes lie there once, however many files are made of them.
 */
export async function putBytes(store: FileStore, bytes: Uint8Array): Promise<string> {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const path = pathOf(store, sha256)
  const there = await stat(path).catch(none)
  if (there?.size === bytes.length) return sha256

  const folder = dirname(path)
  await mkdir(folder, { recursive: true })
  const temp = join(folder, `.${randomUUID()}`)
  try {
    const file = await open(temp, 'wx', 0o640)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    // Unlike a rename, a link never takes the place of a file that is there.
    await link(temp, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  } finally {
    await rm(temp, { force: true })
  }
  await syncFolder(folder)
  return sha256
}

/** Lets go of bytes for good; what is not there is gone already. Whoever asks knows that nothing refers to them any more. */
export async function dropBytes(store: FileStore, sha256: string): Promise<void> {
  await rm(pathOf(store, sha256), { force: true })
}

/** The bytes, checked against their SHA-256. Throws when they are gone or not what they were. */
export async function bytesOf(store: FileStore, sha256: string): Promise<Buffer> {
  const bytes = await readFile(pathOf(store, sha256))
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw new Error(`stored file is damaged: ${sha256}`)
  return bytes
}

/** The bytes as a stream. Throws when they are gone or their number is not what it was. */
export async function streamOf(store: FileStore, sha256: string, size: number): Promise<ReadableStream> {
  const path = pathOf(store, sha256)
  const there = await stat(path)
  if (there.size !== size) throw new Error(`stored file is damaged: ${sha256}`)
  return Readable.toWeb(createReadStream(path)) as ReadableStream
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const none = (error: NodeJS.ErrnoException) => {
  if (error.code === 'ENOENT') return null
  throw error
}

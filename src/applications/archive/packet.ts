import { createHash } from 'node:crypto'
import { strToU8, type Zippable, zipSync } from 'fflate'
import type { Day } from '../../calendar/day.ts'

/** A file of the packet: where it lies, what it is. */
export type Enclosure = { path: string; what: string; bytes: Uint8Array }
export type About = { number: string; organ: string; day: Day; retention: string }

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** The files with their sizes and SHA-256, for programs. */
export const manifestOf = (about: About, files: readonly Enclosure[]) => ({
  format: 'gongkai-case-1',
  ...about,
  files: files.map(({ path, what, bytes }) => ({ path, what, size: bytes.length, sha256: sha256(bytes) })),
})

/** The same hashes as `sha256sum -c SHA256SUMS` reads them, on any machine; the manifest is among them. */
const sums = (files: readonly Enclosure[]) => files.map(({ path, bytes }) => `${sha256(bytes)}  ${path}\n`).join('')

/**
 * The packet as a ZIP: the files, `manifest.json` and `SHA256SUMS`. The same files give the same bytes: nothing in it tells
 * when, or on which machine, it was made.
 */
export function packetOf(about: About, files: readonly Enclosure[]): Uint8Array {
  const manifest = strToU8(`${JSON.stringify(manifestOf(about, files), null, 2)}\n`)
  const all = [...files, { path: 'manifest.json', what: '清单', bytes: manifest }]
  const packed: Zippable = Object.fromEntries(all.map(({ path, bytes }) => [path, bytes]))
  packed.SHA256SUMS = strToU8(sums(all))
  // Zip dates are local: made from local numbers, they are the same everywhere.
  const [year = 1980, month = 1, date = 1] = about.day.split('-').map(Number)
  return zipSync(packed, { mtime: new Date(year, month - 1, date), level: 6 })
}

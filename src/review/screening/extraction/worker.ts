import { parentPort } from 'node:worker_threads'
import type { Found, Hit, Unread } from '../hit.ts'
import { roughNumber } from '../numbers/rough.ts'
import { findAll, hitsOf, type ScreenOptions } from '../screen.ts'
import type { Cited } from '../words/cited.ts'
import type { Limits } from './limits.ts'
import { readDocument } from './read.ts'

export type Job = {
  id: number
  name: string
  bytes: Uint8Array
  limits: Limits
  options: Omit<ScreenOptions, 'isPublic' | 'where'>
}
export type CitedAt = { cited: Cited; text: string; where: string }
export type Done = { id: number; hits: Hit[]; citations: CitedAt[]; unread: Unread[] }
export type Progress = { id: number; share: number }

// The thread that reads files: whatever a file does to it, the program lives.
parentPort?.on('message', async (job: Job) => {
  const done = await screenDocument(job, (share) => parentPort!.postMessage({ id: job.id, share } satisfies Progress))
  parentPort!.postMessage(done)
})

async function screenDocument(
  { id, name, bytes, limits, options }: Job,
  progress: (share: number) => void,
): Promise<Done> {
  const reading = await readDocument(name, bytes, limits, (share) => progress(share * 0.9))
  const { text } = reading
  const { found, citations } = findAll(text, options)
  const rough = reading.rough
    .map(({ start, end }) => roughNumber(text.slice(start, end), start))
    .filter((one): one is Found => one !== null)
  const isPlain = reading.where(0) === null
  const where = isPlain ? undefined : (position: number) => reading.where(position)!
  const hits = hitsOf(text, [...rough, ...found], { ...options, where })
  const [first] = hits
  const place = where ?? (() => first?.where ?? '')
  const seen = new Set<string>()
  return {
    id,
    hits: hits.filter((hit) => {
      const key = `${hit.kind}\n${hit.text}\n${hit.where}`
      return isPlain || (!seen.has(key) && seen.add(key))
    }),
    citations: citations.map((cited) => ({
      cited,
      text: text.slice(cited.start, cited.end),
      where: isPlain ? `第${lineAt(text, cited.start)}行` : place(cited.start),
    })),
    unread: reading.unread,
  }
}

const lineAt = (text: string, position: number): number => text.slice(0, position).split('\n').length

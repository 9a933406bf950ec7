import { LIMITS, type Limits } from './extraction/limits.ts'
import { inThread } from './extraction/thread.ts'
import type { Hit, Unread } from './hit.ts'
import type { ScreenOptions } from './screen.ts'
import { judgeCited } from './words/cited.ts'

export type FileOptions = Omit<ScreenOptions, 'where'> & {
  /** Some of the limits, where they are to be others than `LIMITS`. */
  limits?: Partial<Limits>
  /** Told the share that is done, from 0 to 1. */
  onProgress?: (share: number) => void
}

export type FileScreening = { hits: Hit[]; unread: Unread[] }

/**
 * Everything in a file that must not be published as it stands, and what of it could not be looked at. A file is read in a
 * thread with limits of time, memory and size, one after the other. Nothing a file holds makes this throw or hang.
 * A result with something `whole` in `unread` says nothing about the file: it must not count as clean.
 */
export async function screenFile(
  file: { name: string; bytes: Uint8Array },
  { isPublic, onProgress, limits: some, ...options }: FileOptions = {},
): Promise<FileScreening> {
  const limits = { ...LIMITS, ...some }
  if (file.bytes.length > limits.bytes) return { hits: [], unread: [tooLarge(file.bytes.length, limits.bytes)] }
  const done = await inThread({ ...file, limits, options }, onProgress)
  if ('failed' in done) return { hits: [], unread: [{ where: '文件', why: `${done.failed}，没有检查`, whole: true }] }
  const wants = options.kinds?.includes('citation') ?? true
  const closed = (wants ? done.citations : []).flatMap(({ cited, text, where }): Hit[] => {
    const found = judgeCited(cited, isPublic)
    return found ? [{ ...found, text, where }] : []
  })
  return { hits: [...done.hits, ...closed].sort((a, b) => a.start - b.start || b.end - a.end), unread: done.unread }
}

/** For whoever knows the size before reading the file. */
export const tooLarge = (bytes: number, most = LIMITS.bytes): Unread => ({
  where: '文件',
  why: `文件有${megabytes(bytes)} MB，超过${megabytes(most)} MB的上限，没有检查；请拆分后再查`,
  whole: true,
})

const megabytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(bytes < 10 * 1024 * 1024 ? 1 : 0)

import { ok, type Result } from '../../result.ts'
import type { Copied } from '../public-copy.ts'
import type { Spotted } from '../screen.ts'
import { maskRuns, replacementsOf } from './runs.ts'

/** Text and CSV, whatever they were written in, as UTF-8 with the mark that Excel needs to read it right. */
export function copyPlain(
  { name, bytes }: { name: string; bytes: Uint8Array },
  hits: readonly Spotted[],
): Result<Copied> {
  const [text = ''] = maskRuns([decoded(bytes).replace(/^\uFEFF/, '')], replacementsOf(hits))
  return ok({ name, bytes: Buffer.from(`\uFEFF${text}`, 'utf8'), note: '已在文字中遮盖' })
}

export function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

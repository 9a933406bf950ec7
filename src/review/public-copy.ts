import { endingOf } from '../files/kinds.ts'
import { type Result, refuse } from '../result.ts'
import type { Spotted } from './screen.ts'

export type Copied = { name: string; bytes: Uint8Array; note: string }

/**
 * A copy of a file for the public: what was found is replaced by its mask in the text itself, and what a reader does not
 * see (properties, comments, tracked changes, hidden sheets) is left out. Refuses kinds that cannot be rewritten safely.
 */
export async function makeCopy(
  file: { name: string; bytes: Uint8Array },
  hits: readonly Spotted[],
): Promise<Result<Copied>> {
  switch (endingOf(file.name)) {
    case 'txt':
    case 'csv':
      return (await import('./copying/plain.ts')).copyPlain(file, hits)
    case 'docx':
      return (await import('./copying/docx.ts')).copyDocx(file, hits)
    case 'xlsx':
      return (await import('./copying/xlsx.ts')).copyXlsx(file, hits)
    case 'pdf':
      return refuse('review.copy-pdf', `“${file.name}”是PDF，须画框遮盖`, {
        fix: '请打开“画框遮盖”，或者留下这个附件不公开',
      })
    default:
      return refuse('review.copy-kind', `“${file.name}”不能自动制作公开文本`, {
        fix: '请转换为docx、xlsx或者PDF后重新上传，或者留下这个附件不公开',
      })
  }
}

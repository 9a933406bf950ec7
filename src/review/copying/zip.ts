import { unzipSync } from 'fflate'
import { ok, type Result, refuse } from '../../result.ts'

const LARGEST = 200 * 1024 * 1024
const MOST_PARTS = 10_000

/** The parts of an office document, by path. Refuses what is broken, encrypted, or would fill the memory. */
export function partsOf(name: string, bytes: Uint8Array): Result<Map<string, Uint8Array>> {
  let size = 0
  let count = 0
  try {
    unzipSync(bytes, {
      filter: ({ originalSize }) => {
        size += originalSize
        count += 1
        return false
      },
    })
    if (size > LARGEST || count > MOST_PARTS)
      return refuse('review.copy-large', `“${name}”展开后太大，不能自动制作公开文本`, {
        fix: '请拆分后重新上传，或者留下这个附件不公开',
      })
    return ok(new Map(Object.entries(unzipSync(bytes))))
  } catch {
    return refuse('review.copy-broken', `“${name}”打不开，可能已经损坏或者加密`, {
      fix: '请用原来的软件打开，另存后重新上传',
    })
  }
}

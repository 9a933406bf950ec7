import { inflateRawSync } from 'node:zlib'
import { type Limits, Unreadable } from './limits.ts'

export type Part = { name: string; read(): Uint8Array }

const BROKEN = '压缩结构已经损坏，请用原来的软件打开后另存'
const BOMB = '展开后过大，可能是压缩炸弹'

/**
 * The parts of a ZIP container, by its central directory, as Office reads it. Sizes written there are only a claim: what is
 * unpacked is counted, over all parts, and stops at the limit.
 */
export function readZip(bytes: Uint8Array, limits: Limits): Part[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOfDirectory(view)
  const count = view.getUint16(end + 10, true)
  if (count > limits.parts) throw new Unreadable(`压缩包里有${count}个文件，过多`)
  const budget = { left: limits.unpacked }
  const parts: Part[] = []
  let at = view.getUint32(end + 16, true)
  try {
    for (let i = 0; i < count; i++) {
      if (view.getUint32(at, true) !== 0x02014b50) throw new Unreadable(BROKEN)
      const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)]
      const [packed, nameLength] = [view.getUint32(at + 20, true), view.getUint16(at + 28, true)]
      const skip = view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
      const local = view.getUint32(at + 42, true)
      const name = Buffer.from(bytes.subarray(at + 46, at + 46 + nameLength)).toString('utf8')
      if (flags & 1) throw new Unreadable('文件加了密码')
      parts.push({ name, read: () => unpack(bytes, view, { method, packed, local }, budget) })
      at += 46 + nameLength + skip
    }
  } catch (error) {
    if (error instanceof RangeError) throw new Unreadable(BROKEN)
    throw error
  }
  return parts
}

function endOfDirectory(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 0xffff); at--)
    if (view.getUint32(at, true) === 0x06054b50) return at
  throw new Unreadable(BROKEN)
}

type Stored = { method: number; packed: number; local: number }

function unpack(
  bytes: Uint8Array,
  view: DataView,
  { method, packed, local }: Stored,
  budget: { left: number },
): Uint8Array {
  if (local + 30 > bytes.length || view.getUint32(local, true) !== 0x04034b50) throw new Unreadable(BROKEN)
  const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
  const body = bytes.subarray(start, start + packed)
  const whole = method === 0 ? body : method === 8 ? inflate(body, budget.left) : null
  if (!whole) throw new Unreadable(BROKEN)
  budget.left -= whole.length
  if (budget.left < 0) throw new Unreadable(BOMB)
  return whole
}

function inflate(body: Uint8Array, most: number): Uint8Array {
  try {
    return inflateRawSync(body, { maxOutputLength: Math.max(1, most) })
  } catch (error) {
    throw new Unreadable((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? BOMB : BROKEN)
  }
}

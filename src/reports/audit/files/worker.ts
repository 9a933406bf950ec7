import { parentPort } from 'node:worker_threads'
import { LIMITS, Unreadable } from '../../../review/screening/extraction/limits.ts'
import { textOfDocx } from './docx.ts'
import { textOfPdf } from './pdf.ts'

export type Answer = { text: string } | { unreadable: string }

// The thread that opens documents: whatever a file does to it, the program lives.
parentPort?.once('message', async (bytes: Uint8Array) => {
  parentPort!.postMessage(await read(bytes))
})

async function read(bytes: Uint8Array): Promise<Answer> {
  try {
    const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b
    return { text: isZip ? textOfDocx(bytes, LIMITS) : await textOfPdf(bytes) }
  } catch (error) {
    if (error instanceof Unreadable) return { unreadable: error.message }
    return { unreadable: '文件可能已经损坏' }
  }
}

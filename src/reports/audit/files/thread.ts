import { Worker } from 'node:worker_threads'
import type { Answer } from './worker.ts'

const SECONDS = 30
const MEGABYTES = 512

/** Has a document opened by a thread of its own, with limits of time and memory. */
export function readInThread(bytes: Uint8Array): Promise<Answer> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: MEGABYTES },
      stdout: true,
      stderr: true,
    })
    const end = (answer: Answer) => {
      clearTimeout(late)
      void worker.terminate()
      resolve(answer)
    }
    const late = setTimeout(() => end({ unreadable: `读了${SECONDS}秒还没有读完` }), SECONDS * 1000)
    worker.once('message', end)
    worker.once('error', () => end({ unreadable: '读它需要的内存太多，或者文件已经损坏' }))
    worker.postMessage(bytes)
  })
}

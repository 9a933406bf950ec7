import { Worker } from 'node:worker_threads'
import type { Done, Job, Progress } from './worker.ts'

type Answer = Done | { failed: string }
type Asked = Omit<Job, 'id'>

/** How often the memory of the program is looked at while a file is read, in milliseconds. */
const LOOK = 100

let worker: Worker | null = null
let turn: Promise<unknown> = Promise.resolve()
let count = 0

/** Has a file read by the thread; files wait for one another. The thread is kept, and replaced when it dies. */
export function inThread(asked: Asked, onProgress?: (share: number) => void): Promise<Answer> {
  const answer = turn.then(() => ask(asked, onProgress))
  turn = answer.catch(() => {})
  return answer
}

function ask(asked: Asked, onProgress?: (share: number) => void): Promise<Answer> {
  const { limits } = asked
  const thread = worker ?? start(limits.memory)
  worker = thread
  thread.ref()
  const id = ++count
  return new Promise((resolve) => {
    const before = process.memoryUsage.rss()
    const onMessage = (message: Done | Progress) => {
      if (message.id !== id) return
      if ('share' in message) onProgress?.(message.share)
      else end(message)
    }
    const onError = (error: NodeJS.ErrnoException) =>
      end({ failed: error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? TOO_MUCH : BROKEN })
    const onExit = () => end({ failed: BROKEN })
    const end = (answer: Answer) => {
      clearTimeout(late)
      clearInterval(looking)
      thread.off('message', onMessage).off('exit', onExit)
      if ('failed' in answer) {
        // Its last error is heard, and means no more: it is being ended already.
        worker = null
        void thread.terminate()
      } else {
        thread.off('error', onError)
        thread.unref()
      }
      resolve(answer)
    }
    const late = setTimeout(() => end({ failed: `读了${limits.seconds}秒还没有读完` }), limits.seconds * 1000)
    // Memory outside the heap of the thread is not bound by its own limits.
    const looking = setInterval(() => {
      if (process.memoryUsage.rss() - before > limits.memory * 1.5 * 1024 * 1024) end({ failed: TOO_MUCH })
    }, LOOK)
    thread.on('message', onMessage).on('error', onError).on('exit', onExit)
    const bytes = new Uint8Array(asked.bytes)
    thread.postMessage({ ...asked, id, bytes } satisfies Job, [bytes.buffer])
  })
}

const BROKEN = '读取时出错，文件可能已经损坏'
const TOO_MUCH = '读它需要的内存太多'

const start = (memory: number): Worker =>
  new Worker(new URL('./worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: memory, maxYoungGenerationSizeMb: 64 },
    stdout: true,
    stderr: true,
  })

/** Ends the thread, for programs that are about to end. */
export async function stopThread(): Promise<void> {
  const thread = worker
  worker = null
  await thread?.terminate()
}

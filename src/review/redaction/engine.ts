import { type ChildProcess, fork } from 'node:child_process'
import { type Result, refuse } from '../../result.ts'
import type { Reply } from './engine/process.ts'
import type { Copied, Job, Order, Outcome, PageSize } from './model.ts'

/** Seconds a job may take. Nothing waits longer. */
const PATIENCE: Record<Job['kind'], number> = { look: 15, picture: 15, redact: 300 }
const IDLE_SECONDS = 60

/** The pages of a PDF and their sizes. Refuses what cannot be redacted: encrypted, broken, too long, too much to draw. */
export const look = async (bytes: Uint8Array) => (await eyes({ kind: 'look', bytes })) as Result<{ pages: PageSize[] }>

/** One page as a picture for the screen: PNG, or JPEG for scans. */
export const pictureOf = async (bytes: Uint8Array, page: number, { dpi = 100, seconds = PATIENCE.picture } = {}) =>
  (await eyes({ kind: 'picture', bytes, page, dpi }, seconds)) as Result<{ mime: string; bytes: Uint8Array }>

/** The public copy. */
export const redact = async (bytes: Uint8Array, order: Order) =>
  (await hands({ kind: 'redact', bytes, order })) as Result<Copied>

type Ask = (job: Job, seconds?: number) => Promise<Result<Outcome>>

/** Making a copy takes seconds; a reader leafing through another document does not wait for it. */
const eyes = worker()
const hands = worker()

/** A process that does one job after the other, is ended by the first that goes wrong, and goes when nothing is asked. */
function worker(): Ask {
  let child: ChildProcess | undefined
  let idle: NodeJS.Timeout | undefined
  let last: Promise<unknown> = Promise.resolve()
  const end = () => {
    child?.kill('SIGKILL')
    child = undefined
  }
  return (job, seconds = PATIENCE[job.kind]) => {
    const done = last.then(async () => {
      clearTimeout(idle)
      if (!child?.connected) child = start()
      const { answer, ending } = await inTime(child, job, seconds)
      if (ending) end()
      idle = setTimeout(end, IDLE_SECONDS * 1000)
      idle.unref()
      return answer
    })
    last = done.catch(() => {})
    return done
  }
}

function start(): ChildProcess {
  const child = fork(new URL('./engine/process.ts', import.meta.url), {
    serialization: 'advanced',
    execArgv: [...process.execArgv, '--max-old-space-size=1024'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  child.on('error', () => {})
  return child
}

/** One answer of a process. Taking too long and dying are answers too. Nothing keeps the program running but a job. */
function inTime(child: ChildProcess, job: Job, seconds: number): Promise<Reply> {
  return new Promise((resolve) => {
    const settle = (reply: Reply) => {
      clearTimeout(timer)
      child.off('message', heard)
      child.off('exit', died)
      child.unref()
      child.channel?.unref()
      resolve(reply)
    }
    const heard = (message: unknown) => settle(message as Reply)
    const fail = (code: string, says: string) => settle({ answer: refuse(code, says, TOO_MUCH), ending: true })
    const died = () => fail('redaction.memory', '这份PDF太复杂，超出了处理能力')
    const timer = setTimeout(() => fail('redaction.slow', `这份PDF处理超过${seconds}秒，已经停止`), seconds * 1000)
    child.ref()
    child.channel?.ref()
    child.on('message', heard)
    child.on('exit', died)
    child.send(job, (error) => {
      if (error) died()
    })
  })
}

const TOO_MUCH = { field: 'file', fix: '请拆分成几份，或者打印后扫描，再遮盖' }

import { type ChildProcess, fork } from 'node:child_process'
import { type Result, refuse } from '../../result.ts'
import type { Job, Order, Outcome, PageSize, Treatment } from './model.ts'

/** Seconds. Work on a document grows with its pages, so the limit does; nothing waits longer. */
const PATIENCE = { look: 15, picture: 15, redact: 300 } as const
const IDLE_SECONDS = 60

/** The pages of a PDF and their sizes. Refuses what cannot be redacted: encrypted, broken, too long, too much to draw. */
export const look = async (bytes: Uint8Array): Promise<Result<{ pages: PageSize[] }>> =>
  (await ask({ kind: 'look', bytes })) as Result<{ pages: PageSize[] }>

/** One page as a picture for the screen: PNG, or JPEG for scans. */
export const pictureOf = async (bytes: Uint8Array, page: number, dpi = 100) =>
  (await ask({ kind: 'picture', bytes, page, dpi })) as Result<{ mime: string; bytes: Uint8Array }>

/** The public copy, made in a process of its own. */
export async function redact(
  bytes: Uint8Array,
  order: Order,
): Promise<Result<{ pdf: Uint8Array; pages: Treatment[] }>> {
  const child = start()
  try {
    return (await inTime(child, { kind: 'redact', bytes, order })) as Result<{ pdf: Uint8Array; pages: Treatment[] }>
  } finally {
    child.kill('SIGKILL')
  }
}

let shared: { child: ChildProcess; last: Promise<unknown>; idle?: NodeJS.Timeout } | undefined

/** Looking at pages shares one process: a reader leafs through a document. Jobs wait for each other; an idle process ends. */
function ask(job: Job): Promise<Result<Outcome>> {
  if (!shared || shared.child.exitCode !== null || !shared.child.connected)
    shared = { child: start(), last: Promise.resolve() }
  const mine = shared
  clearTimeout(mine.idle)
  const done = mine.last.then(async () => {
    if (!mine.child.connected) return ask(job)
    return inTime(mine.child, job)
  })
  mine.last = done.catch(() => {})
  mine.idle = setTimeout(() => {
    if (shared === mine) shared = undefined
    mine.last.finally(() => mine.child.kill('SIGKILL'))
  }, IDLE_SECONDS * 1000)
  mine.idle.unref()
  return done
}

function start(): ChildProcess {
  const child = fork(new URL('./engine/process.ts', import.meta.url), {
    serialization: 'advanced',
    execArgv: [...process.execArgv, '--max-old-space-size=1024'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  child.on('error', () => {})
  child.unref()
  child.channel?.unref()
  return child
}

/** One answer of a process. When it takes too long it is killed; when it dies that is an answer too. */
function inTime(child: ChildProcess, job: Job): Promise<Result<Outcome>> {
  return new Promise((resolve) => {
    const settle = (answer: Result<Outcome>) => {
      clearTimeout(timer)
      child.off('message', settle as never)
      child.off('exit', died)
      child.unref()
      child.channel?.unref()
      resolve(answer)
    }
    const died = () => settle(refuse('redaction.memory', '这份PDF太复杂，超出了处理能力', TOO_MUCH))
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      settle(refuse('redaction.slow', `这份PDF处理超过${PATIENCE[job.kind]}秒，已经停止`, TOO_MUCH))
    }, PATIENCE[job.kind] * 1000)
    child.ref()
    child.channel?.ref()
    child.on('message', settle as never)
    child.on('exit', died)
    child.send(job, (error) => {
      if (error) died()
    })
  })
}

const TOO_MUCH = { field: 'file', fix: '请拆分成几份，或者打印后扫描，再遮盖' }

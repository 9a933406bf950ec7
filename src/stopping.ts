import type { Writable } from 'node:stream'

/** npm passes Ctrl-C on to us although the terminal has sent it already; that is one wish, not two. */
const SAME_WISH_MS = 800

export type Stopping = {
  /** Settles when somebody asks the program to stop. */
  asked: Promise<void>
  /** Asks from inside. */
  ask(): void
}

/** Hears SIGINT, SIGTERM and SIGHUP: the first asks politely, a second one ends the program on the spot. */
export function listenForStop(say: Writable): Stopping {
  let ask = () => {}
  let since: number | null = null
  const asked = new Promise<void>((resolve) => {
    ask = () => {
      since ??= Date.now()
      resolve()
    }
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (since !== null && Date.now() - since > SAME_WISH_MS) {
        say.write('已强制退出；数据库由下次启动接管。\n')
        process.exit(130)
      }
      if (since === null) say.write('\n正在停止……\n')
      ask()
    })
  return { asked, ask: () => ask() }
}

import { createServer, type RequestListener } from 'node:http'
import { ok, type Refusal, type Result } from './result.ts'

/** The address the program answers at, taken before anything else is touched. */
export type Door = {
  port: number
  /** From now on requests are answered; until then visitors are asked to come back in a moment. */
  open(answer: RequestListener): void
  /** Lets running answers finish for a moment, then hangs up. */
  close(): Promise<void>
}

const LAST_ANSWERS_MS = 1500
const SOON = '正在启动，请稍候刷新。\n'

/** Listens; refuses when the address is not to be had. */
export function openDoor({ port, host }: { port: number; host: string }): Promise<Result<Door>> {
  let answer: RequestListener = (_request, response) => {
    const headers = { 'retry-after': '2', 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }
    response.writeHead(503, headers).end(SOON)
  }
  const server = createServer((request, response) => answer(request, response))

  const close = () =>
    new Promise<void>((resolve) => {
      const hangUp = setTimeout(() => server.closeAllConnections(), LAST_ANSWERS_MS)
      server.close(() => {
        clearTimeout(hangUp)
        resolve()
      })
      server.closeIdleConnections()
    })

  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const refusal = explain(error, port, host)
      if (refusal) resolve({ ok: false, refusal })
      else reject(error)
    })
    server.listen({ port, ...(host ? { host } : {}) }, () => {
      const address = server.address()
      const taken = typeof address === 'object' && address ? address.port : port
      resolve(
        ok({
          port: taken,
          open: (site) => {
            answer = site
          },
          close,
        }),
      )
    })
  })
}

function explain({ code }: NodeJS.ErrnoException, port: number, host: string): Refusal | null {
  if (code === 'EADDRINUSE')
    return {
      code: 'door.taken',
      says: `端口 ${port} 已被其他程序占用`,
      fix: '请先停止那个程序，或用 --port 指定其他端口',
    }
  if (code === 'EACCES')
    return { code: 'door.forbidden', says: `当前用户没有权限使用端口 ${port}`, fix: '请用 --port 指定 1024 以上的端口' }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EINVAL')
    return { code: 'door.no-address', says: `本机没有地址 ${host}`, fix: '请检查 HOST，或不设置它' }
  return null
}

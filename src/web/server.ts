import type { RequestListener } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { PageCache } from './cache.ts'

/** Answers kept pages straight from memory, and everything else through the app. */
export function listener(fetch: (request: Request) => Response | Promise<Response>, cache: PageCache): RequestListener {
  const route = getRequestListener(fetch)
  return (request, response) => {
    const kept = request.method === 'GET' && request.url ? cache.get(request.url) : undefined
    if (!kept) return route(request, response)
    if (request.headers['if-none-match'] === kept.etag) {
      response.writeHead(304, { etag: kept.etag }).end()
      return
    }
    response.writeHead(200, kept.head).end(kept.body)
  }
}

import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { PageCache } from './cache.ts'

/** The HTTP server: kept pages straight from memory, everything else through the app. */
export function serverFor(fetch: (request: Request) => Response | Promise<Response>, cache: PageCache): Server {
  const route = getRequestListener(fetch)
  return createServer((request, response) => {
    const kept = request.method === 'GET' && request.url ? cache.get(request.url) : undefined
    if (!kept) return route(request, response)
    if (request.headers['if-none-match'] === kept.etag) {
      response.writeHead(304, { etag: kept.etag }).end()
      return
    }
    response.writeHead(200, kept.head).end(kept.body)
  })
}

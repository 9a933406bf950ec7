import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'

export type Kept = { head: Record<string, string>; body: Buffer; etag: string }

/**
 * Public pages kept in memory and answered before the router. Everything is forgotten when anything public changes: a
 * county publishes a few hundred times a day and is read a few hundred thousand times.
 */
export class PageCache {
  readonly #pages = new LRUCache<string, Kept>({
    maxSize: 64 * 1024 * 1024,
    sizeCalculation: (page) => page.body.length + 512,
  })
  #era = 0
  #open = true

  get(address: string): Kept | undefined {
    return this.#pages.get(address)
  }

  /** Forgets every page. A page that was being rendered meanwhile is not kept. */
  forget(): void {
    this.#era += 1
    this.#pages.clear()
  }

  /** While the program cannot hear of changes, nothing is kept. */
  open(open: boolean): void {
    this.#open = open
    if (!open) this.forget()
  }

  /** Ask before rendering; hand back to `keep`. */
  get era(): number {
    return this.#era
  }

  /** Keeps an answer under its address, unless something changed since rendering began, and gives it back with a validator. */
  async keep(url: URL, response: Response, era: number): Promise<Response> {
    const body = Buffer.from(await response.arrayBuffer())
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
    const headers = new Headers(response.headers)
    headers.set('etag', etag)
    headers.set('cache-control', 'no-cache')
    const kept: Kept = { head: { ...Object.fromEntries(headers), 'content-length': String(body.length) }, body, etag }
    if (this.#open && era === this.#era && url.search.length < 200)
      this.#pages.set(`${url.pathname}${url.search}`, kept)
    return new Response(body, { status: 200, headers })
  }
}

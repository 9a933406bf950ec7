import type { Child } from 'hono/jsx'
import type { Context, FileStore, Scope } from '../../context.ts'
import type { Refusal } from '../../result.ts'
import { type C, scopeOf } from '../../web/env.ts'
import { portalPage } from '../../web/frame.tsx'
import { RefusalBox } from '../../web/ui/index.ts'

export const COLUMN = '互动交流'
export const ROOT = '/hdjl'

export const talkPath = (organ: { slug: string }, rest = ''): string => `/${organ.slug}${ROOT}${rest}`

type Visit = Scope & { files: FileStore; now: Date }
export const visitOf = (c: C): Visit => ({ ...scopeOf(c), files: c.var.files, now: c.var.now })

/** A step taken for somebody who has no account with us. */
export const asWriter = (c: C): Context => ({
  sql: c.var.sql,
  tenantId: c.var.tenant.id,
  files: c.var.files,
  now: c.var.now,
  actor: { kind: 'system', name: '诉求人（网上）' },
})

type Options = { title: string; refusal?: Refusal | null; status?: 200 | 410 | 422 | 429; done?: string }
type Named = { name: string; shortName: string; slug: string }

/** A page for one person alone: kept by no cache, found by no search engine. */
export function personalPage(c: C, organ: Named, { title, refusal, status, done }: Options, body: Child) {
  c.header('cache-control', 'no-store')
  return portalPage(
    c,
    {
      title,
      organ,
      crumbs: [{ label: COLUMN, href: talkPath(organ) }, { label: title }],
      meta: { robots: 'noindex,nofollow' },
      status: status ?? (refusal ? 422 : 200),
    },
    <>
      <h1>{title}</h1>
      <RefusalBox refusal={refusal} />
      {done && (
        <div class="notice notice-success" role="status">
          <p class="notice-title">{done}</p>
        </div>
      )}
      {body}
    </>,
  )
}

/** For links to one's own concern: good for an hour, never for an application. */
export const ticketScope = (c: C, what: 'track' | 'receipt'): string => `${c.var.tenant.id}/concern/${what}`

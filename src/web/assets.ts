import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { gzipSync } from 'node:zlib'
import { Hono } from 'hono'
import { type C, type Env, to } from './env.ts'

const here = (name: string) => new URL(name, import.meta.url)
const packaged = (name: string) => createRequire(import.meta.url).resolve(name)

const CSS = 'text/css; charset=utf-8'
const styles = (...names: string[]) => names.map((name) => here(`styles/${name}.css`))
const SHARED = styles('tokens', 'parts', 'forms', 'messages', 'table', 'signs', 'document', 'report', 'feedback')

/** What a browser is sent beside a page. Each is one file on the wire, put together from the parts named here. */
const ASSETS = {
  'portal.css': {
    type: CSS,
    from: [...SHARED, ...styles('controls', 'portal', 'section', 'filing', 'elder', 'print')],
  },
  'console.css': {
    type: CSS,
    from: [
      packaged('@tabler/core/dist/css/tabler.min.css'),
      ...SHARED,
      ...styles('desk', 'console', 'calendar', 'boards', 'redaction', 'review', 'print'),
    ],
  },
  'kiosk.css': { type: CSS, from: [...SHARED, ...styles('controls', 'portal', 'section', 'print', 'kiosk')] },
  'kiosk.js': { type: 'text/javascript; charset=utf-8', from: [here('browser/kiosk.js')] },
  'paste.js': { type: 'text/javascript; charset=utf-8', from: [here('browser/paste.js')] },
  'portal.js': { type: 'text/javascript; charset=utf-8', from: [here('browser/portal.js')] },
  'redaction.js': { type: 'text/javascript; charset=utf-8', from: [here('browser/redaction.js')] },
  'icon.svg': { type: 'image/svg+xml', from: [here('assets/icon.svg')] },
} as const

type Name = keyof typeof ASSETS
type Loaded = { type: string; body: Buffer; small: Buffer; version: string }

const loaded = new Map<Name, Loaded>()

function load(name: Name): Loaded {
  const known = loaded.get(name)
  if (known) return known
  const { type, from } = ASSETS[name]
  const body = Buffer.concat(from.map((file) => readFileSync(file)))
  const version = createHash('sha256').update(body).digest('base64url').slice(0, 10)
  const fresh = { type, body, small: gzipSync(body), version }
  loaded.set(name, fresh)
  return fresh
}

/** The address of an asset. It carries the version, so a browser may keep the file for good and still never shows an old one. */
export const asset = (c: C, name: Name): string => to(c, `/assets/${name}?v=${load(name).version}`)

const isName = (text: string): text is Name => Object.hasOwn(ASSETS, text)

/** Serves the assets; mounted at {base}/assets before the static files. */
export const assetRoutes = new Hono<Env>().get('/:name', async (c, next) => {
  const name = c.req.param('name')
  if (!isName(name)) return next()
  const { type, body, small, version } = load(name)
  const packed = /\bgzip\b/.test(c.req.header('accept-encoding') ?? '')
  return c.body(new Uint8Array(packed ? small : body), 200, {
    'content-type': type,
    'cache-control': c.req.query('v') === version ? 'public, max-age=31536000, immutable' : 'no-cache',
    vary: 'accept-encoding',
    ...(packed && { 'content-encoding': 'gzip' }),
  })
})

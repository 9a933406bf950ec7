import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import { asset } from './assets.ts'
import { ENTRIES, type Entry, entryPath } from './entries.ts'
import { type C, type SiteSettings, to } from './env.ts'
import { type Crumb, Here } from './here.ts'
import { DemoLine } from './ui/messages.tsx'
import { Crumbs } from './ui/nav.tsx'
import { address } from './ui/pager.tsx'
import { A } from './ui/parts.tsx'

export type PortalOptions = {
  title: string
  /** The organ whose 政府信息公开 section this is; without it, the page belongs to the whole site. */
  organ?: { name: string; shortName: string; slug: string }
  /** Which of the fixed entries is open. */
  entry?: Entry
  /** Below the site and the organ, which the frame adds itself; the last one is this page. */
  crumbs?: Crumb[]
  /** Column and article meta tags (国办发〔2017〕47号); the site's own are added to every page. */
  meta?: Record<string, string>
  /** The page has a search box of its own, so the header shows none. */
  ownSearch?: boolean
  status?: 200 | 404 | 403 | 410 | 422 | 429 | 500
}

/** A public page: head with meta tags, site header, content, footer. The body brings its own `<h1>`. */
export function portalPage(c: C, options: PortalOptions, body: Child): Response | Promise<Response> {
  const { tenant, elder } = c.var
  const site = tenant.settings
  const page = (
    <html lang="zh-CN" class={elder ? 'elder' : undefined}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{options.title === site.siteName ? site.siteName : `${options.title} - ${site.siteName}`}</title>
        {metaOf(site, options.meta).map(([name, content]) => (
          <meta name={name} content={content} />
        ))}
        <link rel="stylesheet" href={asset(c, 'portal.css')} />
        <link rel="icon" href={asset(c, 'icon.svg')} type="image/svg+xml" />
        <script src={asset(c, 'portal.js')} defer></script>
      </head>
      <body>
        <Here.Provider value={c}>
          <a class="skip" href="#main">
            跳到正文
          </a>
          <header>
            <DemoLine demo={site.demo} />
            <SiteHead c={c} options={options} />
            {options.organ && <OrganHead organ={options.organ} />}
          </header>
          <div class="wide page">
            <Trail options={options} />
            <div class={options.organ ? 'columns' : undefined}>
              {options.organ && <Entries organ={options.organ} open={options.entry} />}
              <main id="main" tabindex={-1}>
                {body}
              </main>
            </div>
          </div>
          <SiteFoot settings={site} fault={faultPath(c, options)} />
        </Here.Provider>
      </body>
    </html>
  )
  return c.html(html`<!doctype html>${page}`, options.status ?? 200)
}

/** The site's three tags and the page's own, the empty ones left out. */
function metaOf(site: SiteSettings, own: Record<string, string> = {}): [string, string][] {
  const all = { SiteName: site.siteName, SiteDomain: site.siteDomain, SiteIDCode: site.siteIdCode, ...own }
  return Object.entries(all).filter((pair): pair is [string, string] => Boolean(pair[1]))
}

function SiteHead({ c, options }: { c: C; options: PortalOptions }) {
  const { organ, ownSearch, status = 200 } = options
  const { siteName } = c.var.tenant.settings
  return (
    <div class="site-head">
      <div class="wide">
        <p class="site-name">
          <A href="/">{siteName}</A>
          {!organ && !siteName.includes('信息公开') && <span class="site-kind">政府信息公开</span>}
        </p>
        {!ownSearch && <SiteSearch c={c} />}
        <a class="other-version" href={otherVersion(c, status >= 400)}>
          {c.var.elder ? '标准版' : '长辈版'}
        </a>
      </div>
    </div>
  )
}

const SiteSearch = ({ c }: { c: C }) => (
  <search>
    <form action={to(c, '/search')} method="get" class="site-search">
      <label class={c.var.elder ? undefined : 'visually-hidden'} for="site-q">
        搜索政府信息
      </label>
      <input
        id="site-q"
        name="q"
        type="search"
        class="form-control"
        placeholder={c.var.elder ? undefined : '标题、文号、索引号'}
        maxlength={100}
      />
      <button type="submit" class="btn">
        搜索
      </button>
    </form>
  </search>
)

/** The same page in the other version; from a page that is not there, the front page. */
function otherVersion(c: C, lost: boolean): string {
  const { base, elder } = c.var
  return `${base}${elder ? '' : '/elder'}${lost ? '/' : `${pathIn(c)}${new URL(c.req.url).search}`}`
}

const OrganHead = ({ organ }: { organ: { name: string; slug: string } }) => (
  <div class="organ-head">
    <p class="wide">
      <A href={`/${organ.slug}`}>{organ.name}</A>
      <span>政府信息公开</span>
    </p>
  </div>
)

const Entries = ({ organ, open }: { organ: { name: string; slug: string }; open?: Entry }) => (
  <nav class="entries" aria-label={`${organ.name}政府信息公开栏目`}>
    <ul>
      {Object.entries(ENTRIES).map(([entry, { label }]) => (
        <li class={entry === 'apply' ? 'apply' : undefined}>
          <A href={entryPath(organ.slug, entry as Entry)} current={entry === open}>
            {label}
          </A>
        </li>
      ))}
    </ul>
  </nav>
)

/** Site, organ, then what the page says of itself. Nothing on the front page. */
function Trail({ options: { organ, entry, crumbs, title } }: { options: PortalOptions }) {
  if (!organ && !crumbs) return null
  const above: Crumb[] = [{ label: '首页', href: '/' }]
  if (organ) above.push({ label: organ.shortName, href: `/${organ.slug}` })
  if (organ && !crumbs && entry) above.push({ label: title })
  return <Crumbs crumbs={[...above, ...(crumbs ?? [])]} />
}

/** 我为政府网站找错: a form that knows which page it is about; of no organ, the site asks whose it is. */
function faultPath(c: C, { organ, meta, status = 200 }: PortalOptions): string {
  // The address of a page for one person alone is that person's secret.
  const page = status >= 400 || meta?.robots ? '' : pathIn(c)
  return address(organ ? `/${organ.slug}/hdjl/write` : '/hdjl', { kind: 'correction', page })
}

/** The path of this page, the same in 长辈版, without what was asked of it. */
const pathIn = (c: C): string =>
  new URL(c.req.url).pathname.slice(c.var.base.length).replace(/^\/elder(?=\/|$)/, '') || '/'

function SiteFoot({ settings, fault }: { settings: SiteSettings; fault: string }) {
  const facts: [string, string | undefined][] = [
    ['主办单位', settings.sponsor],
    ['联系方式', settings.contact],
    ['网站标识码', settings.siteIdCode],
    ['ICP备案号', settings.icp],
    ['公安备案', settings.policeFiling],
  ]
  return (
    <footer class="site-foot">
      <div class="wide">
        <nav aria-label="网站信息">
          <ul>
            <li>
              <A href="/sitemap">站点地图</A>
            </li>
            <li>
              {settings.faultReport ? (
                <a href={settings.faultReport}>我为政府网站找错</a>
              ) : (
                <A href={fault}>我为政府网站找错</A>
              )}
            </li>
          </ul>
        </nav>
        <ul class="site-facts">
          {facts
            .filter(([, value]) => value)
            .map(([label, value]) => (
              <li>
                {label}：{value}
              </li>
            ))}
        </ul>
      </div>
    </footer>
  )
}

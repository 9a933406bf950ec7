import { readFileSync } from 'node:fs'
import { listCategories } from '../../disclosures/catalogue/store.ts'
import { UNCATEGORISED } from '../../disclosures/categories.ts'
import { publishedCells, publishedItems } from '../../disclosures/published/store.ts'
import { PICTURES } from '../../reports/pictures.ts'
import { newestOf, titleOf } from '../../reports/portal/pages.tsx'
import { listReports } from '../../reports/store.ts'
import { publicServices, serviceCounts } from '../../services/published/store.ts'
import { asset } from '../../web/assets.ts'
import { type C, scopeOf, to } from '../../web/env.ts'
import { address } from '../../web/ui/index.ts'
import { ofKiosk } from './frame.tsx'
import { itemsWay, itemWay, kioskPath, reportWay, serviceWay } from './ways.ts'

/** What a machine keeps for the hours without a line: the newest items and guides, which are those people come for. */
const MOST_ITEMS = 300
const MOST_SERVICES = 500

type Entry = { title: string; href: string; note: string }

/**
 * What a kiosk is to keep: `entries` can be looked for without a line, `pages` are all addresses, `missing` is the page that
 * says that something is not kept. At /kiosk/:organ/snapshot.json
 */
export const kioskSnapshot = ofKiosk(async (c, organ) => {
  const scope = scopeOf(c)
  const [items, cells, categories, services, counts, reports] = await Promise.all([
    publishedItems(scope, { organId: organ.id }, 1, MOST_ITEMS),
    publishedCells(scope, organ.id),
    listCategories(scope),
    publicServices(scope, organ.id, {}, { limit: MOST_SERVICES, offset: 0 }),
    serviceCounts(scope, organ.id),
    listReports(scope, { organId: organ.id, published: true }),
  ])
  const newest = newestOf(reports)
  const entry = (title: string, href: string, note: string): Entry => ({ title, href: to(c, href), note })
  const entries = [
    ...items.items.map((item) =>
      entry(
        item.title,
        itemWay(organ, item.indexNumber),
        [item.documentNumber, item.indexNumber].filter(Boolean).join('　'),
      ),
    ),
    ...services.rows.map((service) => entry(service.name, serviceWay(organ, service.code), '办事指南')),
    ...newest.map((report) => entry(titleOf(organ, report), reportWay(organ, report.year), '年度报告')),
  ]
  const filled = new Set(cells.map(({ categoryId }) => categoryId))
  const classes = [
    ...categories.filter(({ id }) => filled.has(id)).map(({ code }) => code),
    ...(filled.has(null) ? [UNCATEGORISED.code] : []),
  ]
  const missing = kioskPath(organ, '/not-kept')
  const pages = [
    ...['', '/items', '/search', '/guide', '/reports', '/services', '/apply', '/apply/form'].map((rest) =>
      kioskPath(organ, rest),
    ),
    missing,
    ...classes.map((code) => itemsWay(organ, code)),
    ...counts.topics.map(({ topic }) => address(kioskPath(organ, '/services'), { topic })),
  ].map((path) => to(c, path))
  return c.json({
    entries,
    pages: [
      ...pages,
      ...entries.map(({ href }) => href),
      ...newest.flatMap(({ year }) =>
        PICTURES.map((picture) => to(c, `/${organ.slug}/zfxxgknb/${year}/${picture}.svg`)),
      ),
      asset(c, 'kiosk.css'),
      asset(c, 'kiosk.js'),
      asset(c, 'icon.svg'),
    ],
    missing: to(c, missing),
  })
})

/** Whether the line is up: the service worker answers in its place when it is not. At /kiosk/:organ/line */
export const kioskLine = ofKiosk((c) => c.json({ up: true, syncedAt: null }, 200, { 'cache-control': 'no-store' }))

const WORKER = readFileSync(new URL('../../web/browser/kiosk-worker.js', import.meta.url))

/** The service worker. It lies here because a worker reaches no further than its own folder. At /kiosk/worker.js */
export const kioskWorker = (c: C) =>
  c.body(new Uint8Array(WORKER), 200, {
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'no-cache',
  })

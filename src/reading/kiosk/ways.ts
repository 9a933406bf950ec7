import type { Organ } from '../../organs/model.ts'

type Hall = Pick<Organ, 'slug'>

/** Seconds without a touch after which a kiosk asks whether somebody is still there, and for how long it waits for an answer. */
export const IDLE = { askAfter: 120, answerWithin: 30 } as const

/** An address of the kiosk of one organ. Everything of a kiosk lies under it, which is also as far as its service worker reaches. */
export const kioskPath = (organ: Hall, rest = ''): string => `/kiosk/${organ.slug}${rest}`

export const itemsWay = (organ: Hall, category?: string): string =>
  kioskPath(organ, `/items${category ? `?category=${category}` : ''}`)

export const itemWay = (organ: Hall, indexNumber: string): string =>
  kioskPath(organ, `/items/${encodeURIComponent(indexNumber)}`)

export const serviceWay = (organ: Hall, code: string): string =>
  kioskPath(organ, `/services/${encodeURIComponent(code)}`)

export const reportWay = (organ: Hall, year: number): string => kioskPath(organ, `/reports/${year}`)

/** Where a page of the portal is read at the kiosk; null when it is not shown there. Pure. */
export function kioskWay(organ: Hall, portalPath: string): string | null {
  const [, slug, column, rest = ''] = /^\/([^/]+)\/([^/]+)\/(.+)$/.exec(portalPath) ?? []
  if (slug !== organ.slug) return null
  if (column === 'fdzdgknr') return kioskPath(organ, `/items/${rest}`)
  if (column === 'zfxxgknb' && /^\d{4}$/.test(rest)) return kioskPath(organ, `/reports/${rest}`)
  return null
}

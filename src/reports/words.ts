import type { Organ } from '../organs/model.ts'
import type { SiteSettings } from '../web/env.ts'
import type { Words } from './text.ts'

const KINDS: Record<Organ['kind'], string> = { county: '县', department: '局', township: '镇', subdistrict: '街道' }

/** What the sentences of a report call its organ and where to ask. An empty entry of the profile prints 〔待填〕. Pure. */
export function wordsOf(organ: Organ, site: SiteSettings, year: number): Words {
  const told = (text: string | undefined) => text || '〔待填〕'
  return {
    year: String(year),
    organ: organ.name,
    short: organ.shortName,
    kind: organ.shortName.endsWith('乡') ? '乡' : organ.shortName.endsWith('市') ? '市' : KINDS[organ.kind],
    site: told(site.siteName),
    domain: told(site.siteDomain),
    office: told(organ.profile.office),
    address: told(organ.profile.address),
    postcode: told(organ.profile.postcode),
    phone: told(organ.profile.phone),
    email: told(organ.profile.email),
    hotline: told(organ.profile.hotline),
    readingPoint: told(organ.profile.readingPoint),
  }
}

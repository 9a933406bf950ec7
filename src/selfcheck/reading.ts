import { addDays, Day, day } from '../calendar/day.ts'
import { ENTRIES } from '../web/entries.ts'
import type { OwnWord } from './settings.ts'

/** Addresses written out in a text, as far as a reader would copy them. */
const ADDRESS = /https?:\/\/[^\s"'<>“”‘’（）()，。；、！？《》【】]+/gi

/** Where of this site a text points to, as paths; of other sites it says nothing. `domain` is what the site says of itself. */
export function ownLinks(text: string, domain: string | undefined): string[] {
  const host = domain
    ?.trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/[/:].*$/, '')
  if (!host || !text.includes('http')) return []
  const paths = new Set<string>()
  for (const [written] of text.matchAll(ADDRESS)) {
    const url = URL.canParse(written.replace(/[.,;:!?]+$/, '')) ? new URL(written.replace(/[.,;:!?]+$/, '')) : null
    if (url?.hostname.toLowerCase() === host) paths.add(url.pathname)
  }
  return [...paths]
}

export type Target =
  | { kind: 'fine' }
  | { kind: 'lost' }
  | { kind: 'organ'; slug: string }
  | { kind: 'item'; slug: string; number: string }
  | { kind: 'file'; id: string }

const SITE_PAGES = /^\/(?:|search|sitemap|organs|audit)\/?$/
const SECTIONS = new Set<string>([...Object.values(ENTRIES).map(({ path }) => path), 'services', 'statistics'])

/** What stands at a path of this site, as far as its shape tells; `base` is where the product is mounted. */
export function targetOf(path: string, base = ''): Target {
  if (base && !path.startsWith(`${base}/`)) return { kind: 'fine' } // another product of the same host
  const here = (base ? path.slice(base.length) : path).replace(/^\/elder(?=\/|$)/, '') || '/'
  if (SITE_PAGES.test(here) || here.startsWith('/assets/')) return { kind: 'fine' }
  const [, first = '', second, ...rest] = here.split('/')
  if (first === 'files') return second ? { kind: 'file', id: second } : { kind: 'lost' }
  if (!second) return { kind: 'organ', slug: first }
  if (!SECTIONS.has(second)) return { kind: 'lost' }
  if (second === ENTRIES.content.path && rest.length > 0) {
    const number = decoded(rest.join('/'))
    return number === null ? { kind: 'lost' } : { kind: 'item', slug: first, number }
  }
  return { kind: 'organ', slug: first }
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

const DATE = '(\\d{4})年(\\d{1,2})月(\\d{1,2})日'
const UNTIL = new RegExp(`(?:有效期|施行期限?|执行期限?)(?:[^。；\\n]{0,12}?)(?:至|到|止于|截止)${DATE}`)
const YEARS = new RegExp(
  `自${DATE}起(?:施行|实施|执行)[，,。；]?[^。；\\n]{0,10}有效期(?:为)?([一二两三四五六七八九十]|\\d{1,2})年`,
)
const NUMERALS = '零一二三四五六七八九十'

/** Until which day a text says it holds; null when it does not say. Only a period of validity counts: 报名 and 公示 dates pass. */
export function endsOn(text: string): Day | null {
  if (!/有效期|施行期|执行期/.test(text)) return null
  const until = UNTIL.exec(text)
  if (until) return dayIn(until.slice(1, 4))
  const years = YEARS.exec(text)
  const from = years && dayIn(years.slice(1, 4))
  if (!from) return null
  const written = years[4]!
  const count = written === '两' ? 2 : /\d/.test(written) ? Number(written) : NUMERALS.indexOf(written)
  const end = `${Number(from.slice(0, 4)) + count}${from.slice(4)}`
  return addDays(Day.safeParse(end).success ? day(end) : day(`${end.slice(0, 8)}28`), -1)
}

function dayIn([year, month, date]: string[]): Day | null {
  const read = Day.safeParse(`${year}-${month!.padStart(2, '0')}-${date!.padStart(2, '0')}`)
  return read.success ? read.data : null
}

/** Where words stand that are wrong on this site by its own list. */
export const ownErrors = (text: string, words: readonly OwnWord[]): OwnWord[] =>
  words.filter(({ wrong }) => text.includes(wrong))

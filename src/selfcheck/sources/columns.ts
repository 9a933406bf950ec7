import { columnStandings } from '../../disclosures/inspected/store.ts'
import { freshnessOf, limitOf } from '../columns.ts'
import type { Found } from '../model.ts'
import type { Source } from './tools.ts'

/** Home page and columns: stale, empty, or soon to be. */
export const columns: Source = async ({ ctx, settings, today, organs, lines }) => {
  const found: Found[] = []
  const last = lines.reduce<(typeof lines)[number]['publishedOn'] | null>(
    (latest, { publishedOn }) => (latest === null || publishedOn > latest ? publishedOn : latest),
    null,
  )
  const home = freshnessOf(last, settings.homeDays, today, settings)
  if (home.colour !== 'green')
    found.push({
      rule: 'home-stale',
      organId: null,
      subject: { kind: 'tenant', id: ctx.tenantId },
      key: 'home',
      colour: home.colour,
      title: '网站首页',
      place: '',
      says: home.says,
      href: '/console/disclosures/new',
    })
  const names = new Map(organs.map(({ id, shortName }) => [id, shortName]))
  for (const { organId, code, name, count, last: latest } of await columnStandings(ctx)) {
    const limit = limitOf(code, settings)
    if (limit === null) continue
    const fresh = freshnessOf(count === 0 ? null : latest, limit, today, settings)
    if (fresh.colour === 'green') continue
    found.push({
      rule: count === 0 ? 'column-blank' : 'column-stale',
      organId,
      subject: { kind: 'organ', id: organId },
      key: code,
      colour: fresh.colour,
      title: `${names.get(organId) ?? ''}：${name}`,
      place: '',
      says: fresh.says,
      href: count === 0 ? '/console/disclosures/new' : `/console/disclosures?state=published&category=${code}`,
    })
  }
  return { looked: { rules: ['home-stale', 'column-stale', 'column-blank'] }, found }
}

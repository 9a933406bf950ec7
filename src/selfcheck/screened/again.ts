import type { Day } from '../../calendar/day.ts'
import { chineseDay } from '../../calendar/day.ts'
import type { Scope } from '../../context.ts'
import { type InspectedLine, publicFilesAmong } from '../../disclosures/inspected/store.ts'
import type { Organ } from '../../organs/model.ts'
import type { Found } from '../model.ts'
import { targetOf } from '../reading.ts'
import { itemHref } from '../sources/tools.ts'
import type { Looked } from '../store.ts'
import type { Unit } from './store.ts'

/** The site as it stands: what is public, what was read of it, whose it is, and the path it is mounted under. */
type Site = {
  lines: readonly InspectedLine[]
  units: ReadonlyMap<string, Unit>
  organs: readonly Organ[]
  base: string
}

/** What read items say that the world around them can make wrong any day: links within the site, and a period of validity. */
export async function askedAgain(
  scope: Scope,
  site: Site & { today: Day },
): Promise<{ looked: Looked; found: Found[] }> {
  const { lines, units, today } = site
  const open = await opener(scope, site)
  const found: Found[] = []
  for (const { id, organId, title, validity } of lines) {
    const unit = units.get(id)
    if (!unit) continue
    const one = { organId, subject: { kind: 'disclosure', id }, title, colour: 'red' as const, href: itemHref(id) }
    for (const path of unit.links)
      if (!open(path)) found.push({ ...one, rule: 'dead-link', key: path, place: '正文', says: `${path} 在本站打不开` })
    if (unit.endsOn && unit.endsOn < today && validity !== 'expired' && validity !== 'repealed')
      found.push({
        ...one,
        rule: 'expired',
        key: unit.endsOn,
        place: '正文',
        says: `正文写明有效期到${chineseDay(unit.endsOn)}，${validity === 'in-force' ? '仍标为有效' : '没有标明已失效'}`,
      })
  }
  return { looked: { rules: ['dead-link', 'expired'] }, found }
}

/** Whether a reader who follows a link gets there. Asked of the database, never of the network. */
async function opener(scope: Scope, { lines, units, organs, base }: Site): Promise<(path: string) => boolean> {
  const targets = [...units.values()].flatMap(({ links }) => links.map((path) => targetOf(path, base)))
  const slugs = new Map(organs.map(({ id, slug }) => [id, slug]))
  const known = new Set(slugs.values())
  const items = targets.some(({ kind }) => kind === 'item')
    ? new Set(lines.map(({ organId, indexNumber }) => `${slugs.get(organId)} ${indexNumber}`))
    : new Set<string>()
  const ids = targets.flatMap((target) => (target.kind === 'file' ? [target.id] : []))
  const files =
    ids.length > 0
      ? await publicFilesAmong(
          scope,
          ids.filter((id) => UUID.test(id)),
        )
      : new Set<string>()
  return (path) => {
    const target = targetOf(path, base)
    if (target.kind === 'organ') return known.has(target.slug)
    if (target.kind === 'item') return items.has(`${target.slug} ${target.number}`)
    if (target.kind === 'file') return files.has(target.id)
    return target.kind === 'fine'
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

import { UNCATEGORISED } from '../../disclosures/categories.ts'
import type { Channel } from '../../disclosures/channels.ts'
import type { ItemGroup, ItemsOfCategory, ItemsOfMonth } from '../../disclosures/counts/store.ts'
import { type CategoryCount, type MonthCount, percentOf } from '../figures.ts'

/** 其他方式: neither the website, the gazette nor 微博 and 微信, which have lines of their own. */
const OTHER_WAYS: readonly Channel[] = [
  'press',
  'broadcast',
  'print',
  'media',
  'reading',
  'hall',
  'station',
  'visit',
  'board',
  'push',
  'other',
]

/** Which items each figure counts; all of them where nothing is said. Of several channels, one is enough. */
export const ITEM_FIGURES: Record<string, { channels?: readonly Channel[]; electronic?: true }> = {
  proactive_total: {},
  proactive_site: { channels: ['site'] },
  proactive_gazette: { channels: ['gazette'] },
  proactive_other: { channels: OTHER_WAYS },
  electronic_total: { electronic: true },
}
/** Those of a form. */
export const itemFigures = (wanted: (key: string) => boolean) =>
  Object.fromEntries(Object.entries(ITEM_FIGURES).filter(([key]) => wanted(key)))

/** Every group of items in the figures that were counted of it. */
export const itemCells = (groups: readonly ItemGroup[]) =>
  groups.flatMap(({ organId, year, counts }) =>
    Object.entries(counts).map(([key, count]) => ({ organId, year, key, count })),
  )

/** In the order of the catalogue; items without a category come last, as a line of their own. */
export function byCategory(groups: readonly ItemsOfCategory[]): CategoryCount[] {
  const all = groups.reduce((sum, { count }) => sum + count, 0)
  const lines = new Map<string, { name: string; sort: number; count: number }>()
  for (const { code: known, name, sort, count } of groups) {
    const code = known ?? UNCATEGORISED.code
    const line = lines.get(code)
    if (line) line.count += count
    else
      lines.set(code, {
        name: name ?? UNCATEGORISED.name,
        sort: sort ?? Number.MAX_SAFE_INTEGER,
        count,
      })
  }
  return [...lines]
    .sort(([, a], [, b]) => a.sort - b.sort)
    .map(([code, { name, count }]) => ({ code, name, count, percent: percentOf(count, all, 2) ?? 0 }))
}

export const byMonth = (groups: readonly ItemsOfMonth[]): MonthCount[] =>
  Array.from({ length: 12 }, (_, at) => ({
    month: at + 1,
    count: groups.filter(({ month }) => month === at + 1).reduce((sum, { count }) => sum + count, 0),
  }))

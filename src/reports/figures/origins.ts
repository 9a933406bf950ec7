import type { Years } from '../../calendar/years.ts'
import type { ReportForm } from '../../law/form.ts'
import { cellsOf, cumulativeOf, type Source } from '../../law/forms/tables-shape.ts'
import type { Tallies } from './compose.ts'
import { ENTERED, isEntered, isMoney } from './entered.ts'
import { NAMED } from './labels.ts'
import { isShare } from './needed.ts'
import { registerOf } from './remedies.ts'

/** Records of one kind behind a figure, and how many they are. `opening:` before a key is its 期初数. */
export type Origin = { key: string; years: Years; count: number }

/** Where the records behind a figure come from, in the order they are listed. Pure. */
export function originsOf(form: ReportForm, year: number, tallies: Tallies, key: string): Origin[] {
  const ofYears = (base: string, years: Years): Origin[] => {
    const made = form.derived?.[base]
    const parts = made ? fromSource(made, years) : []
    return parts.some(({ count }) => count > 0) ? parts : [{ key: base, years, count: recordsIn(tallies, base, years) }]
  }
  const fromSource = (source: Source, years: Years): Origin[] => {
    if (typeof source === 'string') {
      const whole = wholes.get(source)
      return whole ? allYears(whole) : ofYears(source, years)
    }
    if ('sum' in source) return source.sum.flatMap((part) => ofYears(part, years))
    if ('wan' in source) return ofYears(source.wan, years)
    const before = { from: years.to - 1, to: years.to - 1 }
    if ('before' in source) return ofYears(source.before, before)
    return [...ofYears(source.change, years), ...ofYears(source.change, before)]
  }
  const allYears = (base: string): Origin[] => {
    const openings = tallies.openings.filter(({ figure }) => figure === base)
    const from = openings[0]?.beforeYear
    return [
      { key: `opening:${base}`, years: { to: year }, count: openings.length },
      ...ofYears(base, from ? { from, to: year } : { to: year }),
    ]
  }
  const wholes = new Map(Object.keys(NAMED).map((name) => [cumulativeOf(name), name]))
  const cell = form.tables.flatMap(cellsOf).find((one) => one.key === key)
  const now = { from: year, to: year }
  if (isShare(key)) return []
  if (key.startsWith('category:')) return [{ key, years: now, count: Number.MAX_SAFE_INTEGER }]
  return fromSource(cell?.source ?? key, now)
}

/** As many records as stand behind a key in those years. */
const recordsIn = ({ counted, entered }: Tallies, key: string, { from = 0, to }: Years): number =>
  (isEntered(key) && !inRegister({ counted }, key, { from, to })
    ? entered.filter(({ figure }) => figure === key)
    : counted.filter((one) => one.key === key)
  )
    .filter((one) => one.year >= from && one.year <= to)
    .reduce((all, { count }) => all + count, 0)

/** The records of those years are in a register; what was entered beside it is not used. */
export function inRegister({ counted }: Pick<Tallies, 'counted'>, key: string, { from = 0, to }: Years): boolean {
  const register = registerOf(key)
  if (!register) return false
  return counted.some((one) => one.count > 0 && one.year >= from && one.year <= to && registerOf(one.key) === register)
}

/** What the registers say of a year, in place of what would be entered for it: by figure, money in 元. */
export function registeredIn({ counted }: Pick<Tallies, 'counted'>, year: number): Map<string, number> {
  const registered = Object.keys(ENTERED).filter((key) => inRegister({ counted }, key, { from: year, to: year }))
  return new Map(
    registered.map((key) => {
      const of = counted.filter((one) => one.key === key && one.year === year)
      const sum = of.reduce((all, one) => all + (one.value ?? one.count), 0)
      return [key, isMoney(key) ? sum / 100 : sum]
    }),
  )
}

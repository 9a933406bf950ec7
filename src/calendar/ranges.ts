import { addDays, type Day } from './day.ts'

/** `2月15日`. */
export const shortDay = (of: Day): string => `${Number(of.slice(5, 7))}月${Number(of.slice(8))}日`

/** `2月15日至2月23日、3月1日`; the days come in order. */
export function ranges(days: readonly Day[]): string {
  const found: [Day, Day][] = []
  for (const of of days) {
    const last = found.at(-1)
    if (last && addDays(last[1], 1) === of) last[1] = of
    else found.push([of, of])
  }
  return found.map(([from, to]) => (from === to ? shortDay(from) : `${shortDay(from)}至${shortDay(to)}`)).join('、')
}

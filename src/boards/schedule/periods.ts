import { type Day, day, monthOf, yearOf } from '../../calendar/day.ts'

/** How often (村民委员会组织法 art. 30): general matters at least quarterly, accounts with many entries monthly. */
export const RHYTHMS = { monthly: '每月', quarterly: '每季度' } as const
export type Rhythm = keyof typeof RHYTHMS
export const isRhythm = (text: string): text is Rhythm => Object.hasOwn(RHYTHMS, text)

const two = (number: number) => String(number).padStart(2, '0')

/** The period a day lies in: `2026-11`, `2026-Q4`. */
export const periodOf = (rhythm: Rhythm, of: Day): string =>
  rhythm === 'monthly' ? of.slice(0, 7) : `${yearOf(of)}-Q${Math.ceil(monthOf(of) / 3)}`

/** What was asked for on that day: `due` is the day of the month, in a quarter of its first month. */
export function dueIn(rhythm: Rhythm, of: Day, due: number): Day {
  const month = rhythm === 'monthly' ? monthOf(of) : Math.ceil(monthOf(of) / 3) * 3 - 2
  return day(`${yearOf(of)}-${two(month)}-${two(due)}`)
}

/** `2026年11月`, `2026年第四季度`. */
export function periodSays(period: string): string {
  const [year, part = ''] = period.split('-')
  return part.startsWith('Q') ? `${year}年第${'一二三四'[Number(part[1]) - 1]}季度` : `${year}年${Number(part)}月`
}

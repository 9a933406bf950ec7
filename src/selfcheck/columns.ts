import { chineseDay, type Day, daysBetween } from '../calendar/day.ts'
import type { SelfcheckSettings } from './settings.ts'

export type Freshness = { colour: 'red' | 'yellow' | 'green'; says: string; days: number | null; limit: number }

/**
 * How fresh something is that is to change within so many days: red after them, yellow from a share of them on. A thing with
 * no day at all is not updated. Unit: calendar days (国办秘函〔2019〕19号 counts weeks and months). Pure.
 */
export function freshnessOf(last: Day | null, limit: number, today: Day, settings: SelfcheckSettings): Freshness {
  if (last === null) return { colour: 'red', says: '还没有内容', days: null, limit }
  const days = daysBetween(last, today)
  const since = `最近一次更新在${chineseDay(last)}，已经${days}天`
  if (days > limit) return { colour: 'red', says: `${since}，超过${limit}天的期限`, days, limit }
  const left = limit - days
  if (days * 100 >= limit * settings.yellowShare)
    return { colour: 'yellow', says: `${since}，离${limit}天的期限还有${left}天`, days, limit }
  return { colour: 'green', says: since, days, limit }
}

/** Within how many days a column is to change; null: it is not checked. */
export function limitOf(code: string, settings: SelfcheckSettings): number | null {
  const own = settings.columns[code]
  if (own === 0) return null
  return own ?? settings.columnDays
}

import type { Day } from '../calendar/day.ts'
import { ok, type Result, refuse } from '../result.ts'
import type { Guide } from './guide/model.ts'

/** `guide` left out: as it was, or empty for a new one. */
export type ServiceEntry = {
  organId: string
  code: string
  name: string
  visits: number
  listedOn: Day
  guide?: Guide
}

/** 最多跑一趟: one visit at most; a service that needs none counts too. */
export const ONE_TRIP = 1
export const isOneTrip = (service: { visits: number }): boolean => service.visits <= ONE_TRIP

/** 一趟不用跑. */
export const isZeroTrip = (service: { visits: number }): boolean => service.visits === 0

/** Whether a service may stand in the list like this. Pure. */
export function checkEntry(entry: ServiceEntry, today: Day): Result<ServiceEntry> {
  const [code, name] = [entry.code.trim(), entry.name.trim()]
  if (!/^[\w.-]{1,64}$/.test(code))
    return refuse('services.code', '事项编码由字母、数字、点和短横组成，最长64位', { field: 'code' })
  if (!name || name.length > 200) return refuse('services.name', '请填写事项名称，最长200字', { field: 'name' })
  if (!Number.isInteger(entry.visits) || entry.visits < 0 || entry.visits > 99)
    return refuse('services.visits', '到办事现场次数请填写0到99之间的整数', { field: 'visits' })
  if (entry.listedOn > today) return refuse('services.future', '列入日期不能晚于今天', { field: 'listedOn' })
  return ok({ ...entry, code, name })
}

/** How a service is counted, in the words of the list. */
export const tripsLabel = (service: { visits: number }): string => {
  if (isZeroTrip(service)) return '一趟不用跑'
  return isOneTrip(service) ? '最多跑一趟' : '跑两趟以上'
}

/** Months after which somebody should say again that a service still holds; practice, no rule of law names a number. */
export const STALE_MONTHS = 12

/** Whether a service wants to be looked through again: nobody changed or confirmed it since that day. */
export const isStale = (service: { confirmedOn: Day | null; listedOn: Day }, since: Day): boolean =>
  (service.confirmedOn ?? service.listedOn) < since

/** A share in percent with one decimal, rounded half up in whole numbers: 55 of 65 is 84.6%. */
export function shareWords(part: number, whole: number): string {
  if (whole === 0) return '—'
  return `${(Math.floor((part * 2000 + whole) / (whole * 2)) / 10).toFixed(1)}%`
}

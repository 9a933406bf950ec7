import { dayOf, daysBetween, monthOf, yearOf } from '../../calendar/day.ts'
import type { Scope } from '../../context.ts'
import type { Organ } from '../../organs/model.ts'
import { listOrgans } from '../../organs/store.ts'
import { STATES } from '../lifecycle.ts'
import { listReports } from '../store.ts'
import { dueOf } from './facts.ts'

/** The yearly work that is not finished: the organ, what stands, the day it is due. */
export type Unfinished = { organ: Organ; year: number; due: string; says: string }

/** From January to March: the reports of the year before that are not published yet, of one organ or of all. */
export async function unfinishedOf(scope: Scope, now: Date, organId?: string): Promise<Unfinished[]> {
  const today = dayOf(now)
  if (monthOf(today) > 3) return []
  const year = yearOf(today) - 1
  const [organs, reports] = await Promise.all([listOrgans(scope), listReports(scope, { organId, year })])
  return organs
    .filter(({ id }) => organId === undefined || id === organId)
    .flatMap((organ) => {
      const report = reports.find((one) => one.organId === organ.id)
      if (report?.state === 'published') return []
      const due = dueOf(organ, year).on
      const left = daysBetween(today, due)
      const when = left < 0 ? `已过期${-left}天` : left === 0 ? '今天到期' : `还有${left}天`
      return [{ organ, year, due, says: `${report ? STATES[report.state] : '还没有开始编写'}，${when}` }]
    })
}

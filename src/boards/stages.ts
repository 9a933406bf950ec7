import { addDays, type Day, daysBetween } from '../calendar/day.ts'
import type { BoardSettings } from './settings.ts'

/** What a task is at, for people. None of it is stored: it follows from the days. */
export const STAGES = {
  waiting: { label: '待张贴', mark: '○', tag: 'neutral' },
  near: { label: '快到期', mark: '◔', tag: 'warning' },
  overdue: { label: '逾期未张贴', mark: '✕', tag: 'danger' },
  unproved: { label: '已张贴，缺照片', mark: '△', tag: 'warning' },
  showing: { label: '公示中', mark: '●', tag: 'info' },
  due: { label: '期满待撤下', mark: '▽', tag: 'warning' },
  overstayed: { label: '逾期未撤下', mark: '▼', tag: 'danger' },
  done: { label: '已撤下', mark: '✓', tag: 'success' },
  cancelled: { label: '已取消', mark: '—', tag: 'neutral' },
} as const
export type Stage = keyof typeof STAGES

export type TaskDays = {
  dueOn: Day
  postedOn: Day | null
  endsOn: Day | null
  removedOn: Day | null
  photos: number
  cancelled: boolean
}

/** Until when it hangs at least: the day it was put up is not counted (《民法典》 art. 201), and the last one is whole. */
export const lastDayOf = (postedOn: Day, days: number): Day => addDays(postedOn, days)

/** What the task is at on that day. Pure. */
export function stageOf(task: TaskDays, today: Day, settings: Pick<BoardSettings, 'nearDays' | 'removalDays'>): Stage {
  if (task.cancelled) return 'cancelled'
  if (!task.postedOn || !task.endsOn) {
    if (today > task.dueOn) return 'overdue'
    return daysBetween(today, task.dueOn) <= settings.nearDays ? 'near' : 'waiting'
  }
  if (task.removedOn) return task.photos === 0 ? 'unproved' : 'done'
  if (today > addDays(task.endsOn, settings.removalDays)) return 'overstayed'
  if (today > task.endsOn) return 'due'
  return task.photos === 0 ? 'unproved' : 'showing'
}

/** The stage with its days, in words. */
export function stageSays(task: TaskDays, stage: Stage, today: Day): string {
  const late = daysBetween(task.dueOn, today)
  switch (stage) {
    case 'waiting':
    case 'near':
      return late === 0 ? '今天到期' : `${task.dueOn}前张贴`
    case 'overdue':
      return `逾期${late}天未张贴`
    case 'showing':
      return `公示到${task.endsOn}`
    case 'due':
      return `${task.endsOn}期满，请撤下`
    case 'overstayed':
      return `期满${daysBetween(task.endsOn!, today)}天未撤下`
    default:
      return STAGES[stage].label
  }
}

import { isKind, isRating, isTold, isWay, KINDS, RATINGS, TOLD, WAYS } from './kinds.ts'
import { STEPS, type State } from './lifecycle.ts'
import type { ConcernEvent } from './model.ts'

type Told = Pick<ConcernEvent, 'kind' | 'detail'>

/** What happened, as a clerk says it. */
const EVENTS: Record<string, string> = {
  registered: '登记',
  ...Object.fromEntries(Object.values(STEPS).map(({ event, label }) => [event, label])),
  drafted: '起草答复',
  answered: '答复',
}

export const eventLabel = (kind: string): string => EVENTS[kind] ?? kind

/** The particulars of an event in one line. */
export function eventNote({ detail }: Told): string {
  const text = (name: string) => (typeof detail[name] === 'string' ? detail[name] : '')
  const [way, told, rating, kind] = ['way', 'told', 'rating', 'kind'].map(text) as [string, string, string, string]
  return [
    isWay(way) && WAYS[way].label,
    isKind(kind) && KINDS[kind].label,
    text('from') && `通话${text('from')}至${text('until')}`,
    text('unit'),
    text('to'),
    isTold(told) && TOLD[told],
    isRating(rating) && RATINGS[rating],
    detail.consent === true && '同意公布',
    text('reason'),
    text('note'),
  ]
    .filter(Boolean)
    .join('，')
}

/** Where a concern is, as whoever wrote it is told. */
export const STATE_WORDS: Record<State, string> = {
  arrived: '已收到，正在登记',
  registered: '已受理',
  handling: '正在办理',
  checking: '正在办理',
  approved: '正在办理',
  answered: '已答复',
  closed: '已办结',
  moved: '已转有关单位办理',
  discarded: '未予受理',
}

type Says = string | ((event: Told) => string)

const PUBLIC: Record<string, Says> = {
  registered: '收到您的诉求',
  accepted: '已受理',
  assigned: '已交有关科室办理',
  transferred: '已转有关科室办理',
  complicated: '情况复杂，需要较长时间办理',
  answered: '已作出答复',
  rated: '收到您的评价',
  reopened: '重新办理',
  moved: ({ detail }) => `已转${detail.to ?? '有关单位'}办理`,
  discarded: ({ detail }) => `未予受理：${detail.reason ?? ''}`,
  restored: '恢复办理',
}

/** An event in the words of whoever wrote. Null for what is the organ's own business. */
export function publicWords(event: Told): string | null {
  const says = PUBLIC[event.kind]
  return typeof says === 'function' ? says(event) : (says ?? null)
}

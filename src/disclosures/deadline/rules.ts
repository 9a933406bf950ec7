import { chineseDay, type Day, daysBetween, nextDay } from '../../calendar/day.ts'
import type { Workdays } from '../../calendar/workdays.ts'
import { type DueLight, lightOf } from '../../law/clock-lights.ts'
import { publicationDue } from '../../law/clock-publication.ts'
import { restsOf } from '../../law/clock-words.ts'
import { EDITIONS } from '../../law/editions.ts'
import { firstDayArticle } from '../../law/limits.ts'

/** What waits to be published: a draft, a draft under review, an issued document, a decision of a meeting. */
export const WAITING_KINDS = {
  draft: '信息草稿',
  submitted: '待审查的信息',
  document: '已印发的公文',
  decision: '会议议定事项',
} as const
export type WaitingKind = keyof typeof WAITING_KINDS
export const isWaitingKind = (text: string): text is WaitingKind => Object.hasOwn(WAITING_KINDS, text)

export type Unpublished = {
  kind: WaitingKind
  id: string
  title: string
  /** 文号, or the meeting a decision was taken in. */
  note: string
  /** Where staff go on with it. */
  href: string
  organId: string
  organName: string
  formedOn: Day
}

/** One step of the explanation: what it says, and the article it rests on. */
export type Reasoning = { says: string; article: string }

export type Deadline = {
  /** Null for what was formed before there were Regulations: then nothing is due. */
  due: Day | null
  light: DueLight | null
  /** The count reaches days whose holidays are not announced. */
  provisional: boolean
  why: Reasoning[]
}

/**
 * When something formed on a day has to be public, how near that is today, and why.
 * Unit: working days of the calendar given, 20 of them; the day it was formed is not counted. Pure.
 * Source: 《政府信息公开条例》 2008 art. 18; 2019 art. 26.
 */
export function deadlineOf(formedOn: Day, today: Day, calendar: Workdays): Deadline {
  const found = publicationDue(formedOn, calendar)
  if (!found.ok) return { due: null, light: null, provisional: false, why: [{ says: found.refusal.says, article: '' }] }
  const { due, provisional, edition, article } = found.value
  const { days } = EDITIONS[edition].publication
  const from = nextDay(formedOn)
  const skipped = daysBetween(formedOn, due) - days
  const rests = restsOf({ from, to: due, counted: days, skipped, says: '', article }, calendar)
  return {
    due,
    light: lightOf(due, today, calendar),
    provisional,
    why: [
      { says: `${chineseDay(formedOn)}形成，当天不计算在内`, article: firstDayArticle(formedOn) },
      {
        says: `${chineseDay(from)}至${chineseDay(due)}，共${days}个工作日${rests && `；${rests}`}`,
        article: `《条例》（${edition}）${article}`,
      },
      { says: `最迟${chineseDay(due)}公开，当天公开为按期`, article: '' },
      ...(provisional ? [{ says: '其中有的年份放假安排还没有公布，公布后重新计算', article: '' }] : []),
    ],
  }
}

export type Waiting = Unpublished & { deadline: Deadline }

/** Sorted by due day, the nearest first; what has none comes last. */
export function inOrder(things: readonly Unpublished[], today: Day, calendar: Workdays): Waiting[] {
  const deadlines = new Map<Day, Deadline>()
  const deadline = (formedOn: Day): Deadline => {
    const known = deadlines.get(formedOn) ?? deadlineOf(formedOn, today, calendar)
    deadlines.set(formedOn, known)
    return known
  }
  return things
    .map((thing) => ({ ...thing, deadline: deadline(thing.formedOn) }))
    .sort((a, b) => compare(key(a), key(b)) || compare(a.formedOn, b.formedOn) || compare(a.id, b.id))
}

const key = ({ deadline }: Waiting): string => deadline.due ?? '9999'
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

export const LIGHT_NAMES = { overdue: '已逾期', red: '红灯', yellow: '黄灯', green: '绿灯' } as const
export type LightName = keyof typeof LIGHT_NAMES
export const isLightName = (text: string): text is LightName => Object.hasOwn(LIGHT_NAMES, text)

/** `overdue` apart from the red that still has days left; null when nothing is due. */
export const lightName = ({ light }: Deadline): LightName | null =>
  light === null ? null : light.overdue ? 'overdue' : light.colour

/** How many wait in each light. */
export function countLights(waiting: readonly Waiting[]): Record<LightName, number> {
  const counts = { overdue: 0, red: 0, yellow: 0, green: 0 }
  for (const { deadline } of waiting) {
    const name = lightName(deadline)
    if (name) counts[name] += 1
  }
  return counts
}

export type Published = {
  id: string
  title: string
  indexNumber: string
  organName: string
  formedOn: Day
  publishedOn: Day
}
export type Late = Published & { due: Day; late: number; why: Reasoning[] }

/**
 * Those published after their due day, the latest publication first. `late`: working days from the due day to the day of
 * publication; 0 when only days of rest lay between.
 */
export const lateAmong = (published: readonly Published[], calendar: Workdays): Late[] =>
  published
    .flatMap((item) => {
      const { due, why } = deadlineOf(item.formedOn, item.publishedOn, calendar)
      if (due === null || item.publishedOn <= due) return []
      return [{ ...item, due, late: calendar.between(nextDay(due), item.publishedOn), why }]
    })
    .sort((a, b) => compare(b.publishedOn, a.publishedOn) || compare(a.id, b.id))

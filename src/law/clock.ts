import { addDays, type Day, daysBetween, nextDay } from '../calendar/day.ts'
import type { Workdays } from '../calendar/workdays.ts'
import { ok, type Result, refuse } from '../result.ts'
import {
  type Asking,
  type ClockEvent,
  type Course,
  courseOf,
  EVENT_KINDS,
  MATTERS,
  type Matter,
} from './clock-events.ts'
import { EDITIONS, type Edition } from './editions.ts'
import { firstDayArticle, LIMITS, PRACTICE, type Practice } from './limits.ts'

export type Case = { edition: Edition; receivedOn: Day; events: readonly ClockEvent[] }

/** A stretch of the explanation. `counted` working days of it run against the limit; `skipped` calendar days do not. */
export type Step = { from: Day; to: Day | null; counted: number; skipped: number; says: string; article: string }

export type Clock = {
  /** The last day for the reply, in time until it ends; null while somebody else is waited for, and when nothing is due. */
  due: Day | null
  state: 'running' | 'paused' | 'lapsed'
  /** The count reaches days whose holidays are not announced. */
  provisional: boolean
  /** Working days allowed in all, with what was extended. */
  limit: number
  /** Every day from receipt to the due day, each in one step. */
  steps: Step[]
  /** Whom the case waits for, and the last day they have, when the law and the record give one. */
  waiting: { matter: Matter; since: Day; until: Day | null } | null
  /** What a reader might otherwise wonder about. */
  notes: string[]
}

type Options = {
  /** Judges silence on this day; without it nobody's silence is judged, and the case waits. */
  asOf?: Day
  practice?: Practice
}

/**
 * When the reply to an application is due, and why.
 * Unit: working days of the calendar given; the day of receipt is day zero. Pure: no database, no "today".
 * Source: 《政府信息公开条例》 arts. 21, 23, 24 (2008); arts. 30 to 35 (2019); how pauses are counted: ADR 0015.
 * Refuses events that cannot have happened, or that came too late to have an effect.
 */
export function replyClock(of: Case, calendar: Workdays, { asOf, practice = PRACTICE }: Options = {}): Result<Clock> {
  const course = courseOf(of.receivedOn, of.events)
  if (!course.ok) return course
  const { edition, receivedOn } = of
  const setting = { edition, receivedOn, calendar, asOf: asOf ?? null, practice }
  return inLaw(setting, course.value) ?? ok(reckon(setting, course.value))
}

type Setting = { edition: Edition; receivedOn: Day; calendar: Workdays; asOf: Day | null; practice: Practice }

/** What the edition does not know, or knows only within a time. Null when all is well. */
function inLaw(setting: Setting, course: Course): Result<never> | null {
  const { edition, receivedOn, calendar } = setting
  const { extension: most } = EDITIONS[edition].reply
  const { correction, joint, fee, delay } = LIMITS[edition]

  if (course.extension) {
    const { days, on } = course.extension
    if (!Number.isInteger(days) || days < 1 || days > most)
      return refuse('clock.extension', `延长的期限请填写1到${most}之间的工作日数`, {
        fix: `依据是${edition}年《条例》${EDITIONS[edition].reply.article}`,
      })
    const due = on && reckon(setting, { ...course, extension: null }).due
    if (due && on > due) return refuse('clock.extended-late', `答复期限已于${due}届满，${on}不能再延长`)
  }
  const corrected = firstAsking(course, 'correction')
  if (corrected) {
    const due =
      correction.askWithin === null
        ? dueWithout(setting, course, 'correction')
        : calendar.after(receivedOn, correction.askWithin)
    if (due && corrected.asked > due)
      return refuse('clock.correction-late', `告知补正最迟在${due}，${corrected.asked}已经过期`, {
        fix: '迟到的补正告知不影响答复期限，请去掉后再算',
      })
  }
  const asksJoint = firstAsking(course, 'joint')
  if (asksJoint && !joint) return refuse('clock.no-rule', `${edition}年《条例》没有“${MATTERS.joint.name}”的规定`)
  if (course.delayedUntil && !delay)
    return refuse('clock.no-rule', `${edition}年《条例》没有“${EVENT_KINDS['delayed-until']}”的规定`)
  const charged = firstAsking(course, 'fee')
  if (charged) {
    if (!fee || charged.asked < fee.from)
      return refuse('clock.no-fee', `${charged.asked}没有收取信息处理费的规定`, {
        fix: '信息处理费自2021年1月1日起才有收费标准',
      })
    const due = dueWithout(setting, course, 'fee')
    if (due && charged.asked > due)
      return refuse('clock.fee-late', `收费通知须在处理期限内发出，最迟在${due}，${charged.asked}已经过期`)
  }
  return null
}

function firstAsking({ askings }: Course, matter: Matter): Asking | undefined {
  for (const asking of askings) if (asking.matter === matter) return asking
}

const dueWithout = (setting: Setting, course: Course, matter: Matter): Day | null =>
  reckon(setting, { ...course, askings: course.askings.filter((asking) => asking.matter !== matter) }).due

/** A stretch during which the clock stands. `to: null`: nobody answered yet. `lapses`: with its end the case ends. */
type Pause = {
  matter: Matter
  from: Day
  to: Day | null
  until: Day | null
  says: string
  article: string
  lapses?: true
}

/** What is explained so far: every day up to `cursor`. */
type Walk = { cursor: Day; steps: Step[] }

function reckon(setting: Setting, course: Course): Clock {
  const { edition, receivedOn, calendar } = setting
  const { days, article } = EDITIONS[edition].reply
  const walk: Walk = { cursor: receivedOn, steps: [] }
  const notes: string[] = []
  tell(walk, receivedOn, 0, '收到申请的当日不计', firstDayArticle(receivedOn), receivedOn)

  const pauses: Pause[] = []
  for (const asking of course.askings) {
    const pause = pauseOf(asking, course, setting, notes)
    if (!pause) continue
    if (begunAnew(asking, setting) && pause.to !== null && !pause.lapses) beginAnew(walk, asking, pause)
    else pauses.push(pause)
  }
  pauses.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))

  const zero = walk.cursor
  const extension = course.extension?.days ?? 0
  let limit = days + extension
  const stop =
    count(walk, pauses, calendar, { days, name: '', article }) ??
    (extension > 0 ? count(walk, pauses, calendar, { days: extension, name: '延长期', article }) : null)
  if (!stop && course.delayedUntil) limit += delay(walk, course.delayedUntil, calendar, notes)

  return {
    due: stop ? null : walk.cursor,
    state: stop ? (stop.lapses ? 'lapsed' : 'paused') : 'running',
    provisional: calendar.provisional(zero, walk.cursor),
    limit,
    steps: walk.steps,
    waiting: stop && !stop.lapses ? { matter: stop.matter, since: stop.from, until: stop.until } : null,
    notes,
  }
}

function tell(walk: Walk, to: Day | null, counted: number, says: string, article: string, from = nextDay(walk.cursor)) {
  const skipped = to === null ? 0 : daysBetween(from, to) + 1 - counted
  walk.steps.push({ from, to, counted, skipped, says, article })
  if (to !== null) walk.cursor = to
}

/** Nothing before the answer counts; the day it comes is day zero. */
function beginAnew(walk: Walk, { matter, asked }: Asking, { to: back, says, article }: Pause): void {
  if (!back || back <= walk.cursor) return
  const { name, back: comes } = MATTERS[matter]
  if (asked > nextDay(walk.cursor)) tell(walk, addDays(asked, -1), 0, `${name}后期限重新计算，此前的不计`, article)
  if (back > nextDay(walk.cursor)) tell(walk, addDays(back, -1), 0, says, article)
  tell(walk, back, 0, `${EVENT_KINDS[comes]}，期限从次日起重新计算`, article)
}

type Phase = { days: number; name: string; article: string }

/** Counts so many working days past the pauses; answers the pause it does not get past, if there is one. */
function count(walk: Walk, pauses: Pause[], calendar: Workdays, { days, name, article }: Phase): Pause | null {
  let done = 0
  while (done < days) {
    const pause = pauses[0]
    if (pause?.to && pause.to <= walk.cursor) {
      pauses.shift()
      continue
    }
    const before = pause ? calendar.between(nextDay(walk.cursor), addDays(pause.from, -1)) : days
    if (!pause || done + before >= days) {
      tell(walk, calendar.after(walk.cursor, days - done), days - done, ordinal(name, done, days - done), article)
      return null
    }
    if (pause.from > nextDay(walk.cursor))
      tell(walk, addDays(pause.from, -1), before, ordinal(name, done, before), article)
    done += before
    tell(walk, pause.to, 0, pause.says, pause.article)
    if (pause.to === null || pause.lapses) return pause
  }
  return null
}

/** Moves the due day to the end of the reasonable delay; answers how many working days that adds. */
function delay(walk: Walk, day: Day, calendar: Workdays, notes: string[]): number {
  const until = calendar.onOrAfter(day)
  if (until <= walk.cursor) {
    notes.push(`确定的延迟期限${day}不晚于原期限，不起作用`)
    return 0
  }
  const more = calendar.between(nextDay(walk.cursor), until)
  tell(walk, until, more, '申请数量、频次超过合理范围，按确定的合理期限延迟答复', LIMITS['2019'].delay.article)
  return more
}

/** Whether the answer to this asking begins the period anew instead of letting it go on. */
function begunAnew({ matter }: Asking, { edition, practice }: Setting): boolean {
  if (matter === 'correction') return edition === '2019' || practice.correction2008 === 'restart'
  return matter === 'fee' && practice.payment === 'restart'
}

/** The stretch an asking leaves out; null when the edition leaves out nothing for it. */
function pauseOf(asking: Asking, course: Course, setting: Setting, notes: string[]): Pause | null {
  const { edition, calendar, asOf, practice } = setting
  const { matter, party, asked, served, back } = asking
  const { name } = MATTERS[matter]
  const law = LIMITS[edition]
  const rule = law[matter]!
  const who = party && `（${party}）`
  const from = practice.askingDayCounts ? nextDay(asked) : asked
  const article = rule.article
  const says = `${name}${who}所需时间不计`
  const passed = (last: Day | null) => last !== null && (back !== null ? back > last : asOf !== null && asOf > last)

  if ((matter === 'correction' && law.correction.lapses) || matter === 'fee') {
    const paying = matter === 'fee' && law.fee
    const until = paying ? served && calendar.after(served, paying.payWithin) : course.correctionDue
    const ending = `${paying ? '未在期限内缴费' : '无正当理由逾期不补正'}，视为放弃申请，不再处理`
    if (passed(until)) return { matter, from: asked, to: until, until, says: ending, article, lapses: true }
    return { matter, from, to: back, until, says: `等待${paying ? '缴费' : '补正'}，不计`, article }
  }
  if ('pauses' in rule && !rule.pauses) {
    notes.push(`${edition}年《条例》只扣除征求第三方意见的时间，${name}${who}的时间照常计算`)
    return null
  }
  const days = 'days' in rule ? rule.days : null
  const until = days !== null && served ? calendar.after(served, days) : null
  if ('silence' in rule && rule.silence && passed(until)) {
    const ending = back ? `${back}的答复已过${days}个工作日` : `到${until}没有答复`
    return { matter, from, to: until, until, says: `${says}；${ending}，${rule.silence}`, article }
  }
  const last = back && practice.answerDayCounts ? addDays(back, -1) : back
  if (last !== null && last < from) return null
  return { matter, from, to: last, until, says, article }
}

const ordinal = (name: string, done: number, more: number): string => {
  if (more === 0) return '休息日'
  return more === 1 ? `${name}第${done + 1}个工作日` : `${name}第${done + 1}至第${done + more}个工作日`
}

import type { Day } from '../calendar/day.ts'
import type { Workdays } from '../calendar/workdays.ts'
import { type Clock, replyClock } from '../law/clock.ts'
import { type ClockEvent, EVENT_KINDS, type EventKind, MATTERS, type Matter } from '../law/clock-events.ts'
import { type DueLight, lightOf } from '../law/clock-lights.ts'
import { ok, type Result } from '../result.ts'
import { isLive } from './lifecycle.ts'
import type { Application, ApplicationEvent } from './model.ts'
import { DEFAULT_LIMITS, type Limits, type Stage, stageOf } from './reminders/rules.ts'

type Timed = Pick<Application, 'kind' | 'edition' | 'receivedOn' | 'round'>
type Happened = Pick<ApplicationEvent, 'round' | 'kind' | 'day' | 'detail'>

const isClockKind = (kind: string): kind is EventKind => Object.hasOwn(EVENT_KINDS, kind)

/** The events of this round that the clock knows, in its own terms. */
export const clockEvents = (round: number, events: readonly Happened[]): ClockEvent[] => {
  const own = events.filter((event) => event.round === round)
  // A fee that was waived never stopped the clock: otherwise a notice sent and taken back would win the organ time.
  const waived = own.some(({ kind }) => kind === 'fee-waived')
  return own
    .filter(({ kind }) => !(waived && kind.startsWith('fee-')))
    .flatMap(({ kind, day, detail }): ClockEvent[] => {
      if (!isClockKind(kind)) return []
      if (kind === 'extended') return [{ kind, days: Number(detail.days), on: day }]
      return [{ kind, on: day, ...(typeof detail.party === 'string' && { party: detail.party }) }]
    })
}

/** The day the count of this round begins: receipt, or for a case taken up again the day it was. */
export function beginsOn({ receivedOn, round }: Timed, events: readonly Happened[]): Day | null {
  if (round === 1) return receivedOn
  return events.find((event) => event.kind === 'reopened' && event.round === round)?.day ?? receivedOn
}

/**
 * When the reply of this round is due, and why; reckoned from the events every time. Null while the day of receipt is not
 * known, and for the correction of records, to which the Regulations give no period. Refuses events that cannot be.
 */
export function clockOf(
  application: Timed,
  events: readonly Happened[],
  calendar: Workdays,
  today: Day,
): Result<Clock | null> {
  const receivedOn = beginsOn(application, events)
  if (!receivedOn || application.kind === 'amendment') return ok(null)
  const { edition, round } = application
  return replyClock({ edition, receivedOn, events: clockEvents(round, events) }, calendar, { asOf: today })
}

/** How a case stands today: its light while something is owed, whether it stands still or was left lying. */
export type Standing = {
  clock: Clock | null
  light: DueLight | null
  /** Why there is no clock although there should be: a calendar changed later may make a day impossible that was not. */
  problem: string | null
  /** Arrived or received, and nobody has looked at it for some working days: two, unless the organ says otherwise. */
  unopened: boolean
  /** The organ's own turn, and nothing has happened for some working days: five, unless the organ says otherwise. */

  silent: boolean
  /** Where it is inside the organ, and until when it should be through there. */
  stage: Stage | null
}

/** How a case stands on a day, by the limits of its organ. One that cannot be reckoned says so, and keeps nobody from seeing the others. */
export function standingOf(
  application: Timed & Pick<Application, 'state' | 'movedOn'>,
  events: readonly Happened[],
  calendar: Workdays,
  today: Day,
  limits: Limits = DEFAULT_LIMITS,
): Standing {
  const reckoned = clockOf(application, events, calendar, today)
  const clock = reckoned.ok ? reckoned.value : null
  const { state, movedOn } = application
  const rested = today > movedOn ? calendar.between(movedOn, today) - (calendar.isWorkday(movedOn) ? 1 : 0) : 0
  const fresh = state === 'arrived' || state === 'received'
  const waits = ['correcting', 'consulting', 'suspended', 'paying'].includes(state)
  return {
    clock,
    light: isLive(state) && clock?.due ? lightOf(clock.due, today, calendar, limits) : null,
    problem: reckoned.ok ? null : reckoned.refusal.says,
    unopened: fresh && limits.unopened > 0 && rested >= limits.unopened,
    stage: stageOf(application, events, calendar, today, limits),
    silent: isLive(state) && !fresh && !waits && limits.silent > 0 && rested >= limits.silent,
  }
}

/** A matter somebody else was asked about, and whom. */
export type Waiting = { matter: Matter; party: string; asked: Day; served: Day | null }

/** Whom the organ has asked and not heard from, oldest first. */
export function waitingFor(round: number, events: readonly Happened[]): Waiting[] {
  const waiting: Waiting[] = []
  for (const event of clockEvents(round, events).sort((a, b) => ((a.on ?? '') < (b.on ?? '') ? -1 : 1))) {
    if (event.kind === 'extended') continue
    const party = event.party ?? ''
    for (const matter of ['consultation', 'thirdParty', 'joint'] as const) {
      const { asked, served, back } = MATTERS[matter]
      const open = waiting.find((one) => one.matter === matter && one.party === party)
      if (event.kind === asked && !open) waiting.push({ matter, party, asked: event.on, served: null })
      else if (event.kind === served && open) open.served = event.on
      else if (event.kind === back && open) waiting.splice(waiting.indexOf(open), 1)
    }
  }
  return waiting
}

import type { Day } from '../calendar/day.ts'
import type { Workdays } from '../calendar/workdays.ts'
import { type DueLight, lightOf } from '../law/clock-lights.ts'
import { ok, type Result, refuse } from '../result.ts'
import { KINDS, type Kind, type Way } from './kinds.ts'
import { isLive, type State } from './lifecycle.ts'
import type { Limits } from './settings.ts'

export const LONGEST_SUBJECT = 50
export const LONGEST_WORDS = 2000
const LONGEST_ANSWER = 5000

/** What somebody wrote or said, as it is entered. */
export type Input = {
  kind: Kind
  way: Way
  subject: string
  words: string
  page?: string
  receivedOn: Day
  mayPublish?: boolean
}

const control = /\p{Cc}+/gu

/** A title on one line. Refuses what is empty, too long, or of a day that is not yet. */
export function checkInput<T extends Input>(input: T, today: Day): Result<T> {
  const subject = input.subject.replace(control, ' ').trim()
  const words = input.words.trim()
  if (subject.length < 2) return refuse('feedback.subject', '请用一句话写明是什么事', { field: 'subject' })
  if ([...subject].length > LONGEST_SUBJECT)
    return refuse('feedback.subject', `标题最多${LONGEST_SUBJECT}字，详细情况请写在内容里`, { field: 'subject' })
  if (words.length < 2) return refuse('feedback.words', '请写明具体情况', { field: 'words' })
  if ([...words].length > LONGEST_WORDS)
    return refuse('feedback.words', `内容最多${LONGEST_WORDS}字`, {
      field: 'words',
      fix: '请写要点；材料多的可以邮寄或者当面递交',
    })
  if (input.receivedOn > today) return refuse('feedback.day', '收到日期不能晚于今天', { field: 'receivedOn' })
  const mayPublish = (input.mayPublish ?? false) && KINDS[input.kind].publishable
  return ok({ ...input, subject, words, mayPublish, page: input.kind === 'correction' ? pageIn(input.page) : '' })
}

/** The path of a page of this site; anything else is dropped, so that no link leads out. */
export const pageIn = (text = ''): string => (/^\/(?![/\\])[^\s"<>\\]{0,300}$/.test(text) ? text : '')

/** An answer somebody can read. */
export function checkAnswer(words: string | undefined): Result<string> {
  const said = (words ?? '').trim()
  if (said.length < 4) return refuse('feedback.answer', '请写明答复的内容', { field: 'words' })
  return [...said].length > LONGEST_ANSWER
    ? refuse('feedback.answer', `答复最多${LONGEST_ANSWER}字`, { field: 'words' })
    : ok(said)
}

/** A reason or a note in one line, without personal data. */
export function checkLine(text: string | undefined, field: string, says: string, required = true): Result<string> {
  const said = (text ?? '').replace(control, ' ').trim()
  if (required && said.length < 2) return refuse('feedback.line', says, { field })
  return said.length > 300 ? refuse('feedback.line', '最多300字', { field }) : ok(said)
}

type Timed = { kind: Kind; state: State; complex: boolean; beginsOn: Day }

/** Working days there are to answer this. */
export const limitOf = ({ kind, complex }: Pick<Timed, 'kind' | 'complex'>, limits: Limits): number =>
  limits[kind][complex ? 'complex' : 'simple']

/** The last day to answer in time. Unit: working days; the day it was received is day zero. */
export const dueOf = (of: Timed, limits: Limits, calendar: Workdays): Day =>
  calendar.after(of.beginsOn, limitOf(of, limits))

/** How a concern stands on a day; the light goes yellow when three tenths of the period are left, red on its last two days. */
export type Standing = {
  due: Day
  /** Null when nothing is owed any more. */
  light: DueLight | null
  /** Came over the web, and nobody has looked at it for longer than the organ allows itself. */
  unopened: boolean
}

export function standingOf(of: Timed, limits: Limits, calendar: Workdays, today: Day): Standing {
  const due = dueOf(of, limits, calendar)
  const days = limitOf(of, limits)
  const settings = { yellow: Math.max(1, Math.ceil(days * 0.3)), red: days > 5 ? 1 : 0 }
  return {
    due,
    light: isLive(of.state) ? lightOf(due, today, calendar, settings) : null,
    unopened: of.state === 'arrived' && today > calendar.after(of.beginsOn, limits.accept),
  }
}

/** 答复率 in tenths of a per cent, rounded to nearest; null when there was nothing to answer. What went elsewhere is not ours. */
export const answerRate = ({ received, moved, answered }: { received: number; moved: number; answered: number }) =>
  received - moved > 0 ? Math.round((answered / (received - moved)) * 1000) / 10 : null

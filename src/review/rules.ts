import { type Day, dayOf } from '../calendar/day.ts'
import type { Workdays } from '../calendar/workdays.ts'
import type { ReviewLevel } from '../organs/settings.ts'
import { ok, type Result, refuse } from '../result.ts'
import { ROLES, type Role } from '../roles.ts'
import { BASES, type Basis, basesOn, isBasis } from './basis.ts'
import { against, isQuestion, QUESTIONS, type Question } from './checklist.ts'
import type { Release, Review, ReviewLine, StoredHit } from './model.ts'
import { type Outcome, STATES, VERDICTS, type Verdict } from './outcomes.ts'

/** As much of a person as the rules ask about. Null: the program itself, which has no opinion. */
export type Who = { accountId: string; post: string; roles: readonly Role[]; organId: string | null } | null

/** As much of a review as deciding depends on. */
export type Asked = Pick<ReviewLine, 'organId' | 'state' | 'levels' | 'level' | 'hands' | 'opinions' | 'release'>

export const levelOf = (review: Pick<ReviewLine, 'levels' | 'level'>): ReviewLevel =>
  review.levels[review.level] ?? review.levels.at(-1)!

const holds = (level: ReviewLevel, who: NonNullable<Who>): boolean =>
  level.by !== 'drafter' && who.roles.includes(level.by) && (!level.post || who.post.split('、').includes(level.post))

/** Whose opinion a level asks for, in words. */
export const askedOf = (level: ReviewLevel): string =>
  level.post ?? (level.by === 'drafter' ? '承办人' : ROLES[level.by])

/** The levels whose holder may speak now: the one whose turn it is, or after an emergency any that is left. */
const speaking = (review: Asked): ReviewLevel[] =>
  review.release ? review.levels.slice(review.level) : [levelOf(review)]

/**
 * Whether this person may give the opinion that is waited for. Two levels are two persons, and nobody reviews what they
 * wrote: by account, whatever posts the account holds.
 */
export function mayDecide(review: Asked, who: Who): Result<void> {
  if (!who) return refuse('review.person', '审查意见只能由人作出')
  if (review.state !== 'open')
    return refuse('review.over', `这次审查${STATES[review.state]}，不能再提意见`, { fix: '请刷新页面，查看最新进展' })
  if (who.organId !== null && who.organId !== review.organId)
    return refuse('review.other-organ', '这件信息属于其他机关，只能由该机关审查')
  if (!speaking(review).some((level) => holds(level, who)))
    return refuse('review.not-yours', `“${levelOf(review).name}”须由${askedOf(levelOf(review))}办理`)
  if (review.hands.includes(who.accountId))
    return refuse('review.own-draft', '先审查后公开：本人起草或者修改过的信息，须由其他人审查')
  if (review.release?.releasedBy === who.accountId)
    return refuse('review.same-person', '紧急发布由您决定，事后复核须由另一个人作出')
  if (review.opinions.some(({ givenBy, level }) => givenBy === who.accountId && level !== review.level))
    return refuse('review.same-person', '前一级审查意见由您作出，这一级须由另一个人作出')
  return ok(undefined)
}

/** Only a leader who did not write it may let something out before it is reviewed. */
export function mayRelease(review: Asked, who: Who): Result<void> {
  if (!who?.roles.includes('leader')) return refuse('review.leader-only', '紧急发布只能由签发领导决定')
  if (who.organId !== null && who.organId !== review.organId)
    return refuse('review.other-organ', '这件信息属于其他机关，只能由该机关办理')
  if (review.hands.includes(who.accountId))
    return refuse('review.own-draft', '本人起草或者修改过的信息，不能由本人决定紧急发布')
  if (review.state !== 'open') return refuse('review.over', `这次审查${STATES[review.state]}，不需要紧急发布`)
  if (review.release) return refuse('review.released', '这件信息已经紧急发布，正在等待复核')
  return ok(undefined)
}

const working: readonly Role[] = ['officer', 'reviewer', 'leader']

/** Taking things out of what the public gets makes it safer: everybody who works on it may, until it is out. */
export function mayMask(review: Asked, who: Who): Result<void> {
  if (!who?.roles.some((role) => working.includes(role)))
    return refuse('review.not-yours', '公开文本由承办人或者审查人员制作')
  return mayTouch(review, who)
}

/** Letting a hit stand is part of reviewing: never by somebody who wrote the text. */
export function mayOverride(review: Asked, who: Who): Result<void> {
  if (!who?.roles.some((role) => role === 'reviewer' || role === 'leader'))
    return refuse('review.not-yours', '疑似内容是否可以公开，由审查人员判断')
  if (review.hands.includes(who.accountId))
    return refuse('review.own-draft', '本人起草或者修改过的信息，疑似内容须由其他人判断')
  return mayTouch(review, who)
}

function mayTouch(review: Asked, who: NonNullable<Who>): Result<void> {
  if (who.organId !== null && who.organId !== review.organId)
    return refuse('review.other-organ', '这件信息属于其他机关，只能由该机关办理')
  if (review.state !== 'open') return refuse('review.over', `这次审查${STATES[review.state]}，公开文本不能再改`)
  if (review.release)
    return refuse('review.released', '已经紧急发布，公开文本不能再改', { fix: '需要更正的，请撤回后修订' })
  return ok(undefined)
}

/** What a person says: a verdict, the articles it rests on, words, and what the checklist brought to light. */
export type Said = {
  verdict: Verdict
  basis: readonly string[]
  words: string
  checked: boolean
  found: readonly string[]
}

export type Checked = { verdict: Verdict; basis: string[]; words: string; found: Question[] }

const LONGEST = 1000

/** Reads an opinion, or says what is missing. `on`: the day it is given, which decides the articles in force. */
export function checkSaid(said: Said, on: Day): Result<Checked> {
  const { verdict } = said
  const words = said.words.replace(/\s+/g, ' ').trim()
  if ([...words].length > LONGEST) return refuse('review.long', `意见最多${LONGEST}字`, { field: 'words' })
  if (VERDICTS[verdict].asksWords && words === '')
    return refuse('review.words', verdict === 'returned' ? '请写明退回的原因，起草人据此修改' : '请写明理由', {
      field: 'words',
    })
  if (verdict !== 'returned' && !said.checked)
    return refuse('review.unchecked', '请对照审查要点逐项审查后，勾选“已逐项审查”', { field: 'checked' })

  const found = said.found.filter(isQuestion)
  const stands = against(found, verdict)
  if (stands)
    return refuse(
      'review.checklist',
      `审查要点中勾选了“${QUESTIONS[stands].label}”，不能作出“${VERDICTS[verdict].label}”的意见`,
      { field: 'verdict', fix: '请改选意见，或者退回修改' },
    )

  const basis = [...new Set(said.basis)]
  const wrong = basis.find((code) => !isBasis(code) || !inForce(BASES[code], verdict, on))
  if (wrong !== undefined)
    return refuse('review.basis', '所选依据不支持这个意见，或者当时没有施行', {
      field: 'basis',
      fix: `请选择支持“${VERDICTS[verdict].label}”的条款`,
    })
  if (verdict !== 'returned' && basis.length === 0)
    return refuse('review.basis', '请选择依据的条款', { field: 'basis' })
  return ok({ verdict, basis, words, found })
}

const inForce = ({ for: verdicts, from, to }: Basis, verdict: Verdict, on: Day): boolean =>
  verdicts.includes(verdict) && from <= on && (to === null || on <= to)

/** Hits that nobody has masked or explained yet: they block. */
export const openHits = (hits: readonly StoredHit[]): StoredHit[] =>
  hits.filter(({ blocks, resolution }) => blocks && resolution === null)

/** Whether the public gets something else than the original: masked, rewritten or without some of its files. */
export const hasPublicCopy = ({ parts, files }: Pick<Review, 'parts' | 'files'>): boolean =>
  parts.some(({ publicText }) => publicText !== null) ||
  files.some(({ publicId, withheld }) => publicId !== null || withheld)

/** What has been decided: nothing yet, or what may be published. */
export function outcomeOf(review: Pick<ReviewLine, 'state' | 'opinions' | 'release'>): Outcome | null {
  if (review.state === 'passed')
    return review.opinions.some(({ verdict }) => verdict === 'partial') ? 'partial' : 'open'
  return review.release && review.state === 'open' ? 'emergency' : null
}

/** The day the level whose turn it is has to have spoken. The day it was asked is day zero. */
export const turnDue = (review: Pick<ReviewLine, 'levels' | 'level' | 'turnSince'>, workdays: Workdays): Day =>
  workdays.after(dayOf(review.turnSince), levelOf(review).days)

export type Standing = { due: Day; overdue: number; colour: 'green' | 'yellow' | 'red'; says: string }

/** How an unanswered review stands today. Never stored: it is asked of the rows. */
export function standingOf(
  review: Pick<ReviewLine, 'levels' | 'level' | 'turnSince'>,
  today: Day,
  workdays: Workdays,
): Standing {
  const due = turnDue(review, workdays)
  if (today > due) {
    const overdue = workdays.between(due, today) - (workdays.isWorkday(due) ? 1 : 0)
    return { due, overdue, colour: 'red', says: `已超期${overdue}个工作日` }
  }
  if (today === due) return { due, overdue: 0, colour: 'yellow', says: '今天到期' }
  return { due, overdue: 0, colour: 'green', says: `${due}到期` }
}

const HOUR = 3_600_000

/** Until when an emergency publication is to be confirmed, and whether that has passed. */
export function confirmationOf(release: Release, now: Date): { by: Date; late: boolean } {
  const by = new Date(release.releasedAt.getTime() + release.confirmHours * HOUR)
  return { by, late: release.confirmedAt === null && now > by }
}

/** An ordinary "nothing stands against it", resting on the first article in force: what a click on 公开 says. */
export const openly = (on: Day): Said => ({
  verdict: 'open',
  basis: basesOn(on, 'open').slice(0, 1),
  words: '',
  checked: true,
  found: [],
})

import { dayOf } from '../../calendar/day.ts'
import { calendarOf } from '../../holidays/store.ts'
import { type C, contextOf, scopeOf } from '../../web/env.ts'
import { Light, Tag, type TagKind } from '../../web/ui/index.ts'
import { answerNotFound } from '../../web/wrong.tsx'
import type { Review, ReviewLine } from '../model.ts'
import { STATES, type State } from '../outcomes.ts'
import { findReview } from '../registry/store.ts'
import { confirmationOf, type Standing, standingOf, type Who } from '../rules.ts'
import { whoOf } from '../who.ts'

/** The organ whose reviews a person sees: their own, or all of them when they belong to the whole site. */
export const ownOrgan = (c: C): string | undefined => c.var.person?.organ?.id

export const personOf = (c: C): Who => whoOf(contextOf(c))

/** A page of one review of the person's organ, or the page that says there is none. */
export const ofReview = (serve: (c: C, review: Review) => Response | Promise<Response>) => async (c: C) => {
  const review = await findReview(scopeOf(c), c.req.param('id') ?? '')
  const own = ownOrgan(c)
  return review && (!own || own === review.organId) ? serve(c, review) : answerNotFound(c)
}

const TAGS: Record<State, TagKind> = {
  open: 'info',
  passed: 'success',
  closed: 'danger',
  returned: 'warning',
  dropped: 'neutral',
}

export const StateTag = ({ state }: { state: State }) => <Tag kind={TAGS[state]} label={STATES[state]} />

/** How each of these stands today, by the calendar of the site. */
export async function standings(c: C): Promise<(review: ReviewLine) => Standing> {
  const workdays = await calendarOf(scopeOf(c))
  const today = dayOf(c.var.now)
  return (review) => standingOf(review, today, workdays)
}

export const DueLight = ({ standing }: { standing: Standing }) => (
  <Light colour={standing.colour}>{standing.says}</Light>
)

/** How an emergency publication stands: confirmed, waiting, or late. */
export function ReleaseLight({ review, now }: { review: ReviewLine; now: Date }) {
  const { release } = review
  if (!release) return null
  if (release.confirmedAt) return <Light colour="green">{`${release.confirmedAs}已复核`}</Light>
  if (review.state !== 'open') return <Light colour="red">复核意见不同意公开，请立即撤回</Light>
  const { late } = confirmationOf(release, now)
  return (
    <Light colour={late ? 'red' : 'yellow'}>
      {late ? `紧急发布超过${release.confirmHours}小时没有复核` : '紧急发布，等待复核'}
    </Light>
  )
}

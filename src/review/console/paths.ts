import type { ReviewLine, Subject } from '../model.ts'
import { SUBJECTS } from '../outcomes.ts'

export const DESK = '/console/review'

/** Where a review is shown. */
export const reviewPath = (review: Pick<ReviewLine, 'id'>, more = ''): string => `${DESK}/${review.id}${more}`

/** Where the reviewed thing itself is shown. */
export const subjectPath = ({ kind, id }: Subject): string => `${SUBJECTS[kind].path}/${id}`

/**
 * Where an opinion is sent. A chapter that publishes with the last opinion takes it itself, so that a small office needs no
 * second click; once something is out, the opinion only confirms it.
 */
export const verdictPath = (review: Pick<ReviewLine, 'id' | 'subject' | 'release'>): string =>
  SUBJECTS[review.subject.kind].publishes && !review.release
    ? `${subjectPath(review.subject)}/publish`
    : reviewPath(review, '/verdict')

/** Where a leader asks for an emergency publication. */
export const releasePath = (review: Pick<ReviewLine, 'id' | 'subject'>): string =>
  SUBJECTS[review.subject.kind].publishes ? `${subjectPath(review.subject)}/release` : reviewPath(review, '/release')

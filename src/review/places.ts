import type { Role } from '../roles.ts'
import { type Place, page, step } from '../web/place.ts'
import { reviewList } from './console/list.tsx'
import { policyForm, policyList, policyStep } from './console/policy.tsx'
import { reviewForm } from './console/print.tsx'
import { reviewShow } from './console/show.tsx'
import {
  maskStep,
  overrideStep,
  releaseForm,
  releaseStep,
  reviewFile,
  urgeStep,
  verdictStep,
  withholdStep,
  wordsForm,
  wordsStep,
} from './console/steps.tsx'
import { summarySheet, summaryShow } from './console/summary.tsx'

const READERS = ['officer', 'reviewer', 'leader', 'supervisor'] as const satisfies readonly Role[]
const WORKERS = ['officer', 'reviewer', 'leader'] as const satisfies readonly Role[]
const REVIEWERS = ['reviewer', 'leader'] as const satisfies readonly Role[]

export const reviewPlaces: readonly Place[] = [
  page('/console/review', READERS, reviewList),
  page('/console/review/summary', READERS, summaryShow),
  page('/console/review/summary.xlsx', READERS, summarySheet),
  page('/console/review/policy', ['admin'], policyList),
  page('/console/review/policy/:slug', ['admin'], policyForm),
  step('/console/review/policy/:slug', ['admin'], 'organs.changed', policyStep),
  page('/console/review/:id', READERS, reviewShow),
  page('/console/review/:id/form', READERS, reviewForm),
  page('/console/review/:id/files/:file', READERS, reviewFile),
  page('/console/review/:id/words', WORKERS, wordsForm),
  step('/console/review/:id/words', WORKERS, 'review.masked', wordsStep),
  step('/console/review/:id/hits/mask', WORKERS, 'review.masked', maskStep),
  step('/console/review/:id/hits/override', REVIEWERS, 'review.overridden', overrideStep),
  step('/console/review/:id/withhold', WORKERS, 'review.withheld', withholdStep),
  step('/console/review/:id/urge', WORKERS, 'review.urged', urgeStep),
  step('/console/review/:id/verdict', WORKERS, 'review.given', verdictStep),
  page('/console/review/:id/release', ['leader'], releaseForm),
  step('/console/review/:id/release', ['leader'], 'review.released', releaseStep),
]

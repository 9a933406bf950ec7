import { type Place, page, publicPage, question, step, unseenStep } from '../web/place.ts'
import { sendScan, showBoxes, showOpening, takeBox, takeConfirmation, takeOpening } from './boxes/pages.tsx'
import { showConcern } from './console/case.tsx'
import { exportDesk, showBook, showDesk } from './console/desk.tsx'
import { askCall, askRegistration, showSlip, takeCall, takeRegistration } from './console/register.tsx'
import { exportStatistics, showStatistics } from './console/statistics.tsx'
import { askStep, PLAIN_STEPS, sendStep } from './console/steps.tsx'
import { askHandover, takeHandover } from './handover/page.tsx'
import { STEPS } from './lifecycle.ts'
import { askLimits, takeLimits } from './limits/page.tsx'
import { showPerson } from './people/page.tsx'
import { answer, choose, statistics, talk } from './portal/pages.tsx'
import { rate, status, takeTrack, track } from './portal/track.tsx'
import { receipt, send, write } from './portal/write.tsx'
import { askProposal, takeProposal, takePublication, takeWithdrawal } from './publication/pages.tsx'

const READERS = ['officer', 'reviewer', 'leader', 'supervisor'] as const
const DESK = '/console/feedback'
const CONCERN = `${DESK}/:id`
const OPENING = `${DESK}/boxes/openings/:opening`

/** The register of concerns, in the console. Every step of the lifecycle has its address. */
export const feedbackConsolePlaces: readonly Place[] = [
  page(DESK, READERS, showDesk),
  page(`${DESK}/export`, READERS, exportDesk),
  page(`${DESK}/book`, READERS, showBook),
  page(`${DESK}/statistics`, READERS, showStatistics),
  page(`${DESK}/statistics.xlsx`, READERS, exportStatistics),
  page(`${DESK}/new`, ['officer'], askRegistration),
  unseenStep(`${DESK}/new`, ['officer'], 'feedback.registered', takeRegistration),
  page(`${DESK}/call`, ['officer'], askCall),
  unseenStep(`${DESK}/call`, ['officer'], 'feedback.registered', takeCall),
  page(`${DESK}/limits`, READERS, askLimits),
  unseenStep(`${DESK}/limits`, ['leader'], 'feedback.limits-set', takeLimits),
  page(`${DESK}/boxes`, READERS, showBoxes),
  unseenStep(`${DESK}/boxes`, ['officer'], 'feedback.box-opened', takeOpening),
  unseenStep(`${DESK}/boxes/new`, ['officer'], 'feedback.box-added', takeBox),
  page(OPENING, READERS, showOpening),
  unseenStep(`${OPENING}/confirm`, READERS, 'feedback.opening-confirmed', takeConfirmation),
  unseenStep(`${OPENING}/scans/:scan`, ['officer', 'leader', 'supervisor'], 'feedback.scan-viewed', sendScan),
  page(CONCERN, READERS, showConcern),
  page(`${CONCERN}/slip/:ticket`, ['officer'], showSlip),
  unseenStep(`${CONCERN}/person`, ['officer', 'leader', 'supervisor'], 'feedback.person-viewed', showPerson),
  page(`${CONCERN}/move`, STEPS.move.by, askHandover),
  unseenStep(`${CONCERN}/move`, STEPS.move.by, 'feedback.move', takeHandover),
  page(`${CONCERN}/proposal`, ['officer'], askProposal),
  unseenStep(`${CONCERN}/proposal`, ['officer'], 'feedback.publication-proposed', takeProposal),
  step(`${CONCERN}/publish`, ['officer'], 'feedback.answer-published', takePublication),
  step(`${CONCERN}/withdraw`, ['officer'], 'feedback.answer-withdrawn', takeWithdrawal),
  ...PLAIN_STEPS.flatMap((name) => [
    page(`${CONCERN}/${name}`, STEPS[name].by, (c) => askStep(c, name)),
    unseenStep(`${CONCERN}/${name}`, STEPS[name].by, `feedback.${name}`, (c) => sendStep(c, name)),
  ]),
]

/** For anybody, without an account. What others asked is kept in memory; what is one's own is kept nowhere. */
export const feedbackPortalPlaces: readonly Place[] = [
  publicPage('/hdjl', choose),
  publicPage('/:organ/hdjl', talk),
  publicPage('/:organ/hdjl/answers/:number', answer),
  page('/:organ/hdjl/statistics', 'public', statistics),
  page('/:organ/hdjl/write', 'public', write),
  unseenStep('/:organ/hdjl/write', 'public', 'feedback.registered', send),
  page('/:organ/hdjl/receipt/:ticket', 'public', receipt),
  page('/:organ/hdjl/track', 'public', track),
  question('/:organ/hdjl/track', 'public', takeTrack),
  page('/:organ/hdjl/track/:ticket', 'public', status),
  unseenStep('/:organ/hdjl/track/:ticket/rating', 'public', 'feedback.rate', rate),
]

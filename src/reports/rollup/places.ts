import { type Place, page, step } from '../../web/place.ts'
import { boardShow, takeCall, takeReminder } from './console/board.tsx'
import { compareChart, compareSheet, compareShow } from './console/compare.tsx'
import { submissionFigure, submissionShow, submissionStep, takeSubmit, takeUnsign } from './console/submission.tsx'
import { sumFigure, sumShow } from './console/sum.tsx'

const READERS = ['officer', 'reviewer', 'leader', 'supervisor'] as const

/** 报送与汇总: handing reports up, adding them up, comparing organs. */
export const rollupPlaces: Place[] = [
  page('/console/rollup', READERS, boardShow),
  step('/console/rollup/calls', ['officer'], 'reports.called', takeCall),
  step('/console/rollup/reminders', ['officer'], 'reports.reminded', takeReminder),
  step('/console/rollup/reports/:id/submit', ['officer'], 'reports.submitted', takeSubmit),
  step('/console/rollup/reports/:id/unsign', ['officer', 'leader'], 'reports.unsigned', takeUnsign),
  page('/console/rollup/submissions/:id', READERS, submissionShow),
  step('/console/rollup/submissions/:id/recall', ['officer'], 'reports.recalled', submissionStep('recall')),
  step('/console/rollup/submissions/:id/receive', ['officer'], 'reports.received', submissionStep('receive')),
  step('/console/rollup/submissions/:id/return', ['officer'], 'reports.returned', submissionStep('return')),
  page('/console/rollup/submissions/:id/figures/:key', READERS, submissionFigure),
  page('/console/rollup/sum', READERS, sumShow),
  page('/console/rollup/sum/:key', READERS, sumFigure),
  page('/console/rollup/compare', READERS, compareShow),
  page('/console/rollup/compare.svg', READERS, compareChart),
  page('/console/rollup/compare.xlsx', READERS, compareSheet),
]

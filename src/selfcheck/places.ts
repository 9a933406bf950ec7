import { type Place, page, unseenStep } from '../web/place.ts'
import { EXPLAINERS, READERS, SELFCHECK } from './console/common.tsx'
import { dropExplanation, showFinding, takeExplanation } from './console/finding.tsx'
import { findingsSheet, showFindings } from './console/list.tsx'
import { startRun } from './console/run.tsx'
import { scoreSheet, showScore } from './console/score.tsx'
import { askSettings, takeSettings } from './console/settings.tsx'

const ALL = [...READERS, 'admin'] as const

/** 自查. None of its steps changes what the public reads. */
export const selfcheckPlaces: readonly Place[] = [
  page(SELFCHECK, ALL, showFindings),
  page(`${SELFCHECK}/list.xlsx`, ALL, findingsSheet),
  page(`${SELFCHECK}/score`, READERS, showScore),
  page(`${SELFCHECK}/score.xlsx`, READERS, scoreSheet),
  page(`${SELFCHECK}/settings`, ALL, askSettings),
  unseenStep(`${SELFCHECK}/settings`, ['admin'], 'selfcheck.settings', takeSettings),
  unseenStep(`${SELFCHECK}/run`, READERS, 'selfcheck.started', startRun),
  page(`${SELFCHECK}/:id`, ALL, showFinding),
  unseenStep(`${SELFCHECK}/:id/explain`, EXPLAINERS, 'selfcheck.explained', takeExplanation),
  unseenStep(`${SELFCHECK}/:id/unexplain`, EXPLAINERS, 'selfcheck.explanation-dropped', dropExplanation),
]

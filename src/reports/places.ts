import { type Place, page, publicPage, step } from '../web/place.ts'
import { caseFile } from './console/case-file.tsx'
import { balanceSave, enteredSave, enteredShow } from './console/entered.tsx'
import { figureShow } from './console/figure.tsx'
import { findingList, findingUnwaive, findingWaive } from './console/findings.tsx'
import { reportList, reportStart } from './console/list.tsx'
import { previewPicture, previewShow, reportDownload } from './console/preview.tsx'
import { reportAsk, reportShow, reportStep } from './console/show.tsx'
import { textSave, textShow } from './console/text.tsx'
import { thresholdForm, thresholdList, thresholdSave } from './console/thresholds.tsx'
import { besideShow } from './console/ways.tsx'
import { STEPS, type StepName } from './lifecycle.ts'
import { reportCsv, reportData, reportFigures, reportSchema, reportSchemaPage } from './portal/data.tsx'
import { reportFile, reportPicture, reportRead, reportYears } from './portal/pages.tsx'
import { yearlyShow } from './yearly/page.tsx'

const READERS = ['officer', 'reviewer', 'leader', 'supervisor'] as const

export const reportsConsolePlaces: Place[] = [
  page('/console/reports', READERS, reportList),
  step('/console/reports', ['officer'], 'reports.started', reportStart),
  page('/console/reports/beside/:id', READERS, besideShow),
  page('/console/reports/:id', READERS, reportShow),
  page('/console/reports/:id/findings', READERS, findingList),
  step('/console/reports/:id/waivers', ['officer'], 'reports.waived', findingWaive),
  step('/console/reports/:id/waivers/drop', ['officer'], 'reports.waiver-dropped', findingUnwaive),
  page('/console/reports/:id/text', READERS, textShow),
  step('/console/reports/:id/text', ['officer'], 'reports.write', textSave),
  page('/console/reports/:id/preview', READERS, previewShow),
  page('/console/reports/:id/file', READERS, caseFile),
  page('/console/reports/:id/files/:format', READERS, reportDownload),
  page('/console/reports/:id/figures/:key', READERS, figureShow),
  page('/console/reports/:id/:year{[0-9][0-9][0-9][0-9]}/:picture', READERS, previewPicture),
  ...(Object.keys(STEPS) as StepName[]).map((name) =>
    step(`/console/reports/:id/${name}`, STEPS[name].by, `reports.${name}`, reportStep(name)),
  ),
  step('/console/reports/:id/ask', ['officer'], 'reports.asked', reportAsk),
  page('/console/yearly', READERS, yearlyShow),
  page('/console/yearly/thresholds', ['admin'], thresholdList),
  page('/console/yearly/thresholds/:slug', ['admin'], thresholdForm),
  step('/console/yearly/thresholds/:slug', ['admin'], 'organs.changed', thresholdSave),
  page('/console/figures', READERS, enteredShow),
  step('/console/figures', ['officer'], 'reports.figure-entered', enteredSave),
  step('/console/figures/balances', ['officer'], 'reports.balance-set', balanceSave),
]

/** A year, or one edition of it for good: 2017, 2017-1. */
const YEAR = '[0-9][0-9][0-9][0-9](?:-[0-9]+)?'

export const reportsPortalPlaces: Place[] = [
  publicPage('/zfxxgknb/schema', reportSchemaPage),
  publicPage('/zfxxgknb/schema.json', reportSchema),
  publicPage('/:organ/zfxxgknb', reportYears),
  publicPage(`/:organ/zfxxgknb/:year{${YEAR}}`, reportRead),
  ...(['pdf', 'docx', 'xlsx'] as const).map((format) =>
    publicPage(`/:organ/zfxxgknb/:year{${YEAR}\\.${format}}`, reportFile(format)),
  ),
  publicPage(`/:organ/zfxxgknb/:year{${YEAR}\\.json}`, reportData),
  publicPage(`/:organ/zfxxgknb/:year{${YEAR}\\.csv}`, reportCsv),
  publicPage(`/:organ/zfxxgknb/:year{${YEAR}}/figures`, reportFigures),
  publicPage(`/:organ/zfxxgknb/:year{${YEAR}}/:picture`, reportPicture),
]

import { type Place, page, step } from '../web/place.ts'
import { changes } from './console/changes.tsx'
import { CASE_ROLES } from './console/common.tsx'
import { documentPage } from './console/document.tsx'
import { clean, documentFile, pages } from './console/files.tsx'
import { editForm, newForm, saveDocument } from './console/form.tsx'
import { list, listSheet } from './console/list.tsx'
import { explain, numbers } from './console/numbers.tsx'
import { assessments, attributes, attributesSheet } from './console/registers.tsx'
import { saveSettingsPage, settingsPage } from './console/settings.tsx'
import { stages } from './console/stages.tsx'
import { stepForm, type Taken, takeStepNow } from './console/steps.tsx'
import { STEP_NAMES, stepOf } from './lifecycle.ts'

/** Who has a hand in documents; which of them takes a step is the organ's own setting, asked by the table. */
const HANDS = ['officer', 'reviewer', 'leader'] as const

const TAKEN = STEP_NAMES.filter((name): name is Taken => name !== 'edit' && name !== 'revise')

export const documentsPlaces: readonly Place[] = [
  page('/console/documents', CASE_ROLES, list),
  page('/console/documents/list.xlsx', CASE_ROLES, listSheet),
  page('/console/documents/new', HANDS, newForm),
  step('/console/documents/new', HANDS, 'documents.drafted', saveDocument('edit')),
  step('/console/documents/clean', HANDS, 'documents.edited', clean),
  page('/console/documents/attributes', CASE_ROLES, attributes),
  page('/console/documents/attributes.xlsx', CASE_ROLES, attributesSheet),
  page('/console/documents/assessments', CASE_ROLES, assessments),
  page('/console/documents/stages', CASE_ROLES, stages),
  page('/console/documents/numbers', CASE_ROLES, numbers),
  step('/console/documents/numbers', ['officer'], 'documents.number-explained', explain),
  page('/console/documents/settings', CASE_ROLES, settingsPage),
  step('/console/documents/settings', ['leader'], 'documents.settings-changed', saveSettingsPage),
  page('/console/documents/:id', CASE_ROLES, documentPage),
  page('/console/documents/:id/changes', CASE_ROLES, changes),
  page('/console/documents/:id/pages.pdf', CASE_ROLES, pages('pdf')),
  page('/console/documents/:id/pages.docx', CASE_ROLES, pages('docx')),
  page('/console/documents/:id/files/:file', CASE_ROLES, documentFile),
  ...(['edit', 'revise'] as const).flatMap((name) => [
    page(`/console/documents/:id/${name}`, HANDS, editForm(name)),
    step(`/console/documents/:id/${name}`, HANDS, stepOf(name).event, saveDocument(name)),
  ]),
  ...TAKEN.flatMap((name) => [
    page(`/console/documents/:id/${name}`, HANDS, stepForm(name)),
    step(`/console/documents/:id/${name}`, HANDS, stepOf(name).event, takeStepNow(name)),
  ]),
]

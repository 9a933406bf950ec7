import { type Place, page, step } from '../web/place.ts'
import { showCase } from './case.tsx'
import { exportDesk, showDesk } from './desk.tsx'
import { replyFile, sendLetter, showReply } from './letters/pages.tsx'
import { listWordings, showWording, takeWording } from './letters/wordings/pages.tsx'
import { rolesOf, STEP_NAMES } from './lifecycle.ts'
import { showApplicant } from './people/applicant.tsx'
import { filingConsolePlaces } from './public/places.ts'
import { askRegistration, takeRegistration } from './registration.tsx'
import { askStatement, takeStatement } from './statement/page.tsx'
import { askStep, sendStep } from './steps/page.tsx'

const READERS = ['officer', 'reviewer', 'leader', 'supervisor'] as const
const CASE = '/console/applications/:id'
const WORDS = '/console/applications/letters/:edition/:letter'

/** The desk of applications, in the console. Every step of the lifecycle has its address. */
export const applicationsPlaces: readonly Place[] = [
  page('/console/applications', READERS, showDesk),
  page('/console/applications/export', READERS, exportDesk),
  page('/console/applications/new', ['officer'], askRegistration),
  step('/console/applications/new', ['officer'], 'applications.registered', takeRegistration),
  ...filingConsolePlaces,
  page('/console/applications/letters', ['officer', 'leader'], listWordings),
  page(WORDS, ['officer', 'leader'], showWording),
  step(WORDS, ['officer', 'leader'], 'applications.letter-worded', takeWording),
  page(CASE, READERS, showCase),
  step(`${CASE}/applicant`, ['officer', 'leader'], 'applications.applicant-viewed', showApplicant),
  page(`${CASE}/reply`, READERS, showReply),
  page(`${CASE}/reply.pdf`, READERS, replyFile('pdf')),
  page(`${CASE}/reply.docx`, READERS, replyFile('docx')),
  step(`${CASE}/letters/:letter/:format`, ['officer', 'leader'], 'applications.letter-opened', sendLetter),
  page(`${CASE}/statement`, ['officer'], askStatement),
  step(`${CASE}/statement`, ['officer'], 'applications.statement-signed', takeStatement),
  ...STEP_NAMES.flatMap((name) => [
    page(`${CASE}/${name}`, rolesOf(name), (c) => askStep(c, name)),
    step(`${CASE}/${name}`, rolesOf(name), `applications.${name}`, (c) => sendStep(c, name)),
  ]),
]

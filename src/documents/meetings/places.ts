import { type Place, page, step } from '../../web/place.ts'
import { editItem, newItem, takeItem, takeNewItem, takeRemoval } from './console/agenda.tsx'
import { coverage, coverageSheet } from './console/coverage.tsx'
import { documentForm, takeDocument, takeMinutesDocument } from './console/follow.tsx'
import { editForm, newMeeting, takeEdit, takeMeeting } from './console/form.tsx'
import { register } from './console/list.tsx'
import { meetingPage } from './console/meeting.tsx'
import { minutesForm, takeMinutes } from './console/minutes.tsx'
import { registerSheet } from './console/sheet.tsx'
import { ASKED_STEPS, meetingFile, stepForm, takeStep } from './console/steps.tsx'
import { stepOf } from './lifecycle.ts'

const CASE_ROLES = ['officer', 'reviewer', 'leader', 'supervisor'] as const
const HERE = '/console/meetings'
const AGENDA = stepOf('agenda').event
const FOLLOW = stepOf('follow').event

/** Meetings, and how far 五公开 reaches, in the console. What is public of a meeting is public as a disclosure item. */
export const meetingsPlaces: readonly Place[] = [
  page(HERE, CASE_ROLES, register),
  page(`${HERE}/list.xlsx`, CASE_ROLES, registerSheet),
  page(`${HERE}/new`, ['officer'], newMeeting),
  step(`${HERE}/new`, ['officer'], 'meetings.planned', takeMeeting),
  page(`${HERE}/:id`, CASE_ROLES, meetingPage),
  page(`${HERE}/:id/edit`, ['officer'], editForm),
  step(`${HERE}/:id/edit`, ['officer'], stepOf('edit').event, takeEdit),
  page(`${HERE}/:id/agenda/new`, ['officer'], newItem),
  step(`${HERE}/:id/agenda/new`, ['officer'], AGENDA, takeNewItem),
  page(`${HERE}/:id/agenda/:item`, ['officer'], editItem),
  step(`${HERE}/:id/agenda/:item`, ['officer'], AGENDA, takeItem),
  step(`${HERE}/:id/agenda/:item/removal`, ['officer'], AGENDA, takeRemoval),
  page(`${HERE}/:id/agenda/:item/document`, ['officer'], documentForm),
  step(`${HERE}/:id/agenda/:item/document`, ['officer'], FOLLOW, takeDocument),
  page(`${HERE}/:id/minutes`, ['officer'], minutesForm),
  step(`${HERE}/:id/minutes`, ['officer'], stepOf('write').event, takeMinutes),
  step(`${HERE}/:id/document`, ['officer'], FOLLOW, takeMinutesDocument),
  page(`${HERE}/:id/files/:file`, CASE_ROLES, meetingFile),
  ...ASKED_STEPS.flatMap((name) => {
    const { by, event } = stepOf(name)
    return [page(`${HERE}/:id/${name}`, by, stepForm(name)), step(`${HERE}/:id/${name}`, by, event, takeStep(name))]
  }),
  page('/console/coverage', CASE_ROLES, coverage),
  page('/console/coverage/list.xlsx', CASE_ROLES, coverageSheet),
]

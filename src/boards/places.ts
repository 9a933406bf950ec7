import { type Place, page, publicPage, step, unseenStep } from '../web/place.ts'
import { exportMatrix, showMatrix } from './console/matrix.tsx'
import {
  showBoard,
  showPlaces,
  takeBoard,
  takeBoardChange,
  takeClosing,
  takeDeskAnswer,
  takeSettings,
  takeUrge,
  takeVillages,
} from './console/places.tsx'
import { askPosting, postingSheet, showPosting, takeCancelling, takePosting } from './console/posting.tsx'
import { showSchedule, takeSchedule, takeScheduleEnd } from './console/schedule.tsx'
import { showPhoto, showTask, takeBack, takePhotos, takePosted, takeRemoved, taskSheet } from './console/task.tsx'
import {
  issuePdf,
  showIssue,
  showIssues,
  takeArrangement,
  takeDropping,
  takeItems,
  takePublication,
  takeStart,
} from './gazette/console.tsx'
import { gazettePdf, showGazette } from './gazette/portal.tsx'
import { showVillage, takeUrgeAnswer } from './village/list.tsx'

const READERS = ['officer', 'reviewer', 'leader', 'supervisor'] as const
const URGERS = ['officer', 'leader', 'supervisor'] as const
const BOARDS = '/console/boards'
const PLACE = `${BOARDS}/places/:id`
const POSTING = `${BOARDS}/postings/:id`
const TASK = `${BOARDS}/tasks/:id`
const VILLAGE = '/console/village'
const ISSUE = '/console/gazette/:id'

/** 公示栏, at the organ's desk and at the village's; 政府公报. */
export const boardsConsolePlaces: readonly Place[] = [
  page(BOARDS, READERS, showMatrix),
  page(`${BOARDS}/list.xlsx`, READERS, exportMatrix),
  page(`${BOARDS}/places`, READERS, showPlaces),
  unseenStep(`${BOARDS}/places`, ['officer'], 'boards.opened', takeBoard),
  unseenStep(`${BOARDS}/places/villages`, ['officer'], 'boards.opened', takeVillages),
  unseenStep(`${BOARDS}/places/settings`, ['officer'], 'boards.settings', takeSettings),
  page(PLACE, READERS, showBoard),
  unseenStep(PLACE, ['officer'], 'boards.changed', takeBoardChange),
  unseenStep(`${PLACE}/closing`, ['officer'], 'boards.closed', takeClosing(true)),
  unseenStep(`${PLACE}/reopening`, ['officer'], 'boards.reopened', takeClosing(false)),
  unseenStep(`${PLACE}/urge`, URGERS, 'boards.urged', takeUrge),
  unseenStep(`${PLACE}/urges/:urge`, ['officer'], 'boards.urge-answered', takeDeskAnswer),
  page(`${BOARDS}/schedule`, READERS, showSchedule),
  unseenStep(`${BOARDS}/schedule`, ['officer'], 'boards.scheduled', takeSchedule),
  unseenStep(`${BOARDS}/schedule/:id/ending`, ['officer'], 'boards.schedule-ended', takeScheduleEnd),
  page(`${BOARDS}/postings/new`, ['officer'], askPosting),
  unseenStep(`${BOARDS}/postings/new`, ['officer'], 'boards.ordered', takePosting),
  page(POSTING, READERS, showPosting),
  page(`${POSTING}/sheet.pdf`, READERS, postingSheet),
  unseenStep(`${POSTING}/cancelling`, ['officer'], 'boards.cancelled', takeCancelling),
  page(TASK, READERS, showTask('desk')),
  page(`${TASK}/sheet.pdf`, READERS, taskSheet('desk')),
  page(`${TASK}/photos/:photo`, READERS, showPhoto('desk')),
  unseenStep(`${TASK}/posted`, ['officer'], 'boards.posted', takePosted('desk')),
  unseenStep(`${TASK}/removed`, ['officer'], 'boards.removed', takeRemoved('desk')),
  unseenStep(`${TASK}/photos`, ['officer'], 'boards.photo', takePhotos('desk')),
  unseenStep(`${TASK}/sending-back`, ['officer'], 'boards.sent-back', takeBack),

  page(VILLAGE, ['village'], showVillage),
  unseenStep(`${VILLAGE}/urges/:urge`, ['village'], 'boards.urge-answered', takeUrgeAnswer),
  page(`${VILLAGE}/:id`, ['village'], showTask('village')),
  page(`${VILLAGE}/:id/sheet.pdf`, ['village'], taskSheet('village')),
  page(`${VILLAGE}/:id/photos/:photo`, ['village'], showPhoto('village')),
  unseenStep(`${VILLAGE}/:id/posted`, ['village'], 'boards.posted', takePosted('village')),
  unseenStep(`${VILLAGE}/:id/removed`, ['village'], 'boards.removed', takeRemoved('village')),
  unseenStep(`${VILLAGE}/:id/photos`, ['village'], 'boards.photo', takePhotos('village')),

  page('/console/gazette', READERS, showIssues),
  unseenStep('/console/gazette', ['officer'], 'gazette.started', takeStart),
  page(ISSUE, READERS, showIssue),
  page(`${ISSUE}/pages.pdf`, READERS, issuePdf),
  unseenStep(ISSUE, ['officer'], 'gazette.edited', takeArrangement),
  unseenStep(`${ISSUE}/items`, ['officer'], 'gazette.edited', takeItems),
  step(`${ISSUE}/publication`, ['leader'], 'gazette.published', takePublication),
  unseenStep(`${ISSUE}/dropping`, ['officer'], 'gazette.dropped', takeDropping),
]

export const boardsPortalPlaces: readonly Place[] = [
  publicPage('/:organ/gazette', showGazette),
  page('/:organ/gazette/:year/:number', 'public', gazettePdf),
]

import { type Place, page, publicPage, question, step, unseenStep } from '../../web/place.ts'
import { begin } from './begin.tsx'
import { check, drop, found, send } from './check.tsx'
import { help } from './help.tsx'
import { backFromIdentity, goToIdentity } from './identity/pages.tsx'
import { confirmReceipt, receiptPage, receiptPdf } from './receipt.tsx'
import { sawMessages, sendMessage, showMessages, showUnread } from './staff/messages.tsx'
import { showOnline } from './staff/online.tsx'
import { showPaper } from './staff/paper.tsx'
import { letterFile, status, takeAct } from './status.tsx'
import { askStepOfForm, keepStepOfForm } from './steps.tsx'
import { takeTrack, track } from './track.tsx'

const ONLINE = '/:organ/ysqgk/online'
const FORM = `${ONLINE}/:secret`
const TRACK = '/:organ/ysqgk/track'
const TRACKED = `${TRACK}/:ticket`

/**
 * The form, its receipt, and following a case: for anybody, without an account. None of it is kept in memory, and none of
 * it changes what the portal shows. Keeping a draft is no record; sending it is.
 */
export const filingPortalPlaces: readonly Place[] = [
  page(ONLINE, 'public', begin),
  publicPage(`${ONLINE}/help`, help),
  page(`${FORM}/check`, 'public', check),
  unseenStep(`${FORM}/check`, 'public', 'applications.registered', send),
  question(`${FORM}/found`, 'public', found),
  question(`${FORM}/drop`, 'public', drop),
  page(`${FORM}/receipt`, 'public', receiptPage),
  page(`${FORM}/receipt.pdf`, 'public', receiptPdf),
  unseenStep(`${FORM}/confirm`, 'public', 'applications.confirm', confirmReceipt),
  page(`${FORM}/identity`, 'public', goToIdentity),
  page('/identity/callback', 'public', backFromIdentity),
  page(`${FORM}/:step`, 'public', askStepOfForm),
  question(`${FORM}/:step`, 'public', keepStepOfForm),
  page(TRACK, 'public', track),
  question(TRACK, 'public', takeTrack),
  page(TRACKED, 'public', status),
  page(`${TRACKED}/letters/:letter`, 'public', letterFile),
  unseenStep(`${TRACKED}/confirm`, 'public', 'applications.confirm', takeAct('confirm')),
  unseenStep(`${TRACKED}/supplement`, 'public', 'applications.correct', takeAct('supplement')),
  unseenStep(`${TRACKED}/withdraw`, 'public', 'applications.withdraw', takeAct('withdraw')),
  unseenStep(`${TRACKED}/receive`, 'public', 'applications.prove', takeAct('receive')),
  unseenStep(`${TRACKED}/message`, 'public', 'applications.message-received', takeAct('message')),
]

const CASE = '/console/applications/:id'

/** What the desk sees of it. */
export const filingConsolePlaces: readonly Place[] = [
  page('/console/applications/messages', ['officer', 'leader'], showUnread),
  page('/console/applications/online', ['officer', 'leader', 'supervisor'], showOnline),
  page(`${CASE}/messages`, ['officer', 'leader'], showMessages),
  step(`${CASE}/messages`, ['officer'], 'applications.message-sent', sendMessage),
  step(`${CASE}/messages/seen`, ['officer'], 'applications.messages-seen', sawMessages),
  step(`${CASE}/papers/:paper`, ['officer', 'leader'], 'applications.paper-viewed', showPaper),
]

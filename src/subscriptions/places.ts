import { type Place, page, question, unseenStep } from '../web/place.ts'
import { showSubscriptions } from './console.tsx'
import { atomFeed } from './feeds.ts'
import { askAct, askedPage, askSubscription, takeAct, takeSubscription } from './pages.tsx'

const ONE = '/subscriptions/:id/:token'

/** For anybody, without an account. A wish is no record until it is confirmed. */
export const subscriptionsPortalPlaces: readonly Place[] = [
  page('/subscriptions', 'public', askSubscription),
  question('/subscriptions', 'public', takeSubscription),
  page('/subscriptions/sent', 'public', askedPage),
  page(`${ONE}/confirm`, 'public', askAct('confirm')),
  unseenStep(`${ONE}/confirm`, 'public', 'subscriptions.confirmed', takeAct('confirm')),
  page(`${ONE}/out`, 'public', askAct('out')),
  unseenStep(`${ONE}/out`, 'public', 'subscriptions.ended', takeAct('out')),
  page('/feed.atom', 'public', atomFeed),
  page('/:organ/feed.atom', 'public', atomFeed),
]

export const subscriptionsConsolePlaces: readonly Place[] = [
  page('/console/subscriptions', ['officer', 'leader', 'supervisor'], showSubscriptions),
]

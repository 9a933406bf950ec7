import { dueFirst } from '../applications/due.ts'
import { unreadOf } from '../applications/public/messages/store.ts'
import { kindsSay } from '../applications/public/staff/messages.tsx'
import { URGES } from '../applications/reminders/rules.ts'
import { urgedCases } from '../applications/reminders/store.ts'
import { waitingIn } from '../applications/tray/store.ts'
import { dayOf, minuteOf, yearOf } from '../calendar/day.ts'
import type { Scope } from '../context.ts'
import { lightName } from '../disclosures/deadline/rules.ts'
import { unpublished } from '../disclosures/deadline/store.ts'
import type { Item } from '../disclosures/item.ts'
import type { State } from '../disclosures/lifecycle.ts'
import { listItems } from '../disclosures/registry/store.ts'
import { URGENCIES } from '../documents/kinds.ts'
import { STATES as DOCUMENT_STATES } from '../documents/lifecycle.ts'
import { turnOf } from '../documents/lists.ts'
import { listMeetings } from '../documents/meetings/registry/store.ts'
import { listDocuments, settingsOf } from '../documents/registry/store.ts'
import { DEFAULTS } from '../documents/settings.ts'
import { calendarOf } from '../holidays/store.ts'
import { listMails } from '../mail/outbox/store.ts'
import { MAIL_STATES } from '../mail/rules.ts'
import { isLow, listPapers } from '../reading/copies/store.ts'
import { STATES, waitsFor } from '../reports/lifecycle.ts'
import { boardOf, isMissing } from '../reports/rollup/board.ts'
import { toHandIn } from '../reports/rollup/waiting.ts'
import { listReports } from '../reports/store.ts'
import { reviewPath } from '../review/console/paths.ts'
import type { ReviewLine } from '../review/model.ts'
import { listReviews } from '../review/registry/store.ts'
import { unconfirmedReleases } from '../review/releases/store.ts'
import { levelOf, mayDecide, standingOf, type Who } from '../review/rules.ts'
import type { Role } from '../roles.ts'
import { flatTitle } from '../typeset/model.ts'
import type { Person } from '../web/env.ts'
import { mayGo } from '../web/place.ts'
import { boardTroubles, villageWork } from './boards.ts'
import { concerns } from './feedback.ts'
import { monthlyFigures } from './monthly.ts'
import { remediesToAnswer, remediesToFollow } from './remedies.ts'
import { redFindings } from './selfcheck.ts'
import { yearlyWork } from './yearly.ts'

/** A pile of work: how much there is of it, the first few, and where all of it lies. */
export type Waiting = {
  title: string
  count: number
  href: string
  first: { title: string; href: string; day?: string; note?: string }[]
}

/** What one chapter has for a person; nothing, when nothing of it is theirs to do. */
export type Source = (scope: Scope, person: Person, now: Date) => Promise<Waiting[]>

const FEW = 5

const items =
  (may: readonly Role[], state: State, title: string): Source =>
  async (scope, person) => {
    if (!mayGo(may, person.roles)) return []
    const found = await listItems(scope, { organId: person.organ?.id, state }, 1, FEW)
    return [
      {
        title,
        count: found.total,
        href: `/console/disclosures?state=${state}`,
        first: found.items.map((item: Item) => ({
          title: item.latest.title,
          href: `/console/disclosures/${item.id}`,
          day: minuteOf(item.latest.draftedAt),
          note: `${item.latest.draftedAs}起草`,
        })),
      },
    ]
  }

const shown = (review: ReviewLine, note: string) => ({
  title: review.title,
  href: reviewPath(review),
  day: minuteOf(review.askedAt),
  note,
})

/** Open reviews are few; whose turn each is, and how late, is asked of the rows. */
const openReviews = async (scope: Scope, person: Person) =>
  (await listReviews(scope, { organId: person.organ?.id, states: ['open'] }, 1, 500)).reviews

const whoIs = (person: Person): Who => ({
  accountId: person.accountId,
  post: person.name,
  roles: person.roles,
  organId: person.organ?.id ?? null,
})

/** What waits for this person's opinion. */
const myReviews: Source = async (scope, person) => {
  if (!mayGo(['officer', 'reviewer', 'leader'], person.roles)) return []
  const mine = (await openReviews(scope, person)).filter((review) => mayDecide(review, whoIs(person)).ok)
  return [
    {
      title: '待审查的信息',
      count: mine.length,
      href: '/console/review',
      first: mine.slice(0, FEW).map((review) => shown(review, `${review.preparedAs}送审`)),
    },
  ]
}

/** Silence never passes: what nobody answered in time is put before the reviewer, the leader and the supervisor. */
const overdueReviews: Source = async (scope, person, now) => {
  if (!mayGo(['reviewer', 'leader', 'supervisor'], person.roles)) return []
  const workdays = await calendarOf(scope)
  const late = (await openReviews(scope, person))
    .map((review) => ({ review, standing: standingOf(review, dayOf(now), workdays) }))
    .filter(({ standing }) => standing.overdue > 0)
  return [
    {
      title: '超期未答复的保密审查',
      count: late.length,
      href: '/console/review?tab=overdue',
      first: late
        .slice(0, FEW)
        .map(({ review, standing }) => shown(review, `${levelOf(review).name}，${standing.says}`)),
    },
  ]
}

/** Let out in an emergency, and nobody has confirmed it. */
const unconfirmed: Source = async (scope, person) => {
  if (!mayGo(['reviewer', 'leader', 'supervisor'], person.roles)) return []
  const waiting = await unconfirmedReleases(scope, person.organ?.id)
  return [
    {
      title: '紧急发布待复核',
      count: waiting.length,
      href: '/console/review?tab=released',
      first: waiting.slice(0, FEW).map((review) => shown(review, `${review.release?.releasedAs}决定紧急发布`)),
    },
  ]
}

const documents: Source = async (scope, person) => {
  if (!mayGo(['officer', 'reviewer', 'leader'], person.roles)) return []
  const organId = person.organ?.id
  const settings = organId ? await settingsOf(scope, organId) : DEFAULTS
  const mine = { organId, waitsFor: { accountId: person.accountId, turn: turnOf(person.roles, settings) } }
  const { documents, total } = await listDocuments(scope, mine, { size: FEW })
  return [
    {
      title: '待办理的公文',
      count: total,
      href: '/console/documents?list=todo',
      first: documents.map(({ id, latest, state, since }) => ({
        title: flatTitle(latest.title),
        href: `/console/documents/${id}`,
        day: minuteOf(since),
        note: `${URGENCIES[latest.urgency]}，${DOCUMENT_STATES[state]}`,
      })),
    },
  ]
}

const openApplications: Source = async (scope, person, now) => {
  if (!mayGo(['officer', 'leader'], person.roles)) return []
  const live = await dueFirst(scope, { organId: person.organ?.id }, dayOf(now))
  return [
    {
      title: '待答复的公开申请',
      count: live.length,
      href: '/console/applications?state=open',
      first: live.slice(0, FEW).map(({ application, standing }) => ({
        title: application.subject,
        href: `/console/applications/${application.id}`,
        day: application.arrivedOn,
        note: [`登记号 ${application.number}`, standing.light?.says].filter(Boolean).join('，'),
      })),
    },
  ]
}

/** 催办、督办: whose turn the case is sees it before everything else. */
const urged: Source = async (scope, person) => {
  if (!person.organ || !mayGo(['officer', 'reviewer', 'leader'], person.roles)) return []
  const mine = (await urgedCases(scope, person.organ.id)).filter(({ application: { state } }) =>
    person.roles.includes(state === 'signing' ? 'leader' : state === 'reviewing' ? 'reviewer' : 'officer'),
  )
  return [
    {
      title: '催办和督办',
      count: mine.length,
      href: '/console/applications',
      first: mine.slice(0, FEW).map(({ application, urges: [urge] }) => ({
        title: application.subject,
        href: `/console/applications/${application.id}`,
        day: urge!.day,
        note: `登记号 ${application.number}，${urge!.by}${URGES[urge!.kind]}：${urge!.note}`,
      })),
    },
  ]
}

/** What arrived by mail or was scanned, and is nothing yet. */
const tray: Source = async (scope, person) => {
  if (!person.organ || !mayGo(['officer'], person.roles)) return []
  const count = await waitingIn(scope, person.organ.id)
  return [{ title: '收件箱里待登记的来件', count, href: '/console/tray', first: [] }]
}

/** Mail that did not arrive. */
const lostMail: Source = async (scope, person) => {
  if (!person.organ || !mayGo(['officer'], person.roles)) return []
  const { rows, total } = await listMails(
    scope,
    { organId: person.organ.id, state: 'trouble' },
    { limit: FEW, offset: 0 },
  )
  return [
    {
      title: '没有送到的邮件',
      count: total,
      href: '/console/mail?view=trouble',
      first: rows.map(({ label, href, queuedAt, state }) => ({
        title: label,
        href,
        day: minuteOf(queuedAt),
        note: MAIL_STATES[state],
      })),
    },
  ]
}

/** What applicants said or did online and nobody has read. */
const fromApplicants: Source = async (scope, person) => {
  if (!mayGo(['officer'], person.roles) || !person.organ) return []
  const unread = await unreadOf(scope, person.organ.id)
  return [
    {
      title: '申请人的新留言',
      count: unread.length,
      href: '/console/applications/messages',
      first: unread.slice(0, FEW).map(({ applicationId, number, subject, kinds, latest }) => ({
        title: subject,
        href: `/console/applications/${applicationId}/messages`,
        day: minuteOf(latest),
        note: `登记号 ${number}，${kindsSay(kinds)}`,
      })),
    },
  ]
}

const reports: Source = async (scope, person) => {
  const mine = (await listReports(scope, { organId: person.organ?.id })).filter((report) => waitsFor(report, person))
  return [
    {
      title: '待办理的年度报告',
      count: mine.length,
      href: '/console/reports',
      first: mine.slice(0, FEW).map((report) => ({
        title: `${report.year}年度报告${report.correction === null ? '' : '（更正版）'}`,
        href: `/console/reports/${report.id}`,
        note: STATES[report.state],
      })),
    },
  ]
}

/** The reports of the year that ended: what the organs below handed in, and what the organ above waits for. */
const submissions: Source = async (scope, person, now) => {
  if (!person.organ || !mayGo(['officer'], person.roles)) return []
  const today = dayOf(now)
  const year = yearOf(today) - 1
  const href = `/console/rollup?year=${year}`
  const { standings } = await boardOf(scope, person.organ.id, year, today)
  const arrived = standings.flatMap(({ submission }) => (submission?.state === 'submitted' ? [submission] : []))
  const late = standings.filter((one) => isMissing(one) && one.light.colour === 'red')
  const own = await toHandIn(scope, person.organ.id, year, today)
  return [
    {
      title: '待接收的下级报告',
      count: arrived.length,
      href: `${href}&show=submitted`,
      first: arrived.slice(0, FEW).map(({ id, organName, submittedAt }) => ({
        title: `${organName}${year}年度报告`,
        href: `/console/rollup/submissions/${id}`,
        day: minuteOf(submittedAt),
      })),
    },
    {
      title: '逾期没有报送的机关',
      count: late.length,
      href: `${href}&show=late`,
      first: late.slice(0, FEW).map(({ child, light }) => ({ title: child.name, href, note: light.says })),
    },
    {
      title: '待报送的年度报告',
      count: own ? 1 : 0,
      href,
      first: own ? [{ title: `${year}年度报告`, href, day: own.due, note: own.says }] : [],
    },
  ]
}

/** What has to be public soon, or should be already. */
const deadlines: Source = async (scope, person, now) => {
  if (!mayGo(['officer', 'reviewer', 'leader'], person.roles)) return []
  const near = (await unpublished(scope, now, person.organ?.id)).filter(
    ({ deadline }) => (lightName(deadline) ?? 'green') !== 'green',
  )
  return [
    {
      title: '公开期限临近或者已过的信息',
      count: near.length,
      href: '/console/deadlines',
      first: near.slice(0, FEW).map(({ title, href, deadline }) => ({
        title,
        href,
        day: deadline.due ?? undefined,
        note: deadline.light?.says,
      })),
    },
  ]
}

const meetings: Source = async (scope, person) => {
  if (!mayGo(['officer'], person.roles)) return []
  const found = await listMeetings(scope, { organId: person.organ?.id, state: 'held' }, 1, FEW)
  return [
    {
      title: '待写纪要的会议',
      count: found.total,
      href: '/console/meetings?state=held',
      first: found.meetings.map(({ id, title, heldOn }) => ({ title, href: `/console/meetings/${id}`, day: heldOn })),
    },
  ]
}

/** Papers of the reading point that want printing again. */
const lowPapers: Source = async (scope, person, now) => {
  if (!person.organ || !mayGo(['officer'], person.roles)) return []
  const low = (await listPapers(scope, person.organ.id, yearOf(dayOf(now)))).filter(isLow)
  const href = '/console/reading/copies'
  return [
    {
      title: '快取完的备查资料',
      count: low.length,
      href,
      first: low.slice(0, FEW).map(({ title, stock }) => ({ title, href, note: `还有${stock}份` })),
    },
  ]
}

/** The chapters, in the order of a day's work: what others wait for comes first. */
export const SOURCES: readonly Source[] = [
  villageWork,
  urged,
  tray,
  lostMail,
  myReviews,
  overdueReviews,
  unconfirmed,
  documents,
  fromApplicants,
  openApplications,
  concerns,
  remediesToAnswer,
  remediesToFollow,
  deadlines,
  boardTroubles,
  meetings,
  lowPapers,
  yearlyWork,
  monthlyFigures,
  submissions,
  reports,
  redFindings,
  items(['officer'], 'draft', '草拟中的信息'),
]

/** Everything that waits for a person; piles with nothing in them are left out. */
export async function waitingFor(scope: Scope, person: Person, now: Date): Promise<Waiting[]> {
  const piles = await Promise.all(SOURCES.map((source) => source(scope, person, now)))
  return piles.flat().filter((pile) => pile.count > 0)
}

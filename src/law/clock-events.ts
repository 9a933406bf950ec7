import { type Day, yearOf } from '../calendar/day.ts'
import { ok, type Result, refuse } from '../result.ts'

/** What can happen to the clock of a case. A kind is asked of somebody, reached them, or came back from them. */
export const MATTERS = {
  correction: { asked: 'correction-asked', served: null, back: 'corrected', name: '补正' },
  consultation: { asked: 'consulted', served: null, back: 'answered', name: '征求其他机关意见' },
  thirdParty: {
    asked: 'third-party-asked',
    served: 'third-party-served',
    back: 'third-party-answered',
    name: '征求第三方意见',
  },
  joint: { asked: 'joint-asked', served: 'joint-served', back: 'joint-answered', name: '征求共同制作机关意见' },
  fee: { asked: 'fee-noticed', served: 'fee-served', back: 'fee-paid', name: '收取信息处理费' },
  suspension: { asked: 'suspended', served: null, back: 'resumed', name: '中止计时' },
} as const
export type Matter = keyof typeof MATTERS

/** Every kind of event and what a clerk calls it. `correction-due` is the last day the applicant was given to correct. */
export const EVENT_KINDS = {
  'correction-asked': '告知申请人补正',
  'correction-due': '要求补正的最后一天',
  corrected: '收到补正',
  consulted: '征求其他机关意见',
  answered: '其他机关答复',
  'third-party-asked': '征求第三方意见',
  'third-party-served': '第三方收到征求意见书',
  'third-party-answered': '第三方答复',
  'joint-asked': '征求共同制作机关意见',
  'joint-served': '共同制作机关收到征求意见书',
  'joint-answered': '共同制作机关答复',
  'fee-noticed': '发出收费通知',
  'fee-served': '申请人收到收费通知',
  'fee-paid': '申请人缴费',
  suspended: '依法中止',
  resumed: '恢复办理',
  'delayed-until': '确定延迟答复至',
  extended: '延长答复期限',
} as const
export type EventKind = keyof typeof EVENT_KINDS

/** Something that happened on a day. `party` tells apart several who are asked about the same matter. */
export type ClockEvent =
  | { kind: Exclude<EventKind, 'extended'>; on: Day; party?: string }
  | { kind: 'extended'; days: number; on?: Day }

/** One asking: when, when it reached them, when they answered. */
export type Asking = { matter: Matter; party: string; asked: Day; served: Day | null; back: Day | null }

/** The events of a case put in order, whatever order they came in. */
export type Course = {
  askings: Asking[]
  correctionDue: Day | null
  extension: { days: number; on: Day | null } | null
  delayedUntil: Day | null
}

const FURTHEST = 2200

/** Reads the events of a case received on that day. Refuses what cannot have happened. */
export function courseOf(receivedOn: Day, events: readonly ClockEvent[]): Result<Course> {
  const course: Course = { askings: [], correctionDue: null, extension: null, delayedUntil: null }
  const threads = new Map<string, Dated[]>()
  for (const event of [...events].sort(byDay)) {
    if (event.on && (event.on < receivedOn || yearOf(event.on) > FURTHEST))
      return refuse(
        'clock.before-receipt',
        `“${EVENT_KINDS[event.kind]}”的日期${event.on}早于收到申请的日期，或者太远`,
        {
          fix: '请核对日期',
        },
      )
    if (event.kind === 'extended') {
      if (course.extension) return refuse('clock.extended-twice', '答复期限只能延长一次')
      course.extension = { days: event.days, on: event.on ?? null }
    } else if (event.kind === 'correction-due') course.correctionDue = later(course.correctionDue, event.on)
    else if (event.kind === 'delayed-until') course.delayedUntil = later(course.delayedUntil, event.on)
    else {
      const matter = MATTER_OF.get(event.kind)!
      const key = `${matter} ${event.party ?? ''}`
      const dated = { kind: event.kind, on: event.on, party: event.party ?? '', matter }
      const thread = threads.get(key)
      if (thread) thread.push(dated)
      else threads.set(key, [dated])
    }
  }
  for (const thread of threads.values()) {
    const askings = askingsOf(thread)
    if (!askings.ok) return askings
    for (const asking of askings.value) course.askings.push(asking)
  }
  course.askings.sort(byAsked)
  return checked(course)
}

/** The same events in any order are the same case, also when they are refused. */
const byDay = (a: ClockEvent, b: ClockEvent) =>
  compare(a.on ?? '', b.on ?? '') || compare(a.kind, b.kind) || compare(partyOf(a), partyOf(b))
const byAsked = (a: Asking, b: Asking) =>
  compare(a.asked, b.asked) || compare(a.matter, b.matter) || compare(a.party, b.party)
const partyOf = (event: ClockEvent) => (event.kind === 'extended' ? String(event.days) : (event.party ?? ''))

type Dated = { kind: EventKind; on: Day; party: string; matter: Matter }

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const later = (a: Day | null, b: Day): Day => (a !== null && a > b ? a : b)

/** Which matter a kind of event belongs to. */
const MATTER_OF = new Map<EventKind, Matter>(
  (Object.keys(MATTERS) as Matter[]).flatMap((matter) =>
    [MATTERS[matter].asked, MATTERS[matter].served, MATTERS[matter].back].flatMap((kind) =>
      kind ? [[kind, matter] as const] : [],
    ),
  ),
)

/** One party and one matter, in the order of days: asked, reached, answered; perhaps asked again. */
function askingsOf(events: Dated[]): Result<Asking[]> {
  const left = [...events]
  const askings: Asking[] = []
  let open: Asking | null = null
  while (left.length > 0) {
    const { matter, on, party } = left[0]!
    const { asked, served, back, name } = MATTERS[matter]
    const next = takeNext(left, open ? [served, back, asked] : [asked, served, back])
    const who = party && `（${party}）`
    if (next.kind === asked) {
      if (open)
        return refuse('clock.asked-twice', `${name}${who}：${open.asked}发出后还没有结果，${on}又发出一次`, {
          fix: '同时征求几方意见的，请分别注明是哪一方',
        })
      open = { matter, party, asked: on, served: null, back: null }
      askings.push(open)
    } else if (!open)
      return refuse('clock.not-asked', `“${EVENT_KINDS[next.kind]}”${who}（${on}）之前没有“${EVENT_KINDS[asked]}”`, {
        fix: '请补充或核对日期',
      })
    else if (next.kind === served) {
      if (open.served) return refuse('clock.served-twice', `“${EVENT_KINDS[next.kind]}”${who}登记了两次`)
      open.served = on
    } else {
      open.back = on
      open = null
    }
  }
  return ok(askings)
}

/** Takes from the events of the first day the one that makes sense next. */
function takeNext(left: Dated[], wanted: readonly (EventKind | null)[]): Dated {
  let best = 0
  for (let at = 1; left[at]?.on === left[0]!.on; at++)
    if (wanted.indexOf(left[at]!.kind) < wanted.indexOf(left[best]!.kind)) best = at
  return left.splice(best, 1)[0]!
}

/** What holds for a case as a whole. */
function checked(course: Course): Result<Course> {
  const [correction, again] = course.askings.filter(({ matter }) => matter === 'correction')
  if (again) return refuse('clock.corrected-twice', '补正只能要求一次', { fix: '补正后仍不明确的，请直接作出答复' })
  if (course.correctionDue && !correction)
    return refuse('clock.not-asked', `“${EVENT_KINDS['correction-due']}”之前没有“${EVENT_KINDS['correction-asked']}”`)
  if (course.correctionDue && correction && course.correctionDue < correction.asked)
    return refuse('clock.correction-due', '要求补正的最后一天不能早于告知补正的日期')
  const [fee, second] = course.askings.filter(({ matter }) => matter === 'fee')
  if (second) return refuse('clock.fee-twice', '一件申请只发一次收费通知')
  if (fee && correction && fee.asked >= correction.asked && (!correction.back || fee.asked < correction.back))
    return refuse('clock.fee-while-correcting', '等待补正期间不能发出收费通知', { fix: '请在收到补正之后再发' })
  return ok(course)
}

import { v7 } from 'uuid'
import { z } from 'zod'
import { type Day, dayOf, yearOf } from '../calendar/day.ts'
import type { Workdays } from '../calendar/workdays.ts'
import { accountOf, type Context } from '../context.ts'
import { transact } from '../db/transaction.ts'
import { calendarOf } from '../holidays/store.ts'
import { record, recordAll } from '../ledger/store.ts'
import { formatLetterNumber } from '../organs/numbers.ts'
import { findOrgan, takeNumber, takeNumbers } from '../organs/store.ts'
import { ok, type Result, refuse } from '../result.ts'
import type { Channel } from './channels.ts'
import { beginsOn, clockOf } from './clock.ts'
import { type LetterOrder, makeLetter } from './letters/make.ts'
import type { Letter } from './letters/model.ts'
import { isLive, lifeOf, type State, type StepName, take } from './lifecycle.ts'
import type { ApplicantKind, Application, ApplicationEvent, Reply, ReplyDraft } from './model.ts'
import type { Kind, Outcome } from './outcomes.ts'
import { type Applicant, copyApplicant, keepApplicants } from './people/store.ts'
import { type Arrival, receiptOf } from './receipt.ts'
import { eventsOf, findApplication, repliesOf } from './registry/store.ts'
import { type Answer, checkAnswer, checkRegistration, checkReply, subjectKey } from './rules.ts'
import { draftOf, whereOf, whoOf } from './who.ts'

export { answeredIn, handledIn, openAt, receivedIn } from './counts/store.ts'
export type { Application } from './model.ts'
export { findApplication, listApplications } from './registry/store.ts'

export type Registration = {
  organId: string
  channel: Channel
  subject: string
  /** 收到申请之日 when it is known already; otherwise it follows from how the application arrived. */
  receivedOn?: Day | null
  arrivedOn?: Day
  arrival?: Arrival
  kind?: Kind
  applicantKind?: ApplicantKind
  wantedForm?: Application['wantedForm']
  wantedWay?: Application['wantedWay']
  /** Given out with the form: the same form sent twice is one application. */
  token?: string
  /** What was said when the applicant was called, when that makes the day of receipt. */
  call?: string
  applicant?: Applicant
  /** What is kept of the 查询码 the applicant is given. */
  codeHash?: string
}

/**
 * Enters an application in the organ's register and gives its number, such as `2018-001`. A form sent again, known by its
 * token, gets the same answer and makes nothing.
 */
export function registerApplication(ctx: Context, input: Registration): Promise<Result<Registered>> {
  return transact(ctx, async (tx) => (await registerApplications(tx, [input]))[0]!)
}

export type Registered = { id: string; number: string; again: boolean }

/**
 * Enters several at once, each with its own answer: those that may be entered are, in the order given. One commit carries
 * them all. Must be called inside `transact`.
 */
export async function registerApplications(
  tx: Context,
  inputs: readonly Registration[],
): Promise<Result<Registered>[]> {
  const sent = await sentBefore(tx, inputs)
  const answers = inputs.map((input) => readyToRegister(tx, input, sent))
  const fresh = answers.flatMap((answer) => (answer.ok && 'input' in answer.value ? [answer.value] : []))
  for (const [, series] of Map.groupBy(fresh, ({ input, year }) => `${input.organId} ${year}`)) {
    const [{ input, year }] = series as [Ready]
    const first = await takeNumbers(tx, input.organId, 'application', year, series.length)
    for (const [at, ready] of series.entries()) ready.number = `${year}-${String(first + at).padStart(3, '0')}`
  }
  if (fresh.length > 0) await insertRegistered(tx, fresh)
  return answers.map((answer) => {
    if (!answer.ok) return answer
    return 'input' in answer.value
      ? ok({ id: answer.value.id, number: answer.value.number, again: false })
      : ok(answer.value)
  })
}

/** Checked and about to be written; `number` comes last, so that a refusal uses none. */
type Ready = {
  input: Registration
  id: string
  number: string
  year: number
  edition: Application['edition']
  subject: string
  arrival: Arrival
  arrivedOn: Day
  receivedOn: Day | null
}

/** Forms with these tokens that are there already. Whoever sends one of them at the same moment waits for us. */
async function sentBefore(
  { sql, tenantId }: Context,
  inputs: readonly Registration[],
): Promise<Map<string, Registered>> {
  const tokens = inputs.flatMap(({ token }) => token ?? []).sort()
  if (tokens.length === 0) return new Map()
  await sql`
    select pg_advisory_xact_lock(hashtextextended(token, 0)) from unnest(${tokens}::text[]) as given (token)`
  const rows = await sql`
    select token, id, number from applications where tenant_id = ${tenantId} and token = any(${tokens}::uuid[])`
  const Sent = z.object({ token: z.string(), id: z.string(), number: z.string() })
  return new Map(rows.map((row) => Sent.parse(row)).map(({ token, ...made }) => [token, { ...made, again: true }]))
}

function readyToRegister(tx: Context, input: Registration, sent: Map<string, Registered>): Result<Ready | Registered> {
  if (tx.actor.kind === 'staff' && tx.actor.organId !== input.organId)
    return refuse('applications.not-yours', '只能登记和答复本机关收到的申请')
  const before = input.token && sent.get(input.token)
  if (before) return ok(before)
  const arrival = input.arrival ?? 'regular'
  const arrivedOn = input.arrivedOn ?? input.receivedOn ?? dayOf(tx.now)
  const { receipt } = receiptOf(input.channel, arrival, arrivedOn)
  const receivedOn = input.receivedOn ?? (receipt === 'confirmed' ? null : arrivedOn)
  const checked = checkRegistration({ ...input, arrivedOn, receivedOn }, dayOf(tx.now))
  if (!checked.ok) return checked
  const { subject, edition } = checked.value
  return ok({ input, id: v7(), number: '', year: yearOf(arrivedOn), edition, subject, arrival, arrivedOn, receivedOn })
}

async function insertRegistered(tx: Context, fresh: readonly Ready[]): Promise<void> {
  const { sql, tenantId, now } = tx
  const rows = fresh.map(({ input, id, number, edition, subject, arrival, arrivedOn, receivedOn }) => ({
    tenant_id: tenantId,
    id,
    organ_id: input.organId,
    number,
    kind: input.kind ?? 'request',
    edition,
    state: receivedOn ? 'received' : 'arrived',
    channel: input.channel,
    arrival,
    subject,
    subject_key: subjectKey(subject),
    arrived_on: arrivedOn,
    received_on: receivedOn,
    moved_on: dayOf(now),
    applicant_kind: input.applicantKind ?? 'natural',
    wanted_form: input.wantedForm ?? 'any',
    wanted_way: input.wantedWay ?? 'any',
    token: input.token ?? null,
    code_hash: input.codeHash ?? null,
    created_at: now,
  }))
  await sql`insert into applications ${sql(rows)}`
  await writeEvents(
    tx,
    fresh.flatMap(({ input, id, arrival, arrivedOn, receivedOn }): Written[] => [
      { id, round: 1, kind: 'arrived', day: arrivedOn, detail: { channel: input.channel, arrival } },
      ...(receivedOn && input.call
        ? [{ id, round: 1, kind: 'confirmed', day: receivedOn, detail: { call: input.call } }]
        : []),
    ]),
  )
  await keepApplicants(
    tx,
    fresh.flatMap(({ id, input }) => (input.applicant ? [{ id, applicant: input.applicant }] : [])),
  )
  await recordAll(
    tx,
    fresh.map(({ id, number, input, arrivedOn, receivedOn }) => ({
      event: 'applications.registered',
      subject: { kind: 'application', id },
      detail: { number, channel: input.channel, arrivedOn, receivedOn },
    })),
  )
}

/** Everything a step may look at; read in its transaction, with the case locked. */
export type CaseFile = {
  application: Application
  events: ApplicationEvent[]
  replies: Reply[]
  calendar: Workdays
  today: Day
}

/** Something that happened. `detail` holds no personal data. */
export type Happening = { kind: string; day: Day; detail?: Record<string, string | number | boolean> }

/** What a step does to a case. `to`: where it leads, when its row in the table leaves that open. */
export type Taking = {
  to?: State
  events: Happening[]
  set?: { receivedOn?: Day; edition?: Application['edition']; subject?: string }
  /** How the round ends. */
  ends?: { on: Day; outcome: Outcome }
  /** A new version of the reply. */
  draft?: ReplyDraft
  /** The words the review lets out, when it changed them. */
  words?: string
  /** The reply goes out on this day and takes its number. */
  serve?: Day
  /** What is written to somebody because of it; made of the case as it stands afterwards. */
  letters?: readonly LetterOrder[]
  again?: true
  /** The case this one was entered twice of. */
  duplicateOf?: string
}

export type Seen = { id: string; version: number | null }

/** Everything about a case that its pages and steps look at. Null when there is no such case. */
export async function caseFile(
  scope: Parameters<typeof findApplication>[0],
  id: string,
  today: Day,
  lock: 'lock' | '' = '',
): Promise<CaseFile | null> {
  const application = await findApplication(scope, id, lock)
  if (!application) return null
  const [events, replies, calendar] = [await eventsOf(scope, [id]), await repliesOf(scope, id), await calendarOf(scope)]
  return { application, events, replies, calendar, today }
}

/**
 * Takes one step: the table says whether it may be taken, `decide` what it does, the clock whether its days can be. The
 * row, the events and the ledger entry are written together, or nothing is. `version` null: whatever it is now.
 */
export function takeStep(
  ctx: Context,
  name: StepName,
  seen: Seen,
  decide: (tx: Context, file: CaseFile) => Result<Taking> | Promise<Result<Taking>>,
): Promise<Result<Application>> {
  return transact(ctx, async (tx) => {
    const file = await caseFile(tx, seen.id, dayOf(tx.now), 'lock')
    if (!file) return refuse('applications.unknown', '没有这份申请')
    const { application, events, replies } = file
    if (seen.version !== null && seen.version !== application.version)
      return refuse('applications.stale', '其他人刚刚办理了这份申请', { fix: '请刷新页面，核对后再办' })
    const may = take(name, whereOf(application, events, replies), whoOf(tx))
    if (!may.ok) return may
    const decided = await decide(tx, file)
    if (!decided.ok) return decided
    const taking = decided.value
    const to = taking.to ?? may.value[0]
    if (!may.value.includes(to)) throw new Error(`${name} does not lead to ${to}`)

    const round = application.round + (taking.again ? 1 : 0)
    const after = { ...application, ...taking.set, round, state: to }
    const happened = taking.events.map((event) => ({ ...event, round, detail: event.detail ?? {} }))
    // A case that was impossible before, because the calendar changed, is not held up by it.
    if (isLive(to) && clockOf(application, events, file.calendar, file.today).ok) {
      const possible = clockOf(after, [...events, ...happened], file.calendar, file.today)
      if (!possible.ok) return possible
    }
    await write(tx, file, taking, after)
    const letters = await writeLetters(tx, file, taking.letters ?? [])
    if (!letters.ok) return letters
    const step = lifeOf(application)[name]!
    await record(tx, {
      event: `applications.${name}`,
      subject: { kind: 'application', id: application.id },
      detail: {
        number: application.number,
        from: application.state,
        to,
        ...(step.answers && taking.ends && { outcome: taking.ends.outcome, on: taking.ends.on }),
        ...(letters.value.length > 0 && { letters: letters.value.map(({ title, number }) => number ?? title) }),
      },
    })
    return ok((await findApplication(tx, application.id))!)
  })
}

async function write(tx: Context, file: CaseFile, taking: Taking, after: Application) {
  const { sql, tenantId } = tx
  const { application } = file
  const { id } = application
  const first = application.answeredOn === null && taking.ends
  // Linking a filed case does not begin its keeping anew.
  const stays = application.state === 'archived' && after.state === 'archived'
  await sql`
    update applications
    set state = ${after.state}, round = ${after.round}, received_on = ${after.receivedOn}, edition = ${after.edition},
        subject = ${after.subject}, subject_key = ${subjectKey(after.subject)}, moved_on = ${stays ? application.movedOn : file.today},
        answered_on = ${first ? first.on : application.answeredOn},
        outcome = ${first ? first.outcome : application.outcome}, version = version + 1
        ${taking.duplicateOf ? sql`, duplicate_of = ${taking.duplicateOf}` : sql``}
    where tenant_id = ${tenantId} and id = ${id}`
  for (const event of taking.events) await writeEvent(tx, id, after.round, event)
  const latest = file.replies.at(-1)?.version ?? 0
  const { draft } = taking
  if (draft)
    await sql`
      insert into application_replies (tenant_id, application_id, version, round, outcome, words, withheld, right_organ,
                                       drafted_by, drafted_as, drafted_at)
      values (${tenantId}, ${id}, ${latest + 1}, ${after.round}, ${draft.outcome}, ${draft.words},
              ${sql.json(draft.withheld)}, ${draft.rightOrgan}, ${whoOf(tx).accountId}, ${tx.actor.name}, ${tx.now})`
  if (taking.words !== undefined)
    await sql`
      update application_replies set words = ${taking.words}
      where tenant_id = ${tenantId} and application_id = ${id} and version = ${latest}`
  if (taking.serve) {
    const number = await replyNumber(tx, application.organId, taking.serve)
    await sql`
      update application_replies set number = ${number}, served_on = ${taking.serve}
      where tenant_id = ${tenantId} and application_id = ${id} and version = ${latest + (draft ? 1 : 0)}`
  }
}

/** The letters a step sends, of the case as it now stands. */
async function writeLetters(tx: Context, was: CaseFile, orders: readonly LetterOrder[]): Promise<Result<Letter[]>> {
  const letters: Letter[] = []
  if (orders.length === 0) return ok(letters)
  const file = (await caseFile(tx, was.application.id, was.today))!
  for (const order of orders) {
    const made = await makeLetter(tx, file, order)
    if (!made.ok) return made
    letters.push(made.value)
  }
  return ok(letters)
}

/** 依申请公开答复 in the organ's own series: 南码政依复〔2018〕1号. */
async function replyNumber(tx: Context, organId: string, on: Day): Promise<string> {
  const { documentCode: code, letterNumberTemplate } = (await findOrgan(tx, organId))!.settings
  const year = yearOf(on)
  const serial = await takeNumber(tx, organId, 'reply', year)
  return formatLetterNumber(letterNumberTemplate, { code, series: 'reply', year, serial })
}

/** Adds an event to a case. In the transaction of the step. */
export const writeEvent = (tx: Context, id: string, round: number, happening: Happening) =>
  writeEvents(tx, [{ ...happening, id, round }])

type Written = Happening & { id: string; round: number }

async function writeEvents(tx: Context, events: readonly Written[]) {
  const rows = events.map(({ id, round, kind, day, detail }) => ({
    tenant_id: tx.tenantId,
    application_id: id,
    id: v7(),
    round,
    kind,
    day,
    detail: tx.sql.json(detail ?? {}),
    at: tx.now,
    by_whom: tx.actor.kind === 'staff' ? accountOf(tx) : null,
    as_whom: tx.actor.name,
  }))
  await tx.sql`insert into application_events ${tx.sql(rows as never)}`
}

/** Enters the answer a case was given on paper, once; what the outcome asks for must be there, as in any reply. */
export async function answerApplication(ctx: Context, id: string, answer: Answer): Promise<Result<void>> {
  const done = await takeStep(ctx, 'enter', { id, version: null }, (_tx, file) => enterAnswer(file, answer))
  return done.ok ? ok(undefined) : done
}

/** What entering a paper answer does. */
export function enterAnswer(file: CaseFile, answer: Answer): Result<Taking> {
  const { application, events } = file
  const begins = { receivedOn: beginsOn(application, events), answeredOn: null }
  const checked = checkAnswer(application.round > 1 ? begins : application, answer, file.today)
  if (!checked.ok) return checked
  const { outcome, answeredOn, withheld = [], rightOrgan = '' } = answer
  const searched = events.some(({ kind, round }) => kind === 'searched' && round === application.round)
  const reply = checkReply(application, { outcome, withheld, rightOrgan }, searched)
  if (!reply.ok) return reply
  return ok({
    events: [{ kind: 'entered', day: answeredOn, detail: { outcome } }],
    ends: { on: answeredOn, outcome },
    draft: { outcome, words: '', withheld: withheld.map(({ part, ground }) => ({ part, ground })), rightOrgan },
    serve: answeredOn,
  })
}

/** Links two cases of one organ; once is enough. In the transaction of the step. */
export async function writeLink(tx: Context, id: string, other: string, kind: 'related' | 'split'): Promise<void> {
  await tx.sql`
    insert into application_links (tenant_id, application_id, other_id, kind)
    values (${tx.tenantId}, ${id}, ${other}, ${kind}) on conflict do nothing`
}

/**
 * Makes one more case of the same application: same day of receipt, same person, own number. What happened before the
 * split is copied, so its clock is the same. In the transaction of the step.
 */
export async function splitOff(tx: Context, file: CaseFile, subject: string): Promise<Result<string>> {
  const { application, events } = file
  const { organId, channel, arrival, arrivedOn, receivedOn, applicantKind, wantedForm, wantedWay } = application
  const made = await registerApplication(tx, {
    organId,
    channel,
    arrival,
    subject,
    arrivedOn,
    receivedOn,
    applicantKind,
    wantedForm,
    wantedWay,
  })
  if (!made.ok) return made
  const { id } = made.value
  for (const { kind, day, detail } of events.filter((event) => event.kind !== 'arrived'))
    await writeEvent(tx, id, 1, { kind, day, detail: z.record(z.string(), z.string().or(z.number())).parse(detail) })
  await tx.sql`
    update applications set state = ${application.state} where tenant_id = ${tx.tenantId} and id = ${id}`
  await copyApplicant(tx, application.id, id)
  await writeLink(tx, application.id, id, 'split')
  return ok(made.value.number)
}

/** What the step of a reply looks at: the draft that stands. */
export const standingDraft = (file: CaseFile): Result<Reply> => {
  const draft = draftOf(file.application, file.replies)
  return draft ? ok(draft) : refuse('applications.no-reply', '还没有起草答复', { fix: '请先起草答复' })
}

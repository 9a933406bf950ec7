import { v7 } from 'uuid'
import { z } from 'zod'
import { codeHash, queryCode, tokenOf } from '../applications/public/secrets.ts'
import { type Day, dayOf, yearOf } from '../calendar/day.ts'
import { accountOf, type Context } from '../context.ts'
import { transact } from '../db/transaction.ts'
import { applicantKey } from '../files/seal.ts'
import { record } from '../ledger/store.ts'
import { takeNumber } from '../organs/store.ts'
import { ok, type Result, refuse } from '../result.ts'
import type { Destination, Rating } from './kinds.ts'
import { STEPS, type State, type StepName, take } from './lifecycle.ts'
import type { Answer, Concern, ConcernEvent } from './model.ts'
import { keepPerson, type Person, sealWords } from './people/store.ts'
import { answersOf, eventsOf, findByToken, findConcern } from './registry/store.ts'
import { checkInput, type Input } from './rules.ts'
import { whereOf, whoOf } from './who.ts'

export { countConcerns } from './counts/store.ts'

export type Registration = Input & {
  organId: string
  person?: Person
  /** Given out with the form: the same form sent twice is one concern, and its 查询码 follows from it. */
  secret?: string
  /** When a call began and ended: `09:05`. */
  call?: { from: string; to: string }
  openingId?: string | null
  cameFrom?: string
  /** Kept of the code the first organ gave, when this came from there. */
  code?: string
}

/**
 * Enters a concern in the register of the organ and gives its number, such as `LY2026-0001`. What comes over the web waits until
 * somebody has looked at it; what a clerk enters has been looked at. A form sent again gets the same answer and makes nothing.
 */
export function registerConcern(ctx: Context, input: Registration): Promise<Result<Concern>> {
  return transact(ctx, async (tx) => {
    const { sql, tenantId, actor } = tx
    const { organId, secret, openingId = null } = input
    if (actor.kind === 'staff' && (actor.organId !== organId || !actor.roles.includes('officer')) && !input.cameFrom)
      return refuse('feedback.not-yours', '只能登记本机关收到的诉求')
    const token = secret ? tokenOf(secret) : null
    if (token) {
      await sql`select pg_advisory_xact_lock(hashtextextended(${token}, 0))`
      const sent = await findByToken(tx, token)
      if (sent) return ok(sent)
    }
    const checked = checkInput(input, dayOf(tx.now))
    if (!checked.ok) return checked
    const { kind, way, subject, words, page, receivedOn, mayPublish } = checked.value
    if ((way === 'box') !== (openingId !== null))
      return refuse('feedback.opening', '意见箱收到的，请从开箱记录登记', { fix: '请打开“意见箱”，选择那次开箱' })
    const id = v7()
    const year = yearOf(receivedOn)
    const number = `LY${year}-${String(await takeNumber(tx, organId, 'feedback', year)).padStart(4, '0')}`
    const state: State = way === 'web' && !input.cameFrom ? 'arrived' : 'registered'
    const { keyId, sealed } = await sealWords(tx, id, words)
    const key = await applicantKey(tx.files)
    const code = secret ? codeHash(key, queryCode(key, secret)) : (input.code ?? null)
    await sql`
      insert into concerns (
        tenant_id, id, organ_id, number, kind, way, state, subject, key_id, sealed, page, received_on, begins_on, moved_on,
        may_publish, opening_id, came_from, token, code_hash, created_at)
      values (
        ${tenantId}, ${id}, ${organId}, ${number}, ${kind}, ${way}, ${state}, ${subject}, ${keyId}, ${sealed},
        ${page ?? ''}, ${receivedOn}, ${receivedOn}, ${dayOf(tx.now)}, ${mayPublish ?? false}, ${openingId},
        ${input.cameFrom ?? null}, ${token}, ${code}, ${tx.now})`
    if (input.person) await keepPerson(tx, id, input.person)
    const { call } = input
    await writeEvent(tx, id, 1, {
      kind: 'registered',
      day: receivedOn,
      detail: { way, ...(call && { from: call.from, until: call.to }) },
    })
    await record(tx, {
      event: 'feedback.registered',
      subject: { kind: 'concern', id },
      detail: { number, kind, way, receivedOn },
    })
    return ok((await findConcern(tx, id))!)
  })
}

/** Everything a step may look at; read in its transaction, with the concern locked. */
export type ConcernFile = { concern: Concern; events: ConcernEvent[]; answers: Answer[]; today: Day }

/** What a step does. `detail` holds no personal data. */
export type Taking = {
  detail?: Record<string, string | number | boolean>
  unitId?: string | null
  complex?: true
  /** A new version of the answer. */
  answer?: string
  answeredOn?: Day
  rating?: Rating
  mayPublish?: true
  /** Taken up again: the count of days begins anew. */
  again?: true
  moved?: { kind: Destination; to: string; id: string | null }
}

export type Seen = { id: string; version: number | null }

/** A concern with what happened to it and its drafts; null when there is none. */
export async function concernFile(
  scope: Parameters<typeof findConcern>[0],
  id: string,
  today: Day,
  lock: 'lock' | '' = '',
): Promise<ConcernFile | null> {
  const concern = await findConcern(scope, id, lock)
  if (!concern) return null
  return { concern, events: await eventsOf(scope, id), answers: await answersOf(scope, id), today }
}

/**
 * Takes one step: the table says whether it may be taken, `decide` what it does. The row, the event and the ledger entry are
 * written together, or nothing is. `version` null: whatever it is now.
 */
export function takeStep(
  ctx: Context,
  name: StepName,
  seen: Seen,
  decide: (tx: Context, file: ConcernFile) => Result<Taking> | Promise<Result<Taking>> = () => ok({}),
): Promise<Result<Concern>> {
  return transact(ctx, async (tx) => {
    const file = await concernFile(tx, seen.id, dayOf(tx.now), 'lock')
    if (!file) return refuse('feedback.unknown', '没有这件诉求')
    const { concern } = file
    if (seen.version !== null && seen.version !== concern.version)
      return refuse('feedback.stale', '其他人刚刚办理了这件诉求', { fix: '请刷新页面，核对后再办' })
    const may = take(name, whereOf(file), whoOf(tx))
    if (!may.ok) return may
    const decided = await decide(tx, file)
    if (!decided.ok) return decided
    await write(tx, file, may.value, decided.value)
    const round = concern.round + (decided.value.again ? 1 : 0)
    await writeEvent(tx, concern.id, round, { kind: STEPS[name].event, day: file.today, detail: decided.value.detail })
    await record(tx, {
      event: `feedback.${name}`,
      subject: { kind: 'concern', id: concern.id },
      detail: {
        number: concern.number,
        from: concern.state,
        to: may.value,
        ...(decided.value.moved && { moved: decided.value.moved.kind }),
      },
    })
    return ok((await findConcern(tx, concern.id))!)
  })
}

async function write(tx: Context, { concern, answers, today }: ConcernFile, state: State, taking: Taking) {
  const { sql, tenantId } = tx
  const round = concern.round + (taking.again ? 1 : 0)
  const { moved, rating } = taking
  await sql`
    update concerns
    set state = ${state}, round = ${round}, version = version + 1, moved_on = ${today},
        unit_id = ${taking.unitId === undefined ? concern.unitId : taking.unitId},
        complex = ${concern.complex || taking.complex === true},
        begins_on = ${taking.again ? today : concern.beginsOn},
        answered_on = ${taking.again ? null : (taking.answeredOn ?? concern.answeredOn)},
        may_publish = ${concern.mayPublish || taking.mayPublish === true},
        rating = ${taking.again ? null : (rating ?? concern.rating)},
        moved_kind = ${moved?.kind ?? concern.movedKind}, moved_to = ${moved?.to ?? concern.movedTo},
        moved_id = ${moved?.id ?? concern.movedId}
    where tenant_id = ${tenantId} and id = ${concern.id}`
  if (taking.answer !== undefined) {
    const { accountId } = whoOf(tx)
    await sql`
      insert into concern_answers (tenant_id, concern_id, version, round, words, drafted_by, drafted_as, drafted_at)
      values (${tenantId}, ${concern.id}, ${(answers.at(-1)?.version ?? 0) + 1}, ${round}, ${taking.answer}, ${accountId},
              ${tx.actor.name}, ${tx.now})`
  }
}

/** Something that happened to a concern. In the transaction of the step. */
async function writeEvent(
  tx: Context,
  id: string,
  round: number,
  { kind, day, detail }: { kind: string; day: Day; detail?: Taking['detail'] },
) {
  await tx.sql`
    insert into concern_events (tenant_id, concern_id, id, round, kind, day, detail, at, by_whom, as_whom)
    values (${tx.tenantId}, ${id}, ${v7()}, ${round}, ${kind}, ${day}, ${tx.sql.json(detail ?? {})}, ${tx.now},
            ${tx.actor.kind === 'staff' ? accountOf(tx) : null}, ${tx.actor.name})`
}

/** What is kept of the code, for a concern that goes on to another organ. */
export async function codeKept(tx: Context, id: string): Promise<string | undefined> {
  const [row] = await tx.sql`select code_hash as code from concerns where tenant_id = ${tx.tenantId} and id = ${id}`
  return z.object({ code: z.string().nullable() }).parse(row).code ?? undefined
}

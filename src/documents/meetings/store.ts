import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { chineseDay, Day, dayOf } from '../../calendar/day.ts'
import type { Context } from '../../context.ts'
import { transact } from '../../db/transaction.ts'
import { ok, type Result, refuse } from '../../result.ts'
import { take } from './lifecycle.ts'
import { isOutcome, isUnsettled, type Meeting } from './model.ts'
import { checkMeeting, LIMITS, type MeetingInput, oneLine } from './rules.ts'
import { found, type Seen, takeStep, tell, whoOf } from './steps/store.ts'
import { paragraphs } from './words.ts'

/** Plans a meeting of an organ. Only an officer of that organ may. */
export function planMeeting(
  ctx: Context,
  { organId, ...input }: MeetingInput & { organId: string },
): Promise<Result<Meeting>> {
  return transact(ctx, async (tx) => {
    const may = take('edit', { state: 'planned', organId }, whoOf(tx))
    if (!may.ok) return may
    const checked = checkMeeting(input)
    if (!checked.ok) return checked
    const { kind, title, heldOn, place, chair } = checked.value
    const id = uuid()
    await tx.sql`
      insert into meetings (tenant_id, id, organ_id, kind, title, held_on, place, chair, state, created_as, created_at)
      values (${tx.tenantId}, ${id}, ${organId}, ${kind}, ${title}, ${heldOn}, ${place}, ${chair}, 'planned',
              ${tx.actor.name}, ${tx.now})`
    await tell(tx, 'meetings.planned', id, { title, heldOn })
    return found(tx, id)
  })
}

/** Changes kind, name, day, place or chair. Once it was held, the day is one that has been. */
export const editMeeting = (ctx: Context, seen: Seen, input: MeetingInput): Promise<Result<Meeting>> =>
  takeStep(ctx, 'edit', seen, async (tx, meeting) => {
    const checked = checkMeeting(input)
    if (!checked.ok) return checked
    const { kind, title, heldOn, place, chair } = checked.value
    if (meeting.state === 'held' && heldOn > dayOf(tx.now))
      return refuse('meetings.future', '会议已经召开，日期不能晚于今天', { field: 'heldOn' })
    return ok({ set: { kind, title, held_on: heldOn, place, chair }, detail: { title, heldOn } })
  })

/** It was held, on that day. Refuses a day to come, and a meeting without an agenda. */
export const holdMeeting = (ctx: Context, seen: Seen, heldOn: string): Promise<Result<Meeting>> =>
  takeStep(ctx, 'hold', seen, async (tx, meeting) => {
    const on = Day.safeParse(heldOn.trim())
    if (!on.success) return refuse('meetings.day', '请填写召开日期，例如2018-03-08', { field: 'heldOn' })
    if (on.data > dayOf(tx.now)) return refuse('meetings.future', '召开日期不能晚于今天', { field: 'heldOn' })
    if (meeting.agenda.length === 0)
      return refuse('meetings.no-agenda', '会议还没有议题', { fix: '请先登记议题和每个议题的公开属性' })
    return ok({ set: { held_on: on.data }, detail: { heldOn: on.data, items: meeting.agenda.length } })
  })

export type Decided = { outcome: string; decision: string }
export type MinutesInput = {
  minutes: string
  /** Ids of kept files, in order. */
  files: readonly string[]
  /** By id of the agenda item. */
  decisions: Readonly<Record<string, Decided>>
}

/** Keeps what is written of the minutes so far; it need not be whole yet. */
export const writeMinutes = (ctx: Context, seen: Seen, input: MinutesInput): Promise<Result<Meeting>> =>
  takeStep(ctx, 'write', seen, async (tx, meeting) => {
    const minutes = paragraphs(input.minutes)
    if ([...minutes].length > LIMITS.minutes)
      return refuse('meetings.too-long', `纪要最多${LIMITS.minutes}字`, { field: 'minutes' })
    for (const { id, position } of meeting.agenda) {
      const { outcome = '', decision = '' } = input.decisions[id] ?? {}
      const words = paragraphs(decision)
      if ([...words].length > LIMITS.decision)
        return refuse('meetings.too-long', `第${position}项的议定事项最多${LIMITS.decision}字`, {
          field: `decision-${id}`,
        })
      await tx.sql`
        update meeting_agenda set outcome = ${isOutcome(outcome) ? outcome : null}, decision = ${words}
        where tenant_id = ${tx.tenantId} and id = ${id}`
    }
    const kept = await keepFiles(tx, meeting.id, input.files)
    return kept.ok ? ok({ set: { minutes }, detail: { length: minutes.length, files: input.files.length } }) : kept
  })

async function keepFiles(tx: Context, meetingId: string, files: readonly string[]): Promise<Result<void>> {
  await tx.sql`delete from meeting_files where tenant_id = ${tx.tenantId} and meeting_id = ${meetingId}`
  for (const [at, file] of [...new Set(files)].entries()) {
    const known = z.uuid().safeParse(file).success
    const done = known
      ? await tx.sql`
          insert into meeting_files (tenant_id, meeting_id, position, file_id)
          select ${tx.tenantId}, ${meetingId}, ${at + 1}, id from files where tenant_id = ${tx.tenantId} and id = ${file}`
      : { count: 0 }
    if (done.count === 0) return refuse('meetings.file', '有一个附件已经找不到了，请重新上传', { field: 'files' })
  }
  return ok(undefined)
}

/** The minutes are done: there is a text or a file, and every agenda item says what came of it. */
export const completeMinutes = (ctx: Context, seen: Seen): Promise<Result<Meeting>> =>
  takeStep(ctx, 'minute', seen, async (_tx, { minutes, files, agenda }) => {
    if (minutes === '' && files.length === 0)
      return refuse('meetings.no-minutes', '请填写纪要，或者上传纪要文件', { field: 'minutes' })
    const open = agenda.find(({ outcome }) => outcome === null)
    if (open)
      return refuse('meetings.no-outcome', `第${open.position}项“${open.title}”还没有填写结果`, {
        field: `outcome-${open.id}`,
      })
    const silent = agenda.find(({ outcome, decision }) => outcome === 'decided' && decision === '')
    if (silent)
      return refuse('meetings.no-decision', `请写明第${silent.position}项“${silent.title}”的议定事项`, {
        field: `decision-${silent.id}`,
      })
    return ok({ detail: { decided: agenda.filter(({ outcome }) => outcome === 'decided').length } })
  })

/** Goes back to the minutes, saying why. */
export const reopenMeeting = (ctx: Context, seen: Seen, reason: string): Promise<Result<Meeting>> =>
  takeStep(ctx, 'reopen', seen, async () => {
    const said = readReason(reason, '请写明退回修改的原因')
    return said.ok ? ok({ detail: { reason: said.value } }) : said
  })

/** Will not be held, saying why. It stays in the register. */
export const cancelMeeting = (ctx: Context, seen: Seen, reason: string): Promise<Result<Meeting>> =>
  takeStep(ctx, 'cancel', seen, async () => {
    const said = readReason(reason, '请写明取消的原因')
    return said.ok ? ok({ detail: { reason: said.value } }) : said
  })

/**
 * Nothing more is to be done. Whatever was decided and is to be public has become a document or an item, or it is said here,
 * by id, where the public reads it already.
 */
export const closeMeeting = (
  ctx: Context,
  seen: Seen,
  elsewhere: Readonly<Record<string, string>>,
): Promise<Result<Meeting>> =>
  takeStep(ctx, 'close', seen, async (tx, { agenda }) => {
    const said: Record<string, string> = {}
    for (const { id, position, title } of agenda.filter(isUnsettled)) {
      const words = oneLine(elsewhere[id] ?? '')
      const field = `elsewhere-${id}`
      if (words === '')
        return refuse('meetings.unsettled', `第${position}项“${title}”应当主动公开，还没有转为公文或者公开信息`, {
          field,
          fix: `已经在别处公开的，请写明在哪里公开；还没有公开的，请先转办`,
        })
      if ([...words].length > LIMITS.words) return refuse('meetings.too-long', `说明最多${LIMITS.words}字`, { field })
      await tx.sql`update meeting_agenda set elsewhere = ${words} where tenant_id = ${tx.tenantId} and id = ${id}`
      said[position] = words
    }
    return ok({ detail: { elsewhere: said } })
  })

function readReason(text: string, please: string): Result<string> {
  const words = oneLine(text)
  if (words === '') return refuse('meetings.words', please, { field: 'reason' })
  return [...words].length > LIMITS.words
    ? refuse('meetings.words', `原因最多${LIMITS.words}字`, { field: 'reason' })
    : ok(words)
}

/** `3月8日召开的…`: what a document or an item made of the meeting says of where it comes from. */
export const sourceOf = (meeting: Pick<Meeting, 'heldOn' | 'title'>): string =>
  `${chineseDay(meeting.heldOn)}${meeting.title}`

import { v7 } from 'uuid'
import { z } from 'zod'
import { type Day, dayOf, minuteOf } from '../../calendar/day.ts'
import type { Context } from '../../context.ts'
import { transact } from '../../db/transaction.ts'
import { noteChannel } from '../../disclosures/noted/store.ts'
import { keepFile } from '../../files/store.ts'
import { record } from '../../ledger/store.ts'
import { ok, type Result, refuse } from '../../result.ts'
import { unitsHeld } from '../../staff/holders/store.ts'
import { kindOf, readExif } from '../photos/exif.ts'
import { checkPhoto, MOST_PHOTOS } from '../photos/rules.ts'
import { lastDayOf } from '../stages.ts'
import { findTask } from './registry/store.ts'
import type { Task } from './task.ts'

export type Seen = { id: string; version: number }

const longest = (text: string, most: number) => [...text].length > most

/** The villages whose boards this person looks after; null for somebody at a desk of the organ. */
export async function villagesOf({ actor, ...scope }: Context): Promise<string[] | null> {
  if (actor.kind === 'system' || !actor.roles.includes('village')) return null
  return unitsHeld(scope, actor.accountId, 'village', dayOf(scope.now))
}

/** A village does what is at its own board; an officer of the organ may write down what was done at any of them. */
async function mayDo(tx: Context, task: Task): Promise<Result<void>> {
  const { actor } = tx
  if (actor.kind === 'system') return ok(undefined)
  if (actor.roles.includes('officer') && actor.organId === task.organId) return ok(undefined)
  const villages = await villagesOf(tx)
  return task.unitId && villages?.includes(task.unitId)
    ? ok(undefined)
    : refuse('boards.not-yours', '只能办理本村（居）公示栏的事')
}

/** The task as it stands now, nobody else being able to change it until this step ends. */
async function locked(tx: Context, id: string): Promise<Result<Task>> {
  if (z.uuid().safeParse(id).success)
    await tx.sql`select 1 from posting_tasks where tenant_id = ${tx.tenantId} and id = ${id} for update`
  const task = await findTask(tx, id)
  if (!task) return refuse('boards.unknown', '没有这件公示')
  const mine = await mayDo(tx, task)
  return mine.ok ? ok(task) : mine
}

/**
 * Keeps a photograph with what its camera wrote into it. It belongs to the task at once, whatever becomes of the dates entered
 * beside it: nobody has to send it twice. The same picture sent again is not kept again.
 */
export async function addPhoto(
  ctx: Context,
  taskId: string,
  purpose: 'up' | 'down',
  file: { name: string; bytes: Uint8Array },
): Promise<Result<void>> {
  const kind = await kindOf(file.bytes)
  const may = checkPhoto(file.name, file.bytes.length, kind)
  if (!may.ok) return may
  const exif = await readExif(file.bytes)
  return transact(ctx, async (tx) => {
    const { sql, tenantId } = tx
    const task = await locked(tx, taskId)
    if (!task.ok) return task
    if (task.value.cancelled) return refuse('boards.cancelled', '这件公示已经取消，不用张贴')
    const [count] = await sql`
      select count(*)::int as photos from posting_photos where tenant_id = ${tenantId} and task_id = ${taskId} and not refused`
    if (count!.photos >= MOST_PHOTOS)
      return refuse('boards.many-photos', `每件公示最多${MOST_PHOTOS}张照片`, { field: 'photos' })
    const name = /\.(jpe?g|png)$/i.test(file.name)
      ? file.name
      : `${file.name.replace(/\.[^.]*$/, '') || '照片'}.${kind}`
    const kept = await keepFile(tx, { name, bytes: file.bytes })
    if (!kept.ok) return kept
    const made = await sql`
      insert into posting_photos (tenant_id, id, task_id, purpose, file_id, sha256, taken_at, latitude, longitude, camera,
                                  orientation, sent_at, sent_as)
      values (${tenantId}, ${v7()}, ${taskId}, ${purpose}, ${kept.value.id}, ${kept.value.sha256}, ${exif.takenAt},
              ${exif.latitude}, ${exif.longitude}, ${exif.camera}, ${exif.orientation}, ${tx.now}, ${tx.actor.name})
      on conflict (tenant_id, task_id, sha256) do nothing`
    if (made.count === 0) return ok(undefined)
    if (purpose === 'up')
      await sql`update posting_tasks set photos = photos + 1 where tenant_id = ${tenantId} and id = ${taskId}`
    await record(tx, {
      event: 'boards.photo',
      subject: { kind: 'posting', id: task.value.postingId },
      detail: { board: task.value.boardName, purpose, sha256: kept.value.sha256 },
    })
    return ok(undefined)
  })
}

/** Written down first by somebody else: says who, when, and which day. */
const beaten = (who: string, at: Date, verb: string, on: Day) =>
  refuse('boards.done-already', `${who}已于${minuteOf(at)}登记${verb}，${verb}日期${on}`, {
    fix: '不用重复登记。您刚上传的照片已经一并保存；日期不对的，请联系镇里退回后重新登记',
  })

/** Writes down that it was put up on that day. The item went by this channel from now on. */
export function postUp(ctx: Context, { id }: Seen, postedOn: Day): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    const locking = await locked(tx, id)
    if (!locking.ok) return locking
    const task = locking.value
    if (task.postedOn && task.postedAt) return beaten(task.postedAs, task.postedAt, '张贴', task.postedOn)
    if (task.cancelled)
      return refuse('boards.cancelled', task.withdrawn ? '这条信息已经撤回，不要张贴' : '这件公示已经取消，不用张贴')
    const field = { field: 'postedOn' }
    if (postedOn > dayOf(tx.now)) return refuse('boards.future', '张贴日期不能晚于今天', field)
    const earliest = task.itemPublishedOn ?? task.orderedOn
    if (postedOn < earliest)
      return refuse(
        'boards.too-early',
        `张贴日期不能早于${task.itemPublishedOn ? '信息发布' : '布置'}日期${earliest}`,
        field,
      )
    await tx.sql`
      update posting_tasks
      set posted_on = ${postedOn}, ends_on = ${lastDayOf(postedOn, task.days)}, posted_at = ${tx.now}, posted_as = ${tx.actor.name},
        returned_as = '', returned_reason = '', version = version + 1
      where tenant_id = ${tx.tenantId} and id = ${id}`
    if (task.itemId) await noteChannel(tx, task.itemId, 'board', true)
    await record(tx, {
      event: 'boards.posted',
      subject: { kind: 'posting', id: task.postingId },
      detail: { board: task.boardName, taskId: id, postedOn, photos: task.photos },
    })
    return ok(undefined)
  })
}

/** Writes down that it was taken down. Before the 公示期 is over it takes a reason. */
export function takeDown(ctx: Context, { id }: Seen, said: { removedOn: Day; note: string }): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    const locking = await locked(tx, id)
    if (!locking.ok) return locking
    const task = locking.value
    if (!task.postedOn || !task.endsOn) return refuse('boards.not-posted', '还没有登记张贴，不能登记撤下')
    if (task.removedOn)
      return refuse('boards.done-already', `${task.removedAs}已经登记撤下，撤下日期${task.removedOn}`, {
        fix: '不用重复登记',
      })
    const note = said.note.trim()
    const field = { field: 'removedOn' }
    if (said.removedOn > dayOf(tx.now)) return refuse('boards.future', '撤下日期不能晚于今天', field)
    if (said.removedOn < task.postedOn)
      return refuse('boards.too-early', `撤下日期不能早于张贴日期${task.postedOn}`, field)
    if (longest(note, 200)) return refuse('boards.note', '说明最多200个字', { field: 'note' })
    if (said.removedOn <= task.endsOn && note === '')
      return refuse('boards.before-end', `公示期到${task.endsOn}才满，提前撤下须写明原因`, {
        field: 'note',
        fix: '例如 台风损毁，已重新张贴',
      })
    await tx.sql`
      update posting_tasks
      set removed_on = ${said.removedOn}, removed_at = ${tx.now}, removed_as = ${tx.actor.name}, removal_note = ${note},
        version = version + 1
      where tenant_id = ${tx.tenantId} and id = ${id}`
    await record(tx, {
      event: 'boards.removed',
      subject: { kind: 'posting', id: task.postingId },
      detail: { board: task.boardName, taskId: id, removedOn: said.removedOn, note: note || undefined },
    })
    return ok(undefined)
  })
}

/** Sends a posting back to whoever wrote it down: the photograph shows something else, the day cannot be. */
export function sendBack(ctx: Context, seen: Seen, reason: string): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    const { sql, tenantId } = tx
    const locking = await locked(tx, seen.id)
    if (!locking.ok) return locking
    const task = locking.value
    if (tx.actor.kind === 'staff' && !tx.actor.roles.includes('officer'))
      return refuse('boards.not-yours', '张贴登记由镇里的信息员退回')
    const why = reason.trim()
    if (why === '' || longest(why, 200))
      return refuse('boards.reason', '请写明退回的原因，最多200个字，村里据此重办', { field: 'reason' })
    if (!task.postedOn) return refuse('boards.not-posted', '还没有登记张贴，不能退回')
    if (task.version !== seen.version)
      return refuse('boards.stale', '其他人刚刚办理了这件公示', { fix: '刷新页面后再试' })
    await sql`
      update posting_tasks
      set posted_on = null, ends_on = null, posted_at = null, posted_as = '', removed_on = null, removed_at = null, removed_as = '',
        removal_note = '', photos = 0, returned_as = ${tx.actor.name}, returned_reason = ${why}, version = version + 1
      where tenant_id = ${tenantId} and id = ${seen.id}`
    await sql`
      update posting_photos set refused = true where tenant_id = ${tenantId} and task_id = ${seen.id}`
    if (task.itemId) {
      const [other] = await sql`
        select 1 from postings p join posting_tasks t on t.tenant_id = p.tenant_id and t.posting_id = p.id
        where p.tenant_id = ${tenantId} and p.item_id = ${task.itemId} and t.posted_on is not null limit 1`
      if (!other) await noteChannel(tx, task.itemId, 'board', false)
    }
    await record(tx, {
      event: 'boards.sent-back',
      subject: { kind: 'posting', id: task.postingId },
      detail: { board: task.boardName, taskId: seen.id, reason: why, postedOn: task.postedOn },
    })
    return ok(undefined)
  })
}

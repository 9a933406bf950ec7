import { z } from 'zod'
import type { Day } from '../../../calendar/day.ts'
import type { Scope } from '../../../context.ts'
import type { BoardSettings } from '../../settings.ts'
import { Photo, Task } from '../task.ts'

/** Whether the item was taken back from the public. */
const withdrawn = (sql: Scope['sql']) => sql`(i.withdrawal_reason is not null)`

export const taskColumns = (sql: Scope['sql']) => sql`
  t.id, t.organ_id as "organId", t.posting_id as "postingId", t.board_id as "boardId", b.name as "boardName",
  b.kind as "boardKind", b.spot as "boardSpot", b.latitude, b.longitude, b.unit_id as "unitId", u.name as "unitName",
  p.title, p.notice, p.days, p.ordered_on as "orderedOn", p.created_at as "orderedAt", p.item_id as "itemId",
  (i.published_at at time zone 'Asia/Shanghai')::date as "itemPublishedOn",
  coalesce(${withdrawn(sql)}, false) as withdrawn, t.due_on as "dueOn", t.posted_on as "postedOn",
  case when ${withdrawn(sql)} and t.removed_on is null
    then least(t.ends_on, greatest(t.posted_on, (i.withdrawn_at at time zone 'Asia/Shanghai')::date - 1)) else t.ends_on end as "endsOn",
  t.posted_as as "postedAs", t.posted_at as "postedAt", t.removed_on as "removedOn", t.removed_as as "removedAs",
  t.removal_note as "removalNote", t.returned_as as "returnedAs", t.returned_reason as "returnedReason",
  t.cancelled or coalesce(${withdrawn(sql)} and t.posted_on is null, false) as cancelled, t.photos, t.version`

export const taskJoined = (sql: Scope['sql']) => sql`
  from posting_tasks t
  join postings p on p.tenant_id = t.tenant_id and p.id = t.posting_id
  join boards b on b.tenant_id = t.tenant_id and b.id = t.board_id
  left join units u on u.tenant_id = b.tenant_id and u.id = b.unit_id
  left join disclosure_items i on i.tenant_id = p.tenant_id and i.id = p.item_id`

export async function findTask({ sql, tenantId }: Scope, id: string): Promise<Task | null> {
  if (!z.uuid().safeParse(id).success) return null
  const [row] =
    await sql`select ${taskColumns(sql)} ${taskJoined(sql)} where t.tenant_id = ${tenantId} and t.id = ${id}`
  return row ? Task.parse(row) : null
}

/** The tasks of one posting, in the order of the boards. */
export async function tasksOf({ sql, tenantId }: Scope, postingId: string): Promise<Task[]> {
  const rows = await sql`
    select ${taskColumns(sql)} ${taskJoined(sql)}
    where t.tenant_id = ${tenantId} and t.posting_id = ${postingId} order by b.sort, b.name`
  return rows.map((row) => Task.parse(row))
}

/** The photographs of tasks, oldest first; `alsoElsewhere`: the same bytes prove another posting too. */
export async function photosOf({ sql, tenantId }: Scope, taskIds: readonly string[]): Promise<Photo[]> {
  const rows = await sql`
    select f.id, f.task_id as "taskId", f.purpose, f.file_id as "fileId", f.taken_at as "takenAt", f.latitude, f.longitude, f.camera,
           f.orientation, f.sent_at as "sentAt", f.sent_as as "sentAs", f.refused,
           exists (select from posting_photos o
                   where o.tenant_id = f.tenant_id and o.sha256 = f.sha256 and o.task_id <> f.task_id) as "alsoElsewhere"
    from posting_photos f where f.tenant_id = ${tenantId} and f.task_id = any(${[...taskIds]}) order by f.sent_at, f.id`
  return rows.map((row) => Photo.parse(row))
}

/** Whose work: an organ's, or that of the boards of these villages. */
export type Whose = { organId?: string; unitIds?: readonly string[] }

const whose = ({ sql }: Scope, { organId, unitIds }: Whose) => sql`
  ${organId ? sql`and t.organ_id = ${organId}` : sql``}
  ${unitIds ? sql`and b.unit_id = any(${[...unitIds]})` : sql``}`

export const TROUBLES = {
  overdue: '逾期未张贴',
  unproved: '缺照片',
  hanging: '期满未撤下',
  open: '待张贴',
} as const
export type Trouble = keyof typeof TROUBLES
export const isTrouble = (text: string): text is Trouble => Object.hasOwn(TROUBLES, text)

/** In the words of the partial indexes, so that what is long done is never looked at. */
export const inTrouble = (sql: Scope['sql'], trouble: Trouble, today: Day) => {
  switch (trouble) {
    case 'open':
      return sql`t.posted_on is null and not t.cancelled`
    case 'overdue':
      return sql`t.posted_on is null and not t.cancelled and t.due_on < ${today}`
    case 'unproved':
      return sql`t.posted_on is not null and t.photos = 0 and not t.cancelled`
    case 'hanging':
      return sql`t.posted_on is not null and t.removed_on is null and not t.cancelled and t.ends_on < ${today}`
  }
}

/** A page of the tasks something is wrong with, the longest first. What was withdrawn before it was put up is none of them. */
export async function tasksIn(
  scope: Scope,
  trouble: Trouble,
  today: Day,
  of: Whose,
  paging: { limit: number; offset: number },
): Promise<{ tasks: Task[]; total: number }> {
  const { sql, tenantId } = scope
  const where = sql`
    where t.tenant_id = ${tenantId} and ${inTrouble(sql, trouble, today)} ${whose(scope, of)}
      ${trouble === 'open' || trouble === 'overdue' ? sql`and not coalesce(${withdrawn(sql)}, false)` : sql``}`
  const rows = await sql`
    select ${taskColumns(sql)} ${taskJoined(sql)} ${where}
    order by ${trouble === 'hanging' ? sql`t.ends_on` : sql`t.due_on`}, b.sort, t.id limit ${paging.limit} offset ${paging.offset}`
  const [count] = await sql`select count(*)::int as total ${taskJoined(sql)} ${where}`
  return { tasks: rows.map((row) => Task.parse(row)), total: z.number().parse(count?.total) }
}

/** What a village has to do now, the most urgent first: put up, take down, photograph. And a page of what it did. */
export async function villageTasks(scope: Scope, unitIds: readonly string[], today: Day): Promise<Task[]> {
  const { sql, tenantId } = scope
  const rows = await sql`
    select ${taskColumns(sql)} ${taskJoined(sql)}
    where t.tenant_id = ${tenantId} and b.unit_id = any(${[...unitIds]}) and not t.cancelled and (
      (t.posted_on is null and not coalesce(${withdrawn(sql)}, false)) or (t.posted_on is not null and t.removed_on is null)
      or (t.posted_on is not null and t.photos = 0))
    order by case when t.posted_on is null then 0 when t.ends_on < ${today} or ${withdrawn(sql)} then 1
             when t.photos = 0 then 2 else 3 end, t.due_on, t.id limit 200`
  return rows.map((row) => Task.parse(row))
}

export async function doneTasks(
  scope: Scope,
  unitIds: readonly string[],
  paging: { limit: number; offset: number },
): Promise<{ tasks: Task[]; total: number }> {
  const { sql, tenantId } = scope
  const where = sql`
    where t.tenant_id = ${tenantId} and b.unit_id = any(${[...unitIds]}) and t.removed_on is not null`
  const rows = await sql`
    select ${taskColumns(sql)} ${taskJoined(sql)} ${where}
    order by t.removed_on desc, t.id desc limit ${paging.limit} offset ${paging.offset}`
  const [count] = await sql`select count(*)::int as total ${taskJoined(sql)} ${where}`
  return { tasks: rows.map((row) => Task.parse(row)), total: z.number().parse(count?.total) }
}

const Silent = z.object({
  boardId: z.string(),
  name: z.string(),
  late: z.number(),
  since: z.string(),
  urgedAt: z.date().nullable(),
  urgeAnswered: z.boolean(),
})
export type SilentBoard = z.infer<typeof Silent>

/**
 * Boards that do not answer: as many tasks overdue as the organ's settings say, and nothing put up since the first of them was
 * due. With the last 督办 they had.
 */
export async function silentBoards(
  { sql, tenantId }: Scope,
  organId: string,
  today: Day,
  settings: Pick<BoardSettings, 'silentTasks'>,
): Promise<SilentBoard[]> {
  const rows = await sql`
    with late as materialized (
      select t.board_id, count(*)::int as late, min(t.due_on) as since
      from posting_tasks t
      join postings p on p.tenant_id = t.tenant_id and p.id = t.posting_id
      left join disclosure_items i on i.tenant_id = p.tenant_id and i.id = p.item_id
      where t.tenant_id = ${tenantId} and t.organ_id = ${organId} and ${inTrouble(sql, 'overdue', today)}
        and i.withdrawal_reason is null
      group by 1 having count(*) >= ${settings.silentTasks}
    )
    select l.board_id as "boardId", b.name, l.late, l.since::text, urge.urged_at as "urgedAt",
           urge.answered_at is not null as "urgeAnswered"
    from late l
    join boards b on b.tenant_id = ${tenantId} and b.id = l.board_id
    left join lateral (
      select urged_at, answered_at from board_urges where tenant_id = ${tenantId} and board_id = l.board_id
      order by urged_at desc limit 1) urge on true
    left join lateral (
      select posted_on from posting_tasks
      where tenant_id = ${tenantId} and board_id = l.board_id and posted_on is not null
      order by posted_on desc limit 1) last on true
    where last.posted_on is null or last.posted_on <= l.since
    order by l.late desc, b.sort`
  return rows.map((row) => Silent.parse(row))
}

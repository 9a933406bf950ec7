import { v7 } from 'uuid'
import { z } from 'zod'
import { Day, dayOf } from '../../calendar/day.ts'
import type { Context, Scope } from '../../context.ts'
import { transact } from '../../db/transaction.ts'
import { record } from '../../ledger/store.ts'
import { listUnits } from '../../organs/store.ts'
import { ok, type Result, refuse } from '../../result.ts'
import { type BoardKind, isBoardKind } from '../kinds.ts'
import { BoardSettings, DEFAULT_SETTINGS } from '../settings.ts'

export const Board = z.object({
  id: z.string(),
  organId: z.string(),
  unitId: z.string().nullable(),
  unitName: z.string().nullable(),
  kind: z.custom<BoardKind>((text) => typeof text === 'string' && isBoardKind(text)),
  name: z.string(),
  spot: z.string(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  sort: z.number(),
  closedOn: Day.nullable(),
  version: z.number(),
})
export type Board = z.infer<typeof Board>

const columns = (sql: Scope['sql']) => sql`
  b.id, b.organ_id as "organId", b.unit_id as "unitId", u.name as "unitName", b.kind, b.name, b.spot, b.latitude, b.longitude,
  b.sort, b.closed_on as "closedOn", b.version`

const joined = (sql: Scope['sql']) => sql`
  from boards b left join units u on u.tenant_id = b.tenant_id and u.id = b.unit_id`

export type BoardFilter = { organId?: string; kind?: BoardKind; text?: string; open?: boolean }

const where = ({ sql, tenantId }: Scope, filter: BoardFilter) => {
  const like = `%${(filter.text ?? '').trim().replace(/[\\%_]/g, '\\$&')}%`
  return sql`
    where b.tenant_id = ${tenantId}
      ${filter.organId ? sql`and b.organ_id = ${filter.organId}` : sql``}
      ${filter.kind ? sql`and b.kind = ${filter.kind}` : sql``}
      ${filter.open ? sql`and b.closed_on is null` : sql``}
      ${filter.text?.trim() ? sql`and (b.name like ${like} or b.spot like ${like})` : sql``}`
}

/** In their order; a page of them, or all. */
export async function listBoards(
  scope: Scope,
  filter: BoardFilter,
  paging?: { limit: number; offset: number },
): Promise<{ boards: Board[]; total: number }> {
  const { sql } = scope
  const rows = await sql`
    select ${columns(sql)} ${joined(sql)} ${where(scope, filter)}
    order by b.sort, b.name ${paging ? sql`limit ${paging.limit} offset ${paging.offset}` : sql``}`
  const boards = rows.map((row) => Board.parse(row))
  if (!paging) return { boards, total: boards.length }
  const [count] = await sql`select count(*)::int as total from boards b ${where(scope, filter)}`
  return { boards, total: z.number().parse(count?.total) }
}

export async function findBoard({ sql, tenantId }: Scope, id: string): Promise<Board | null> {
  if (!z.uuid().safeParse(id).success) return null
  const [row] = await sql`select ${columns(sql)} ${joined(sql)} where b.tenant_id = ${tenantId} and b.id = ${id}`
  return row ? Board.parse(row) : null
}

export type BoardEntry = {
  kind: string
  name: string
  spot?: string
  unitId?: string | null
  latitude?: string
  longitude?: string
}

export const mayKeep = ({ actor }: Context, organId: string): Result<void> =>
  actor.kind === 'system' || (actor.organId === organId && actor.roles.includes('officer'))
    ? ok(undefined)
    : refuse('boards.not-yours', '公示栏由本机关的信息员管理')

function readEntry(entry: BoardEntry) {
  const name = entry.name.trim()
  if (name === '') return refuse('boards.name', '请填写公示栏名称', { field: 'name' })
  if ([...name].length > 40) return refuse('boards.name', '名称最多40个字', { field: 'name' })
  if (!isBoardKind(entry.kind)) return refuse('boards.kind', '请选择类别', { field: 'kind' })
  const spot = (entry.spot ?? '').trim()
  if ([...spot].length > 100) return refuse('boards.spot', '位置最多100个字', { field: 'spot' })
  const unitId = entry.kind === 'village' ? entry.unitId || null : null
  if (entry.kind === 'village' && !unitId)
    return refuse('boards.village', '请选择是哪个村（居）的公示栏', { field: 'unitId' })
  const at = [entry.latitude, entry.longitude].map((text) => (text?.trim() ? Number(text) : null))
  const [latitude, longitude] = at as [number | null, number | null]
  const real = (value: number | null, most: number) =>
    value === null || (Number.isFinite(value) && Math.abs(value) <= most)
  if (!real(latitude, 90)) return refuse('boards.place', '纬度在-90到90之间，例如 24.957', { field: 'latitude' })
  if (!real(longitude, 180)) return refuse('boards.place', '经度在-180到180之间，例如 118.388', { field: 'longitude' })
  if ((latitude === null) !== (longitude === null))
    return refuse('boards.place', '经度和纬度要么都填，要么都不填', {
      field: latitude === null ? 'latitude' : 'longitude',
    })
  return ok({ name, kind: entry.kind, spot, unitId, latitude, longitude })
}

/** Registers a board, or with `seen` changes the one that stands there. Refuses a name the organ already uses. */
export function saveBoard(
  ctx: Context,
  organId: string,
  entry: BoardEntry,
  seen?: { id: string; version: number },
): Promise<Result<{ id: string }>> {
  return transact(ctx, async (tx) => {
    const mine = mayKeep(tx, organId)
    if (!mine.ok) return mine
    const read = readEntry(entry)
    if (!read.ok) return read
    const { name, kind, spot, unitId, latitude, longitude } = read.value
    if (unitId && !(await listUnits(tx, organId, 'village')).some(({ id }) => id === unitId))
      return refuse('boards.village', '没有这个村（居）', { field: 'unitId' })
    const id = seen?.id ?? v7()
    const [taken] = await tx.sql`
      select 1 from boards where tenant_id = ${tx.tenantId} and organ_id = ${organId} and name = ${name} and id <> ${id}`
    if (taken) return refuse('boards.taken', `已经有“${name}”`, { field: 'name' })
    const done = seen
      ? await tx.sql`
          update boards set kind = ${kind}, name = ${name}, spot = ${spot}, unit_id = ${unitId}, latitude = ${latitude},
            longitude = ${longitude}, version = version + 1
          where tenant_id = ${tx.tenantId} and organ_id = ${organId} and id = ${id} and version = ${seen.version}`
      : await tx.sql`
          insert into boards (tenant_id, id, organ_id, unit_id, kind, name, spot, latitude, longitude, sort, created_at)
          select ${tx.tenantId}, ${id}, ${organId}, ${unitId}, ${kind}, ${name}, ${spot}, ${latitude}, ${longitude},
                 coalesce(max(sort), 0) + 1, ${tx.now}
          from boards where tenant_id = ${tx.tenantId} and organ_id = ${organId}`
    if (done.count === 0) return refuse('boards.stale', '其他人刚刚修改了这个公示栏', { fix: '刷新页面后再试' })
    await record(tx, {
      event: seen ? 'boards.changed' : 'boards.opened',
      subject: { kind: 'board', id },
      detail: { name, kind, spot },
    })
    return ok({ id })
  })
}

/** Registers a board for every village of the organ that has none yet; how many that were. */
export function addVillageBoards(ctx: Context, organId: string): Promise<Result<{ added: number }>> {
  return transact(ctx, async (tx) => {
    const { boards } = await listBoards(tx, { organId, kind: 'village' })
    let added = 0
    for (const unit of await listUnits(tx, organId, 'village')) {
      if (boards.some(({ unitId }) => unitId === unit.id)) continue
      const done = await saveBoard(tx, organId, { kind: 'village', name: `${unit.name}公示栏`, unitId: unit.id })
      if (!done.ok) return done
      added += 1
    }
    return added > 0 ? ok({ added }) : refuse('boards.none-missing', '每个村（居）都已经有公示栏')
  })
}

/** Takes a board out of use; what hangs there still has to be taken down. Or takes it into use again. */
export function setClosed(ctx: Context, seen: { id: string; version: number }, closed: boolean): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    const board = await findBoard(tx, seen.id)
    if (!board) return refuse('boards.unknown', '没有这个公示栏')
    const mine = mayKeep(tx, board.organId)
    if (!mine.ok) return mine
    const done = await tx.sql`
      update boards set closed_on = ${closed ? dayOf(tx.now) : null}, version = version + 1
      where tenant_id = ${tx.tenantId} and id = ${board.id} and version = ${seen.version} and (closed_on is null) = ${closed}`
    if (done.count === 0) return refuse('boards.stale', '其他人刚刚修改了这个公示栏', { fix: '刷新页面后再试' })
    await record(tx, {
      event: closed ? 'boards.closed' : 'boards.reopened',
      subject: { kind: 'board', id: board.id },
      detail: { name: board.name },
    })
    return ok(undefined)
  })
}

export async function settingsOf({ sql, tenantId }: Scope, organId: string): Promise<BoardSettings> {
  const [row] = await sql`
    select settings from board_settings where tenant_id = ${tenantId} and organ_id = ${organId}`
  return row ? BoardSettings.parse(row.settings) : DEFAULT_SETTINGS
}

export function saveSettings(ctx: Context, organId: string, settings: BoardSettings): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    const mine = mayKeep(tx, organId)
    if (!mine.ok) return mine
    await tx.sql`
      insert into board_settings (tenant_id, organ_id, settings) values (${tx.tenantId}, ${organId}, ${tx.sql.json(settings)})
      on conflict (tenant_id, organ_id) do update set settings = excluded.settings`
    await record(tx, { event: 'boards.settings', subject: { kind: 'organ', id: organId }, detail: settings })
    return ok(undefined)
  })
}

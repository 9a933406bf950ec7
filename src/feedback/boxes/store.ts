import { v7 } from 'uuid'
import { z } from 'zod'
import type { Paper } from '../../applications/public/papers/store.ts'
import { Day, dayOf } from '../../calendar/day.ts'
import { accountOf, type Context, type Scope } from '../../context.ts'
import { transact } from '../../db/transaction.ts'
import { applicantKey, seal, sealBytes, unseal, unsealBytes } from '../../files/seal.ts'
import { record } from '../../ledger/store.ts'
import { ok, type Result, refuse } from '../../result.ts'

const Box = z.object({
  id: z.string(),
  name: z.string(),
  place: z.string(),
  openings: z.number(),
  lastOpened: Day.nullable(),
})
export type Box = z.infer<typeof Box>

const Opening = z.object({
  id: z.string(),
  boxId: z.string(),
  boxName: z.string(),
  organId: z.string(),
  openedOn: Day,
  found: z.number(),
  /** Of those, how many stand in the register. */
  entered: z.number(),
  note: z.string(),
  openedBy: z.string(),
  openedAs: z.string(),
  confirmedAs: z.string().nullable(),
  confirmedAt: z.date().nullable(),
})
export type Opening = z.infer<typeof Opening>

const mine = ({ actor }: Context, organId: string): boolean => actor.kind !== 'staff' || actor.organId === organId
const notYours = refuse('feedback.not-yours', '只能登记本机关的意见箱')

/** The boxes of an organ, with when each was last opened. */
export async function listBoxes({ sql, tenantId }: Scope, organId: string): Promise<Box[]> {
  const rows = await sql`
    select b.id, b.name, b.place, count(o.id)::int as openings, max(o.opened_on) as "lastOpened"
    from opinion_boxes b left join box_openings o on o.tenant_id = b.tenant_id and o.box_id = b.id
    where b.tenant_id = ${tenantId} and b.organ_id = ${organId} group by b.id, b.name, b.place order by b.name`
  return rows.map((row) => Box.parse(row))
}

/** Enters a box. Refuses a name the organ already uses. */
export function addBox(
  ctx: Context,
  organId: string,
  { name, place }: { name: string; place: string },
): Promise<Result<string>> {
  return transact(ctx, async (tx) => {
    if (!mine(tx, organId)) return notYours
    const called = name.trim()
    if (called.length < 2 || called.length > 40)
      return refuse('feedback.box-name', '请写意见箱的名称（2到40字）', { field: 'name' })
    const id = v7()
    const made = await tx.sql`
      insert into opinion_boxes (tenant_id, id, organ_id, name, place)
      values (${tx.tenantId}, ${id}, ${organId}, ${called}, ${place.trim().slice(0, 100)}) on conflict do nothing`
    if (made.count === 0) return refuse('feedback.box-taken', `已经有“${called}”`, { field: 'name' })
    await record(tx, { event: 'feedback.box-added', subject: { kind: 'organ', id: organId }, detail: { name: called } })
    return ok(id)
  })
}

/** Writes down that a box was opened: what day, how many papers lay in it, scans of them. Somebody else confirms it. */
export function openBox(
  ctx: Context,
  boxId: string,
  { openedOn, found, note, scans }: { openedOn: Day; found: number; note: string; scans: readonly Paper[] },
): Promise<Result<string>> {
  return transact(ctx, async (tx) => {
    const { sql, tenantId } = tx
    const [box] = z.uuid().safeParse(boxId).success
      ? await sql`select organ_id as "organId", name from opinion_boxes where tenant_id = ${tenantId} and id = ${boxId}`
      : []
    if (!box || !mine(tx, z.string().parse(box.organId))) return notYours
    if (openedOn > dayOf(tx.now)) return refuse('feedback.day', '开箱日期不能晚于今天', { field: 'openedOn' })
    if (!Number.isInteger(found) || found < 0 || found > 9999)
      return refuse('feedback.found', '请填写取出的件数，没有的填0', { field: 'found' })
    const id = v7()
    const made = await sql`
      insert into box_openings (tenant_id, id, box_id, opened_on, found, note, opened_by, opened_as, created_at)
      values (${tenantId}, ${id}, ${boxId}, ${openedOn}, ${found}, ${note.trim().slice(0, 300)}, ${accountOf(tx)},
              ${tx.actor.name}, ${tx.now})
      on conflict do nothing`
    if (made.count === 0) return refuse('feedback.opened', '这个意见箱那天已经登记过开箱', { field: 'openedOn' })
    const key = await applicantKey(tx.files)
    for (const { name, mime, bytes } of scans) {
      const scan = v7()
      const about = `${tenantId}/${id}/scan/${scan}`
      await sql`
        insert into box_scans (tenant_id, opening_id, id, key_id, sealed_label, sealed, size, kept_at)
        values (${tenantId}, ${id}, ${scan}, ${key.id}, ${seal(key, `${about}/label`, JSON.stringify({ name, mime }))},
                ${sealBytes(key, about, bytes)}, ${bytes.length}, ${tx.now})`
    }
    await record(tx, {
      event: 'feedback.box-opened',
      subject: { kind: 'opening', id },
      detail: { box: z.string().parse(box.name), openedOn, found, scans: scans.length },
    })
    return ok(id)
  })
}

/** The second of the two says that they were there. Refuses the first one. */
export function confirmOpening(ctx: Context, id: string): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    const opening = await findOpening(tx, id)
    if (!opening || !mine(tx, opening.organId)) return notYours
    const account = accountOf(tx)
    if (account === opening.openedBy)
      return refuse('feedback.same-person', '开箱须有两个人，请另一位同志用自己的账号确认')
    const set = await tx.sql`
      update box_openings set confirmed_by = ${account}, confirmed_as = ${tx.actor.name}, confirmed_at = ${tx.now}
      where tenant_id = ${tx.tenantId} and id = ${id} and confirmed_by is null`
    if (set.count === 0) return refuse('feedback.confirmed', '这次开箱已经确认过')
    await record(tx, {
      event: 'feedback.opening-confirmed',
      subject: { kind: 'opening', id },
      detail: { box: opening.boxName, openedOn: opening.openedOn },
    })
    return ok(undefined)
  })
}

const selectOpenings = (sql: Scope['sql']) => sql`
  select o.id, o.box_id as "boxId", b.name as "boxName", b.organ_id as "organId", o.opened_on as "openedOn", o.found, o.note,
         o.opened_by as "openedBy", o.opened_as as "openedAs", o.confirmed_as as "confirmedAs",
         o.confirmed_at as "confirmedAt",
         (select count(*)::int from concerns c where c.tenant_id = o.tenant_id and c.opening_id = o.id) as entered
  from box_openings o join opinion_boxes b on b.tenant_id = o.tenant_id and b.id = o.box_id`

/** Null when there is none. */
export async function findOpening({ sql, tenantId }: Scope, id: string): Promise<Opening | null> {
  if (!z.uuid().safeParse(id).success) return null
  const [row] = await sql`${selectOpenings(sql)} where o.tenant_id = ${tenantId} and o.id = ${id}`
  return row ? Opening.parse(row) : null
}

/** The latest openings of an organ's boxes. */
export async function listOpenings(
  { sql, tenantId }: Scope,
  organId: string,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ rows: Opening[]; total: number }> {
  const rows = await sql`
    ${selectOpenings(sql)} where o.tenant_id = ${tenantId} and b.organ_id = ${organId}
    order by o.opened_on desc, o.id desc limit ${limit} offset ${offset}`
  const [count] = await sql`
    select count(*)::int as total from box_openings o
    join opinion_boxes b on b.tenant_id = o.tenant_id and b.id = o.box_id
    where o.tenant_id = ${tenantId} and b.organ_id = ${organId}`
  return { rows: rows.map((row) => Opening.parse(row)), total: z.number().parse(count!.total) }
}

const Scan = z.object({ id: z.string(), size: z.number() })

/** Which scans there are of an opening, without opening any. */
export async function scansOf({ sql, tenantId }: Scope, openingId: string): Promise<z.infer<typeof Scan>[]> {
  const rows = await sql`
    select id, size from box_scans where tenant_id = ${tenantId} and opening_id = ${openingId} order by id`
  return rows.map((row) => Scan.parse(row))
}

/** Opens one scan for people of the organ, and writes down that it was looked at. */
export function viewScan(ctx: Context, openingId: string, id: string): Promise<Result<Paper>> {
  return transact(ctx, async (tx) => {
    const opening = await findOpening(tx, openingId)
    if (!opening || !mine(tx, opening.organId) || !z.uuid().safeParse(id).success) return notYours
    const [found] = await tx.sql`
      select key_id as "keyId", sealed_label as label, sealed from box_scans
      where tenant_id = ${tx.tenantId} and opening_id = ${openingId} and id = ${id}`
    if (!found) return refuse('feedback.no-scan', '没有这份扫描件')
    const row = z.object({ keyId: z.string(), label: z.instanceof(Buffer), sealed: z.instanceof(Buffer) }).parse(found)
    const key = await applicantKey(tx.files)
    if (key.id !== row.keyId)
      return refuse('feedback.key', '这份扫描件是用另一把密钥加密的，现在打不开', {
        fix: '请系统管理员恢复原来的密钥文件 keys/applicants.key',
      })
    await record(tx, {
      event: 'feedback.scan-viewed',
      subject: { kind: 'opening', id: openingId },
      detail: { box: opening.boxName, scan: id },
    })
    const about = `${tx.tenantId}/${openingId}/scan/${id}`
    const label = z
      .object({ name: z.string(), mime: z.string() })
      .parse(JSON.parse(unseal(key, `${about}/label`, row.label)))
    return ok({ ...label, bytes: unsealBytes(key, about, row.sealed) })
  })
}

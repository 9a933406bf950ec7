import { v7 } from 'uuid'
import { z } from 'zod'
import { chineseDay, Day, dayOf } from '../calendar/day.ts'
import type { Context, Scope } from '../context.ts'
import { transact } from '../db/transaction.ts'
import { record } from '../ledger/store.ts'
import { ok, type Result, refuse } from '../result.ts'
import { serviceChanges } from './differences.ts'
import { EMPTY_GUIDE, Guide } from './guide/model.ts'
import { writeChange } from './history/store.ts'
import { checkEntry, ONE_TRIP, type ServiceEntry } from './rules.ts'

const Row = z.object({
  id: z.string(),
  organId: z.string(),
  code: z.string(),
  name: z.string(),
  visits: z.number(),
  listedOn: Day,
  delistedOn: Day.nullable(),
  confirmedOn: Day.nullable(),
  guide: Guide,
  version: z.number(),
})
export type Service = z.infer<typeof Row>

const columns = (sql: Scope['sql']) => sql`
  id, organ_id as "organId", code, name, visits, listed_on as "listedOn", delisted_on as "delistedOn",
  confirmed_on as "confirmedOn", guide, version`

const mayWrite = ({ actor }: Context, organId: string) =>
  actor.kind === 'system' || actor.organId === organId
    ? ok(undefined)
    : refuse('services.not-yours', '只能维护本机关的政务服务事项')

/**
 * Puts a service in the organ's list; with `id` and `version`, corrects the one that stands there. Another number of visits
 * corrects what was written wrongly, for past days too, unless `changedOn` says from which day on it is otherwise.
 */
export function saveServiceItem(
  ctx: Context,
  input: ServiceEntry & { id?: string; version?: number; changedOn?: Day | null },
): Promise<Result<{ id: string }>> {
  return transact(ctx, async (tx) => {
    const mine = mayWrite(tx, input.organId)
    if (!mine.ok) return mine
    const today = dayOf(tx.now)
    const checked = checkEntry(input, today)
    if (!checked.ok) return checked

    const { organId, code, name, visits, listedOn } = checked.value
    const before = input.id ? await find(tx, input.id, true) : null
    if (input.id) {
      if (!before || before.organId !== organId) return refuse('services.unknown', '没有这个事项')
      if (before.version !== (input.version ?? before.version))
        return refuse('services.stale', '其他人刚刚修改了这个事项', { fix: '刷新页面后再试' })
      if (before.delistedOn) return refuse('services.delisted', '这个事项已经取消，不能再修改')
    }
    const id = before?.id ?? v7()
    const free = await codeIsFree(tx, organId, code, id)
    if (!free.ok) return free

    const guide = input.guide ?? before?.guide ?? EMPTY_GUIDE
    if (before) {
      const stood = await restand(tx, before, { visits, listedOn, changedOn: input.changedOn ?? null })
      if (!stood.ok) return stood
      await tx.sql`
        update service_items
        set code = ${code}, name = ${name}, visits = ${visits}, listed_on = ${listedOn}, guide = ${json(tx, guide)},
          confirmed_on = ${today}, version = version + 1
        where tenant_id = ${tx.tenantId} and id = ${id}`
    } else {
      await tx.sql`
        insert into service_items (tenant_id, id, organ_id, code, name, visits, listed_on, confirmed_on, guide)
        values (${tx.tenantId}, ${id}, ${organId}, ${code}, ${name}, ${visits}, ${listedOn}, ${today}, ${json(tx, guide)})`
      await tx.sql`
        insert into service_standings (tenant_id, service_id, from_on, visits)
        values (${tx.tenantId}, ${id}, ${listedOn}, ${visits})`
    }
    const fields = before ? serviceChanges(before, { code, name, visits, listedOn, guide }) : []
    if (!before || fields.length > 0)
      await writeChange(tx, {
        serviceId: id,
        kind: before ? (input.changedOn ? 'changed' : 'corrected') : 'listed',
        day: before ? (input.changedOn ?? today) : listedOn,
        fields,
      })
    await record(tx, {
      event: before ? 'services.corrected' : 'services.listed',
      subject: { kind: 'service', id },
      detail: {
        code,
        name,
        visits,
        listedOn,
        before: before
          ? { code: before.code, name: before.name, visits: before.visits, listedOn: before.listedOn }
          : undefined,
        changed: before ? fields.map(({ label }) => label) : undefined,
      },
    })
    await tellPortal(tx)
    return ok({ id })
  })
}

/** A guide as a value for the database. */
const json = (tx: Context, value: Guide) => tx.sql.json(value as never)

async function codeIsFree({ sql, tenantId }: Context, organId: string, code: string, id: string) {
  const [taken] = await sql`
    select delisted_on is not null as gone from service_items
    where tenant_id = ${tenantId} and organ_id = ${organId} and code = ${code} and id <> ${id}`
  if (!taken) return ok(undefined)
  return refuse('services.taken', taken.gone ? '这个编码属于一个已取消的事项' : '列表里已有这个编码的事项', {
    fix: taken.gone ? '请核对编码；要恢复那个事项，请打开它' : '请核对编码',
    field: 'code',
  })
}

/** Writes down from which day on so many visits are needed. The list keeps its first day and its order of days. */
async function restand(
  { sql, tenantId }: Context,
  before: Service,
  now: { visits: number; listedOn: Day; changedOn: Day | null },
): Promise<Result<void>> {
  if (now.listedOn !== before.listedOn) {
    const [second] = await sql`
      select from_on as "fromOn" from service_standings
      where tenant_id = ${tenantId} and service_id = ${before.id} and from_on > ${before.listedOn}
      order by from_on limit 1`
    if (second && now.listedOn >= Day.parse(second.fromOn))
      return refuse('services.listed-late', `列入日期须早于其后的变动（${chineseDay(Day.parse(second.fromOn))}）`, {
        field: 'listedOn',
      })
    await sql`
      update service_standings set from_on = ${now.listedOn}
      where tenant_id = ${tenantId} and service_id = ${before.id} and from_on = ${before.listedOn}`
  }
  if (now.visits === before.visits) return ok(undefined)
  if (!now.changedOn) {
    await sql`
      update service_standings set visits = ${now.visits}
      where tenant_id = ${tenantId} and service_id = ${before.id} and from_on = (
        select max(from_on) from service_standings where tenant_id = ${tenantId} and service_id = ${before.id})`
    return ok(undefined)
  }
  const [latest] = await sql`
    select max(from_on) as "fromOn" from service_standings
    where tenant_id = ${tenantId} and service_id = ${before.id}`
  if (now.changedOn < Day.parse(latest?.fromOn))
    return refuse('services.changed-early', `变动日期不能早于上一次变动（${chineseDay(Day.parse(latest?.fromOn))}）`, {
      field: 'changedOn',
    })
  await sql`
    insert into service_standings (tenant_id, service_id, from_on, visits)
    values (${tenantId}, ${before.id}, ${now.changedOn}, ${now.visits})
    on conflict (tenant_id, service_id, from_on) do update set visits = excluded.visits`
  await sql`
    update service_items set since_on = ${now.changedOn} where tenant_id = ${tenantId} and id = ${before.id}`
  return ok(undefined)
}

/** Says that a service, read through again, still holds as it stands. */
export function confirmServiceItem(ctx: Context, id: string, version: number): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    const service = await find(tx, id, true)
    if (!service) return refuse('services.unknown', '没有这个事项')
    const mine = mayWrite(tx, service.organId)
    if (!mine.ok) return mine
    if (service.delistedOn) return refuse('services.delisted', '这个事项已经取消，不能再修改')
    if (service.version !== version)
      return refuse('services.stale', '其他人刚刚修改了这个事项', { fix: '刷新页面，看过以后再核对' })
    const today = dayOf(tx.now)
    await tx.sql`
      update service_items set confirmed_on = ${today}, version = version + 1
      where tenant_id = ${tx.tenantId} and id = ${id}`
    await record(tx, { event: 'services.confirmed', subject: { kind: 'service', id }, detail: { code: service.code } })
    return ok(undefined)
  })
}

/** Puts a service that was taken off back in the list, from that day on. The days between stay without it. */
export function restoreServiceItem(ctx: Context, id: string, restoredOn: Day): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    const service = await find(tx, id, true)
    if (!service) return refuse('services.unknown', '没有这个事项')
    const mine = mayWrite(tx, service.organId)
    if (!mine.ok) return mine
    if (!service.delistedOn) return refuse('services.listed', '这个事项在列，不用恢复')
    if (restoredOn > dayOf(tx.now)) return refuse('services.future', '恢复日期不能晚于今天', { field: 'restoredOn' })
    if (restoredOn < service.delistedOn)
      return refuse('services.before-delisting', `恢复日期不能早于取消日期（${chineseDay(service.delistedOn)}）`, {
        field: 'restoredOn',
      })
    await tx.sql`
      update service_items set delisted_on = null, since_on = ${restoredOn}, version = version + 1
      where tenant_id = ${tx.tenantId} and id = ${id}`
    await tx.sql`
      insert into service_standings (tenant_id, service_id, from_on, visits)
      values (${tx.tenantId}, ${id}, ${restoredOn}, ${service.visits})
      on conflict (tenant_id, service_id, from_on) do update set visits = excluded.visits`
    await writeChange(tx, { serviceId: id, kind: 'restored', day: restoredOn, fields: [] })
    await record(tx, {
      event: 'services.restored',
      subject: { kind: 'service', id },
      detail: { code: service.code, restoredOn },
    })
    await tellPortal(tx)
    return ok(undefined)
  })
}

/** Takes a service off the list from that day on. It stays counted for the days before. */
export function delistServiceItem(ctx: Context, id: string, delistedOn: Day): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    const service = await find(tx, id, true)
    if (!service) return refuse('services.unknown', '没有这个事项')
    const mine = mayWrite(tx, service.organId)
    if (!mine.ok) return mine
    if (service.delistedOn) return refuse('services.delisted', '这个事项已经取消')
    if (delistedOn > dayOf(tx.now)) return refuse('services.future', '取消日期不能晚于今天', { field: 'delistedOn' })
    if (delistedOn < service.listedOn)
      return refuse('services.before-listing', `取消日期不能早于列入日期（${chineseDay(service.listedOn)}）`, {
        field: 'delistedOn',
      })

    await tx.sql`
      update service_items set delisted_on = ${delistedOn}, version = version + 1
      where tenant_id = ${tx.tenantId} and id = ${id}`
    await tx.sql`
      delete from service_standings
      where tenant_id = ${tx.tenantId} and service_id = ${id} and from_on > ${delistedOn}`
    await tx.sql`
      insert into service_standings (tenant_id, service_id, from_on, visits)
      values (${tx.tenantId}, ${id}, ${delistedOn}, null)
      on conflict (tenant_id, service_id, from_on) do update set visits = null`
    await writeChange(tx, { serviceId: id, kind: 'delisted', day: delistedOn, fields: [] })
    await record(tx, {
      event: 'services.delisted',
      subject: { kind: 'service', id },
      detail: { code: service.code, delistedOn },
    })
    await tellPortal(tx)
    return ok(undefined)
  })
}

/** The public list changed: kept pages are forgotten once this step is done. */
export const tellPortal = (tx: Context) => tx.sql`select pg_notify('portal_changed', ${tx.tenantId})`

async function find({ sql, tenantId }: Scope, id: string, lock: boolean): Promise<Service | null> {
  if (!z.uuid().safeParse(id).success) return null
  const [row] = await sql`
    select ${columns(sql)} from service_items
    where tenant_id = ${tenantId} and id = ${id} ${lock ? sql`for update` : sql``}`
  return row ? Row.parse(row) : null
}

/** Null when there is no such service. */
export const findService = (scope: Scope, id: string) => find(scope, id, false)

export type ServiceFilter = {
  organId?: string
  /** Part of the code or of the name. */
  text?: string
  /** In the list now, or taken off it. Without it, both. */
  state?: 'listed' | 'delisted'
  trips?: 'zero' | 'one' | 'more'
  /** In the list, and not confirmed since that day. */
  staleSince?: Day
}

/** A page of the list in the order of codes, and how many there are in all. */
export async function listServiceItems(
  { sql, tenantId }: Scope,
  filter: ServiceFilter,
  paging: { limit: number; offset: number },
): Promise<{ rows: Service[]; total: number }> {
  const wanted = filter.text?.trim() ? `%${filter.text.trim().replace(/[\\%_]/g, '\\$&')}%` : null
  const where = sql`
    where tenant_id = ${tenantId}
    ${filter.organId ? sql`and organ_id = ${filter.organId}` : sql``}
    ${filter.state === 'listed' ? sql`and delisted_on is null` : sql``}
    ${filter.state === 'delisted' ? sql`and delisted_on is not null` : sql``}
    ${filter.trips === 'zero' ? sql`and visits = 0` : sql``}
    ${filter.trips === 'one' ? sql`and visits <= 1` : sql``}
    ${filter.trips === 'more' ? sql`and visits > 1` : sql``}
    ${
      filter.staleSince
        ? sql`and delisted_on is null and coalesce(confirmed_on, listed_on) < ${filter.staleSince}`
        : sql``
    }
    ${wanted ? sql`and (code ilike ${wanted} or name like ${wanted})` : sql``}`
  const rows = await sql`
    select ${columns(sql)} from service_items ${where}
    order by organ_id, code limit ${paging.limit} offset ${paging.offset}`
  const [count] = await sql`select count(*) as total from service_items ${where}`
  return { rows: rows.map((row) => Row.parse(row)), total: z.number().parse(count!.total) }
}

const Counted = Row.pick({ id: true, code: true, name: true, visits: true })
export type CountedService = z.infer<typeof Counted>

/**
 * The services in the organ's list at the end of that day, in the order of codes, with the visits that were needed then. Count
 * them with `countServices`.
 */
export async function servicesOn(
  { sql, tenantId }: Scope,
  organId: string,
  on: Day,
  { oneTrip, page }: { oneTrip?: boolean; page?: { limit: number; offset: number } } = {},
): Promise<CountedService[]> {
  const rows = await sql`
    select id, code, name, visits from ${stoodOn({ sql, tenantId }, [organId], on)}
    ${oneTrip ? sql`where visits <= ${ONE_TRIP}` : sql``}
    order by code ${page ? sql`limit ${page.limit} offset ${page.offset}` : sql``}`
  return rows.map((row) => Counted.parse(row))
}

/**
 * What stood in the lists of these organs at the end of that day, with the visits needed then. Few services ever change: the others are
 * read from their own row, and only those that changed later than that day from their standings.
 */
const stoodOn = ({ sql, tenantId }: Scope, organIds: readonly string[], on: Day) => sql`
  (select id, organ_id, code, name, visits from service_items
   where tenant_id = ${tenantId} and organ_id = any(${[...organIds]}) and (since_on is null or since_on <= ${on})
     and listed_on <= ${on} and (delisted_on is null or delisted_on > ${on})
   union all
   select s.id, s.organ_id, s.code, s.name, h.visits from service_items s
   join lateral (
     select visits from service_standings
     where tenant_id = s.tenant_id and service_id = s.id and from_on <= ${on}
     order by from_on desc limit 1) h on h.visits is not null
   where s.tenant_id = ${tenantId} and s.organ_id = any(${[...organIds]}) and s.since_on > ${on}) stood`

const Tally = z.object({ organId: z.string(), all: z.number(), oneTrip: z.number() })

/** How many services stood in each organ's list at the end of that day, and how many of them need one visit at most. */
export async function countServices(
  { sql, tenantId }: Scope,
  organIds: readonly string[],
  on: Day,
): Promise<z.infer<typeof Tally>[]> {
  const rows = await sql`
    select organ_id as "organId", count(*)::int as all,
      (count(*) filter (where visits <= ${ONE_TRIP}))::int as "oneTrip"
    from ${stoodOn({ sql, tenantId }, organIds, on)}
    group by 1`
  return rows.map((row) => Tally.parse(row))
}

/** Everything in the organ's list, also what was taken off it, in the order of codes. With `lock`, nobody else changes it meanwhile. */
export async function wholeList({ sql, tenantId }: Scope, organId: string, lock = false): Promise<Service[]> {
  const rows = await sql`
    select ${columns(sql)} from service_items
    where tenant_id = ${tenantId} and organ_id = ${organId} order by code ${lock ? sql`for update` : sql``}`
  return rows.map((row) => Row.parse(row))
}

import { v7 } from 'uuid'
import { z } from 'zod'
import { chineseDay, Day, dayOf } from '../calendar/day.ts'
import type { Context, Scope } from '../context.ts'
import { transact } from '../db/transaction.ts'
import { record } from '../ledger/store.ts'
import { ok, type Result, refuse } from '../result.ts'
import { checkEntry, ONE_TRIP, type ServiceEntry } from './rules.ts'

const Row = z.object({
  id: z.string(),
  organId: z.string(),
  code: z.string(),
  name: z.string(),
  visits: z.number(),
  listedOn: Day,
  delistedOn: Day.nullable(),
  version: z.number(),
})
export type Service = z.infer<typeof Row>

const columns = (sql: Scope['sql']) => sql`
  id, organ_id as "organId", code, name, visits, listed_on as "listedOn", delisted_on as "delistedOn", version`

const mayWrite = ({ actor }: Context, organId: string) =>
  actor.kind === 'system' || actor.organId === organId
    ? ok(undefined)
    : refuse('services.not-yours', '只能维护本机关的政务服务事项')

/** Puts a service in the organ's list; with `id` and `version`, corrects the one that stands there. */
export function saveServiceItem(
  ctx: Context,
  input: ServiceEntry & { id?: string; version?: number },
): Promise<Result<{ id: string }>> {
  return transact(ctx, async (tx) => {
    const mine = mayWrite(tx, input.organId)
    if (!mine.ok) return mine
    const checked = checkEntry(input, dayOf(tx.now))
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
    const [taken] = await tx.sql`
      select delisted_on is not null as gone from service_items
      where tenant_id = ${tx.tenantId} and organ_id = ${organId} and code = ${code} and id <> ${id}`
    if (taken)
      return refuse('services.taken', taken.gone ? '这个编码属于一个已取消的事项' : '列表里已有这个编码的事项', {
        fix: '请核对编码',
        field: 'code',
      })

    if (before)
      await tx.sql`
        update service_items
        set code = ${code}, name = ${name}, visits = ${visits}, listed_on = ${listedOn}, version = version + 1
        where tenant_id = ${tx.tenantId} and id = ${id}`
    else
      await tx.sql`
        insert into service_items (tenant_id, id, organ_id, code, name, visits, listed_on)
        values (${tx.tenantId}, ${id}, ${organId}, ${code}, ${name}, ${visits}, ${listedOn})`
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
      },
    })
    await tellPortal(tx)
    return ok({ id })
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
const tellPortal = (tx: Context) => tx.sql`select pg_notify('portal_changed', ${tx.tenantId})`

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
    ${wanted ? sql`and (code ilike ${wanted} or name like ${wanted})` : sql``}`
  const rows = await sql`
    select ${columns(sql)} from service_items ${where}
    order by organ_id, code limit ${paging.limit} offset ${paging.offset}`
  const [count] = await sql`select count(*) as total from service_items ${where}`
  return { rows: rows.map((row) => Row.parse(row)), total: z.number().parse(count!.total) }
}

const Counted = Row.pick({ id: true, code: true, name: true, visits: true })
export type CountedService = z.infer<typeof Counted>

/** The services in the organ's list at the end of that day, in the order of codes. Count them with `countServices`. */
export async function servicesOn(
  { sql, tenantId }: Scope,
  organId: string,
  on: Day,
  { oneTrip, page }: { oneTrip?: boolean; page?: { limit: number; offset: number } } = {},
): Promise<CountedService[]> {
  const rows = await sql`
    select id, code, name, visits from service_items
    where tenant_id = ${tenantId} and organ_id = ${organId} and ${listedOn(sql, on)}
      ${oneTrip ? sql`and visits <= ${ONE_TRIP}` : sql``}
    order by code ${page ? sql`limit ${page.limit} offset ${page.offset}` : sql``}`
  return rows.map((row) => Counted.parse(row))
}

const listedOn = (sql: Scope['sql'], on: Day) =>
  sql`listed_on <= ${on} and (delisted_on is null or delisted_on > ${on})`

const Tally = z.object({ organId: z.string(), all: z.number(), oneTrip: z.number() })

/** How many services stood in each organ's list at the end of that day, and how many of them need one visit at most. */
export async function countServices(
  { sql, tenantId }: Scope,
  organIds: readonly string[],
  on: Day,
): Promise<z.infer<typeof Tally>[]> {
  const rows = await sql`
    select organ_id as "organId", count(*)::int as all, (count(*) filter (where visits <= ${ONE_TRIP}))::int as "oneTrip"
    from service_items
    where tenant_id = ${tenantId} and organ_id = any(${organIds}) and ${listedOn(sql, on)}
    group by 1`
  return rows.map((row) => Tally.parse(row))
}

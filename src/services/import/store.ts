import { createHash } from 'node:crypto'
import { v7 } from 'uuid'
import { z } from 'zod'
import { type Day, dayOf } from '../../calendar/day.ts'
import type { Context, Scope } from '../../context.ts'
import { transact } from '../../db/transaction.ts'
import { record } from '../../ledger/store.ts'
import { ok, type Result, refuse } from '../../result.ts'
import { type Service, tellPortal, wholeList } from '../store.ts'
import { entryOf, type ImportedService } from './mapping.ts'
import { type Plan, planOf } from './plan.ts'

const PER_ROUND = 500

/** What a file did to the list. */
export type Imported = { added: number; changed: number; restored: number; delisted: number; same: number }

/**
 * Brings a file of services into the organ's list, all of it or nothing: new ones are listed, others changed from today on, those
 * taken off and in the file again are restored. With `complete` the file is the whole list, and what is not in it is taken off.
 * `expected` is the plan somebody has seen: when the list changed since, nothing is done. `told` hears how many rows are done.
 */
export function importServices(
  ctx: Context,
  rows: readonly ImportedService[],
  options: {
    organId: string
    complete?: boolean
    expected?: string
    source: { name: string; sha256?: string }
    told?: (done: number) => void
  },
): Promise<Result<Imported>> {
  const { organId, told = () => {} } = options
  return transact(ctx, async (tx): Promise<Result<Imported>> => {
    if (tx.actor.kind === 'staff' && tx.actor.organId !== organId)
      return refuse('services.not-yours', '只能维护本机关的政务服务事项')
    const today = dayOf(tx.now)
    const list = await wholeList(tx, organId, true)
    const plan = planOf(rows, list, organId, today)
    if (options.expected && options.expected !== digestOf(plan))
      return refuse('services.import-moved', '预览以后事项清单又有变动，没有导入', {
        fix: '请重新核对下面的改动，再导入',
      })

    const byCode = new Map(list.map((service) => [service.code, service]))
    const added = new Set(plan.added.map(({ code }) => code))
    const touched = new Map([...plan.changed, ...plan.restored].map((line) => [line.code, line]))
    const fresh = rows.filter(({ code }) => added.has(code))
    const moved = rows.filter(({ code }) => touched.has(code))
    for (let at = 0; at < fresh.length; at += PER_ROUND) {
      await insert(tx, fresh.slice(at, at + PER_ROUND), organId, today)
      told(Math.min(fresh.length, at + PER_ROUND))
    }
    for (let at = 0; at < moved.length; at += PER_ROUND) {
      const round = moved.slice(at, at + PER_ROUND).map((row) => ({ row, before: byCode.get(row.code)! }))
      await update(tx, round, organId, today, (code) => touched.get(code)!.fields)
      told(fresh.length + Math.min(moved.length, at + PER_ROUND))
    }
    if (plan.same > 0) await confirm(tx, list, rows, touched, today)
    if (options.complete && plan.absent.length > 0) await delist(tx, plan, today)
    const codes = options.complete ? plan.absent.map(({ code }) => code) : []
    const result = {
      added: fresh.length,
      changed: plan.changed.length,
      restored: plan.restored.length,
      delisted: options.complete ? plan.absent.length : 0,
      same: plan.same,
    }
    await record(tx, {
      event: 'services.imported',
      subject: { kind: 'organ', id: organId },
      detail: { file: options.source.name, sha256: options.source.sha256, ...result, delistedCodes: codes },
    })
    await tellPortal(tx)
    told(rows.length)
    return ok(result)
  })
}

/** A few letters that change whenever what would be done changes. */
export const digestOf = (plan: Plan): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        plan.added.map(({ code }) => code),
        [...plan.changed, ...plan.restored].map(({ code, fields }) => [code, fields]),
        plan.same,
        plan.absent.map(({ code }) => code),
      ]),
    )
    .digest('base64url')

async function insert(
  { sql, tenantId, now, actor }: Context,
  rows: readonly ImportedService[],
  organId: string,
  today: Day,
): Promise<void> {
  const entries = rows.map((row) => ({ id: v7(), change: v7(), ...entryOf(row, organId, null, today) }))
  const given = sql.json(entries as never)
  await sql`
    insert into service_items (tenant_id, id, organ_id, code, name, visits, listed_on, confirmed_on, guide)
    select ${tenantId}, r.id, ${organId}, r.code, r.name, r.visits, r."listedOn", ${today}::date, r.guide
    from jsonb_to_recordset(${given})
      as r(id uuid, code text, name text, visits int, "listedOn" date, guide jsonb)`
  await sql`
    insert into service_standings (tenant_id, service_id, from_on, visits)
    select ${tenantId}, r.id, r."listedOn", r.visits
    from jsonb_to_recordset(${given}) as r(id uuid, "listedOn" date, visits int)`
  await sql`
    insert into service_changes (tenant_id, service_id, id, day, kind, imported, at, as_whom)
    select ${tenantId}, r.id, r.change, r."listedOn", 'listed', true, ${now}, ${actor.name}
    from jsonb_to_recordset(${given}) as r(id uuid, change uuid, "listedOn" date)`
}

async function update(
  { sql, tenantId, now, actor }: Context,
  rows: readonly { row: ImportedService; before: Service }[],
  organId: string,
  today: Day,
  fieldsOf: (code: string) => unknown,
): Promise<void> {
  const entries = rows.map(({ row, before }) => ({
    id: before.id,
    change: v7(),
    kind: before.delistedOn ? 'restored' : 'changed',
    stands: before.delistedOn !== null || before.visits !== row.visits,
    fields: fieldsOf(row.code),
    ...entryOf(row, organId, before, today),
  }))
  const given = sql.json(entries as never)
  await sql`
    update service_items s
    set name = r.name, visits = r.visits, guide = r.guide, delisted_on = null, confirmed_on = ${today}::date,
      since_on = case when r.stands then ${today}::date else s.since_on end, version = s.version + 1
    from jsonb_to_recordset(${given}) as r(id uuid, name text, visits int, guide jsonb, stands boolean)
    where s.tenant_id = ${tenantId} and s.id = r.id`
  await sql`
    insert into service_standings (tenant_id, service_id, from_on, visits)
    select ${tenantId}, r.id, ${today}::date, r.visits
    from jsonb_to_recordset(${given}) as r(id uuid, stands boolean, visits int)
    where r.stands
    on conflict (tenant_id, service_id, from_on) do update set visits = excluded.visits`
  await sql`
    insert into service_changes (tenant_id, service_id, id, day, kind, fields, imported, at, as_whom)
    select ${tenantId}, r.id, r.change, ${today}::date, r.kind, r.fields, true, ${now}, ${actor.name}
    from jsonb_to_recordset(${given}) as r(id uuid, change uuid, kind text, fields jsonb)`
}

/** Takes off what a complete file does not name, all of it from today on. */
async function delist({ sql, tenantId, now, actor }: Context, { absent }: Plan, today: Day): Promise<void> {
  const given = sql.json(absent.map(({ id }) => ({ id, change: v7() })) as never)
  await sql`
    update service_items s set delisted_on = ${today}::date, version = s.version + 1
    from jsonb_to_recordset(${given}) as r(id uuid)
    where s.tenant_id = ${tenantId} and s.id = r.id`
  await sql`
    insert into service_standings (tenant_id, service_id, from_on, visits)
    select ${tenantId}, r.id, ${today}::date, null from jsonb_to_recordset(${given}) as r(id uuid)
    on conflict (tenant_id, service_id, from_on) do update set visits = null`
  await sql`
    insert into service_changes (tenant_id, service_id, id, day, kind, imported, at, as_whom)
    select ${tenantId}, r.id, r.change, ${today}::date, 'delisted', true, ${now}, ${actor.name}
    from jsonb_to_recordset(${given}) as r(id uuid, change uuid)`
}

/** What the file says again word for word still holds today. */
async function confirm(
  { sql, tenantId }: Context,
  list: readonly Service[],
  rows: readonly ImportedService[],
  touched: ReadonlyMap<string, unknown>,
  today: Day,
): Promise<void> {
  const codes = new Set(rows.map(({ code }) => code))
  const ids = list.filter(({ code }) => codes.has(code) && !touched.has(code)).map(({ id }) => id)
  await sql`
    update service_items set confirmed_on = ${today} where tenant_id = ${tenantId} and id = any(${ids}::uuid[])`
}

const Pending = z.object({
  id: z.string(),
  organId: z.string(),
  fileId: z.string(),
  fileName: z.string(),
  state: z.enum(['reading', 'refused', 'ready', 'applying', 'applied', 'dropped']),
  done: z.number(),
  total: z.number(),
  result: z.unknown(),
  begunAt: z.date(),
  asWhom: z.string(),
  appliedAt: z.date().nullable(),
})
export type Pending = z.infer<typeof Pending>

/** Writes down that a file of services came and is to be read. */
export async function beginImport(
  ctx: Context,
  file: { organId: string; fileId: string; fileName: string },
): Promise<string> {
  const id = v7()
  await transact(ctx, async (tx) => {
    await tx.sql`
      insert into service_imports (tenant_id, id, organ_id, file_id, file_name, state, begun_at, as_whom)
      values (${tx.tenantId}, ${id}, ${file.organId}, ${file.fileId}, ${file.fileName}, 'reading', ${tx.now},
        ${tx.actor.name})`
    await record(tx, {
      event: 'services.uploaded',
      subject: { kind: 'service-import', id },
      detail: { file: file.fileId },
    })
    return ok(undefined)
  })
  return id
}

/** A file that is not to be brought in after all. The file is kept. */
export async function dropImport(ctx: Context, id: string): Promise<void> {
  await transact(ctx, async (tx) => {
    await tx.sql`
      update service_imports set state = 'dropped'
      where tenant_id = ${tx.tenantId} and id = ${id} and state in ('ready', 'refused')`
    await record(tx, { event: 'services.dropped', subject: { kind: 'service-import', id } })
    return ok(undefined)
  })
}

/** How far an import has come, or what came of it. Not part of any step: a bar may be wrong, the list may not. */
export async function noteImport(
  { sql, tenantId }: Scope,
  id: string,
  note: { state?: Pending['state']; done?: number; total?: number; result?: unknown; appliedAt?: Date },
): Promise<void> {
  await sql`
    update service_imports
    set state = coalesce(${note.state ?? null}, state), done = coalesce(${note.done ?? null}::int, done),
      total = coalesce(${note.total ?? null}::int, total),
      result = coalesce(${note.result === undefined ? null : sql.json(note.result as never)}::jsonb, result),
      applied_at = coalesce(${note.appliedAt ?? null}::timestamptz, applied_at)
    where tenant_id = ${tenantId} and id = ${id}`
}

export async function findImport({ sql, tenantId }: Scope, id: string): Promise<Pending | null> {
  if (!z.uuid().safeParse(id).success) return null
  const [row] = await sql`
    select id, organ_id as "organId", file_id as "fileId", file_name as "fileName", state, done, total, result,
      begun_at as "begunAt", as_whom as "asWhom", applied_at as "appliedAt"
    from service_imports where tenant_id = ${tenantId} and id = ${id}`
  return row ? Pending.parse(row) : null
}

/** The last imports of an organ, newest first. */
export async function recentImports({ sql, tenantId }: Scope, organId: string): Promise<Pending[]> {
  const rows = await sql`
    select id, organ_id as "organId", file_id as "fileId", file_name as "fileName", state, done, total, null as result,
      begun_at as "begunAt", as_whom as "asWhom", applied_at as "appliedAt"
    from service_imports where tenant_id = ${tenantId} and organ_id = ${organId}
    order by begun_at desc limit 10`
  return rows.map((row) => Pending.parse(row))
}

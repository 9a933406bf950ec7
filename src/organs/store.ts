import type { PendingQuery, Row, Sql } from 'postgres'
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { dayOf, yearOf } from '../calendar/day.ts'
import type { Context, Scope } from '../context.ts'
import { transact } from '../db/transaction.ts'
import { record } from '../ledger/store.ts'
import { ok, type Result, refuse } from '../result.ts'
import type { Role } from '../roles.ts'
import { mayChangeProfile, maySetNumbers } from './duties.ts'
import { Organ, type OrganKind, Post, Tenant, Unit, type UnitKind } from './model.ts'
import { OrganProfile, OrganSettings, type TenantSettings } from './settings.ts'

// ---- 站点

/** Opens a site: the tenant every other row belongs to. */
export async function createTenant(
  sql: Sql,
  { code, name, settings }: { code: string; name: string; settings: TenantSettings },
  now: Date,
): Promise<Result<Tenant>> {
  const id = uuid()
  const ctx: Context = { sql, tenantId: id, actor: { kind: 'system', name: '建站' }, now, files: { root: '' } }
  return transact(ctx, async (tx) => {
    const made = await tx.sql`
      insert into tenants (id, code, name, settings, created_at)
      values (${id}, ${code}, ${name}, ${tx.sql.json(settings)}, ${now})
      on conflict do nothing`
    if (made.count === 0) return refuse('organs.tenant-taken', `站点代码“${code}”已经使用`, { field: 'code' })
    await record(tx, { event: 'organs.tenant-created', subject: { kind: 'tenant', id }, detail: { code, name } })
    return ok({ id, code, name, settings })
  })
}

/** The site with this code; without a code, the only site there is. Null when there is none, or more than one to choose from. */
export async function findTenant(sql: Scope['sql'], code?: string): Promise<Tenant | null> {
  const rows = await sql`
    select id, code, name, settings from tenants ${code === undefined ? sql`` : sql`where code = ${code}`} limit 2`
  return rows.length === 1 ? Tenant.parse(rows[0]) : null
}

/** The site a scope belongs to. */
export async function findSite({ sql, tenantId }: Scope): Promise<Tenant> {
  const [row] = await sql`select id, code, name, settings from tenants where id = ${tenantId}`
  return Tenant.parse(row)
}

/** True when somebody has set up a site in this database. */
export async function hasTenant(sql: Scope['sql']): Promise<boolean> {
  const [row] = await sql`select exists (select from tenants) as there`
  return row?.there === true
}

// ---- 机关

export type NewOrgan = {
  slug: string
  code: string
  name: string
  shortName: string
  kind: OrganKind
  profile?: Partial<OrganProfile>
  settings?: Partial<OrganSettings>
  sort?: number
}

const organColumns = (sql: Scope['sql']) => sql`
  id, slug, code, name, short_name as "shortName", kind, profile, settings, sort,
  md5(profile::text || settings::text) as version`

/** Sets up an organ. Throws when a profile or settings of ours do not fit their form. */
export async function createOrgan(ctx: Context, input: NewOrgan): Promise<Result<Organ>> {
  if (
    !/^(?!(?:new|console|elder|search|sitemap|hdjl|files|assets|audit|identity|kiosk|subscriptions)$)[a-z][a-z0-9-]{0,39}$/.test(
      input.slug,
    )
  )
    return refuse('organs.slug', '网址标识由小写字母、数字和连字符组成，以字母开头', { field: 'slug' })
  for (const field of ['name', 'shortName', 'code'] as const)
    if (input[field].trim() === '') return refuse('organs.empty', '请填写全称、简称和机构代码', { field })
  const id = uuid()
  const profile = OrganProfile.parse(input.profile ?? {})
  const settings = OrganSettings.parse(input.settings ?? {})
  return transact(ctx, async (tx) => {
    const [row] = await tx.sql`
      insert into organs (tenant_id, id, slug, code, name, short_name, kind, profile, settings, sort, created_at)
      values (${ctx.tenantId}, ${id}, ${input.slug}, ${input.code}, ${input.name}, ${input.shortName}, ${input.kind},
              ${tx.sql.json(profile)}, ${tx.sql.json(settings)}, ${input.sort ?? 0}, ${ctx.now})
      on conflict do nothing
      returning ${organColumns(tx.sql)}`
    if (!row)
      return refuse('organs.taken', `网址标识“${input.slug}”或机构代码“${input.code}”已经使用`, { field: 'slug' })
    await record(tx, {
      event: 'organs.created',
      subject: { kind: 'organ', id },
      detail: { name: input.name, code: input.code },
    })
    await tellPortal(tx)
    return ok(Organ.parse(row))
  })
}

/** By slug or id. Null when there is none. */
export async function findOrgan({ sql, tenantId }: Scope, slugOrId: string): Promise<Organ | null> {
  const by = z.uuid().safeParse(slugOrId).success ? sql`id = ${slugOrId}` : sql`slug = ${slugOrId}`
  const [row] = await sql`select ${organColumns(sql)} from organs where tenant_id = ${tenantId} and ${by}`
  return row ? Organ.parse(row) : null
}

/** By anything a person may call it: full name, short name, slug or code. Refuses when nothing or several answer to it. */
export async function findOrganByName({ sql, tenantId }: Scope, text: string): Promise<Result<Organ>> {
  const rows = await sql`
    select ${organColumns(sql)} from organs
    where tenant_id = ${tenantId} and ${text.trim()} in (name, short_name, slug, code) order by sort, name`
  const [first, ...others] = rows.map((row) => Organ.parse(row))
  if (!first) return refuse('organs.unknown', `没有找到机关“${text}”`, { fix: '可以写全称、简称、网址标识或机构代码' })
  if (others.length > 0)
    return refuse(
      'organs.ambiguous',
      `“${text}”对应不止一个机关：${[first, ...others].map((organ) => `${organ.name}（${organ.slug}）`).join('、')}`,
      { fix: '请改用括号中的网址标识' },
    )
  return ok(first)
}

export async function listOrgans({ sql, tenantId }: Scope): Promise<Organ[]> {
  const rows = await sql`select ${organColumns(sql)} from organs where tenant_id = ${tenantId} order by sort, name`
  return rows.map((row) => Organ.parse(row))
}

/**
 * Changes what the guide prints of an organ, or how it numbers its documents. `version` is that of the organ the
 * person was looking at; refuses when somebody changed it since. The ledger keeps the fields that changed, before and after.
 */
export async function changeOrgan(
  ctx: Context,
  was: Organ,
  change: { profile?: OrganProfile; settings?: OrganSettings },
): Promise<Result<Organ>> {
  if (change.settings ? !maySetNumbers(ctx.actor) : !mayChangeProfile(ctx.actor, was.id))
    return refuse('organs.not-yours', '只能修改本机关的资料；编号与公文样式由系统管理员修改')
  const profile = change.profile ?? was.profile
  const settings = change.settings ?? was.settings
  return transact(ctx, async (tx) => {
    const [row] = await tx.sql`
      update organs set profile = ${tx.sql.json(profile)}, settings = ${tx.sql.json(settings)}
      where tenant_id = ${ctx.tenantId} and id = ${was.id} and md5(profile::text || settings::text) = ${was.version}
      returning ${organColumns(tx.sql)}`
    if (!row) return refuse('organs.stale', '其他人刚刚修改了这个机关的资料', { fix: '请核对最新内容后再保存' })
    await tellPortal(tx)
    const fields = { ...changed(was.profile, profile), ...changed(was.settings, settings) }
    if (Object.keys(fields).length > 0)
      await record(tx, { event: 'organs.changed', subject: { kind: 'organ', id: was.id }, detail: fields })
    return ok(Organ.parse(row))
  })
}

/** The portal shows organs; pages kept in memory by any running copy are forgotten once the step is done. */
const tellPortal = (tx: Context) => tx.sql`select pg_notify('portal_changed', ${tx.tenantId})`

function changed(before: Record<string, unknown>, after: Record<string, unknown>) {
  const differs = (name: string) => JSON.stringify(before[name]) !== JSON.stringify(after[name])
  const names = Object.keys(after).filter(differs)
  return Object.fromEntries(names.map((name) => [name, { from: before[name], to: after[name] }]))
}

// ---- 内设机构与村（居）

/** Adds a section or a village to an organ. */
export function createUnit(
  ctx: Context,
  organId: string,
  { kind, name, sort = 0 }: { kind: UnitKind; name: string; sort?: number },
): Promise<Result<Unit>> {
  const unit: Unit = { id: uuid(), organId, kind, name: name.trim(), sort }
  return transact(ctx, async (tx) => {
    if (unit.name === '') return refuse('organs.unit-name', '请填写名称', { field: 'name' })
    const made = await tx.sql`
      insert into units (tenant_id, id, organ_id, kind, name, sort)
      values (${ctx.tenantId}, ${unit.id}, ${organId}, ${kind}, ${unit.name}, ${sort})
      on conflict do nothing`
    if (made.count === 0) return refuse('organs.unit-taken', `已经有“${unit.name}”`, { field: 'name' })
    await record(tx, { event: 'organs.unit-created', subject: { kind: 'organ', id: organId }, detail: unit })
    return ok(unit)
  })
}

export async function listUnits({ sql, tenantId }: Scope, organId: string, kind?: UnitKind): Promise<Unit[]> {
  const rows = await sql`
    select id, organ_id as "organId", kind, name, sort from units
    where tenant_id = ${tenantId} and organ_id = ${organId} ${kind ? sql`and kind = ${kind}` : sql``}
    order by kind, sort, name`
  return rows.map((row) => Unit.parse(row))
}

/** How many units of a kind each organ has. */
export async function countUnits(
  { sql, tenantId }: Scope,
  organIds: readonly string[],
  kind: UnitKind,
): Promise<{ organId: string; count: number }[]> {
  const rows = await sql`
    select organ_id as "organId", count(*)::int as count from units
    where tenant_id = ${tenantId} and organ_id = any(${organIds}) and kind = ${kind} group by 1`
  return rows.map((row) => z.object({ organId: z.string(), count: z.number() }).parse(row))
}

// ---- 岗位

export type NewPost = { organId: string | null; unitId?: string | null; name: string; roles: Role[]; sort?: number }

/** Adds a post. Refuses one without a role, or a name the organ already uses. */
export function createPost(ctx: Context, input: NewPost): Promise<Result<Post>> {
  const id = uuid()
  const name = input.name.trim()
  return transact(ctx, async (tx) => {
    if (name === '') return refuse('organs.post-name', '请填写岗位名称', { field: 'name' })
    if (input.roles.length === 0) return refuse('organs.post-roles', '请至少选择一项职责', { field: 'roles' })
    const made = await tx.sql`
      insert into posts (tenant_id, id, organ_id, unit_id, name, roles, sort)
      values (${ctx.tenantId}, ${id}, ${input.organId}, ${input.unitId ?? null}, ${name}, ${input.roles}, ${input.sort ?? 0})
      on conflict do nothing`
    if (made.count === 0) return refuse('organs.post-taken', `已经有岗位“${name}”`, { field: 'name' })
    await record(tx, {
      event: 'organs.post-created',
      subject: { kind: 'post', id },
      detail: { organId: input.organId, name, roles: input.roles },
    })
    const [row] = await selectPosts(tx, tx.sql`and p.id = ${id}`)
    return ok(Post.parse(row))
  })
}

/** The posts of one organ; `null`: those of the whole site; nothing: all of them. */
export async function listPosts(scope: Scope, organId?: string | null): Promise<Post[]> {
  const { sql } = scope
  const where =
    organId === undefined ? sql`` : organId === null ? sql`and p.organ_id is null` : sql`and p.organ_id = ${organId}`
  return (await selectPosts(scope, where)).map((row) => Post.parse(row))
}

const selectPosts = ({ sql, tenantId }: Scope, where: PendingQuery<Row[]>) => sql`
  select p.id, p.organ_id as "organId", o.name as "organName", p.unit_id as "unitId", u.name as "unitName",
         p.name, p.roles, p.sort
  from posts p
  left join organs o on o.tenant_id = p.tenant_id and o.id = p.organ_id
  left join units u on u.tenant_id = p.tenant_id and u.id = p.unit_id
  where p.tenant_id = ${tenantId} ${where}
  order by o.sort nulls first, p.sort, p.name`

// ---- 编号

/**
 * Takes the next number of a series, such as `index` or `document`, in a year. Must be called inside `transact`: the row
 * stays locked until the step ends, so numbers have no gaps, and one whose step was rolled back is taken by the next.
 */
export const takeNumber = (ctx: Context, organId: string, series: string, year: number): Promise<number> =>
  takeNumbers(ctx, organId, series, year, 1)

/** Takes `count` numbers that follow each other, and gives the first of them. */
export async function takeNumbers(
  ctx: Context,
  organId: string,
  series: string,
  year: number,
  count: number,
): Promise<number> {
  if (!('savepoint' in ctx.sql)) throw new Error('a number is taken in the transaction of the step that uses it')
  const [row] = await ctx.sql`
    insert into number_series (tenant_id, organ_id, series, year, last)
    values (${ctx.tenantId}, ${organId}, ${series}, ${year}, ${count})
    on conflict (tenant_id, organ_id, series, year) do update set last = number_series.last + ${count}
    returning last`
  return z.number().parse(row?.last) - count + 1
}

const Taken = z.object({ series: z.string(), year: z.number(), last: z.number() })

/** The last number taken of every series of an organ, the latest year first. */
export async function takenNumbers({ sql, tenantId }: Scope, organId: string): Promise<z.infer<typeof Taken>[]> {
  const rows = await sql`
    select series, year, last from number_series where tenant_id = ${tenantId} and organ_id = ${organId}
    order by year desc, series`
  return rows.map((row) => Taken.parse(row))
}

/** Goes on from the last number used on paper before this program kept the series. Refuses to go back. */
export function continueNumbers(
  ctx: Context,
  { organId, series, year, last }: { organId: string; series: string; year: number; last: number },
): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    if (!maySetNumbers(ctx.actor)) return refuse('organs.not-yours', '纸上已编的号码由系统管理员接续')
    if (!Number.isInteger(year) || year < 1949 || year > yearOf(dayOf(ctx.now)))
      return refuse('organs.number-year', '请填写今年或者以前的年份', { field: 'year' })
    if (!Number.isInteger(last) || last < 1 || last > 99_999)
      return refuse('organs.number-last', '请填写1到99999之间的整数', { field: 'last' })
    const set = await tx.sql`
      insert into number_series as s (tenant_id, organ_id, series, year, last)
      values (${ctx.tenantId}, ${organId}, ${series}, ${year}, ${last})
      on conflict (tenant_id, organ_id, series, year) do update set last = excluded.last where s.last < excluded.last`
    if (set.count === 0)
      return refuse('organs.number-used', '编号只能往后接续，不能退回已经使用的号码', { field: 'last' })
    await record(tx, {
      event: 'organs.numbers-continued',
      subject: { kind: 'organ', id: organId },
      detail: { series, year, last },
    })
    return ok(undefined)
  })
}

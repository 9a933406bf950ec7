import type { PendingQuery, Row } from 'postgres'
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { type Day, dayOf } from '../calendar/day.ts'
import type { Context, Scope } from '../context.ts'
import { transact } from '../db/transaction.ts'
import { record } from '../ledger/store.ts'
import { StaffPolicy } from '../organs/settings.ts'
import { ok, type Result, refuse } from '../result.ts'
import { mixedDuties } from './duties.ts'
import { Account, Appointment } from './model.ts'
import { checkPassword, checkUsername, plainUsername } from './password-rules.ts'
import { hashPassword, oneTimePassword } from './passwords.ts'
import { endSessionsOf } from './sessions/store.ts'

/** How staff sign in to this site. */
export async function findStaffPolicy({ sql, tenantId }: Scope): Promise<StaffPolicy> {
  const [row] = await sql`select coalesce(settings->'staff', '{}') as policy from tenants where id = ${tenantId}`
  return StaffPolicy.parse(row?.policy)
}

// ---- 账号

/**
 * Opens an account. Without a password it gets one to be used once, which is answered here and kept nowhere else.
 * A password given (by a demo or an import) must keep the rules and need not be changed unless asked.
 */
export async function createAccount(
  ctx: Context,
  input: { username: string; password?: string; mustChangePassword?: boolean },
): Promise<Result<{ account: Account; password: string }>> {
  const username = checkUsername(input.username)
  if (!username.ok) return username
  const password = input.password ?? oneTimePassword()
  const fits = checkPassword(password, username.value)
  if (!fits.ok) return fits
  const id = uuid()
  const hashed = await hashPassword(password)
  return transact(ctx, async (tx) => {
    const made = await tx.sql`
      insert into accounts (tenant_id, id, username, password_hash, must_change_password, created_at)
      values (${ctx.tenantId}, ${id}, ${username.value}, ${hashed},
              ${input.mustChangePassword ?? input.password === undefined}, ${ctx.now})
      on conflict do nothing`
    if (made.count === 0)
      return refuse('staff.username-taken', `用户名“${username.value}”已经使用`, { field: 'username' })
    await record(tx, {
      event: 'staff.account-created',
      subject: { kind: 'account', id },
      detail: { username: username.value },
    })
    return ok({ account: (await findAccount(tx, id, dayOf(ctx.now)))!, password })
  })
}

/** Gives an account a new one-time password, lifts a lockout, and ends every session of it. */
export async function resetPassword(
  ctx: Context,
  accountId: string,
): Promise<Result<{ username: string; password: string }>> {
  if (isSelf(ctx, accountId)) return refuse('staff.own-account', '不能重置自己的密码', { fix: '请在“修改密码”中修改' })
  const password = oneTimePassword()
  const hashed = await hashPassword(password)
  return transact(ctx, async (tx) => {
    const [row] = await tx.sql`
      update accounts
      set password_hash = ${hashed}, must_change_password = true, failures = 0, locked_until = null
      where tenant_id = ${ctx.tenantId} and id = ${accountId} returning username`
    if (!row) return refuseUnknown()
    await endSessionsOf(tx, accountId)
    await record(tx, { event: 'staff.password-reset', subject: { kind: 'account', id: accountId } })
    return ok({ username: z.string().parse(row.username), password })
  })
}

/** Replaces a password its owner has proved to know; ends their sessions other than `keepToken`. */
export async function replacePassword(
  ctx: Context,
  accountId: string,
  password: string,
  keepToken: string | null,
): Promise<Result<void>> {
  const hashed = await hashPassword(password)
  return transact(ctx, async (tx) => {
    await tx.sql`
      update accounts
      set password_hash = ${hashed}, must_change_password = false, failures = 0, locked_until = null
      where tenant_id = ${ctx.tenantId} and id = ${accountId}`
    await endSessionsOf(tx, accountId, keepToken)
    await record(tx, { event: 'staff.password-changed', subject: { kind: 'account', id: accountId } })
    return ok(undefined)
  })
}

/** Closes an account to sign-in, ending its sessions, or opens it again. */
export function setDisabled(ctx: Context, accountId: string, disabled: boolean): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    if (isSelf(ctx, accountId))
      return refuse('staff.own-account', '不能停用自己的账号', { fix: '请由另一名系统管理员办理' })
    const set = await tx.sql`
      update accounts set disabled_at = ${disabled ? ctx.now : null}
      where tenant_id = ${ctx.tenantId} and id = ${accountId} and (disabled_at is null) = ${disabled}`
    if (set.count === 0)
      return refuse('staff.stale', disabled ? '这个账号已经停用' : '这个账号没有停用', {
        fix: '刷新页面，查看最新情况',
      })
    if (disabled) await endSessionsOf(tx, accountId)
    const event = disabled ? 'staff.account-disabled' : 'staff.account-enabled'
    await record(tx, { event, subject: { kind: 'account', id: accountId } })
    return ok(undefined)
  })
}

const isSelf = (ctx: Context, accountId: string) => ctx.actor.kind === 'staff' && ctx.actor.accountId === accountId

/** Ids come from addresses and forms; PostgreSQL would break on one that is none. */
const isId = (text: string) => z.uuid().safeParse(text).success

const refuseUnknown = () => refuse('staff.unknown', '没有这个账号', { fix: '刷新账号列表' })

/** By id. `today` decides which posts it holds. */
export async function findAccount(scope: Scope, id: string, today: Day): Promise<Account | null> {
  if (!isId(id)) return null
  const [row] = await selectAccounts(scope, today, scope.sql`and a.id = ${id}`)
  return row ? Account.parse(row) : null
}

export async function findAccountByUsername(scope: Scope, username: string, today: Day): Promise<Account | null> {
  const [row] = await selectAccounts(scope, today, scope.sql`and a.username = ${plainUsername(username)}`)
  return row ? Account.parse(row) : null
}

export type AccountState = 'active' | 'disabled' | 'locked'

/** One page of accounts, those whose user name or a post of today contains `text`. Pages count from 1. */
export async function listAccounts(
  scope: Scope,
  ask: { text?: string; state?: AccountState; page: number; size: number },
  now: Date,
): Promise<{ rows: Account[]; total: number }> {
  const { sql } = scope
  const text = `%${(ask.text ?? '').replace(/[\\%_]/g, '\\$&')}%`
  const states = {
    active: sql`and a.disabled_at is null`,
    disabled: sql`and a.disabled_at is not null`,
    locked: sql`and a.locked_until > ${now}`,
  }
  const where = sql`
    ${ask.state ? states[ask.state] : sql``}
    ${ask.text ? sql`and (a.username ilike ${text} or exists (select from unnest(held.posts) post where post ilike ${text}))` : sql``}`
  const tail = sql`limit ${ask.size} offset ${(ask.page - 1) * ask.size}`
  const rows = await selectAccounts(scope, dayOf(now), where, tail)
  return { rows: rows.map((row) => Account.parse(row)), total: z.number().parse(rows[0]?.total ?? 0) }
}

const selectAccounts = (
  { sql, tenantId }: Scope,
  today: Day,
  where: PendingQuery<Row[]>,
  tail: PendingQuery<Row[]> = sql``,
) => sql`
  select a.id, a.username, a.must_change_password as "mustChangePassword", a.locked_until as "lockedUntil",
         a.disabled_at as "disabledAt", a.last_sign_in_at as "lastSignInAt", a.created_at as "createdAt",
         held.posts, held.roles, count(*) over () as total
  from accounts a
  cross join lateral (
    select coalesce(array_agg(distinct p.name) filter (where p.name is not null), '{}') as posts,
           coalesce(array_agg(distinct role) filter (where role is not null), '{}') as roles
    from appointments t
    join posts p on p.tenant_id = t.tenant_id and p.id = t.post_id
    cross join unnest(p.roles) role
    where t.tenant_id = a.tenant_id and t.account_id = a.id
      and t.from_day <= ${today} and (t.to_day is null or t.to_day >= ${today})
  ) held
  where a.tenant_id = ${tenantId} ${where}
  order by a.username ${tail}`

// ---- 任职

/**
 * Appoints an account to a post, from a day, to a day or until further notice. Holding 系统管理员 or 审计员 beside another
 * duty is answered as a warning, or refused where the site's settings say so.
 */
export function appoint(
  ctx: Context,
  input: { accountId: string; postId: string; from: Day; to?: Day | null },
): Promise<Result<{ appointment: Appointment; warning: string | null }>> {
  const { accountId, postId, from, to = null } = input
  const id = uuid()
  return transact(ctx, async (tx) => {
    const { sql, tenantId } = tx
    if (to !== null && to < from)
      return refuse('staff.appointment-days', '任职结束日期不能早于开始日期', { field: 'to' })
    const [account] = await sql`
      select id from accounts where tenant_id = ${tenantId} and id = ${accountId} for update`
    if (!account) return refuseUnknown()

    const beside = (await appointmentsOf(tx, accountId)).filter(
      (held) => (to === null || held.fromDay <= to) && (held.toDay === null || held.toDay >= from),
    )
    if (beside.some((held) => held.postId === postId))
      return refuse('staff.appointed-already', '这个账号在这段时间已经担任该岗位', { field: 'postId' })

    const noPost = refuse('staff.no-post', '请选择岗位', { field: 'postId' })
    if (!isId(postId)) return noPost
    const made = await sql`
      insert into appointments (tenant_id, id, account_id, post_id, from_day, to_day)
      select tenant_id, ${id}, ${accountId}, id, ${from}, ${to} from posts
      where tenant_id = ${tenantId} and id = ${postId}`
    if (made.count === 0) return noPost
    const appointment = (await appointmentsOf(tx, accountId)).find((held) => held.id === id)!

    const warning = mixedDuties([...beside.flatMap((held) => held.roles), ...appointment.roles])
    if (warning && (await findStaffPolicy(tx)).mixedDuties === 'refuse')
      return refuse('staff.mixed-duties', warning, { field: 'postId', fix: '请使用另一个账号' })
    await record(tx, {
      event: 'staff.appointed',
      subject: { kind: 'account', id: accountId },
      detail: { post: appointment.postName, postId, from, to, warning },
    })
    return ok({ appointment, warning })
  })
}

/** Sets the last day of an appointment. */
export function endAppointment(ctx: Context, appointmentId: string, lastDay: Day): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    const [row] = isId(appointmentId)
      ? await tx.sql`
          select account_id as "accountId", from_day as "fromDay", post_id as "postId" from appointments
          where tenant_id = ${ctx.tenantId} and id = ${appointmentId} for update`
      : []
    if (!row) return refuse('staff.no-appointment', '没有这项任职', { fix: '刷新页面，查看最新情况' })
    if (isSelf(ctx, row.accountId))
      return refuse('staff.own-account', '不能结束自己的任职', { fix: '请由另一名系统管理员办理' })
    if (lastDay < row.fromDay) return refuse('staff.appointment-days', '任职结束日期不能早于开始日期', { field: 'to' })
    await tx.sql`
      update appointments set to_day = ${lastDay} where tenant_id = ${ctx.tenantId} and id = ${appointmentId}`
    await record(tx, {
      event: 'staff.appointment-ended',
      subject: { kind: 'account', id: row.accountId },
      detail: { postId: row.postId, to: lastDay },
    })
    return ok(undefined)
  })
}

/** Every post an account held, holds or will hold, the latest first. */
export async function appointmentsOf({ sql, tenantId }: Scope, accountId: string): Promise<Appointment[]> {
  const rows = await sql`
    select t.id, t.account_id as "accountId", t.post_id as "postId", p.name as "postName", o.name as "organName",
           p.roles, t.from_day as "fromDay", t.to_day as "toDay"
    from appointments t
    join posts p on p.tenant_id = t.tenant_id and p.id = t.post_id
    left join organs o on o.tenant_id = p.tenant_id and o.id = p.organ_id
    where t.tenant_id = ${tenantId} and t.account_id = ${accountId}
    order by t.from_day desc, t.id desc`
  return rows.map((row) => Appointment.parse(row))
}

import { minuteOf } from '../calendar/day.ts'
import type { Actor, Context } from '../context.ts'
import { transact } from '../db/transaction.ts'
import { record } from '../ledger/store.ts'
import { ok, type Result, refuse } from '../result.ts'
import type { Person } from '../web/env.ts'
import { checkPassword, plainUsername } from './password-rules.ts'
import { passwordMatches } from './passwords.ts'
import { endSession, openSession, personOf, takeAttempt } from './sessions/store.ts'
import { findStaffPolicy, replacePassword } from './store.ts'

/** A step taken by someone not known yet. */
export type Visit = Omit<Context, 'actor'>

/**
 * Signs a person in: a new session in place of `oldToken`, if the browser had one. A wrong user name and a wrong
 * password get the same answer in the same time.
 */
export async function signIn(
  visit: Visit,
  { username, password, oldToken }: { username: string; password: string; oldToken: string | null },
): Promise<Result<{ token: string; person: Person }>> {
  const proved = await provePassword(visit, username, password)
  if (!proved.ok) return proved
  return transact({ ...visit, actor: DOOR }, async (tx) => {
    if (oldToken) await endSession(tx, oldToken)
    const token = await openSession(tx, proved.value, await findStaffPolicy(tx))
    const person = await personOf(tx, token, visit.now)
    if (!person) return refuseDisabled()
    await record(
      { ...tx, actor: actorOf(person) },
      { event: 'staff.signed-in', subject: { kind: 'account', id: person.accountId } },
    )
    return ok({ token, person })
  })
}

/** Ends the session a person is in. */
export function signOut(ctx: Context, accountId: string, token: string): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    await endSession(tx, token)
    await record(tx, { event: 'staff.signed-out', subject: { kind: 'account', id: accountId } })
    return ok(undefined)
  })
}

/** A person replaces their own password; the session they are in goes on, their others end. */
export async function changePassword(
  ctx: Context,
  person: { accountId: string; username: string },
  input: { current: string; next: string; again: string; token: string | null },
): Promise<Result<void>> {
  const fits = checkPassword(input.next, person.username, 'next')
  if (!fits.ok) return fits
  if (input.next !== input.again) return refuse('staff.password-again', '两次输入的新密码不一致', { field: 'again' })
  if (input.next === input.current)
    return refuse('staff.password-same', '新密码不能与现在的密码相同', { field: 'next' })
  const proved = await provePassword(ctx, person.username, input.current)
  if (!proved.ok)
    return proved.refusal.code === 'staff.sign-in'
      ? refuse('staff.password-current', '现在的密码不对', { field: 'current' })
      : proved
  return replacePassword(ctx, person.accountId, input.next, input.token)
}

const DOOR: Actor = { kind: 'system', name: '登录' }

const actorOf = (person: Person): Actor => ({
  kind: 'staff',
  accountId: person.accountId,
  name: person.name,
  roles: person.roles,
  organId: person.organ?.id ?? null,
})

/** The account a user name and password belong to. Every failure is counted and written down, without what was typed. */
async function provePassword(visit: Visit, username: string, password: string): Promise<Result<string>> {
  const policy = await findStaffPolicy(visit)
  const attempt = await takeAttempt(visit, plainUsername(username), policy, visit.now)
  if (attempt && !('accountId' in attempt)) return refuseLocked(attempt.lockedUntil)

  const matches = await passwordMatches(attempt?.passwordHash ?? null, password)
  if (attempt && matches && !attempt.disabled) return ok(attempt.accountId)

  const subject = { kind: 'account', id: attempt?.accountId ?? 'unknown' }
  await transact({ ...visit, actor: DOOR }, async (tx) => {
    await record(tx, { event: 'staff.sign-in-failed', subject })
    if (attempt?.lockedUntil)
      await record(tx, { event: 'staff.locked', subject, detail: { until: attempt.lockedUntil } })
    return ok(undefined)
  })
  if (attempt && matches) return refuseDisabled()
  if (attempt?.lockedUntil) return refuseLocked(attempt.lockedUntil)
  return refuse('staff.sign-in', '用户名或密码不正确', { field: 'username' })
}

const refuseDisabled = () => refuse('staff.disabled', '这个账号已经停用', { fix: '请与系统管理员联系' })

/** The minute told is the first whole one after the lockout. */
function refuseLocked(until: Date): Result<never> {
  const minute = new Date(Math.ceil(until.getTime() / 60_000) * 60_000)
  return refuse('staff.locked', `连续输错密码次数过多，账号已锁定，请在${minuteOf(minute)}之后再试`, {
    fix: '忘记密码的，请系统管理员重置',
  })
}

import type { Sql } from 'postgres'
import { z } from 'zod'
import { type Day, dayOf } from '../../calendar/day.ts'
import type { Context, Scope } from '../../context.ts'
import { StaffPolicy } from '../../organs/settings.ts'
import type { Person } from '../../web/env.ts'
import { Roles } from '../model.ts'
import { newToken, tokenFrom, tokenHash } from './token.ts'

const HOUR = 3_600_000
const MINUTE = 60_000

// ---- attempts

const Attempt = z.object({
  accountId: z.string(),
  passwordHash: z.string(),
  failures: z.number(),
  /** Until when the account is locked if this attempt fails. */
  lockedUntil: z.date().nullable(),
  disabled: z.boolean(),
})
export type Attempt = z.infer<typeof Attempt>

/**
 * Counts an attempt to sign in before its password is looked at, so that attempts made at the same moment cannot be more
 * than the policy allows. Success sets the count back. Answers with the attempt, the end of a lockout, or null: no such account.
 */
export async function takeAttempt(
  { sql, tenantId }: Scope,
  username: string,
  policy: StaffPolicy,
  now: Date,
): Promise<Attempt | { lockedUntil: Date } | null> {
  const end = new Date(now.getTime() + policy.lockMinutes * MINUTE)
  const count = sql`case when locked_until <= ${now} then 1 else failures + 1 end`
  const [taken] = await sql`
    update accounts
    set failures = ${count}, locked_until = case when ${count} >= ${policy.failures} then ${end}::timestamptz end
    where tenant_id = ${tenantId} and username = ${username} and (locked_until is null or locked_until <= ${now})
    returning id as "accountId", password_hash as "passwordHash", failures, locked_until as "lockedUntil",
              disabled_at is not null as disabled`
  if (taken) return Attempt.parse(taken)
  const [row] = await sql`
    select locked_until as "lockedUntil" from accounts
    where tenant_id = ${tenantId} and username = ${username} and locked_until > ${now}`
  return row ? { lockedUntil: z.date().parse(row.lockedUntil) } : null
}

// ---- sessions

/**
 * Opens a session for someone who proved who they are, and forgets their failures. Sessions that are over are swept out
 * on the way. Answers with the token for the browser; only its hash is kept.
 */
export async function openSession(tx: Context, accountId: string, policy: StaffPolicy): Promise<string> {
  const { sql, tenantId, now } = tx
  const token = newToken()
  const expires = new Date(now.getTime() + policy.absoluteHours * HOUR)
  await sql`delete from sessions where tenant_id = ${tenantId} and expires_at <= ${now}`
  await sql`
    update accounts set failures = 0, locked_until = null, last_sign_in_at = ${now}
    where tenant_id = ${tenantId} and id = ${accountId}`
  await sql`
    insert into sessions (tenant_id, token_hash, account_id, csrf, created_at, last_seen_at, expires_at)
    values (${tenantId}, ${tokenHash(token)}, ${accountId}, ${newToken()}, ${now}, ${now}, ${expires})`
  return token
}

export async function endSession({ sql, tenantId }: Scope, token: string): Promise<void> {
  await sql`delete from sessions where tenant_id = ${tenantId} and token_hash = ${tokenHash(token)}`
}

/** Ends every session of an account, or all but one. */
export async function endSessionsOf({ sql, tenantId }: Scope, accountId: string, keepToken?: string | null) {
  await sql`
    delete from sessions
    where tenant_id = ${tenantId} and account_id = ${accountId}
      ${keepToken ? sql`and token_hash <> ${tokenHash(keepToken)}` : sql``}`
}

// ---- who is it

const SignedIn = z.object({
  accountId: z.string(),
  username: z.string(),
  mustChangePassword: z.boolean(),
  csrf: z.string(),
  lastSeenAt: z.date(),
  policy: StaffPolicy,
  posts: z.array(
    z.object({
      name: z.string(),
      roles: Roles,
      organ: z.object({ id: z.string(), name: z.string(), slug: z.string() }).nullable(),
    }),
  ),
})

/**
 * The person whose session a cookie carries, with the posts they hold today; null when the session is over or the
 * account disabled. One query; the session's last use is written down at most once a minute.
 */
export async function whoIs(
  sql: Sql,
  tenantId: string,
  cookieHeader: string | undefined,
  now: Date,
): Promise<Person | null> {
  const token = tokenFrom(cookieHeader)
  return token ? personOf({ sql, tenantId }, token, now) : null
}

/** The person whose session this is, as `whoIs` tells it. */
export async function personOf({ sql, tenantId }: Scope, token: string, now: Date): Promise<Person | null> {
  const today = dayOf(now)
  const [row] = await sql`
    select a.id as "accountId", a.username, a.must_change_password as "mustChangePassword", s.csrf,
           s.last_seen_at as "lastSeenAt", coalesce(t.settings->'staff', '{}') as policy,
           ${postsHeld(sql, today)} as posts
    from sessions s
    join tenants t on t.id = s.tenant_id
    join accounts a on a.tenant_id = s.tenant_id and a.id = s.account_id and a.disabled_at is null
    where s.tenant_id = ${tenantId} and s.token_hash = ${tokenHash(token)} and s.expires_at > ${now}`
  if (!row) return null
  const { policy, lastSeenAt, posts, ...account } = SignedIn.parse(row)
  const idle = now.getTime() - lastSeenAt.getTime()
  if (idle > policy.idleHours * HOUR) return null
  if (idle >= MINUTE)
    await sql`
      update sessions set last_seen_at = ${now}
      where tenant_id = ${tenantId} and token_hash = ${tokenHash(token)} and last_seen_at < ${now}`
  return { ...account, ...standingOf(posts, account.username) }
}

type Posts = z.infer<typeof SignedIn>['posts']

/** What the posts somebody holds make of them. */
const standingOf = (posts: Posts, username: string): Pick<Person, 'name' | 'roles' | 'organ'> => ({
  name: posts.map((post) => post.name).join('、') || username,
  roles: [...new Set(posts.flatMap((post) => post.roles))],
  organ: posts.find((post) => post.organ)?.organ ?? null,
})

/** The posts an account holds on a day, as one JSON value. */
const postsHeld = (sql: Scope['sql'], today: Day) => sql`
  (select coalesce(jsonb_agg(jsonb_build_object('name', p.name, 'roles', p.roles, 'organ',
            case when o.id is not null then jsonb_build_object('id', o.id, 'name', o.name, 'slug', o.slug) end
          ) order by p.organ_id is null, p.sort, p.name), '[]')
   from appointments held
   join posts p on p.tenant_id = held.tenant_id and p.id = held.post_id
   left join organs o on o.tenant_id = p.tenant_id and o.id = p.organ_id
   where held.tenant_id = a.tenant_id and held.account_id = a.id
     and held.from_day <= ${today} and (held.to_day is null or held.to_day >= ${today}))`

const Holding = SignedIn.pick({ accountId: true, username: true, mustChangePassword: true, posts: true })

/** Somebody as they would be if they signed in now, for what is done on their behalf; null when the account is disabled. */
export async function personHolding({ sql, tenantId }: Scope, accountId: string, now: Date): Promise<Person | null> {
  const [row] = await sql`
    select a.id as "accountId", a.username, a.must_change_password as "mustChangePassword",
           ${postsHeld(sql, dayOf(now))} as posts
    from accounts a where a.tenant_id = ${tenantId} and a.id = ${accountId} and a.disabled_at is null`
  if (!row) return null
  const { posts, ...account } = Holding.parse(row)
  return { ...account, ...standingOf(posts, account.username), csrf: '' }
}

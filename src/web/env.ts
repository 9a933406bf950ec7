import type { Context as HonoContext } from 'hono'
import type { Sql } from 'postgres'
import type { Context, FileStore, Scope } from '../context.ts'
import type { Role } from '../roles.ts'
import { originOf } from './visitor.ts'

export type Tenant = {
  id: string
  code: string
  name: string
  settings: SiteSettings
  /** Shown on the sign-in page of a demo, and nowhere else. */
  demoAccounts?: readonly { username: string; password: string; post: string }[]
}

/** What a government site must show of itself; the footer prints these and nothing else (国办发〔2017〕47号). */
export type SiteSettings = {
  siteName: string
  siteDomain?: string
  siteIdCode?: string
  icp?: string
  policeFiling?: string
  sponsor?: string
  contact?: string
  /** Address of 我为政府网站找错, where the site uses a form elsewhere. */
  faultReport?: string
  demo?: boolean
  /** Forms taken in an hour, from one address and for one organ. */
  filing?: { perAddress?: number; perOrgan?: number }
}

/** The member of staff who is signed in. `name` is the post, as it is shown and recorded: 党政办信息员. */
export type Person = {
  accountId: string
  username: string
  name: string
  roles: readonly Role[]
  organ: { id: string; name: string; slug: string } | null
  mustChangePassword: boolean
  csrf: string
}

/** Something every page of the console says until it is settled. */
export type Alert = { says: string; href: string; late: boolean }

export type Variables = {
  sql: Sql
  tenant: Tenant
  files: FileStore
  now: Date
  /** Path the whole product is mounted under, without a trailing slash: '' or '/zfxxgk'. */
  base: string
  /** 长辈版: the same pages under /elder, in larger type. */
  elder: boolean
  person: Person | null
  /** For the person signed in; left out where nobody is. */
  alerts?: readonly Alert[]
  /** The form of a POST, read once, after its CSRF token was checked. Repeated fields and files are kept in order. */
  form: FormData
}

export type Env = { Variables: Variables }
export type C = HonoContext<Env>

export const scopeOf = (c: C): Scope => ({ sql: c.var.sql, tenantId: c.var.tenant.id })

/** The context of a step taken by the person signed in. Throws when nobody is: the site map should have asked. */
export function contextOf(c: C): Context {
  const { person } = c.var
  if (!person) throw new Error('no person: the site map lets anyone reach this step')
  return {
    ...scopeOf(c),
    files: c.var.files,
    now: c.var.now,
    portal: originOf(c) + c.var.base,
    actor: {
      kind: 'staff',
      accountId: person.accountId,
      name: person.name,
      roles: person.roles,
      organId: person.organ?.id ?? null,
    },
  }
}

/** A link to a place of this product, wherever it is mounted, staying in 长辈版 when the reader is there. */
export const to = (c: C, path: string): string =>
  `${c.var.base}${c.var.elder && !path.startsWith('/assets/') ? '/elder' : ''}${path}`

/** The address a form was sent to answers with this after a step is taken. */
export const seeOther = (c: C, path: string): Response => c.redirect(to(c, path), 303)

/** The text fields of a form by name; a field sent twice gives its last value. What was typed, to be shown again. */
export const typed = (form: FormData): Record<string, string> =>
  Object.fromEntries([...form].filter((pair): pair is [string, string] => typeof pair[1] === 'string'))

import type { Role } from '../roles.ts'
import type { C } from './env.ts'

export type Serve = (c: C) => Response | Promise<Response>

/** Who may go there: anyone at all, anyone signed in, or people with one of these roles. */
export type May = 'public' | 'signed-in' | readonly Role[]

/** One row of a site map. A place that changes something names the event the ledger keeps of it; null changes nothing. */
export type Place =
  | { method: 'get'; path: string; may: May; serve: Serve; cached?: boolean }
  | { method: 'post'; path: string; may: May; serve: Serve; audit: string | null; unseen?: true }

export const page = (path: string, may: May, serve: Serve): Place => ({ method: 'get', path, may, serve })

/** A public page the same for everybody, answered from memory until something is published. */
export const publicPage = (path: string, serve: Serve): Place => ({
  method: 'get',
  path,
  may: 'public',
  serve,
  cached: true,
})

export const step = (path: string, may: May, audit: string, serve: Serve): Place => ({
  method: 'post',
  path,
  may,
  serve,
  audit,
})

/** A step that changes nothing the public reads: the pages kept in memory stay. */
export const unseenStep = (path: string, may: May, audit: string, serve: Serve): Place => ({
  method: 'post',
  path,
  may,
  serve,
  audit,
  unseen: true,
})

/** A form whose answer is a page and nothing else, or that keeps only what is no record yet: the ledger says nothing of it. */
export const question = (path: string, may: May, serve: Serve): Place => ({
  method: 'post',
  path,
  may,
  serve,
  audit: null,
})

/** Whether a person with these roles may go there. `null`: nobody is signed in. */
export function mayGo(may: May, roles: readonly Role[] | null): boolean {
  if (may === 'public') return true
  if (roles === null) return false
  return may === 'signed-in' || may.some((role) => roles.includes(role))
}

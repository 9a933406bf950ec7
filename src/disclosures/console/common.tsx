import type { Scope } from '../../context.ts'
import { type C, contextOf, scopeOf } from '../../web/env.ts'
import type { TagKind } from '../../web/ui/index.ts'
import { answerNotFound } from '../../web/wrong.tsx'
import type { Item } from '../item.ts'
import { STATES, type State, stepsFor } from '../lifecycle.ts'
import { findItem, reviewNow } from '../registry/store.ts'
import { whereOf, whoOf } from '../who.ts'

export const DESK = '/console/disclosures'
export const deskPath = (id: string, more = ''): string => `${DESK}/${id}${more}`

export const STATE_TAGS: Record<State, { kind: TagKind; label: string }> = {
  draft: { kind: 'neutral', label: STATES.draft },
  submitted: { kind: 'info', label: STATES.submitted },
  published: { kind: 'success', label: STATES.published },
  withdrawn: { kind: 'danger', label: STATES.withdrawn },
}

/** The organ whose items a person sees: their own, or all of them when they belong to the whole site. */
export const ownOrgan = (c: C): string | undefined => c.var.person?.organ?.id

/** The item of the address, when the person's organ is its organ. */
export async function itemOf(c: C): Promise<Item | null> {
  const item = await findItem(scopeOf(c), c.req.param('id') ?? '')
  const own = ownOrgan(c)
  return item && (!own || own === item.organId) ? item : null
}

/** A page of one item, or the page that says there is none. */
export const ofItem = (serve: (c: C, item: Item) => Response | Promise<Response>) => async (c: C) => {
  const item = await itemOf(c)
  return item ? serve(c, item) : answerNotFound(c)
}

/** The steps this person may take now, from the one table. */
export async function stepsNow(c: C, scope: Scope, item: Item) {
  return stepsFor(whereOf(item, await reviewNow(scope, item)), whoOf(contextOf(c)))
}

export const crumbs = (...labels: { label: string; href?: string }[]) => [{ label: '主动公开', href: DESK }, ...labels]

import type { Context } from '../context.ts'
import { type Item, standingOf } from './item.ts'
import type { Where, Who } from './lifecycle.ts'

/** Stands for the program itself where an account is asked for. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

export const accountOf = ({ actor }: Pick<Context, 'actor'>): string =>
  actor.kind === 'staff' ? actor.accountId : NOBODY

/** The person of a context, as the lifecycle asks about them. The program itself holds every post. */
export const whoOf = (ctx: Pick<Context, 'actor'>): Who => ({
  roles: ctx.actor.kind === 'staff' ? ctx.actor.roles : null,
  organId: ctx.actor.kind === 'staff' ? ctx.actor.organId : null,
  accountId: accountOf(ctx),
  post: ctx.actor.name,
})

/** An item, as the lifecycle asks about it. */
export const whereOf = (item: Item, review: Where['review']): Where => ({
  state: item.state,
  standing: standingOf(item),
  organId: item.organId,
  review,
})

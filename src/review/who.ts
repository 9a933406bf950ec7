import type { Context } from '../context.ts'
import type { Who } from './rules.ts'

/** The person of a context, as the rules ask about them. The program itself has no opinion. */
export const whoOf = ({ actor }: Pick<Context, 'actor'>): Who =>
  actor.kind === 'staff'
    ? { accountId: actor.accountId, post: actor.name, roles: actor.roles, organId: actor.organId }
    : null

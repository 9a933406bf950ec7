import type { Actor } from '../context.ts'

/** What the guide prints of an organ is kept by its own 信息员, or by 系统管理员. */
export const mayChangeProfile = (actor: Actor, organId: string): boolean =>
  maySetNumbers(actor) || (actor.kind === 'staff' && actor.roles.includes('officer') && actor.organId === organId)

/** How documents are numbered, and which sections, villages and posts there are, is set by 系统管理员. */
export const maySetNumbers = (actor: Actor): boolean => actor.kind === 'system' || actor.roles.includes('admin')

import type { Context } from '../context.ts'
import type { Where, Who } from './lifecycle.ts'
import type { Document } from './model.ts'
import type { DocumentSettings } from './settings.ts'

/** Stands for the program itself where an account is asked for. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

export const accountOf = ({ actor }: Pick<Context, 'actor'>): string =>
  actor.kind === 'staff' ? actor.accountId : NOBODY

/** The person of a context, as the lifecycle asks about them. The program itself holds every post. */
export const whoOf = (ctx: Pick<Context, 'actor'>): Who => ({
  roles: ctx.actor.kind === 'staff' ? ctx.actor.roles : null,
  organId: ctx.actor.kind === 'staff' ? ctx.actor.organId : null,
  accountId: accountOf(ctx),
})

/** A document, as the lifecycle asks about it. */
export const whereOf = (document: Document, settings: DocumentSettings): Where => ({
  state: document.state,
  organId: document.organId,
  isPublic: document.attribute === 'open',
  writers: [document.draftedBy, ...document.writers],
  waitingFor: document.partners
    .filter((partner) => partner.consentVersion === null && partner.organId !== null)
    .map((partner) => partner.organId!),
  settings,
})

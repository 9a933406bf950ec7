import type { Context } from '../context.ts'
import type { Where, Who } from './lifecycle.ts'
import type { Application, ApplicationEvent, Reply } from './model.ts'

/** The person of a context, as the lifecycle asks about them. The program itself holds every post. */
export const whoOf = ({ actor }: Pick<Context, 'actor'>): Who =>
  actor.kind === 'staff'
    ? { roles: actor.roles, organId: actor.organId, accountId: actor.accountId }
    : { roles: null, organId: null, accountId: null }

/** The draft of this round's reply that stands now; null when there is none. */
export const draftOf = (application: Pick<Application, 'round'>, replies: readonly Reply[]): Reply | null =>
  replies.findLast(({ round }) => round === application.round) ?? null

/** What the review is about: one version of the reply. */
export const replySubject = (id: string, { version }: Pick<Reply, 'version'>) => ({
  kind: 'reply' as const,
  id,
  version,
})

/** A case, as the lifecycle asks about it. */
export function whereOf(
  application: Application,
  events: readonly ApplicationEvent[],
  replies: readonly Reply[],
): Where {
  const draft = draftOf(application, replies)
  return {
    state: application.state,
    kind: application.kind,
    edition: application.edition,
    organId: application.organId,
    done: new Set(events.filter(({ round }) => round === application.round).map(({ kind }) => kind)),
    draftedBy: draft?.draftedBy ?? null,
    hasReply: draft !== null && draft.servedOn === null,
  }
}

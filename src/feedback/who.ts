import type { Context } from '../context.ts'
import type { Where, Who } from './lifecycle.ts'
import type { Answer } from './model.ts'
import type { ConcernFile } from './store.ts'

/** The person of a context, as the lifecycle asks about them. The program itself may do whatever the state allows. */
export const whoOf = ({ actor }: Pick<Context, 'actor'>): Who =>
  actor.kind === 'staff'
    ? { roles: actor.roles, organId: actor.organId, accountId: actor.accountId }
    : { roles: null, organId: null, accountId: null }

/** The answer of this round that stands now; null when there is none. */
export const draftOf = ({ concern, answers }: Pick<ConcernFile, 'concern' | 'answers'>): Answer | null =>
  answers.findLast(({ round }) => round === concern.round) ?? null

/** A concern, as the lifecycle asks about it. */
export const whereOf = (file: Pick<ConcernFile, 'concern' | 'answers' | 'events'>): Where => ({
  state: file.concern.state,
  kind: file.concern.kind,
  organId: file.concern.organId,
  done: new Set(file.events.filter(({ round }) => round === file.concern.round).map(({ kind }) => kind)),
  draftedBy: draftOf(file)?.draftedBy ?? null,
})

import type { Context } from '../../context.ts'
import { transact } from '../../db/transaction.ts'
import type { Result } from '../../result.ts'
import { refuse } from '../../result.ts'
import type { Application, ApplicationEvent } from '../model.ts'
import { addNote } from '../notes/store.ts'
import { keepPapers, type Paper } from '../public/papers/store.ts'

/** The day it was signed is known by the sheet; here it is known that the sheet is there. */
export const isSigned = (events: readonly Pick<ApplicationEvent, 'kind'>[]): boolean =>
  events.some(({ kind }) => kind === 'statement-signed')

/** Keeps the signed 口述笔录 with its case, sealed. Refuses when the case was not spoken, or is another organ's. */
export function keepStatement(ctx: Context, id: string, papers: readonly Paper[]): Promise<Result<Application>> {
  return transact(ctx, async (tx) => {
    const { actor } = tx
    const noted = await addNote(tx, id, { kind: 'statement-signed' }, 'applications.statement-signed')
    if (!noted.ok) return noted
    if (noted.value.arrival !== 'spoken') return refuse('applications.not-spoken', '这份申请不是口述的')
    if (actor.kind === 'staff' && actor.organId !== noted.value.organId)
      return refuse('applications.not-yours', '只能办理本机关收到的申请')
    await keepPapers(tx, id, 'statement', papers)
    return noted
  })
}

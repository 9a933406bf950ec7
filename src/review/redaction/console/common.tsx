import { type C, contextOf, scopeOf } from '../../../web/env.ts'
import type { TagKind } from '../../../web/ui/index.ts'
import { answerNotFound } from '../../../web/wrong.tsx'
import { whoOf } from '../../who.ts'
import { findRedaction, type Redaction, type RedactionLine } from '../registry/store.ts'
import { mayRedact } from '../rules.ts'

export const DESK = '/console/redactions'
export const redactionPath = (id: string, more = ''): string => `${DESK}/${id}${more}`

export const STATE_TAGS: Record<RedactionLine['state'], { kind: TagKind; label: string }> = {
  open: { kind: 'info', label: '遮盖中' },
  finished: { kind: 'success', label: '已生成公开版' },
  dropped: { kind: 'neutral', label: '已放弃' },
}

export const crumbs = (...labels: { label: string; href?: string }[]) => [{ label: 'PDF遮盖', href: DESK }, ...labels]

/** A page of one redaction, for the people of its organ; to everybody else there is none. */
export const ofRedaction =
  (serve: (c: C, redaction: Redaction) => Response | Promise<Response>, may: 'work' | 'read' = 'work') =>
  async (c: C): Promise<Response> => {
    const redaction = await findRedaction(scopeOf(c), c.req.param('id') ?? '')
    const own = c.var.person?.organ?.id
    if (!redaction || (own && own !== redaction.organId)) return answerNotFound(c)
    if (may === 'work' && !mayRedact(redaction, whoOf(contextOf(c))).ok) return answerNotFound(c)
    return serve(c, redaction)
  }

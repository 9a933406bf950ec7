import { dayOf } from '../../calendar/day.ts'
import { type C, scopeOf } from '../../web/env.ts'
import { Light, Tag, type TagKind } from '../../web/ui/index.ts'
import { isLive, STATES, type State } from '../lifecycle.ts'
import type { Standing } from '../rules.ts'
import { type ConcernFile, concernFile } from '../store.ts'

export const DESK = '/console/feedback'
export const TITLE = '举报投诉与热线'

export const concernPath = (id: string, rest = ''): string => `${DESK}/${id}${rest}`

export const crumbs = (...more: { label: string; href?: string }[]) => [{ label: TITLE, href: DESK }, ...more]

/** The concern of the address; null when there is none, or it is another organ's. */
export async function wanted(c: C): Promise<ConcernFile | null> {
  const file = await concernFile(scopeOf(c), c.req.param('id') ?? '', dayOf(c.var.now))
  const organ = c.var.person?.organ
  return file && (!organ || organ.id === file.concern.organId) ? file : null
}

const kindOf = (state: State): TagKind => {
  if (state === 'answered') return 'success'
  return isLive(state) ? 'warning' : 'neutral'
}

export const StateTag = ({ state }: { state: State }) => <Tag kind={kindOf(state)} label={STATES[state]} />

/** The light, and what asks for attention beside it. */
export const DueLight = ({ standing: { light, unopened } }: { standing: Standing }) => (
  <>
    {light && <Light colour={light.colour}>{light.says}</Light>}
    {unopened && <Tag kind="danger" label="还没有受理" />}
  </>
)

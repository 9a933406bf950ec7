import { dayOf } from '../calendar/day.ts'
import { type C, scopeOf } from '../web/env.ts'
import { Light, Tag, type TagKind } from '../web/ui/index.ts'
import type { Standing } from './clock.ts'
import { isLive, STATES, type State } from './lifecycle.ts'
import { type CaseFile, caseFile } from './store.ts'

export const DESK = '/console/applications'
export const TITLE = '依申请公开办理'

export const casePath = (id: string, rest = ''): string => `${DESK}/${id}${rest}`

export const crumbs = (...more: { label: string; href?: string }[]) => [{ label: TITLE, href: DESK }, ...more]

/** The case of the address; null when there is none, or it is another organ's. */
export async function wanted(c: C): Promise<CaseFile | null> {
  const file = await caseFile(scopeOf(c), c.req.param('id') ?? '', dayOf(c.var.now))
  const organ = c.var.person?.organ
  return file && (!organ || organ.id === file.application.organId) ? file : null
}

const KIND = (state: State): TagKind => (state === 'archived' ? 'neutral' : isLive(state) ? 'warning' : 'success')

export const StateTag = ({ state }: { state: State }) => <Tag kind={KIND(state)} label={STATES[state]} />

const PAUSED = {
  correcting: '等待补正',
  consulting: '征求意见，不计时',
  suspended: '中止，不计时',
  paying: '等待缴费，不计时',
} as const

/** The light of a case, and what asks for attention beside it. */
export function DueLight({ state, standing }: { state: State; standing: Standing }) {
  const { light, unopened, silent, clock, problem, stage } = standing
  return (
    <>
      {light && <Light colour={light.colour}>{light.says}</Light>}
      {!light && clock?.state === 'paused' && <Tag label={PAUSED[state as keyof typeof PAUSED] ?? '暂不计时'} />}
      {!light && clock?.state === 'lapsed' && isLive(state) && <Tag kind="warning" label="期限已满，待终止" />}
      {problem && <Tag kind="danger" label="期限无法计算" />}
      {unopened && <Tag kind="danger" label="还没有处理" />}
      {stage?.light.overdue && <Tag kind="warning" label={`${stage.name}超过内部时限`} />}
      {silent && <Tag kind="danger" label="多日没有进展" />}
    </>
  )
}

import type { Day } from '../calendar/day.ts'
import { type Guide, guideChanges } from './guide/model.ts'
import type { ChangedField } from './history/kinds.ts'

type Standing = { code: string; name: string; visits: number; listedOn: Day; guide: Guide }

/** What differs between a service as it stands and as it is to stand, in words. Pure. */
export const serviceChanges = (before: Standing, after: Standing): ChangedField[] => [
  ...(
    [
      ['事项编码', before.code, after.code],
      ['事项名称', before.name, after.name],
      ['到办事现场次数', `${before.visits}次`, `${after.visits}次`],
      ['列入日期', before.listedOn, after.listedOn],
    ] as [string, string, string][]
  )
    .filter(([, was, is]) => was !== is)
    .map(([label, was, is]) => ({ label, before: was, after: is })),
  ...guideChanges(before.guide, after.guide),
]

import { ATTRIBUTES, type Attribute } from '../../attributes.ts'
import { STAGES, type Stage } from '../../stages.ts'

/** One stage: how many of each attribute. `stage` null: not said, or the sum of all. */
export type StageLine = { stage: Stage | null; label: string; by: Record<Attribute, number>; count: number }
export type StageTable = { lines: StageLine[]; total: StageLine }

export type Coverage = {
  documents: StageTable
  agenda: StageTable
  /** 政策文件: with an interpretation, with only a plan of one, with neither; together they are all. */
  policies: { count: number; interpreted: number; planned: number; bare: number }
  /** Stages in which nothing is public, by name; none while there is nothing at all. */
  gaps: string[]
}

/** Any group of things of one stage and attribute. */
export type Group = { stage: string | null; attribute: string; count: number }
export type DocumentGroup = Group & { policy: boolean; planned: boolean; interpreted: boolean }

/** How far the five stages are covered, from documents and agenda items counted in groups. Pure. */
export function coverageOf(documents: readonly DocumentGroup[], agenda: readonly Group[]): Coverage {
  const tables = { documents: tableOf(documents), agenda: tableOf(agenda) }
  const policies = documents.filter(({ policy }) => policy)
  const sum = (groups: readonly Group[]) => groups.reduce((total, { count }) => total + count, 0)
  const something = tables.documents.total.count + tables.agenda.total.count > 0
  const gaps = (Object.keys(STAGES) as Stage[]).filter(
    (stage) =>
      ![...documents, ...agenda].some(
        (group) => group.stage === stage && group.attribute === 'open' && group.count > 0,
      ),
  )
  return {
    ...tables,
    policies: {
      count: sum(policies),
      interpreted: sum(policies.filter(({ interpreted }) => interpreted)),
      planned: sum(policies.filter(({ interpreted, planned }) => planned && !interpreted)),
      bare: sum(policies.filter(({ interpreted, planned }) => !planned && !interpreted)),
    },
    gaps: something ? gaps.map((stage) => STAGES[stage]) : [],
  }
}

function tableOf(groups: readonly Group[]): StageTable {
  const line = (stage: Stage | null, label: string, of: readonly Group[]): StageLine => {
    const by = Object.fromEntries(
      (Object.keys(ATTRIBUTES) as Attribute[]).map((attribute) => [
        attribute,
        of.reduce((sum, group) => sum + (group.attribute === attribute ? group.count : 0), 0),
      ]),
    ) as Record<Attribute, number>
    return { stage, label, by, count: Object.values(by).reduce((sum, count) => sum + count, 0) }
  }
  const unsaid = groups.filter(({ stage }) => stage === null)
  return {
    lines: [
      ...(Object.keys(STAGES) as Stage[]).map((stage) =>
        line(
          stage,
          STAGES[stage],
          groups.filter((group) => group.stage === stage),
        ),
      ),
      ...(unsaid.length > 0 ? [line(null, '未注明', unsaid)] : []),
    ],
    total: line(null, '合计', groups),
  }
}

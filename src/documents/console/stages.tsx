import { dayOf } from '../../calendar/day.ts'
import { type C, scopeOf } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import { A, address, type Column, DataTable, Field, FilterBar, Panel, Stat, Stats } from '../../web/ui/index.ts'
import { ATTRIBUTES, type Attribute } from '../attributes.ts'
import type { Document } from '../model.ts'
import { type Count, countFinal, listDocuments } from '../registry/store.ts'
import { isStage, STAGES, type Stage } from '../stages.ts'
import { crumbs, DESK, ownOrgan, yearIn } from './common.tsx'
import { ATTRIBUTE_CODES, COLUMNS, unlisted } from './registers.tsx'

type StageRow = { stage: Stage | null; label: string; byAttribute: Record<Attribute, number>; total: number }

/** 五公开情况: how far the five stages are covered, and which policy documents have their interpretation. At …/stages */
export async function stages(c: C) {
  const scope = scopeOf(c)
  const year = yearIn(c.req.query('year')) ?? Number(dayOf(c.var.now).slice(0, 4))
  const own = ownOrgan(c)
  const counts = await countFinal(scope, { organId: own, year })
  const sum = (rows: readonly Count[]) => rows.reduce((all, { count }) => all + count, 0)
  const policies = counts.filter(({ policy }) => policy)
  const rows = ([...Object.keys(STAGES), null] as (Stage | null)[]).map((stage): StageRow => {
    const own = counts.filter((count) => count.stage === stage)
    const of = (attribute: Attribute) => sum(own.filter((count) => count.attribute === attribute))
    return {
      stage,
      label: stage ? STAGES[stage] : '未注明',
      byAttribute: { open: of('open'), request: of('request'), closed: of('closed') },
      total: sum(own),
    }
  })
  const asked = c.req.query('stage') ?? ''
  const { documents } = await listDocuments(
    scope,
    { organId: own, year, final: true, ...(isStage(asked) ? { stage: asked } : { policy: true }) },
    { size: 200, newest: true },
  )
  return consolePage(
    c,
    { title: '五公开情况', crumbs: crumbs({ label: '五公开情况' }) },
    <>
      <Panel>
        <FilterBar action={`${DESK}/stages`}>
          <Field label="成文年份" name="year" type="number" value={year} min={1949} max={2999} />
        </FilterBar>
        <Stats>
          <Stat label="公文" value={sum(counts)} unit="件" />
          <Stat label="政策性文件" value={sum(policies)} unit="件" />
          <Stat label="有解读方案" value={sum(policies.filter(({ planned }) => planned))} unit="件" />
          <Stat label="有解读材料" value={sum(policies.filter(({ interpreted }) => interpreted))} unit="件" />
        </Stats>
        <DataTable
          caption={`${year}年各环节公文`}
          columns={[
            {
              label: '环节',
              heading: true,
              cell: ({ stage, label }) =>
                stage ? <A href={address(`${DESK}/stages`, { year, stage })}>{label}</A> : label,
            },
            ...ATTRIBUTE_CODES.map(
              (code): Column<StageRow> => ({
                label: ATTRIBUTES[code].label,
                align: 'end',
                cell: ({ byAttribute }) => String(byAttribute[code]),
              }),
            ),
            { label: '合计', align: 'end', cell: ({ total }) => String(total) },
          ]}
          rows={rows.filter(({ stage, total }) => stage !== null || total > 0)}
        />
      </Panel>
      <Panel title={isStage(asked) ? STAGES[asked] : '政策性文件的解读'}>
        <DataTable
          caption="公文"
          captionHidden
          columns={[...COLUMNS.slice(0, 5), { label: '解读', cell: ({ latest }) => interpretationWords(latest) }]}
          rows={documents.filter((document) => !unlisted(document))}
          empty="没有这样的公文"
        />
      </Panel>
    </>,
  )
}

const interpretationWords = (latest: Document['latest']): string =>
  !latest.policy
    ? ''
    : [latest.interpretationPlan && '方案', latest.interpretation && '材料'].filter(Boolean).join('、') || '没有报送'

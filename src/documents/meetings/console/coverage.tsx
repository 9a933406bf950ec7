import { dayOf, yearOf } from '../../../calendar/day.ts'
import { listOrgans } from '../../../organs/store.ts'
import type { Sheet } from '../../../typeset/model.ts'
import { type C, scopeOf } from '../../../web/env.ts'
import { consolePage } from '../../../web/frame.tsx'
import {
  A,
  address,
  Button,
  type Column,
  DataTable,
  Empty,
  Field,
  FilterBar,
  Notice,
  Panel,
  Select,
  Stat,
  Stats,
} from '../../../web/ui/index.ts'
import { ATTRIBUTES, type Attribute } from '../../attributes.ts'
import { countFinal } from '../../registry/store.ts'
import type { Stage } from '../../stages.ts'
import { type Coverage, coverageOf, type StageLine, type StageTable } from '../coverage/rules.ts'
import { agendaByStage } from '../registry/store.ts'
import { MEETINGS, ownOrgan, sendSheets, yearIn } from './common.tsx'

const HERE = '/console/coverage'

async function asked(c: C) {
  const scope = scopeOf(c)
  const organs = ownOrgan(c) ? [] : await listOrgans(scope)
  const organ = organs.find(({ slug }) => slug === c.req.query('organ'))
  const year = yearIn(c.req.query('year')) ?? yearOf(dayOf(c.var.now))
  const of = { organId: ownOrgan(c) ?? organ?.id, year }
  const [documents, agenda] = await Promise.all([countFinal(scope, of), agendaByStage(scope, of)])
  return { organs, organ, year, found: coverageOf(documents, agenda) }
}

/** How far 五公开 reaches in a year: documents and agenda items by stage, policies with their interpretation. At /console/coverage */
export async function coverage(c: C) {
  const { organs, organ, year, found } = await asked(c)
  const nothing = found.documents.total.count + found.agenda.total.count === 0
  const kept = { organ: organ?.slug, year }
  return consolePage(
    c,
    {
      title: '五公开',
      crumbs: [{ label: '五公开' }],
      actions: !nothing && <Button href={address(`${HERE}/list.xlsx`, kept)}>导出Excel</Button>,
    },
    <Panel title={`${year}年`}>
      <FilterBar action={HERE}>
        {organs.length > 0 && (
          <Select
            label="机关"
            name="organ"
            empty="全部机关"
            value={organ?.slug}
            options={organs.map(({ slug, shortName }) => ({ value: slug, label: shortName }))}
          />
        )}
        <Field label="年份" name="year" type="number" value={year} min={1949} max={2199} />
      </FilterBar>
      {nothing ? (
        <Empty
          title={`${year}年没有成文的公文，也没有召开的会议`}
          hint="公文编号、会议召开以后，按决策、执行、管理、服务、结果五个方面在这里统计。"
        />
      ) : (
        <Tables found={found} href={(base, stage) => address(base, { ...kept, stage })} />
      )}
    </Panel>,
  )
}

type Href = (base: string, stage: Stage) => string

function Tables({ found, href }: { found: Coverage; href: Href }) {
  const { documents, agenda, policies, gaps } = found
  return (
    <>
      {gaps.length > 0 && (
        <Notice kind="warning" title="没有主动公开内容的方面">
          <p>{gaps.join('、')}</p>
        </Notice>
      )}
      <Breakdown caption="公文（份）" table={documents} href={(stage) => href('/console/documents/stages', stage)} />
      <Breakdown caption="会议议题（项）" table={agenda} href={(stage) => href(MEETINGS, stage)} />
      <h3>政策文件的解读</h3>
      {policies.count === 0 ? (
        <p>本年没有政策文件。</p>
      ) : (
        <Stats>
          <Stat label="政策文件" value={policies.count} unit="份" />
          <Stat label="有解读材料" value={policies.interpreted} unit="份" />
          <Stat label="只有解读方案" value={policies.planned} unit="份" />
          <Stat label="没有解读" value={policies.bare} unit="份" />
        </Stats>
      )}
    </>
  )
}

const attributes = Object.keys(ATTRIBUTES) as Attribute[]

const COLUMNS: readonly Column<StageLine>[] = [
  ...attributes.map(
    (attribute): Column<StageLine> => ({
      label: ATTRIBUTES[attribute].label,
      align: 'end',
      cell: (line) => line.by[attribute],
    }),
  ),
  { label: '合计', align: 'end', cell: (line) => line.count },
]

/** A figure leads to its records: a stage with something in it is a link to what was counted. */
const Breakdown = (props: { caption: string; table: StageTable; href: (stage: Stage) => string }) => {
  const { lines, total } = props.table
  const name: Column<StageLine> = {
    label: '方面',
    heading: true,
    cell: ({ stage, label, count }) => (stage && count > 0 ? <A href={props.href(stage)}>{label}</A> : label),
  }
  return (
    <DataTable
      caption={props.caption}
      phone="scroll"
      columns={[name, ...COLUMNS]}
      rows={total.count === 0 ? [] : [...lines, total]}
      empty={<p>{props.caption}：本年没有。</p>}
    />
  )
}

/** The same figures as a workbook. At /console/coverage/list.xlsx */
export async function coverageSheet(c: C) {
  const { year, found } = await asked(c)
  const { policies } = found
  const lines = (name: string, unit: string, { lines: stages, total }: Coverage['documents']): Sheet => ({
    name,
    table: {
      caption: `${year}年五公开情况：${name}`,
      unit: `单位：${unit}`,
      columns: [
        { label: '方面', width: 2 },
        ...attributes.map((each) => ({ label: ATTRIBUTES[each].label })),
        { label: '合计' },
      ],
      rows: [...stages, total].map((line) => ({
        cells: [line.label, ...attributes.map((each) => line.by[each]), line.count],
        strong: line === total,
      })),
    },
  })
  return sendSheets(c, `${year}年五公开情况`, [
    lines('公文', '份', found.documents),
    lines('会议议题', '项', found.agenda),
    {
      name: '政策解读',
      table: {
        caption: `${year}年政策文件的解读`,
        unit: '单位：份',
        columns: [{ label: '项目', width: 2 }, { label: '数量' }],
        rows: [
          { cells: ['政策文件', policies.count], strong: true },
          { cells: ['有解读材料', policies.interpreted], indent: 1 },
          { cells: ['只有解读方案', policies.planned], indent: 1 },
          { cells: ['没有解读', policies.bare], indent: 1 },
        ],
      },
    },
  ])
}

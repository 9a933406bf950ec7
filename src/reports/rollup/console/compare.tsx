import { dayOf } from '../../../calendar/day.ts'
import { disposition } from '../../../files/names.ts'
import { type Child, childrenIn, parentIn } from '../../../organs/hierarchy/store.ts'
import { ORGAN_KINDS, type OrganKind } from '../../../organs/model.ts'
import { chartBlock } from '../../../typeset/charts.ts'
import { toXlsx } from '../../../typeset/typeset.ts'
import { type C, scopeOf, to } from '../../../web/env.ts'
import { consolePage } from '../../../web/frame.tsx'
import { address, Button, type Column, DataTable, Empty, FilterBar, Notice, Select } from '../../../web/ui/index.ts'
import type { Part } from '../consolidation.ts'
import { partsOf } from '../gather.ts'
import { shownText } from '../suppression.ts'
import {
  type Compared,
  type Comparison,
  compare,
  isTopic,
  sorted,
  TOPICS,
  type TopicName,
  topicsTold,
} from '../topics.ts'
import { parentAt, rollupPage, yearAt } from './desk.tsx'

/** What is compared, as the address says it. */
type Asked = {
  year: number
  organ: { id: string; name: string }
  topics: TopicName[]
  topic: TopicName
  kind: OrganKind | null
  /** Seen from outside: by an organ of its peers, or by the organ above on purpose, before it passes the table on. */
  outside: boolean
  mayChoose: boolean
  column: number | null
  descending: boolean
  parts: Part[]
  children: Child[]
}

/** The organ above whose children are compared: one's own organ, or the one above it for an organ among its peers. */
async function askedAt(c: C): Promise<Asked | null> {
  const scope = scopeOf(c)
  const year = yearAt(c)
  const own = await parentAt(c, year)
  if (!own) return null
  const below = await childrenIn(scope, own.id, year)
  const above = below.length === 0 ? await parentIn(scope, own.id, year) : null
  const organ = below.length > 0 ? own : above
  if (!organ) return null
  const parts = await partsOf(scope, organ.id, year)
  const topics = topicsTold(parts)
  const { topic: asked = '', kind = '', sort = '', order = '', view = '' } = c.req.query()
  const topic = isTopic(asked) && topics.includes(asked) ? asked : topics[0]
  if (!topic) return null
  const column = /^\d{1,2}$/.test(sort) ? Number(sort) : null
  return {
    year,
    organ,
    topics,
    topic,
    kind: Object.hasOwn(ORGAN_KINDS, kind) ? (kind as OrganKind) : null,
    outside: below.length === 0 || view === 'outside',
    mayChoose: below.length > 0,
    column,
    descending: order === 'down',
    parts,
    children: below.length > 0 ? below : await childrenIn(scope, organ.id, year),
  }
}

/** The rows an address asks for, in its order. */
function rowsOf({ kind, children, column, descending }: Asked, { rows, columns }: NonNullable<Comparison>): Compared[] {
  const of = new Map(children.map((child) => [child.id, child.kind]))
  const wanted = kind ? rows.filter(({ organId }) => of.get(organId) === kind) : rows
  return sorted(wanted, column !== null && column < columns.length ? column : null, descending)
}

const addressOf = (c: C, path: string, asked: Asked, more: Record<string, string | number | null> = {}) =>
  address(path, {
    year: asked.year,
    organ: c.var.person?.organ ? null : asked.organ.id,
    topic: asked.topic,
    kind: asked.kind,
    view: asked.mayChoose && asked.outside ? 'outside' : null,
    sort: asked.column,
    order: asked.descending ? 'down' : null,
    ...more,
  })

const PATH = '/console/rollup/compare'

/** 各机关比较: organs side by side. At /console/rollup/compare?year=&topic=&kind=&view=&sort=&order= */
export async function compareShow(c: C) {
  const asked = await askedAt(c)
  if (!asked) return nothing(c)
  const { year, organ, topic, topics, outside, mayChoose, kind } = asked
  const found = compare(topic, asked.parts, outside)
  const kinds = [...new Set(asked.children.map((child) => child.kind))]
  const silent = found?.rows.filter(({ cells }) => cells === null).map(({ name }) => name) ?? []
  return rollupPage(
    c,
    {
      title: `${year}年各机关比较`,
      tab: 'compare',
      year,
      organ: c.var.person?.organ ? undefined : organ.id,
      above: mayChoose,
      crumb: '各机关比较',
      actions: found && <Button href={addressOf(c, `${PATH}.xlsx`, asked)}>下载XLSX</Button>,
    },
    <>
      <FilterBar action={PATH} label="查看">
        <input type="hidden" name="year" value={String(year)} />
        {!c.var.person?.organ && <input type="hidden" name="organ" value={organ.id} />}
        <Select
          label="比较"
          name="topic"
          value={topic}
          options={topics.map((name) => ({ value: name, label: TOPICS[name].label }))}
        />
        {kinds.length > 1 && (
          <Select
            label="机关类别"
            name="kind"
            value={kind}
            empty="全部"
            options={kinds.map((one) => ({ value: one, label: ORGAN_KINDS[one] }))}
          />
        )}
        {mayChoose && (
          <Select
            label="口径"
            name="view"
            value={outside ? 'outside' : ''}
            empty="本机关内部：全部数字"
            options={[{ value: 'outside', label: '对外：保护小数' }]}
          />
        )}
      </FilterBar>
      {outside && TOPICS[topic].people && found && (
        <p class="form-hint">
          1和2显示为“&lt;3”；“—”是为了不让人从合计推算出它们而一并隐去的数。人数很少时，数字会暴露申请人。
        </p>
      )}
      {found ? (
        <Table c={c} asked={asked} found={found} />
      ) : (
        <Notice title="这一项数字太小，不对外显示">
          <p>机关和件数都很少，无论隐去哪些数，都能推算出申请人所在的机关。</p>
        </Notice>
      )}
      {silent.length > 0 && <p class="form-hint">没有报送，或者报告格式没有这一项：{silent.join('、')}。</p>}
    </>,
  )
}

function Table({ c, asked, found }: { c: C; asked: Asked; found: NonNullable<Comparison> }) {
  const rows = rowsOf(asked, found).filter(({ cells }) => cells !== null)
  const total: Compared = { organId: '', name: asked.kind ? '全部机关合计' : '合计', cells: found.total }
  const label = found.columns[asked.column ?? found.columns.length - 1] ?? found.columns.at(-1)!
  return (
    <>
      <DataTable
        caption={`${TOPICS[asked.topic].label}（${found.unit}）`}
        rows={[...rows, total]}
        columns={[
          { label: '机关', heading: true, cell: ({ name }) => name },
          ...found.columns.map(
            (column, at): Column<Compared> => ({
              label: column,
              align: 'end',
              sortable: String(at),
              cell: ({ cells }) => shownText(cells![at]!),
            }),
          ),
        ]}
        sorted={asked.column === null ? undefined : { by: String(asked.column), descending: asked.descending }}
        sortHref={(by, down) => addressOf(c, PATH, asked, { sort: by, order: down ? 'down' : null })}
        phone="scroll"
      />
      {rows.length > 0 && (
        <figure class="chart">
          <img
            src={to(c, addressOf(c, `${PATH}.svg`, asked))}
            alt={`${label}：${rows
              .slice(0, BARS)
              .map(({ name, cells }) => `${name}${shownText(cells![columnOf(asked, found)]!)}`)
              .join('，')}`}
          />
          <figcaption>
            {`${label}（${found.unit}）${rows.length > BARS ? `，前${BARS}个机关` : ''}${asked.outside && TOPICS[asked.topic].people ? '；隐去的数没有画出' : ''}。`}
          </figcaption>
        </figure>
      )}
    </>
  )
}

/** Longest chart a page can bear. */
const BARS = 40

const columnOf = ({ column }: Asked, { columns }: NonNullable<Comparison>) =>
  column !== null && column < columns.length ? column : columns.length - 1

/** The chart of one column, in the order of the table. At /console/rollup/compare.svg */
export async function compareChart(c: C) {
  const asked = await askedAt(c)
  const found = asked && compare(asked.topic, asked.parts, asked.outside)
  if (!asked || !found) return c.notFound()
  const at = columnOf(asked, found)
  const items = rowsOf(asked, found)
    .filter(({ cells }) => cells !== null)
    .slice(0, BARS)
    .flatMap(({ name, cells }) => (typeof cells![at] === 'number' ? [{ label: name, value: cells![at] }] : []))
  const { svg } = await chartBlock({ form: 'bar', title: found.columns[at]!, unit: found.unit, items })
  return new Response(svg, { headers: { 'content-type': 'image/svg+xml', 'cache-control': 'no-store' } })
}

/** The table as it is shown, as a workbook. At /console/rollup/compare.xlsx */
export async function compareSheet(c: C) {
  const asked = await askedAt(c)
  const found = asked && compare(asked.topic, asked.parts, asked.outside)
  if (!asked || !found) return c.notFound()
  const cell = (shown: NonNullable<Compared['cells']>[number]) => (typeof shown === 'number' ? shown : shownText(shown))
  const title = `${asked.organ.name}${asked.year}年${TOPICS[asked.topic].label}比较`
  const lines = [...rowsOf(asked, found), { name: '合计', cells: found.total }]
  const bytes = await toXlsx(
    [
      {
        name: '比较',
        table: {
          caption: `${title}（${found.unit}）${asked.outside ? '，小数已保护' : ''}`,
          columns: [{ label: '机关', width: 3 }, ...found.columns.map((label) => ({ label, align: 'end' as const }))],
          rows: lines.map(({ name, cells }) => ({
            cells: [name, ...(cells?.map(cell) ?? found.columns.map(() => '没有报送'))],
          })),
        },
      },
    ],
    { title, author: asked.organ.name, day: dayOf(c.var.now) },
  )
  return new Response(Buffer.from(bytes), {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': disposition(`${title}.xlsx`),
      'cache-control': 'no-store',
    },
  })
}

const nothing = (c: C) =>
  consolePage(
    c,
    {
      title: '各机关比较',
      crumbs: [
        { label: '工作台', href: '/console' },
        { label: '报送与汇总', href: '/console/rollup' },
        { label: '各机关比较' },
      ],
    },
    <Empty title="还没有可以比较的报告" hint="同一上级机关的下级报送年度报告以后，在这里比较。" />,
  )

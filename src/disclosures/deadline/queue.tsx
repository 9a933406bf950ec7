import { type C, scopeOf } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import {
  A,
  address,
  Button,
  type Column,
  DataTable,
  Empty,
  Field,
  FilterBar,
  Light,
  Pager,
  Panel,
  Select,
  Stat,
  Stats,
  Tag,
} from '../../web/ui/index.ts'
import { pageOf } from '../portal/common.tsx'
import { DEADLINES, Explained, inOneLine, OrganFilter, organAsked, PAGE_SIZE, Sides, sendSheet } from './common.tsx'
import {
  countLights,
  isLightName,
  isWaitingKind,
  LIGHT_NAMES,
  type LightName,
  lightName,
  WAITING_KINDS,
  type Waiting,
} from './rules.ts'
import { unpublished } from './store.ts'

async function asked(c: C) {
  const { kind = '', light = '', text = '' } = c.req.query()
  const { organs, organ, organId } = await organAsked(c)
  const words = text.toWellFormed().trim().slice(0, 100)
  const all = await unpublished(scopeOf(c), c.var.now, organId)
  const kinds = all.filter((thing) => !isWaitingKind(kind) || thing.kind === kind)
  const named = words ? kinds.filter(({ title, note }) => title.includes(words) || note.includes(words)) : kinds
  return {
    organs,
    organ,
    organId,
    all,
    counts: countLights(named),
    rows: isLightName(light) ? named.filter(({ deadline }) => lightName(deadline) === light) : named,
    kept: {
      organ: organ?.slug,
      kind: isWaitingKind(kind) ? kind : undefined,
      light: isLightName(light) ? light : undefined,
      text: words || undefined,
    },
  }
}

/** What is formed and to be public, and is not yet, by due day. At /console/deadlines */
export async function queue(c: C) {
  const { organs, organ, organId, all, counts, rows, kept } = await asked(c)
  const pages = Math.max(1, Math.ceil(rows.length / PAGE_SIZE))
  const page = Math.min(pageOf(c), pages)
  const link = (change: Record<string, string | number | undefined>) => address(DEADLINES, { ...kept, ...change })
  return consolePage(
    c,
    {
      title: '公开期限',
      crumbs: [{ label: '公开期限' }],
      actions: rows.length > 0 && <Button href={address(`${DEADLINES}/list.xlsx`, kept)}>导出Excel</Button>,
    },
    <Panel>
      <Sides here="waiting" />
      <Stats>
        {(Object.keys(LIGHT_NAMES) as LightName[]).map((name) => (
          <Stat label={LIGHT_NAMES[name]} value={counts[name]} unit="条" href={link({ light: name })} />
        ))}
      </Stats>
      <FilterBar action={DEADLINES}>
        <OrganFilter organs={organs} organ={organ} />
        <Field label="名称、文号、会议" name="text" type="search" value={kept.text} />
        <Select
          label="来自"
          name="kind"
          empty="全部"
          value={kept.kind}
          options={Object.entries(WAITING_KINDS).map(([value, label]) => ({ value, label }))}
        />
        <Select
          label="灯"
          name="light"
          empty="全部"
          value={kept.light}
          options={Object.entries(LIGHT_NAMES).map(([value, label]) => ({ value, label }))}
        />
      </FilterBar>
      <DataTable
        caption="应当公开、还没有公开的信息"
        captionHidden
        columns={organId ? COLUMNS : [...COLUMNS, ORGAN]}
        rows={rows.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)}
        empty={
          all.length > 0 ? (
            <Empty title="没有符合条件的信息" hint="换一个条件，或者清除筛选。" />
          ) : (
            <Empty
              title="应当公开的都已经公开"
              hint="信息草稿、已印发的主动公开公文、会议议定事项，自形成之日起20个工作日内公开，到期前在这里提醒。"
            />
          )
        }
      />
      <Pager page={page} pages={pages} total={rows.length} href={(next) => link({ page: next })} />
    </Panel>,
  )
}

const COLUMNS: readonly Column<Waiting>[] = [
  {
    label: '名称',
    heading: true,
    cell: (row) => (
      <>
        <A href={row.href}>{row.title}</A>
        {row.note && <div class="form-hint">{row.note}</div>}
      </>
    ),
  },
  {
    label: '期限',
    cell: ({ deadline: { light, provisional } }) =>
      light ? (
        <>
          <Light colour={light.colour}>
            <span class="together">{light.says}</span>
          </Light>
          {provisional && <Tag kind="warning" label="暂定" />}
        </>
      ) : (
        '没有期限'
      ),
  },
  {
    label: '最迟公开日',
    cell: ({ deadline: { due, why } }) => <Explained day={due ?? '说明'} why={why} />,
  },
  { label: '形成日期', cell: (row) => row.formedOn },
  { label: '来自', cell: (row) => WAITING_KINDS[row.kind] },
]

const ORGAN: Column<Waiting> = { label: '机关', cell: (row) => row.organName }

/** The same list as a workbook. At /console/deadlines/list.xlsx */
export async function queueSheet(c: C) {
  const { rows } = await asked(c)
  const title = '公开期限'
  return sendSheet(c, title, {
    name: '待公开',
    table: {
      caption: '应当公开、还没有公开的信息',
      unit: `共${rows.length}条`,
      columns: [
        { label: '名称', width: 4 },
        { label: '文号、会议', width: 2 },
        { label: '机关', width: 2 },
        { label: '来自', width: 1 },
        { label: '形成日期', width: 1 },
        { label: '最迟公开日', width: 1 },
        { label: '期限', width: 1 },
        { label: '计算过程', width: 5 },
      ],
      rows: rows.map((row) => ({
        cells: [
          row.title,
          row.note,
          row.organName,
          WAITING_KINDS[row.kind],
          row.formedOn,
          row.deadline.due,
          row.deadline.light?.says ?? '没有期限',
          inOneLine(row.deadline.why),
        ],
      })),
    },
  })
}

import { dayOf, yearOf } from '../../calendar/day.ts'
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
  Pager,
  Panel,
} from '../../web/ui/index.ts'
import { pageOf, yearIn } from '../portal/common.tsx'
import { DEADLINES, Explained, inOneLine, OrganFilter, organAsked, PAGE_SIZE, Sides, sendSheet } from './common.tsx'
import type { Late } from './rules.ts'
import { publishedLate } from './store.ts'

const HERE = `${DEADLINES}/late`

async function asked(c: C) {
  const { organs, organ, organId } = await organAsked(c)
  const year = yearIn(c.req.query('year')) ?? yearOf(dayOf(c.var.now))
  const rows = await publishedLate(scopeOf(c), year, organId)
  return { organs, organ, organId, year, rows, kept: { organ: organ?.slug, year } }
}

/** What was published after its due day in a year. At /console/deadlines/late */
export async function late(c: C) {
  const { organs, organ, organId, year, rows, kept } = await asked(c)
  const pages = Math.max(1, Math.ceil(rows.length / PAGE_SIZE))
  const page = Math.min(pageOf(c), pages)
  return consolePage(
    c,
    {
      title: '逾期公开',
      crumbs: [{ label: '公开期限', href: DEADLINES }, { label: '逾期公开' }],
      actions: rows.length > 0 && <Button href={address(`${HERE}/list.xlsx`, kept)}>导出Excel</Button>,
    },
    <Panel>
      <Sides here="late" />
      <FilterBar action={HERE}>
        <OrganFilter organs={organs} organ={organ} />
        <Field label="发布年份" name="year" type="number" value={year} min={2008} max={2199} />
      </FilterBar>
      <DataTable
        caption={`${year}年逾期公开的信息`}
        columns={organId ? COLUMNS : [...COLUMNS, ORGAN]}
        rows={rows.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)}
        empty={<Empty title={`${year}年没有逾期公开的信息`} hint="发布日期晚于形成之日起第20个工作日的，列在这里。" />}
      />
      <Pager page={page} pages={pages} total={rows.length} href={(next) => address(HERE, { ...kept, page: next })} />
    </Panel>,
  )
}

const lateness = ({ late: days }: Late): string => (days === 0 ? '不足1个工作日' : `${days}个工作日`)

const COLUMNS: readonly Column<Late>[] = [
  {
    label: '信息名称',
    heading: true,
    cell: (row) => (
      <>
        <A href={`/console/disclosures/${row.id}`}>{row.title}</A>
        <div class="form-hint">{row.indexNumber}</div>
      </>
    ),
  },
  { label: '形成日期', cell: (row) => row.formedOn },
  { label: '最迟公开日', cell: (row) => <Explained day={row.due} why={row.why} /> },
  { label: '发布日期', cell: (row) => row.publishedOn },
  { label: '逾期', align: 'end', cell: lateness },
]

const ORGAN: Column<Late> = { label: '机关', cell: (row) => row.organName }

/** The same list as a workbook. At /console/deadlines/late/list.xlsx */
export async function lateSheet(c: C) {
  const { year, rows } = await asked(c)
  const title = `${year}年逾期公开的信息`
  return sendSheet(c, title, {
    name: '逾期公开',
    table: {
      caption: title,
      unit: `共${rows.length}条`,
      columns: [
        { label: '索引号', width: 2 },
        { label: '信息名称', width: 4 },
        { label: '机关', width: 2 },
        { label: '形成日期', width: 1 },
        { label: '最迟公开日', width: 1 },
        { label: '发布日期', width: 1 },
        { label: '逾期（工作日）', width: 1, align: 'end' },
        { label: '计算过程', width: 5 },
      ],
      rows: rows.map((row) => ({
        cells: [
          row.indexNumber,
          row.title,
          row.organName,
          row.formedOn,
          row.due,
          row.publishedOn,
          row.late,
          inOneLine(row.why),
        ],
      })),
    },
  })
}

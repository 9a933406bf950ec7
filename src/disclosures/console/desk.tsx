import { dayOf, minuteOf } from '../../calendar/day.ts'
import { disposition } from '../../files/names.ts'
import { toXlsx } from '../../typeset/typeset.ts'
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
  Select,
  Tabs,
  Tag,
} from '../../web/ui/index.ts'
import { listCategories } from '../catalogue/store.ts'
import { UNCATEGORISED } from '../categories.ts'
import { channelNames } from '../channels.ts'
import type { Item } from '../item.ts'
import { STATES, type State } from '../lifecycle.ts'
import { pageOf, yearIn } from '../portal/common.tsx'
import { countStates, type ItemFilters, listItems, PAGE_SIZE } from '../registry/store.ts'
import { VALIDITIES } from '../validity.ts'
import { DESK, deskPath, ownOrgan, STATE_TAGS } from './common.tsx'

/** Longest list that goes into one workbook. */
const MOST_ROWS = 10_000

/** Everything an organ has drafted, has waiting, has published or taken back. At /console/disclosures */
export async function desk(c: C) {
  const scope = scopeOf(c)
  const query = c.req.query()
  const page = pageOf(c)
  const [categories, counts, found] = await Promise.all([
    listCategories(scope),
    countStates(scope, ownOrgan(c)),
    listItems(scope, await filters(c), page),
  ])
  const mayWrite = c.var.person?.roles.includes('officer')
  const link = (change: Record<string, string | number | undefined>) => address(DESK, { ...query, ...change })
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0)
  return consolePage(
    c,
    {
      title: '主动公开',
      crumbs: [{ label: '主动公开' }],
      done: query.done === 'removed' ? '草稿已删除' : undefined,
      actions: (
        <>
          {mayWrite && (
            <Button kind="primary" href={`${DESK}/new`}>
              新建信息
            </Button>
          )}
          <Button href={address(`${DESK}/list.xlsx`, { ...query, page: undefined })}>导出Excel</Button>
        </>
      ),
    },
    <Panel>
      <Tabs
        label="按状态"
        tabs={[
          { label: '全部', href: link({ state: undefined, page: undefined }), current: !query.state, count: all },
          ...(Object.keys(STATES) as State[]).map((state) => ({
            label: STATES[state],
            href: link({ state, page: undefined }),
            current: query.state === state,
            count: counts[state],
          })),
        ]}
      />
      <FilterBar action={DESK}>
        {query.state && <input type="hidden" name="state" value={query.state} />}
        <Field label="名称、文号、索引号" name="text" type="search" value={query.text} />
        <Select
          label="类别"
          name="category"
          empty="全部类别"
          value={query.category}
          options={[...categories, UNCATEGORISED].map((each) => ({ value: each.code, label: each.name }))}
        />
        <Field label="发布年份" name="year" type="number" value={query.year} min={2008} max={2100} />
      </FilterBar>
      <DataTable
        caption="主动公开信息"
        captionHidden
        columns={COLUMNS}
        rows={found.items}
        empty={
          <Empty
            title={query.state === 'submitted' ? '没有等待审查的信息' : '没有符合条件的信息'}
            hint="换一个条件，或者清除筛选。"
            action={<Button href={DESK}>查看全部</Button>}
          />
        }
      />
      <Pager
        page={page}
        pages={Math.ceil(found.total / PAGE_SIZE)}
        total={found.total}
        href={(next) => link({ page: next })}
      />
    </Panel>,
  )
}

const COLUMNS: readonly Column<Item>[] = [
  {
    label: '信息名称',
    heading: true,
    cell: (item) => (
      <>
        <A href={deskPath(item.id)}>{item.latest.title}</A>
        {item.latest.documentNumber && <div class="form-hint">{item.latest.documentNumber}</div>}
      </>
    ),
  },
  { label: '状态', cell: (item) => <Tag {...STATE_TAGS[item.state]} /> },
  { label: '类别', cell: (item) => item.latest.categoryName ?? <Tag kind="warning" label={UNCATEGORISED.name} /> },
  { label: '索引号', cell: (item) => item.indexNumber ?? '' },
  { label: '成文日期', cell: (item) => item.latest.formedOn },
  { label: '发布日期', cell: (item) => (item.publishedAt ? minuteOf(item.publishedAt) : '') },
]

/** The same list as a workbook, with the same filters. At /console/disclosures/list.xlsx */
export async function deskSheet(c: C) {
  const { items } = await listItems(scopeOf(c), await filters(c), 1, MOST_ROWS)
  const title = '主动公开信息'
  const bytes = await toXlsx(
    [
      {
        name: title,
        table: {
          caption: title,
          unit: `共${items.length}条`,
          columns: SHEET.map(([label, , width]) => ({ label, width })),
          rows: items.map((item) => ({ cells: SHEET.map(([, cell]) => cell(item)) })),
        },
      },
    ],
    { title, author: c.var.person?.organ?.name ?? c.var.tenant.name, day: dayOf(c.var.now) },
  )
  return c.body(new Uint8Array(bytes), 200, {
    'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'content-disposition': disposition(`${title}.xlsx`),
  })
}

const SHEET: readonly (readonly [string, (item: Item) => string | null, number])[] = [
  ['索引号', (item) => item.indexNumber, 2],
  ['信息名称', (item) => item.latest.title, 4],
  ['发布机构', (item) => item.organName, 2],
  ['文号', (item) => item.latest.documentNumber, 2],
  ['成文日期', (item) => item.latest.formedOn, 1],
  ['发布日期', (item) => (item.publishedAt ? minuteOf(item.publishedAt) : null), 2],
  ['类别', (item) => item.latest.categoryName ?? UNCATEGORISED.name, 2],
  ['有效性', (item) => item.latest.validity && VALIDITIES[item.latest.validity], 1],
  ['公开形式', (item) => channelNames(item.latest.channels), 2],
  ['状态', (item) => STATES[item.state], 1],
]

async function filters(c: C): Promise<ItemFilters> {
  const { state, category: code, year, text } = c.req.query()
  const category = (await listCategories(scopeOf(c))).find((each) => each.code === code)
  return {
    organId: ownOrgan(c),
    state: state && Object.hasOwn(STATES, state) ? (state as State) : undefined,
    category: category?.id ?? (code === UNCATEGORISED.code ? 'none' : undefined),
    year: yearIn(year),
    text: text
      ?.toWellFormed()
      .replace(/\p{Cc}/gu, '')
      .trim()
      .slice(0, 100),
  }
}

import { addDays, type Day, dayOf } from '../../calendar/day.ts'
import { listOrgans } from '../../organs/store.ts'
import { toXlsx } from '../../typeset/typeset.ts'
import { type C, scopeOf } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import {
  A,
  address,
  Button,
  DataTable,
  Empty,
  Field,
  FilterBar,
  Light,
  Pager,
  Select,
  Tag,
} from '../../web/ui/index.ts'
import { findingsOf, lightOf } from '../guide/rules.ts'
import { exportSheets } from '../import/export.ts'
import { isStale, STALE_MONTHS, tripsLabel } from '../rules.ts'
import { listServiceItems, type Service, type ServiceFilter } from '../store.ts'

const PER_PAGE = 20
const LARGEST_EXPORT = 50_000
const STATES = [
  { value: 'listed', label: '在列' },
  { value: 'delisted', label: '已取消' },
]
const TRIPS = [
  { value: 'zero', label: '一趟不用跑' },
  { value: 'one', label: '最多跑一趟' },
  { value: 'more', label: '跑两趟以上' },
]

const DONE: Record<string, string> = {
  listed: '事项已列入。',
  corrected: '修改已保存。',
  delisted: '事项已取消。',
  confirmed: '已记下核对日期。',
  imported: '文件已导入。',
}

/** Services nobody confirmed since that day want looking through. */
export const staleSince = (today: Day): Day => addDays(today, -Math.round((STALE_MONTHS * 365) / 12))

/** What the address asks for. People of one organ see its list; people of the whole site see all, or choose one. */
async function asked(c: C) {
  const query = c.req.query()
  const { person } = c.var
  const organs = await listOrgans(scopeOf(c))
  const organ = person?.organ ?? organs.find(({ slug }) => slug === query.organ) ?? null
  const filter: ServiceFilter = {
    organId: organ?.id,
    state: query.state === 'listed' || query.state === 'delisted' ? query.state : undefined,
    staleSince: query.stale === 'yes' ? staleSince(dayOf(c.var.now)) : undefined,
    trips: query.trips === 'zero' || query.trips === 'one' || query.trips === 'more' ? query.trips : undefined,
    text: query.q?.slice(0, 100),
  }
  const kept = {
    organ: person?.organ ? '' : organ?.slug,
    state: filter.state,
    trips: filter.trips,
    stale: filter.staleSince && 'yes',
    q: filter.text,
  }
  return { organs, organ, filter, kept, nameOf: (id: string) => organs.find((each) => each.id === id)?.shortName ?? '' }
}

/** The list of services, in the order of codes. */
export async function showServices(c: C) {
  const { organs, organ, filter, kept, nameOf } = await asked(c)
  const page = Math.max(1, Math.floor(Number(c.req.query('page')) || 1))
  const paging = { limit: PER_PAGE, offset: (page - 1) * PER_PAGE }
  const { rows, total } = await listServiceItems(scopeOf(c), filter, paging)
  const mayList = c.var.person?.roles.includes('officer') && c.var.person.organ !== null
  const stale = staleSince(dayOf(c.var.now))
  const filtered = Object.values(kept).some(Boolean)
  const add = mayList && (
    <Button kind="primary" href="/console/services/new">
      列入一个事项
    </Button>
  )

  return consolePage(
    c,
    {
      title: '政务服务事项',
      crumbs: [{ label: '政务服务事项' }],
      done: DONE[c.req.query('done') ?? ''],
      actions: (
        <>
          {add}
          {mayList && <Button href="/console/services/import">导入</Button>}
          {total > 0 && <Button href={address('/console/services/export', kept)}>导出Excel</Button>}
        </>
      ),
    },
    <>
      <FilterBar action="/console/services">
        {!c.var.person?.organ && (
          <Select
            label="机关"
            name="organ"
            value={organ?.slug}
            empty="全部机关"
            options={organs.map(({ slug, shortName }) => ({ value: slug, label: shortName }))}
          />
        )}
        <Field label="编码或名称" name="q" value={filter.text} />
        <Select label="状态" name="state" value={filter.state} empty="全部" options={STATES} />
        <Select label="到现场次数" name="trips" value={filter.trips} empty="全部" options={TRIPS} />
        <Select
          label="核对"
          name="stale"
          value={filter.staleSince && 'yes'}
          empty="全部"
          options={[{ value: 'yes', label: `超过${STALE_MONTHS}个月没有核对` }]}
        />
      </FilterBar>
      <DataTable
        caption="政务服务事项"
        captionHidden
        rows={rows}
        empty={
          filtered ? (
            <Empty title="没有符合条件的事项" hint="可以放宽或清除筛选条件。" />
          ) : (
            <Empty
              title="还没有列入事项"
              hint="列入本机关对外办理的每个事项，并写明需要到现场几次；年度报告里的“最多跑一趟”从这里统计。"
              action={add}
            />
          )
        }
        columns={[
          {
            label: '事项名称',
            heading: true,
            cell: (row) => <A href={`/console/services/${row.id}`}>{row.name}</A>,
          },
          { label: '编码', cell: (row) => row.code },
          ...(filter.organId ? [] : [{ label: '机关', cell: (row: Service) => nameOf(row.organId) }]),
          { label: '到现场次数', align: 'end', cell: (row) => row.visits },
          { label: '跑动', cell: (row) => tripsLabel(row) },
          { label: '指南', cell: (row) => (row.delistedOn ? '—' : <GuideLight service={row} />) },
          {
            label: '最近核对',
            cell: (row) =>
              isStale(row, stale) && !row.delistedOn ? (
                <Tag kind="warning" label={row.confirmedOn ?? row.listedOn} />
              ) : (
                (row.confirmedOn ?? row.listedOn)
              ),
          },
          {
            label: '状态',
            cell: (row) =>
              row.delistedOn ? <Tag label={`${row.delistedOn}取消`} /> : <Tag kind="success" label="在列" />,
          },
        ]}
      />
      <Pager
        page={page}
        pages={Math.ceil(total / PER_PAGE)}
        total={total}
        href={(to) => address('/console/services', { ...kept, page: to })}
      />
    </>,
  )
}

/** Whether the guide of a service has what an inspection looks for, and agrees with itself. */
export function GuideLight({ service }: { service: Pick<Service, 'name' | 'visits' | 'guide'> }) {
  const findings = findingsOf(service)
  const says = {
    red: `缺${findings.filter(({ kind }) => kind === 'missing').length}项`,
    yellow: '不一致',
    green: '齐全',
  }
  const light = lightOf(findings)
  return <Light colour={light}>{says[light]}</Light>
}

/** The same list as a workbook, all pages of it, with the columns an import reads again; materials on a sheet of their own. */
export async function exportServices(c: C) {
  const { filter, organ, nameOf } = await asked(c)
  const { rows } = await listServiceItems(scopeOf(c), filter, { limit: LARGEST_EXPORT, offset: 0 })
  const title = `${organ?.name ?? c.var.tenant.name}政务服务事项`
  const sheets = exportSheets(rows, nameOf).map(({ name, columns, cells }) => ({
    name,
    table: { columns: columns.map((label) => ({ label })), rows: cells.map((each) => ({ cells: each })) },
  }))
  const book = await toXlsx(sheets, {
    title,
    author: organ?.name ?? c.var.tenant.name,
    day: dayOf(c.var.now),
  })
  return c.body(new Uint8Array(book), 200, {
    'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'content-disposition': `attachment; filename="services.xlsx"; filename*=UTF-8''${encodeURIComponent(title)}.xlsx`,
  })
}

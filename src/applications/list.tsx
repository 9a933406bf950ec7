import { dayOf } from '../calendar/day.ts'
import { listOrgans } from '../organs/store.ts'
import { toXlsx } from '../typeset/typeset.ts'
import { type C, scopeOf } from '../web/env.ts'
import { consolePage } from '../web/frame.tsx'
import { A, address, Button, DataTable, Empty, Field, FilterBar, Pager, Select, Tag } from '../web/ui/index.ts'
import { CHANNELS, isChannel } from './channels.ts'
import { OUTCOMES } from './outcomes.ts'
import { type Application, type ApplicationFilter, listApplications } from './store.ts'

const PER_PAGE = 20
const LARGEST_EXPORT = 50_000
const STATES = { open: '待答复', answered: '已答复' } as const

const options = (labels: Record<string, string>) => Object.entries(labels).map(([value, label]) => ({ value, label }))
const CHANNEL_OPTIONS = Object.entries(CHANNELS).map(([value, { label }]) => ({ value, label }))

/** What the address asks for. People of one organ see its register; people of the whole site see all, or choose one. */
async function asked(c: C) {
  const query = c.req.query()
  const { person } = c.var
  const organs = await listOrgans(scopeOf(c))
  const organ = person?.organ ?? organs.find(({ slug }) => slug === query.organ) ?? null
  const filter: ApplicationFilter = {
    organId: organ?.id,
    channel: isChannel(query.channel ?? '') ? (query.channel as ApplicationFilter['channel']) : undefined,
    state: query.state === 'open' || query.state === 'answered' ? query.state : undefined,
    year: /^\d{4}$/.test(query.year ?? '') ? Number(query.year) : undefined,
    text: query.q?.slice(0, 100),
  }
  const kept = {
    organ: person?.organ ? '' : organ?.slug,
    channel: filter.channel,
    state: filter.state,
    year: filter.year,
    q: filter.text,
  }
  return { organs, organ, filter, kept, nameOf: (id: string) => organs.find((each) => each.id === id)?.shortName ?? '' }
}

/** The register, latest received first. */
export async function showRegister(c: C) {
  const { organs, organ, filter, kept, nameOf } = await asked(c)
  const page = Math.max(1, Math.floor(Number(c.req.query('page')) || 1))
  const paging = { limit: PER_PAGE, offset: (page - 1) * PER_PAGE }
  const { rows, total } = await listApplications(scopeOf(c), filter, paging)
  const mayRegister = c.var.person?.roles.includes('officer') && c.var.person.organ !== null
  const filtered = Object.values(kept).some(Boolean)
  const register = mayRegister && (
    <Button kind="primary" href="/console/applications/new">
      登记一份申请
    </Button>
  )

  return consolePage(
    c,
    {
      title: '依申请公开登记',
      crumbs: [{ label: '依申请公开登记' }],
      actions: (
        <>
          {register}
          {total > 0 && <Button href={address('/console/applications/export', kept)}>导出Excel</Button>}
        </>
      ),
    },
    <>
      <FilterBar action="/console/applications">
        {!c.var.person?.organ && (
          <Select
            label="机关"
            name="organ"
            value={organ?.slug}
            empty="全部机关"
            options={organs.map(({ slug, shortName }) => ({ value: slug, label: shortName }))}
          />
        )}
        <Field label="登记号或内容" name="q" value={filter.text} />
        <Select label="状态" name="state" value={filter.state} empty="全部" options={options(STATES)} />
        <Select label="申请方式" name="channel" value={filter.channel} empty="全部" options={CHANNEL_OPTIONS} />
        <Field label="收到年份" name="year" type="number" value={filter.year} min={2008} max={2099} />
      </FilterBar>
      <DataTable
        caption="依申请公开登记簿"
        captionHidden
        rows={rows}
        empty={
          filtered ? (
            <Empty title="没有符合条件的申请" hint="可以放宽或清除筛选条件。" />
          ) : (
            <Empty
              title="还没有登记申请"
              hint="收到政府信息公开申请的当天登记，年度报告的受理数和答复数都从这里统计。"
              action={register}
            />
          )
        }
        columns={[
          {
            label: '登记号',
            heading: true,
            cell: (row) => <A href={`/console/applications/${row.id}`}>{row.number}</A>,
          },
          ...(filter.organId ? [] : [{ label: '机关', cell: (row: Application) => nameOf(row.organId) }]),
          { label: '申请内容', cell: (row) => row.subject },
          { label: '申请方式', cell: (row) => CHANNELS[row.channel].label },
          { label: '收到日期', cell: (row) => row.receivedOn },
          {
            label: '状态',
            cell: (row) =>
              row.answeredOn ? <Tag kind="success" label="已答复" /> : <Tag kind="warning" label="待答复" />,
          },
          { label: '答复', cell: (row) => row.outcome && `${row.answeredOn} ${OUTCOMES[row.outcome].label}` },
        ]}
      />
      <Pager
        page={page}
        pages={Math.ceil(total / PER_PAGE)}
        total={total}
        href={(to) => address('/console/applications', { ...kept, page: to })}
      />
    </>,
  )
}

/** The same list as a workbook, all pages of it. */
export async function exportRegister(c: C) {
  const { filter, organ, nameOf } = await asked(c)
  const { rows } = await listApplications(scopeOf(c), filter, { limit: LARGEST_EXPORT, offset: 0 })
  const title = `${organ?.name ?? c.var.tenant.name}依申请公开登记簿`
  const book = await toXlsx(
    [
      {
        name: '依申请公开登记簿',
        table: {
          caption: title,
          unit: '单位：件',
          columns: ['登记号', '机关', '申请内容', '申请方式', '收到日期', '答复日期', '答复结果'].map((label) => ({
            label,
          })),
          rows: rows.map((row) => ({
            cells: [
              row.number,
              nameOf(row.organId),
              row.subject,
              CHANNELS[row.channel].label,
              row.receivedOn,
              row.answeredOn,
              row.outcome && OUTCOMES[row.outcome].label,
            ],
          })),
          note: `共${rows.length}件。`,
        },
      },
    ],
    { title, author: organ?.name ?? c.var.tenant.name, day: dayOf(c.var.now) },
  )
  return c.body(new Uint8Array(book), 200, {
    'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'content-disposition': `attachment; filename="applications.xlsx"; filename*=UTF-8''${encodeURIComponent(title)}.xlsx`,
  })
}

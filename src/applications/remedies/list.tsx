import { calendarOf } from '../../holidays/store.ts'
import { listOrgans } from '../../organs/store.ts'
import { toXlsx } from '../../typeset/typeset.ts'
import { type C, scopeOf } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import { A, address, Button, DataTable, Empty, Field, FilterBar, Pager, Select, Tabs } from '../../web/ui/index.ts'
import { casePath } from '../common.tsx'
import { AnswerLight, owedBy, REGISTER, RemedyState, remedyPath, TITLE, todayOf } from './common.tsx'
import { isRemedyKind, kindLabel, REMEDIES } from './kinds.ts'
import type { Remedy } from './model.ts'
import { decisionSays } from './outcomes.ts'
import { listRemedies, type RemedyFilter } from './registry/store.ts'
import { STATES } from './stages.ts'

const PER_PAGE = 20
const LARGEST_EXPORT = 50_000

const VIEWS = { open: '未审结', noticed: '待本机关答复', again: '待重新办理', decided: '已审结', all: '全部' } as const
type View = keyof typeof VIEWS

async function asked(c: C) {
  const query = c.req.query()
  const { person } = c.var
  const organs = await listOrgans(scopeOf(c))
  const organ = person?.organ ?? organs.find(({ slug }) => slug === query.organ) ?? null
  const kind = query.kind ?? ''
  const view: View = Object.hasOwn(VIEWS, query.view ?? '') ? (query.view as View) : 'open'
  const filter: RemedyFilter = {
    organId: organ?.id,
    kind: isRemedyKind(kind) ? kind : undefined,
    state: view === 'all' ? undefined : view,
    year: /^\d{4}$/.test(query.year ?? '') ? Number(query.year) : undefined,
    text: query.q?.slice(0, 100),
  }
  const kept = { organ: person?.organ ? '' : organ?.slug, kind: filter.kind, year: filter.year, q: filter.text }
  return {
    organs,
    organ,
    filter,
    view,
    kept,
    nameOf: (id: string) => organs.find((one) => one.id === id)?.shortName ?? '',
  }
}

/** The register of remedies, the latest first. */
export async function showRemedies(c: C) {
  const { organs, organ, filter, view, kept, nameOf } = await asked(c)
  const page = Math.max(1, Math.floor(Number(c.req.query('page')) || 1))
  const scope = scopeOf(c)
  const [{ rows, total }, calendar] = await Promise.all([
    listRemedies(scope, filter, { limit: PER_PAGE, offset: (page - 1) * PER_PAGE }),
    calendarOf(scope),
  ])
  const mayRegister = c.var.person?.roles.includes('officer') && c.var.person.organ !== null
  const filtered = Object.values(kept).some(Boolean)
  const register = mayRegister && (
    <Button kind="primary" href={`${REGISTER}/new`}>
      登记一件
    </Button>
  )
  return consolePage(
    c,
    {
      title: TITLE,
      crumbs: [{ label: TITLE }],
      actions: (
        <>
          {register}
          {total > 0 && <Button href={address(`${REGISTER}/export`, { ...kept, view })}>导出Excel</Button>}
        </>
      ),
    },
    <>
      <Tabs
        label="查看"
        tabs={Object.entries(VIEWS).map(([name, label]) => ({
          label,
          href: address(REGISTER, { ...kept, view: name }),
          current: name === view,
        }))}
      />
      <FilterBar action={REGISTER}>
        <input type="hidden" name="view" value={view} />
        {!c.var.person?.organ && (
          <Select
            label="机关"
            name="organ"
            value={organ?.slug}
            empty="全部机关"
            options={organs.map(({ slug, shortName }) => ({ value: slug, label: shortName }))}
          />
        )}
        <Field label="登记号、事由或案号" name="q" value={filter.text} />
        <Select
          label="种类"
          name="kind"
          value={filter.kind}
          empty="全部"
          options={Object.entries(REMEDIES).map(([value, { label }]) => ({ value, label }))}
        />
        <Field label="收到通知的年份" name="year" type="number" value={filter.year} min={2008} max={2099} />
      </FilterBar>
      <DataTable
        caption={VIEWS[view]}
        captionHidden
        rows={rows}
        empty={
          filtered ? (
            <Empty title="没有符合条件的事项" hint="可以放宽或清除筛选条件，或者看“全部”。" />
          ) : (
            <Empty
              title={view === 'all' ? '还没有登记过复议、诉讼和申诉' : `没有“${VIEWS[view]}”的事项`}
              hint="收到复议答复通知、应诉通知或者转办的申诉当天登记，答复期限和年度报告的件数都从这里算出来。"
              action={register || undefined}
            />
          )
        }
        columns={[
          { label: '登记号', heading: true, whole: true, cell: (row) => <A href={remedyPath(row.id)}>{row.number}</A> },
          ...(filter.organId ? [] : [{ label: '机关', cell: (row: Remedy) => nameOf(row.organId) }]),
          { label: '种类', cell: kindLabel },
          { label: '事由', cell: (row) => row.matter },
          {
            label: '申请',
            whole: true,
            cell: (row) => row.applicationId && <A href={casePath(row.applicationId)}>{row.applicationNumber}</A>,
          },
          { label: '收到通知', cell: (row) => row.filedOn },
          { label: '状态', cell: (row) => <RemedyState remedy={row} /> },
          { label: '答复期限', cell: (row) => owedBy(row, calendar)?.due },
          {
            label: '提醒',
            whole: true,
            cell: (row) => <AnswerLight remedy={row} calendar={calendar} today={todayOf(c)} />,
          },
          { label: '结果', cell: (row) => row.decidedOn && `${row.decidedOn} ${decisionSays(row)}` },
        ]}
      />
      <Pager
        page={page}
        pages={Math.ceil(total / PER_PAGE)}
        total={total}
        href={(to) => address(REGISTER, { ...kept, view, page: to })}
      />
    </>,
  )
}

/** The same list as a workbook, all pages of it. */
export async function exportRemedies(c: C) {
  const { filter, organ, nameOf } = await asked(c)
  const scope = scopeOf(c)
  const [{ rows }, calendar] = await Promise.all([
    listRemedies(scope, filter, { limit: LARGEST_EXPORT, offset: 0 }),
    calendarOf(scope),
  ])
  const title = `${organ?.name ?? c.var.tenant.name}复议诉讼申诉登记簿`
  const labels = [
    '登记号',
    '机关',
    '种类',
    '事由',
    '申请登记号',
    '受理机关',
    '案号',
    '收到通知',
    '状态',
    '答复期限',
    '审结日期',
    '结果',
  ]
  const book = await toXlsx(
    [
      {
        name: '复议诉讼申诉登记簿',
        table: {
          caption: title,
          unit: '单位：件',
          columns: labels.map((label) => ({ label })),
          rows: rows.map((row) => ({
            cells: [
              row.number,
              nameOf(row.organId),
              kindLabel(row),
              row.matter,
              row.applicationNumber,
              row.authority,
              row.docket,
              row.filedOn,
              STATES[row.state],
              owedBy(row, calendar)?.due ?? '',
              row.decidedOn,
              decisionSays(row),
            ],
          })),
          note: `共${rows.length}件。`,
        },
      },
    ],
    { title, author: organ?.name ?? c.var.tenant.name, day: todayOf(c) },
  )
  return c.body(new Uint8Array(book), 200, {
    'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'content-disposition': `attachment; filename="remedies.xlsx"; filename*=UTF-8''${encodeURIComponent(title)}.xlsx`,
  })
}

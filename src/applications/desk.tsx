import { dayOf } from '../calendar/day.ts'
import { calendarOf } from '../holidays/store.ts'
import { listOrgans } from '../organs/store.ts'
import { toXlsx } from '../typeset/typeset.ts'
import { type C, scopeOf } from '../web/env.ts'
import { consolePage } from '../web/frame.tsx'
import {
  A,
  address,
  Button,
  DataTable,
  Empty,
  Field,
  FilterBar,
  Notice,
  Pager,
  Select,
  Tabs,
  Tag,
} from '../web/ui/index.ts'
import { CHANNELS, isChannel } from './channels.ts'
import { standingOf } from './clock.ts'
import { casePath, DESK, DueLight, StateTag, TITLE } from './common.tsx'
import { type CaseStanding, dueFirst } from './due.ts'
import { isLive, isState, STATES } from './lifecycle.ts'
import { KINDS, outcomeRow } from './outcomes.ts'
import { askedByOthers } from './publication/store.ts'
import { type ApplicationFilter, listApplications, withEvents } from './registry/store.ts'
import { DueChanges } from './reminders/due-changes.tsx'
import { allLimits } from './reminders/store.ts'

const PER_PAGE = 20
const LARGEST_EXPORT = 50_000
/** Nobody turns to page 500: who looks for an old case filters. Counting further would take longer every year. */
const COUNTED = 10_000

/** What of the desk is shown. The last two ask the register itself; the others are reckoned from what is owed. */
const VIEWS = {
  due: '在办',
  red: '临期和逾期',
  unopened: '还没有处理',
  silent: '多日没有进展',
  after: '待送达凭证和归档',
  all: '全部申请',
} as const
type View = keyof typeof VIEWS
const isOwed = (view: View): view is keyof typeof SHOWS => view !== 'all' && view !== 'after'

const options = (labels: Record<string, string>) => Object.entries(labels).map(([value, label]) => ({ value, label }))

const SHOWS: Record<Exclude<View, 'all' | 'after'>, (shown: CaseStanding) => boolean> = {
  due: () => true,
  red: ({ standing: { light, clock, problem } }) =>
    (light !== null && light.colour !== 'green') || clock?.state === 'lapsed' || problem !== null,
  unopened: ({ standing }) => standing.unopened,
  silent: ({ standing }) => standing.silent,
}

/** What the address asks for. People of one organ see its cases; people of the whole site see all, or choose one. */
async function asked(c: C) {
  const query = c.req.query()
  const { person } = c.var
  const organs = await listOrgans(scopeOf(c))
  const organ = person?.organ ?? organs.find(({ slug }) => slug === query.organ) ?? null
  const state = query.state ?? ''
  const filter: ApplicationFilter = {
    organId: organ?.id,
    channel: isChannel(query.channel ?? '') ? (query.channel as ApplicationFilter['channel']) : undefined,
    state: state === 'open' || state === 'answered' || isState(state) ? state : undefined,
    year: /^\d{4}$/.test(query.year ?? '') ? Number(query.year) : undefined,
    text: query.q?.slice(0, 100),
  }
  const said = query.view ?? ''
  const chosen = Object.hasOwn(VIEWS, said) ? (said as View) : null
  // A filter that looks beyond what is owed looks into the register.
  const beyond = filter.year || filter.state === 'answered' || (filter.state && !owed(filter.state))
  const view: View = chosen ?? (beyond ? 'all' : 'due')
  const kept = {
    organ: person?.organ ? '' : organ?.slug,
    channel: filter.channel,
    state: filter.state,
    year: filter.year,
    q: filter.text,
  }
  return { organs, organ, filter, view, kept, nameOf: (id: string) => organs.find((one) => one.id === id)?.shortName }
}

const owed = (state: ApplicationFilter['state']) =>
  state === 'open' || (state !== undefined && isState(state) && isLive(state))

/** The cases of the view, a page of them, and how many each view holds. */
async function found(c: C, view: View, filter: ApplicationFilter, paging: { limit: number; offset: number }) {
  const scope = scopeOf(c)
  const today = dayOf(c.var.now)
  if (!isOwed(view)) {
    const [calendar, limits] = [await calendarOf(scope), await allLimits(scope)]
    const { rows, total } = await listApplications(scope, view === 'after' ? { ...filter, state: view } : filter, {
      ...paging,
      countTo: COUNTED,
    })
    const shown = (await withEvents(scope, rows)).map(({ application, events }) => ({
      application,
      standing: standingOf(application, events, calendar, today, limits(application.organId)),
    }))
    return { shown, total, counts: null }
  }
  const { state } = filter
  const live = await dueFirst(scope, { ...filter, state: state && isState(state) ? state : undefined }, today)
  const counts = Object.fromEntries(
    Object.entries(SHOWS).map(([name, shows]) => [name, live.filter(shows).length]),
  ) as Record<keyof typeof SHOWS, number>
  const list = live.filter(SHOWS[view])
  return { shown: list.slice(paging.offset, paging.offset + paging.limit), total: list.length, counts }
}

/** 依申请公开办理: what is due, soonest first. */
export async function showDesk(c: C) {
  const { organs, organ, filter, view, kept, nameOf } = await asked(c)
  const page = Math.max(1, Math.floor(Number(c.req.query('page')) || 1))
  const { shown, total, counts } = await found(c, view, filter, { limit: PER_PAGE, offset: (page - 1) * PER_PAGE })
  const others = await askedByOthers(
    scopeOf(c),
    shown.map(({ application }) => application.id),
  )
  const mayRegister = c.var.person?.roles.includes('officer') && c.var.person.organ !== null
  const atDesk = c.var.person?.organ && c.var.person.roles.some((role) => role === 'officer' || role === 'leader')
  const filtered = Object.values(kept).some(Boolean)
  const register = mayRegister && (
    <Button kind="primary" href={`${DESK}/new`}>
      登记一份申请
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
          {atDesk && <Button href={`${DESK}/wanted`}>多人申请的信息</Button>}
          {atDesk && <Button href={`${DESK}/retention`}>保管期满</Button>}
          {atDesk && <Button href={`${DESK}/limits`}>内部时限</Button>}
          {atDesk && <Button href={`${DESK}/letters`}>文书文本</Button>}
          {atDesk && <Button href={`${DESK}/online`}>网上申请情况</Button>}
          {total > 0 && <Button href={address(`${DESK}/export`, { ...kept, view })}>导出Excel</Button>}
        </>
      ),
    },
    <>
      <DueChanges c={c} />
      <Tabs
        label="查看"
        tabs={Object.entries(VIEWS).map(([name, label]) => ({
          label,
          href: address(DESK, { ...(name === 'all' && kept), organ: kept.organ, view: name }),
          current: name === view,
          count: counts?.[name as keyof typeof counts],
        }))}
      />
      <FilterBar action={DESK}>
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
        <Field label="登记号或内容" name="q" value={filter.text} />
        <Select label="状态" name="state" value={filter.state} empty="全部" options={options(STATES)} />
        <Select
          label="申请方式"
          name="channel"
          value={filter.channel}
          empty="全部"
          options={Object.entries(CHANNELS).map(([value, { label }]) => ({ value, label }))}
        />
        <Field label="来件年份" name="year" type="number" value={filter.year} min={2008} max={2099} />
      </FilterBar>
      <DataTable
        caption={VIEWS[view]}
        captionHidden
        rows={shown}
        empty={<Nothing filtered={filtered} view={view} action={register} />}
        columns={[
          {
            label: '登记号',
            heading: true,
            whole: true,
            cell: ({ application }) => <A href={casePath(application.id)}>{application.number}</A>,
          },
          ...(filter.organId
            ? []
            : [{ label: '机关', cell: ({ application }: CaseStanding) => nameOf(application.organId) ?? '' }]),
          {
            label: '申请内容',
            cell: ({ application }) => (
              <>
                {application.kind === 'amendment' ? `${KINDS.amendment}：${application.subject}` : application.subject}
                {others.has(application.id) && <Tag label={`另有${others.get(application.id)}件相同`} />}
              </>
            ),
          },
          { label: '方式', cell: ({ application }) => CHANNELS[application.channel].label },
          { label: '收到日期', cell: ({ application }) => application.receivedOn ?? '待确认' },
          { label: '状态', cell: ({ application }) => <StateTag state={application.state} /> },
          {
            label: '答复期限',
            cell: ({ application, standing }) => (isLive(application.state) ? (standing.clock?.due ?? '') : ''),
          },
          {
            label: '提醒',
            cell: ({ application, standing }) => <DueLight state={application.state} standing={standing} />,
          },
          {
            label: '结果',
            cell: ({ application }) =>
              application.outcome && `${application.answeredOn} ${outcomeRow(application, application.outcome)?.label}`,
          },
        ]}
      />
      {!isOwed(view) && total >= COUNTED && <Notice title={`至少有${COUNTED}件，请用筛选缩小范围。`} />}
      <Pager
        page={page}
        pages={Math.ceil(total / PER_PAGE)}
        total={total}
        href={(to) => address(DESK, { ...kept, view, page: to })}
      />
    </>,
  )
}

function Nothing({ filtered, view, action }: { filtered: boolean; view: View; action: unknown }) {
  if (filtered) return <Empty title="没有符合条件的申请" hint="可以放宽或清除筛选条件，或者看“全部申请”。" />
  if (view !== 'due' && view !== 'all') return <Empty title={`没有“${VIEWS[view]}”的申请`} />
  return (
    <Empty
      title={view === 'all' ? '还没有登记申请' : '没有在办的申请'}
      hint="收到政府信息公开申请的当天登记，答复期限、年度报告的受理数和答复数都从这里算出来。"
      action={action as never}
    />
  )
}

/** The same list as a workbook, all pages of it. */
export async function exportDesk(c: C) {
  const { filter, view, organ, nameOf } = await asked(c)
  const { shown } = await found(c, view, filter, { limit: LARGEST_EXPORT, offset: 0 })
  const title = `${organ?.name ?? c.var.tenant.name}依申请公开登记簿`
  const labels = [
    '登记号',
    '机关',
    '申请内容',
    '申请方式',
    '收到日期',
    '状态',
    '答复期限',
    '提醒',
    '答复日期',
    '答复结果',
  ]
  const book = await toXlsx(
    [
      {
        name: '依申请公开登记簿',
        table: {
          caption: title,
          unit: '单位：件',
          columns: labels.map((label) => ({ label })),
          rows: shown.map(({ application: row, standing }) => ({
            cells: [
              row.number,
              nameOf(row.organId) ?? '',
              row.subject,
              CHANNELS[row.channel].label,
              row.receivedOn ?? '待确认',
              STATES[row.state],
              isLive(row.state) ? (standing.clock?.due ?? '') : '',
              standing.light?.says ?? '',
              row.answeredOn,
              row.outcome && (outcomeRow(row, row.outcome)?.label ?? ''),
            ],
          })),
          note: `共${shown.length}件。`,
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

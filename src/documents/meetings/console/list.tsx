import { dayOf, yearOf } from '../../../calendar/day.ts'
import { listOrgans } from '../../../organs/store.ts'
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
  Pager,
  Panel,
  Select,
  Stat,
  Stats,
  Tabs,
  Tag,
} from '../../../web/ui/index.ts'
import { isStage, STAGES } from '../../stages.ts'
import { INVITED, INVITED_KINDS, invitedTotal, isMeetingKind, MEETING_KINDS } from '../kinds.ts'
import { isState, STATES, type State } from '../lifecycle.ts'
import { isUnsettled, type Meeting } from '../model.ts'
import {
  countMeetings,
  listMeetings,
  type MeetingFilters,
  meetingsHeld,
  PAGE_SIZE,
  sumMeetings,
} from '../registry/store.ts'
import { MEETINGS, meetingPath, ownOrgan, pageOf, StateTag, Under, wordsIn, yearIn } from './common.tsx'

/** What the address asks for. People of one organ see its meetings; people of the whole site see all, or choose one. */
export async function asked(c: C) {
  const query = c.req.query()
  const organs = ownOrgan(c) ? [] : await listOrgans(scopeOf(c))
  const organ = organs.find(({ slug }) => slug === query.organ)
  const filters: MeetingFilters = {
    organId: ownOrgan(c) ?? organ?.id,
    kind: query.kind && isMeetingKind(query.kind) ? query.kind : undefined,
    state: query.state && isState(query.state) ? query.state : undefined,
    year: yearIn(query.year),
    stage: query.stage && isStage(query.stage) ? query.stage : undefined,
    text: wordsIn(query.text),
    unsettled: query.unsettled === '1' || undefined,
  }
  const kept = {
    organ: organ?.slug,
    kind: filters.kind,
    state: filters.state,
    year: filters.year,
    stage: filters.stage,
    text: filters.text,
    unsettled: filters.unsettled ? '1' : undefined,
  }
  return { organs, organ, filters, kept }
}

/** The register of meetings, with what the year comes to. At /console/meetings */
export async function register(c: C) {
  const scope = scopeOf(c)
  const page = pageOf(c)
  const { organs, organ, filters, kept } = await asked(c)
  const year = filters.year ?? yearOf(dayOf(c.var.now))
  const [counts, found, held] = await Promise.all([
    countMeetings(scope, { ...filters, state: undefined }),
    listMeetings(scope, filters, page),
    meetingsHeld(scope, filters.organId, { from: year, to: year }),
  ])
  const link = (change: Record<string, string | number | undefined>) =>
    address(MEETINGS, { ...kept, page: undefined, ...change })
  const plan = c.var.person?.roles.includes('officer') && (
    <Button kind="primary" href={`${MEETINGS}/new`}>
      登记会议
    </Button>
  )
  const filtered = Object.values(kept).some(Boolean)
  return consolePage(
    c,
    {
      title: '会议',
      crumbs: [{ label: '会议' }],
      actions: (
        <>
          {plan}
          {found.total > 0 && <Button href={address(`${MEETINGS}/list.xlsx`, kept)}>导出Excel</Button>}
        </>
      ),
    },
    <>
      <YearSums year={year} sums={sumMeetings(held)} />
      <Panel>
        <Tabs label="按状态" tabs={stateTabs(counts, filters.state, link)} />
        <FilterBar action={MEETINGS}>
          {filters.state && <input type="hidden" name="state" value={filters.state} />}
          {organs.length > 0 && (
            <Select
              label="机关"
              name="organ"
              empty="全部机关"
              value={organ?.slug}
              options={organs.map(({ slug, shortName }) => ({ value: slug, label: shortName }))}
            />
          )}
          <Field label="会议名称或者议题" name="text" type="search" value={filters.text} />
          <Select
            label="类型"
            name="kind"
            empty="全部类型"
            value={filters.kind}
            options={Object.entries(MEETING_KINDS).map(([value, { label }]) => ({ value, label }))}
          />
          <Select
            label="五公开"
            name="stage"
            empty="全部"
            value={filters.stage}
            options={Object.entries(STAGES).map(([value, label]) => ({ value, label }))}
          />
          <Field label="年份" name="year" type="number" value={filters.year} min={1949} max={2199} />
          <Select
            label="转办情况"
            name="unsettled"
            empty="全部"
            value={filters.unsettled ? '1' : undefined}
            options={[{ value: '1', label: '有待公开的议定事项' }]}
          />
        </FilterBar>
        <DataTable
          caption="会议"
          captionHidden
          columns={[...COLUMNS, ...(filters.organId ? [] : [ORGAN])]}
          rows={found.meetings}
          empty={
            filtered ? (
              <Empty title="没有符合条件的会议" hint="换一个条件，或者清除筛选。" />
            ) : (
              <Empty
                title="还没有登记会议"
                hint="开会之前登记会议和议题，逐个议题确定公开属性、是否开放列席、邀请哪些方面的人。"
                action={plan || undefined}
              />
            )
          }
        />
        <Pager
          page={page}
          pages={Math.ceil(found.total / PAGE_SIZE)}
          total={found.total}
          href={(next) => link({ page: next })}
        />
      </Panel>
    </>,
  )
}

const stateTabs = (
  counts: Record<State, number>,
  state: State | undefined,
  link: (change: Record<string, string | undefined>) => string,
) => [
  {
    label: '全部',
    href: link({ state: undefined }),
    current: !state,
    count: Object.values(counts).reduce((sum, count) => sum + count, 0),
  },
  ...(Object.keys(STATES) as State[]).map((each) => ({
    label: STATES[each],
    href: link({ state: each }),
    current: state === each,
    count: counts[each],
  })),
]

const YearSums = ({ year, sums }: { year: number; sums: ReturnType<typeof sumMeetings> }) => (
  <Panel title={`${year}年`}>
    <Stats>
      <Stat label="召开会议" value={sums.meetings} unit="次" />
      <Stat label="议题" value={sums.items} unit="项" />
      <Stat label="主动公开的议题" value={sums.publicItems} unit="项" />
      <Stat label="开放列席的议题" value={sums.openSittings} unit="项" />
      <Stat label="已转公文或者公开信息" value={sums.turned} unit="项" />
      {INVITED_KINDS.map((kind) => (
        <Stat label={`邀请${INVITED[kind].label}`} value={sums.invited[kind]} unit="人次" />
      ))}
    </Stats>
  </Panel>
)

const COLUMNS: readonly Column<Meeting>[] = [
  {
    label: '会议名称',
    heading: true,
    cell: (meeting) => (
      <>
        <A href={meetingPath(meeting.id)}>{meeting.title}</A>
        <Under>{MEETING_KINDS[meeting.kind].label}</Under>
      </>
    ),
  },
  { label: '日期', cell: (meeting) => meeting.heldOn },
  { label: '状态', cell: (meeting) => <StateTag state={meeting.state} /> },
  {
    label: '议题',
    cell: ({ agenda }) =>
      agenda.length === 0
        ? '尚未登记'
        : `${agenda.length}项，主动公开${agenda.filter(({ attribute }) => attribute === 'open').length}项`,
  },
  {
    label: '列席',
    cell: ({ agenda }) => {
      const sum = agenda.reduce((total, { invited }) => total + invitedTotal(invited), 0)
      return sum > 0 ? `${sum}人次` : '未邀请'
    },
  },
  {
    label: '待公开',
    cell: (meeting) => {
      const waiting = ['minuted', 'closed'].includes(meeting.state) ? meeting.agenda.filter(isUnsettled).length : 0
      return waiting > 0 ? <Tag kind="warning" label={`${waiting}项待转办`} /> : '无'
    },
  },
]

const ORGAN: Column<Meeting> = { label: '机关', cell: (meeting) => meeting.organName }

import { Day, dayOf, minuteOf } from '../../../calendar/day.ts'
import { parentIn, parentsIn } from '../../../organs/hierarchy/store.ts'
import { type Refusal, refuse } from '../../../result.ts'
import { type C, contextOf, scopeOf, seeOther, typed } from '../../../web/env.ts'
import { consolePage } from '../../../web/frame.tsx'
import {
  A,
  Actions,
  address,
  Button,
  Choices,
  type Column,
  DataTable,
  Empty,
  Field,
  Form,
  Narrow,
  Panel,
  Stat,
  Stats,
  TextArea,
} from '../../../web/ui/index.ts'
import { type Board, boardOf, FILTERS, type Filter, isFilter, isMissing, type Standing } from '../board.ts'
import { callForReports, remind } from '../steps.ts'
import { Due, parentAt, rollupPage, SubmissionTag, yearAt } from './desk.tsx'
import { ownSubmission } from './own.tsx'

/** 报送情况: what one's own organ hands in, and who handed in to it. At /console/rollup?year=&organ=&show= */
export const boardShow = (c: C) => boardPage(c, {}, null)

const DONE: Record<string, string> = {
  called: '报送要求已保存，下级机关在工作台上可以看到',
  reminded: '已催报，对方在工作台上可以看到',
  submitted: '已经报送',
  unsigned: '签发已撤销，可以修改后重新送签',
}

export async function boardPage(c: C, form: Record<string, string>, refusal: Refusal | null) {
  const scope = scopeOf(c)
  const year = yearAt(c, form.year)
  const organ = await parentAt(c, year, form.organ)
  if (!organ)
    return consolePage(
      c,
      { title: '报送与汇总', crumbs: [{ label: '工作台', href: '/console' }, { label: '报送与汇总' }] },
      <Empty
        title={`${year}年还没有上下级机关`}
        hint="请系统管理员在“机关与村居”中打开机关，设置隶属关系。设置以后，下级机关的年度报告逐级报送、汇总。"
      />,
    )
  const board = await boardOf(scope, organ.id, year, dayOf(c.var.now))
  const parent = await parentIn(scope, organ.id, year)
  const above = board.standings.length > 0
  const own = c.var.person?.organ?.id === organ.id
  const mine = parent || !above ? await ownSubmission(c, organ, parent, year) : null
  return rollupPage(
    c,
    {
      title: `${year}年度报告报送情况`,
      crumb: `${year}年`,
      tab: 'board',
      year,
      organ: own ? undefined : organ.id,
      above,
      refusal,
      done: refusal ? undefined : DONE[c.req.query('done') ?? ''],
    },
    <>
      {!own && <OrganChoice organs={await parentsIn(scope, year)} year={year} organ={organ.id} />}
      {mine}
      {above && <Below c={c} board={board} organ={organ.id} own={own} year={year} form={form} refusal={refusal} />}
    </>,
  )
}

/** For people of the whole site: whose reports they look at. */
const OrganChoice = ({
  organs,
  year,
  organ,
}: {
  organs: { id: string; name: string }[]
  year: number
  organ: string
}) => (
  <Narrow
    label="上级机关"
    choices={organs.map(({ id, name }) => ({
      label: name,
      href: address('/console/rollup', { year, organ: id }),
      current: id === organ,
    }))}
  />
)

function Below(props: {
  c: C
  board: Board
  organ: string
  own: boolean
  year: number
  form: Record<string, string>
  refusal: Refusal | null
}) {
  const { c, board, organ, own, year, form, refusal } = props
  const { standings, deadline, call } = board
  const asked = c.req.query('show') ?? ''
  const show: Filter | null = isFilter(asked) ? asked : null
  const rows = show ? standings.filter(FILTERS[show].holds) : standings
  const missing = standings.filter(isMissing)
  const mayAct = own && c.var.person!.roles.includes('officer')
  const to = (filter: Filter | null) => address('/console/rollup', { year, organ: own ? null : organ, show: filter })
  return (
    <>
      <Stats>
        <Stat label="应报送" value={standings.length} unit="个机关" />
        <Stat label="已接收" value={standings.filter(FILTERS.received.holds).length} unit="个" />
        <Stat label="待接收" value={standings.filter(FILTERS.submitted.holds).length} unit="个" />
        <Stat label="没有报送" value={missing.length} unit="个" />
      </Stats>
      <p>
        {`报送期限：${deadline.on}（${call && deadline.on === call.dueOn ? `${call.calledAs}布置` : deadline.article}）。`}
        {call?.note && `要求：${call.note}`}
      </p>
      <Narrow
        label="报送情况"
        choices={[
          { label: '全部', href: to(null), current: show === null, count: standings.length },
          ...(Object.keys(FILTERS) as Filter[]).map((name) => ({
            label: FILTERS[name].label,
            href: to(name),
            current: show === name,
            count: standings.filter(FILTERS[name].holds).length,
          })),
        ]}
      />
      <DataTable
        caption={`${year}年度报告的报送情况`}
        captionHidden
        rows={rows}
        columns={columns.filter(({ label }) => label !== '说明' || rows.some(({ child }) => child.mergedInto))}
        empty={show ? `没有“${FILTERS[show].label}”的机关` : '没有下级机关'}
      />
      {mayAct && missing.length > 0 && (
        <Panel title="催报">
          <Form action="/console/rollup/reminders">
            <input type="hidden" name="year" value={String(year)} />
            <Choices
              legend="没有报送的机关"
              name="organ"
              many
              inline
              value={missing.map(({ child }) => child.id)}
              options={missing.map(({ child }) => ({ value: child.id, label: child.shortName }))}
              refusal={refusal}
            />
            <TextArea
              label="催报的话（可以不写）"
              name="reminder"
              value={form.reminder}
              rows={2}
              maxlength={500}
              refusal={refusal}
            />
            <Actions>
              <Button kind="primary">催报</Button>
            </Actions>
          </Form>
        </Panel>
      )}
      {mayAct && (
        <Panel title="布置报送">
          <Form action="/console/rollup/calls">
            <input type="hidden" name="year" value={String(year)} />
            <Field
              label="报送期限"
              name="dueOn"
              type="date"
              value={form.dueOn ?? deadline.on}
              required
              refusal={refusal}
              hint="不能晚于法定期限；没有布置的，按法定期限。"
            />
            <TextArea
              label="要求（可以不写）"
              name="note"
              value={form.note ?? call?.note}
              rows={2}
              maxlength={500}
              refusal={refusal}
            />
            <Actions>
              <Button>保存报送要求</Button>
            </Actions>
          </Form>
        </Panel>
      )}
    </>
  )
}

const columns: Column<Standing>[] = [
  {
    label: '机关',
    heading: true,
    cell: ({ child, submission }) =>
      submission ? <A href={`/console/rollup/submissions/${submission.id}`}>{child.name}</A> : child.name,
  },
  { label: '状态', cell: ({ submission }) => <SubmissionTag state={submission?.state ?? null} /> },
  { label: '期限', cell: ({ light }) => <Due light={light} /> },
  { label: '报送', cell: ({ submission }) => (submission ? minuteOf(submission.submittedAt) : '') },
  { label: '回执', cell: ({ submission }) => answered(submission) },
  { label: '最近催报', cell: ({ reminder }) => (reminder ? minuteOf(reminder.remindedAt) : '') },
  { label: '说明', cell: ({ child }) => (child.mergedInto ? `${child.toDay}并入${child.mergedInto}` : '') },
]

const answered = (submission: Standing['submission']) =>
  submission?.answeredAt ? `${minuteOf(submission.answeredAt)}，${submission.answeredAs}` : ''

/** POST /console/rollup/calls */
export async function takeCall(c: C) {
  const form = typed(c.var.form)
  const organId = c.var.person?.organ?.id
  const year = yearAt(c, form.year)
  const dueOn = Day.safeParse(form.dueOn)
  const done = !organId
    ? refuse('rollup.not-yours', '由上级机关的信息员办理')
    : dueOn.success
      ? await callForReports(contextOf(c), organId, { year, dueOn: dueOn.data, note: form.note ?? '' })
      : refuse('rollup.call-day', '请填写报送期限', { field: 'dueOn' })
  return done.ok ? seeOther(c, address('/console/rollup', { year, done: 'called' })) : boardPage(c, form, done.refusal)
}

/** POST /console/rollup/reminders */
export async function takeReminder(c: C) {
  const form = typed(c.var.form)
  const organId = c.var.person?.organ?.id
  const year = yearAt(c, form.year)
  const organIds = c.var.form.getAll('organ').filter((one) => typeof one === 'string')
  const done = organId
    ? await remind(contextOf(c), organId, { year, organIds, note: form.reminder ?? '' })
    : refuse('rollup.not-yours', '由上级机关的信息员办理')
  return done.ok
    ? seeOther(c, address('/console/rollup', { year, done: 'reminded' }))
    : boardPage(c, { ...form, organ: '' }, done.refusal)
}

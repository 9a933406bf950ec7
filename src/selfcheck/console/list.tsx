import { dayOf, minuteOf } from '../../calendar/day.ts'
import { type C, scopeOf } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import { mayGo } from '../../web/place.ts'
import {
  A,
  address,
  Button,
  type Column,
  DataTable,
  Empty,
  Field,
  FilterBar,
  Form,
  Light,
  Notice,
  Pager,
  Panel,
  Progress,
  Select,
  Stat,
  Stats,
} from '../../web/ui/index.ts'
import { type Finding, isState, type Run, STATES, stateOf } from '../model.ts'
import { isRule, RULE_CODES, ruleOf, SOURCES } from '../rules.ts'
import { latestRun } from '../runs/store.ts'
import { countFindings, type FindingFilter, listFindings, settingsOf } from '../store.ts'
import { OrganFilter, PAGE_SIZE, READERS, SELFCHECK, Sides, sendSheets, sightOf } from './common.tsx'

async function asked(c: C) {
  const { organs, organ, sight } = await sightOf(c)
  const { rule = '', colour = '', state = '', q = '' } = c.req.query()
  const text = q.trim().slice(0, 100)
  const filter: FindingFilter = {
    ...sight,
    ...(isRule(rule) ? { rule } : {}),
    ...(colour === 'red' || colour === 'yellow' ? { colour } : {}),
    ...(isState(state) ? { state } : {}),
    ...(text ? { text } : {}),
  }
  const kept = { organ: organ?.slug, rule: filter.rule, colour: filter.colour, state: filter.state, q: filter.text }
  return { organs, organ, sight, filter, kept }
}

/** What was found, the reds first. At /console/selfcheck */
export async function showFindings(c: C) {
  const { organs, organ, sight, filter, kept } = await asked(c)
  const scope = scopeOf(c)
  const [run, counted, { settings }] = await Promise.all([
    latestRun(scope),
    countFindings(scope, sight),
    settingsOf(scope),
  ])
  if (run && !run.endedAt) c.header('refresh', '2')
  const wanted = Number(c.req.query('page') ?? 1)
  const page = Number.isSafeInteger(wanted) && wanted > 0 && wanted < 100_000 ? wanted : 1
  const { rows, total } = await listFindings(scope, filter, { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE })
  const sum = (what: 'red' | 'yellow' | 'explained') => counted.reduce((all, one) => all + one[what], 0)
  const mine = c.var.person?.organ
  const showOrgan = !mine && !organ
  const of = (query: Record<string, string>) => address(SELFCHECK, { organ: organ?.slug, ...query })
  return consolePage(
    c,
    {
      title: '自查',
      crumbs: [{ label: '自查' }],
      done: c.req.query('done') === 'started' ? '已经开始，做完后这里就是最新的结果。' : undefined,
      actions: (
        <>
          {mayGo(READERS, c.var.person?.roles ?? null) && (!run || run.endedAt) && (
            <Form action={`${SELFCHECK}/run`}>
              <Button>现在自查</Button>
            </Form>
          )}
          <Button href={address(`${SELFCHECK}/list.xlsx`, kept)}>导出Excel</Button>
        </>
      ),
    },
    <>
      <LastRun run={run} />
      <Panel>
        <Sides c={c} here="findings" />
        <Stats>
          <Stat label="红灯" value={sum('red')} unit="个" href={of({ colour: 'red' })} />
          <Stat label="黄灯" value={sum('yellow')} unit="个" href={of({ colour: 'yellow' })} />
          <Stat label="已说明" value={sum('explained')} unit="个" href={of({ state: 'explained' })} />
        </Stats>
        <FilterBar action={SELFCHECK}>
          <OrganFilter organs={organs} organ={organ} />
          <Select
            label="检查项目"
            name="rule"
            empty="全部"
            value={filter.rule}
            options={RULE_CODES.filter((code) => !settings.off.includes(code)).map((code) => ({
              value: code,
              label: ruleOf(code).title,
            }))}
          />
          <Select
            label="灯"
            name="colour"
            empty="全部"
            value={filter.colour}
            options={[
              { value: 'red', label: '红灯' },
              { value: 'yellow', label: '黄灯' },
            ]}
          />
          <Select
            label="状态"
            name="state"
            value={filter.state ?? 'open'}
            options={Object.entries(STATES).map(([value, label]) => ({ value, label }))}
          />
          <Field label="名称或者内容" name="q" type="search" value={filter.text} maxlength={100} />
        </FilterBar>
        <DataTable
          caption="自查发现的问题"
          captionHidden
          columns={showOrgan ? [...COLUMNS.slice(0, 2), ORGAN, ...COLUMNS.slice(2)] : COLUMNS}
          rows={rows}
          empty={
            run?.endedAt ? (
              <Empty title="没有这样的问题" hint="每天夜里自查一次，信息有变动时随时再查。" />
            ) : (
              <Empty title="还没有自查结果" hint="点“现在自查”，或者等夜里自动进行。" />
            )
          }
        />
        <Pager
          page={page}
          pages={Math.max(1, Math.ceil(total / PAGE_SIZE))}
          total={total}
          href={(next) => address(SELFCHECK, { ...kept, page: next })}
        />
      </Panel>
    </>,
  )
}

/** How far the running check has come, or how the last one ended. */
const LastRun = ({ run }: { run: Run | null }) => {
  if (!run) return <Notice kind="info" title="还没有自查过。数据都在本机核对，不向外发送。" />
  if (!run.endedAt) return <Progress label={`正在自查：${run.stage}`} value={run.done} max={Math.max(run.total, 1)} />
  if (run.problem) return <Notice kind="warning" title={`${minuteOf(run.endedAt)}的自查没有做完：${run.problem}。`} />
  const seconds = Math.max(1, Math.round((Number(run.endedAt) - Number(run.startedAt)) / 1000))
  return (
    <p class="form-hint">
      {`${minuteOf(run.endedAt)}自查完毕，用时${seconds}秒，重新筛查${run.screened}条信息，新发现${run.found}个问题，消除${run.mended}个。数据都在本机核对，不向外发送。`}
    </p>
  )
}

const lightOf = (finding: Finding) => {
  const state = stateOf(finding)
  if (state === 'explained') return <Light colour="explained" />
  if (state === 'mended') return <Light colour="green">已消除</Light>
  return <Light colour={finding.colour} />
}

const COLUMNS: readonly Column<Finding>[] = [
  { label: '灯', whole: true, cell: lightOf },
  {
    label: '在哪里',
    heading: true,
    cell: ({ href, title, place }) => (
      <>
        <A href={href}>{title}</A>
        {place && <div class="form-hint">{place}</div>}
      </>
    ),
  },
  {
    label: '问题',
    cell: ({ id, rule, says, explainedReason, explainedAs }) => (
      <>
        <A href={`${SELFCHECK}/${id}`}>{ruleOf(rule).title}</A>
        <div>{says}</div>
        {explainedReason && <div class="form-hint">{`${explainedAs}说明：${explainedReason}`}</div>}
      </>
    ),
  },
  { label: '发现', cell: ({ foundAt }) => dayOf(foundAt) },
  { label: '怎么办', cell: ({ rule }) => ruleOf(rule).fix },
]

const ORGAN: Column<Finding> = { label: '机关', cell: ({ organName }) => organName ?? '网站' }

/** A county's findings fit a workbook; beyond this somebody should filter. */
const MOST = 20_000

/** The same list as a workbook. At /console/selfcheck/list.xlsx */
export async function findingsSheet(c: C) {
  const { filter } = await asked(c)
  const { rows, total } = await listFindings(scopeOf(c), filter, { limit: MOST, offset: 0 })
  const title = `自查问题（${dayOf(c.var.now)}）`
  return sendSheets(c, title, [
    {
      name: '自查问题',
      table: {
        caption: title,
        unit: total > MOST ? `共${total}个，列出前${MOST}个` : `共${total}个`,
        columns: [
          { label: '灯', width: 1 },
          { label: '检查项目', width: 2 },
          { label: '依据', width: 3 },
          { label: '机关', width: 2 },
          { label: '名称', width: 4 },
          { label: '位置', width: 3 },
          { label: '问题', width: 5 },
          { label: '发现', width: 1 },
          { label: '状态', width: 1 },
          { label: '说明', width: 3 },
          { label: '怎么办', width: 4 },
        ],
        rows: rows.map((finding) => {
          const { title: name, source, basis, fix } = ruleOf(finding.rule)
          return {
            cells: [
              finding.colour === 'red' ? '红' : '黄',
              name,
              [SOURCES[source], basis].filter(Boolean).join('：'),
              finding.organName ?? '网站',
              finding.title,
              finding.place,
              finding.says,
              dayOf(finding.foundAt),
              STATES[stateOf(finding)],
              finding.explainedReason ? `${finding.explainedAs}：${finding.explainedReason}` : '',
              fix,
            ],
          }
        }),
      },
    },
  ])
}

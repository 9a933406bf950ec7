import { yearOf } from '../../calendar/day.ts'
import { toXlsx } from '../../typeset/typeset.ts'
import { type C, scopeOf, to } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import { useHere } from '../../web/here.ts'
import {
  A,
  address,
  Button,
  Empty,
  Field,
  FilterBar,
  Notice,
  Pager,
  Panel,
  Select,
  Stat,
  Stats,
} from '../../web/ui/index.ts'
import { BOARD_KINDS, isBoardKind } from '../kinds.ts'
import { type Cell, cellsOf, countTroubles, type MatrixRow, matrixRows, tickedOnly, yearsOf } from '../matrix/store.ts'
import { type Board, listBoards, settingsOf } from '../registry/store.ts'
import { STAGES, stageOf, stageSays } from '../stages.ts'
import { isTrouble, silentBoards, TROUBLES } from '../tasks/registry/store.ts'
import { BOARDS, keptOrgan, mayOrder, OrganChoice, organAsked, todayOf } from './common.tsx'

const ROWS = 20
/** As many boards as stand side by side on a screen. */
const COLUMNS = 30
const LARGEST_EXPORT = 2000
const MOST_SILENT = 30

const SOURCES = [
  { value: 'item', label: '公开信息' },
  { value: 'schedule', label: '村务公开定期事项' },
]

async function asked(c: C) {
  const { organ, organs } = await organAsked(c)
  const query = c.req.query()
  const kind = isBoardKind(query.kind ?? '') ? (query.kind as Board['kind']) : undefined
  const show = isTrouble(query.show ?? '') ? (query.show as keyof typeof TROUBLES) : undefined
  const year = /^\d{4}$/.test(query.year ?? '') ? Number(query.year) : undefined
  const source = query.source === 'item' || query.source === 'schedule' ? query.source : undefined
  const text = query.q?.slice(0, 100)
  const kept = { organ: keptOrgan(c, organ), kind, show, year, source, q: text }
  return { organ, organs, kind, kept, filter: { organId: organ?.id ?? '', show, year, source, text } as const }
}

const pageOf = (text: string | undefined) => Math.max(1, Math.floor(Number(text)) || 1)

/** Postings by boards: where each hangs, what is late, what lacks a photograph. At /console/boards */
export async function showMatrix(c: C) {
  const { organ, organs, kind, filter, kept } = await asked(c)
  if (!organ) return consolePage(c, { title: '公示栏' }, <Empty title="还没有机关" />)
  const scope = scopeOf(c)
  const today = todayOf(c)
  const [page, span] = [pageOf(c.req.query('page')), pageOf(c.req.query('boards'))]
  const thisYear = new Date(`${yearOf(today)}-01-01T00:00:00+08:00`)
  const [{ rows, total }, { boards, total: places }, settings, troubles, years, ticked] = await Promise.all([
    matrixRows(scope, filter, today, page, ROWS),
    listBoards(scope, { organId: organ.id, kind, open: true }, { limit: COLUMNS, offset: (span - 1) * COLUMNS }),
    settingsOf(scope, organ.id),
    countTroubles(scope, organ.id, today),
    yearsOf(scope, organ.id),
    tickedOnly(scope, organ.id, thisYear),
  ])
  const [silent, cells] = await Promise.all([
    silentBoards(scope, organ.id, today, settings),
    cellsOf(
      scope,
      rows.map(({ id }) => id),
      boards.map(({ id }) => id),
    ),
  ])
  const shown = silent.slice(0, MOST_SILENT)
  const link = (more: Record<string, string | number | undefined>) => address(BOARDS, { ...kept, ...more })
  const trouble = (show: keyof typeof TROUBLES) => address(BOARDS, { organ: kept.organ, show })
  const order = mayOrder(c) && (
    <Button kind="primary" href={`${BOARDS}/postings/new`}>
      布置张贴
    </Button>
  )
  return consolePage(
    c,
    {
      title: '公示栏',
      crumbs: [{ label: '公示栏' }],
      actions: (
        <>
          {order}
          <Button href={address(`${BOARDS}/places`, { organ: kept.organ })}>公示栏和规则</Button>
          <Button href={address(`${BOARDS}/schedule`, { organ: kept.organ })}>村务公开定期事项</Button>
          {total > 0 && <Button href={address(`${BOARDS}/list.xlsx`, kept)}>导出Excel</Button>}
        </>
      ),
    },
    <>
      <Stats>
        <Stat
          label="待张贴"
          value={troubles.open}
          unit="处"
          href={trouble('open')}
          hint={`其中逾期${troubles.overdue}处`}
        />
        <Stat label="逾期未张贴" value={troubles.overdue} unit="处" href={trouble('overdue')} />
        <Stat label="已张贴，缺照片" value={troubles.unproved} unit="处" href={trouble('unproved')} />
        <Stat label="期满未撤下" value={troubles.hanging} unit="处" href={trouble('hanging')} />
      </Stats>
      {silent.length > 0 && (
        <Notice kind="danger" title={`${silent.length}处公示栏没有回应`}>
          <ul class="board-links">
            {shown.map(({ boardId, name, late, since, urgedAt, urgeAnswered }) => (
              <li>
                <A href={`${BOARDS}/places/${boardId}`}>{name}</A>
                {`：${late}件逾期，最早的${since}到期，此后没有登记过张贴。`}
                {urgedAt ? (urgeAnswered ? '督办已经回复。' : '已经督办，还没有回复。') : '还没有督办。'}
              </li>
            ))}
            {silent.length > shown.length && <li>{`还有${silent.length - shown.length}处，先列逾期最多的。`}</li>}
          </ul>
        </Notice>
      )}
      {ticked.length > 0 && mayOrder(c) && (
        <Notice title={`${ticked.length}条信息勾选了公示栏，还没有布置张贴`}>
          <ul class="board-links">
            {ticked.slice(0, 5).map(({ id, title }) => (
              <li>
                <A href={`${BOARDS}/postings/new?item=${id}`}>{title}</A>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <FilterBar action={BOARDS}>
        <OrganChoice organ={organ} organs={organs} />
        <Field label="公示名称" name="q" value={filter.text} />
        <Select
          label="年度"
          name="year"
          value={filter.year ? String(filter.year) : ''}
          empty="全部"
          options={years.map((year) => ({ value: String(year), label: `${year}年` }))}
        />
        <Select label="来源" name="source" value={filter.source} empty="全部" options={SOURCES} />
        <Select
          label="公示栏"
          name="kind"
          value={kind}
          empty="全部"
          options={Object.entries(BOARD_KINDS).map(([value, label]) => ({ value, label }))}
        />
        <Select
          label="情况"
          name="show"
          value={filter.show}
          empty="全部"
          options={Object.entries(TROUBLES).map(([value, label]) => ({ value, label }))}
        />
      </FilterBar>
      {rows.length === 0 ? (
        Object.entries(kept).some(([name, value]) => name !== 'organ' && value) ? (
          <Empty title="没有符合条件的公示" hint="可以放宽或清除筛选条件。" />
        ) : places === 0 ? (
          <Empty
            title="还没有登记公示栏"
            hint="先登记镇门口的公开栏、宣传橱窗和各村的公示栏，再布置张贴。"
            action={<Button href={`${BOARDS}/places`}>登记公示栏</Button>}
          />
        ) : (
          <Empty
            title="还没有布置过张贴"
            hint="选一条已经公开的信息，定公示期和张贴期限，各村的手机上就会看到。"
            action={order}
          />
        )
      ) : (
        <>
          <Matrix rows={rows} boards={boards} cells={cells} settings={settings} today={today} />
          {places > COLUMNS && (
            <p class="pager-total">
              公示栏第{(span - 1) * COLUMNS + 1}至{Math.min(span * COLUMNS, places)}处，共{places}处。
              {span > 1 && <A href={link({ page, boards: span - 1 })}>前{COLUMNS}处</A>}{' '}
              {span * COLUMNS < places && <A href={link({ page, boards: span + 1 })}>后{COLUMNS}处</A>}
            </p>
          )}
          <Pager
            page={page}
            pages={Math.ceil(total / ROWS)}
            total={total}
            href={(number) => link({ page: number, boards: span > 1 ? span : undefined })}
          />
        </>
      )}
    </>,
  )
}

type Shown = {
  rows: MatrixRow[]
  boards: Board[]
  cells: Cell[]
  settings: Parameters<typeof stageOf>[2]
  today: ReturnType<typeof todayOf>
}

function Matrix({ rows, boards, cells, settings, today }: Shown) {
  const c = useHere()
  const at = new Map(cells.map((cell) => [`${cell.postingId} ${cell.boardId}`, cell]))
  return (
    <Panel title="张贴情况">
      <p class="matrix-legend">
        {(Object.keys(STAGES) as (keyof typeof STAGES)[]).map((stage) => (
          <span>
            <span class={`cell-mark mark-${STAGES[stage].tag}`} aria-hidden="true">
              {STAGES[stage].mark}
            </span>
            {STAGES[stage].label}
          </span>
        ))}
      </p>
      <section class="table-scroll" aria-label="公示和公示栏对照表" tabindex={0}>
        <table class="matrix">
          <caption class="visually-hidden">每件公示在每处公示栏的情况</caption>
          <thead>
            <tr>
              <th scope="col">公示</th>
              <th scope="col">已张贴</th>
              {boards.map((board) => (
                <th scope="col" class="upright">
                  <A href={`${BOARDS}/places/${board.id}`}>
                    <Upright name={shortly(board.name)} />
                  </A>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr>
                <th scope="row">
                  <A href={`${BOARDS}/postings/${row.id}`}>{row.title}</A>
                  <span class="sub-line">
                    {row.cancelledAt
                      ? '已取消'
                      : row.withdrawn
                        ? '信息已撤回'
                        : `${row.dueOn}前张贴，公示${row.days}天`}
                  </span>
                </th>
                <td class="whole">
                  {row.posted}/{row.boards}
                  {row.overdue > 0 && <span class="sub-line late">{`逾期${row.overdue}`}</span>}
                </td>
                {boards.map((board) => {
                  const cell = at.get(`${row.id} ${board.id}`)
                  if (!cell) return <td class="mark-none" />
                  const stage = stageOf(
                    row.withdrawn && !cell.postedOn ? { ...cell, cancelled: true } : cell,
                    today,
                    settings,
                  )
                  const says = `${board.name}，${stageSays(cell, stage, today)}`
                  return (
                    <td>
                      <a
                        class={`cell-mark mark-${STAGES[stage].tag}`}
                        href={to(c, `${BOARDS}/tasks/${cell.id}`)}
                        title={says}
                        aria-label={says}
                      >
                        {STAGES[stage].mark}
                      </a>
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Panel>
  )
}

/** Numbers stand side by side in a column that is read downwards. */
const Upright = ({ name }: { name: string }) => (
  <>
    {name
      .split(/(\d{1,3})/)
      .filter(Boolean)
      .map((part) => (/^\d/.test(part) ? <span class="combined">{part}</span> : part))}
  </>
)

/** A column is as wide as one character, and as high as it must be. */
const shortly = (name: string) => name.replace(/(村务|政务)?(公示|公开)栏$/, '') || name

/** The same as a workbook, all postings and all boards the filters leave. At /console/boards/list.xlsx */
export async function exportMatrix(c: C) {
  const { organ, kind, filter } = await asked(c)
  const scope = scopeOf(c)
  const today = todayOf(c)
  const [{ rows }, { boards }, settings] = await Promise.all([
    matrixRows(scope, filter, today, 1, LARGEST_EXPORT),
    listBoards(scope, { organId: filter.organId, kind }),
    settingsOf(scope, filter.organId),
  ])
  const cells = await cellsOf(
    scope,
    rows.map(({ id }) => id),
    boards.map(({ id }) => id),
  )
  const at = new Map(cells.map((cell) => [`${cell.postingId} ${cell.boardId}`, cell]))
  const title = `${organ?.shortName ?? ''}公示张贴情况`
  const book = await toXlsx(
    [
      {
        name: '张贴情况',
        table: {
          caption: title,
          note: `截至${today}。`,
          columns: [
            '公示',
            '布置日期',
            '张贴期限',
            '公示期（天）',
            '应张贴（处）',
            '已张贴（处）',
            '逾期（处）',
            '缺照片（处）',
            ...boards.map(({ name }) => name),
          ].map((label) => ({ label })),
          rows: rows.map((row) => ({
            cells: [
              row.title,
              row.orderedOn,
              row.dueOn,
              row.days,
              row.boards,
              row.posted,
              row.overdue,
              row.unproved,
              ...boards.map(({ id }) => {
                const cell = at.get(`${row.id} ${id}`)
                if (!cell) return null
                const stage = stageOf(cell, today, settings)
                const days = [cell.postedOn, cell.removedOn].filter(Boolean).join('至')
                return [STAGES[stage].label, days].filter(Boolean).join(' ')
              }),
            ],
          })),
        },
      },
    ],
    { title, author: organ?.name ?? c.var.tenant.name, day: today },
  )
  return c.body(new Uint8Array(book), 200, {
    'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'content-disposition': `attachment; filename="boards.xlsx"; filename*=UTF-8''${encodeURIComponent(title)}.xlsx`,
  })
}

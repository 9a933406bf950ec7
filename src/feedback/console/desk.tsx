import { dayOf } from '../../calendar/day.ts'
import { toXlsx } from '../../typeset/typeset.ts'
import type { C } from '../../web/env.ts'
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
  Notice,
  Pager,
  PrintButton,
  Select,
  Tabs,
} from '../../web/ui/index.ts'
import type { ConcernStanding } from '../due.ts'
import { KINDS, labelsOf, RATINGS, WAYS } from '../kinds.ts'
import { STATES } from '../lifecycle.ts'
import { asked, found, VIEWS } from './asked.ts'
import { concernPath, crumbs, DESK, DueLight, StateTag, TITLE } from './common.tsx'

const PER_PAGE = 20
const LARGEST_EXPORT = 50_000
const LARGEST_BOOK = 2_000
/** Nobody turns to page 500; counting further would take longer every year. */
const COUNTED = 10_000

/** 举报投诉与热线: what is due, soonest first. At /console/feedback */
export async function showDesk(c: C) {
  const { organs, organ, units, filter, view, kept, nameOf } = await asked(c)
  const page = Math.max(1, Math.floor(Number(c.req.query('page')) || 1))
  const paging = { limit: PER_PAGE, offset: (page - 1) * PER_PAGE, countTo: COUNTED }
  const { shown, total, counts } = await found(c, view, filter, paging)
  const { person } = c.var
  const atDesk = person?.organ && person.roles.includes('officer')
  const enter = atDesk && (
    <>
      <Button kind="primary" href={`${DESK}/call`}>
        接听登记
      </Button>
      <Button href={`${DESK}/new`}>登记诉求</Button>
    </>
  )
  const filtered = Object.values(kept).some(Boolean)
  return consolePage(
    c,
    {
      title: TITLE,
      crumbs: crumbs(),
      done: c.req.query('done') === 'limits' ? '办理时限已保存。' : undefined,
      actions: (
        <>
          {enter}
          {person?.organ && <Button href={`${DESK}/boxes`}>意见箱</Button>}
          <Button href={address(`${DESK}/statistics`, { organ: kept.organ })}>统计</Button>
          {person?.organ && <Button href={`${DESK}/limits`}>办理时限</Button>}
          {total > 0 && (
            <>
              <Button href={address(`${DESK}/export`, { ...kept, view })}>导出Excel</Button>
              <Button href={address(`${DESK}/book`, { ...kept, view })}>登记簿</Button>
            </>
          )}
        </>
      ),
    },
    <>
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
        {!person?.organ && (
          <Select
            label="机关"
            name="organ"
            value={organ?.slug}
            empty="全部机关"
            options={organs.map(({ slug, shortName }) => ({ value: slug, label: shortName }))}
          />
        )}
        <Field label="登记号或标题" name="q" value={filter.text} />
        <Select label="类别" name="kind" value={filter.kind} empty="全部" options={labelsOf(KINDS)} />
        <Select label="来源" name="way" value={filter.way} empty="全部" options={labelsOf(WAYS)} />
        <Select label="状态" name="state" value={filter.state} empty="全部" options={labelsOf(STATES)} />
        {units.length > 0 && (
          <Select
            label="承办"
            name="unit"
            value={filter.unitId}
            empty="全部"
            options={[
              { value: 'none', label: '还没有交办' },
              ...units.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        )}
        <Field label="收到年月" name="when" value={kept.when} placeholder="2026或2026-10" size="short" />
      </FilterBar>
      <DataTable
        caption={VIEWS[view]}
        captionHidden
        rows={shown}
        empty={
          filtered ? (
            <Empty title="没有符合条件的诉求" hint="可以放宽或清除筛选条件，或者看“全部诉求”。" />
          ) : (
            <Empty
              title={view === 'all' ? '还没有登记诉求' : `没有“${VIEWS[view]}”的诉求`}
              hint="群众网上留言、来电、来信、来访和意见箱里的意见，都登记在这里。"
              action={enter || undefined}
            />
          )
        }
        columns={[
          {
            label: '登记号',
            heading: true,
            whole: true,
            cell: ({ concern }) => (
              <A href={concernPath(concern.id)} class="together">
                {concern.number}
              </A>
            ),
          },
          ...(filter.organId
            ? []
            : [{ label: '机关', cell: ({ concern }: ConcernStanding) => nameOf(concern.organId) ?? '' }]),
          { label: '事项', cell: ({ concern }) => concern.subject },
          { label: '类别', whole: true, cell: ({ concern }) => KINDS[concern.kind].label },
          { label: '来源', whole: true, cell: ({ concern }) => WAYS[concern.way].label },
          { label: '收到日期', cell: ({ concern }) => concern.receivedOn },
          { label: '承办', cell: ({ concern }) => concern.unitName ?? concern.movedTo },
          { label: '状态', cell: ({ concern }) => <StateTag state={concern.state} /> },
          { label: '期限', cell: ({ standing }) => (standing.light ? standing.due : '') },
          { label: '提醒', cell: ({ standing }) => <DueLight standing={standing} /> },
        ]}
      />
      {total >= COUNTED && <Notice title={`至少有${COUNTED}件，请用筛选缩小范围。`} />}
      <Pager
        page={page}
        pages={Math.ceil(total / PER_PAGE)}
        total={total}
        href={(to) => address(DESK, { ...kept, view, page: to })}
      />
    </>,
  )
}

/** The columns of the register, as a workbook and on paper. No word of who wrote. */
const BOOK: { label: string; says: (shown: ConcernStanding) => string }[] = [
  { label: '登记号', says: ({ concern }) => concern.number },
  { label: '收到日期', says: ({ concern }) => concern.receivedOn },
  { label: '来源', says: ({ concern }) => WAYS[concern.way].label },
  { label: '类别', says: ({ concern }) => KINDS[concern.kind].label },
  { label: '事项', says: ({ concern }) => concern.subject },
  { label: '承办', says: ({ concern }) => concern.unitName ?? '' },
  { label: '期限', says: ({ standing }) => standing.due },
  { label: '状态', says: ({ concern }) => (concern.movedTo ? `已转${concern.movedTo}` : STATES[concern.state]) },
  { label: '答复日期', says: ({ concern }) => concern.answeredOn ?? '' },
  { label: '评价', says: ({ concern }) => (concern.rating ? RATINGS[concern.rating] : '') },
]

/** The same list as a workbook, all pages of it. */
export async function exportDesk(c: C) {
  const { filter, view, organ, nameOf } = await asked(c)
  const { shown } = await found(c, view, filter, { limit: LARGEST_EXPORT, offset: 0 })
  const title = `${organ?.name ?? c.var.tenant.name}诉求登记簿`
  const columns = [{ label: '机关', says: ({ concern }: ConcernStanding) => nameOf(concern.organId) ?? '' }, ...BOOK]
  const book = await toXlsx(
    [
      {
        name: '诉求登记簿',
        table: {
          caption: title,
          unit: '单位：件',
          columns: columns.map(({ label }) => ({ label })),
          rows: shown.map((row) => ({ cells: columns.map(({ says }) => says(row)) })),
          note: `共${shown.length}件。`,
        },
      },
    ],
    { title, author: organ?.name ?? c.var.tenant.name, day: dayOf(c.var.now) },
  )
  return c.body(new Uint8Array(book), 200, {
    'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'content-disposition': `attachment; filename="feedback.xlsx"; filename*=UTF-8''${encodeURIComponent(title)}.xlsx`,
  })
}

/** 登记簿: the same list to be printed and filed. */
export async function showBook(c: C) {
  const { filter, view, organ, kept } = await asked(c)
  const { shown, total } = await found(c, view, filter, { limit: LARGEST_BOOK, offset: 0 })
  return consolePage(
    c,
    {
      title: `${organ?.name ?? c.var.tenant.name}诉求登记簿`,
      crumbs: crumbs({ label: '登记簿' }),
      actions: (
        <>
          <PrintButton label="打印登记簿" />
          <Button href={address(DESK, { ...kept, view })}>返回</Button>
        </>
      ),
    },
    <>
      <p>{`${VIEWS[view]}${kept.when ? `，${kept.when}` : ''}，共${total}件。打印日期：${dayOf(c.var.now)}`}</p>
      {total > LARGEST_BOOK && <Notice title={`一次最多打印${LARGEST_BOOK}件，请按年月分次打印。`} />}
      <div class="register-book">
        <DataTable
          caption="诉求登记簿"
          captionHidden
          phone="scroll"
          rows={shown}
          columns={BOOK.map(
            ({ label, says }, at): Column<ConcernStanding> => ({ label, cell: says, heading: at === 0 }),
          )}
          empty="没有诉求"
        />
      </div>
    </>,
  )
}

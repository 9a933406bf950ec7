import { minuteOf } from '../../calendar/day.ts'
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
  Tabs,
} from '../../web/ui/index.ts'
import type { ReviewLine } from '../model.ts'
import { SUBJECTS, VERDICTS } from '../outcomes.ts'
import { type Filters, listReviews, PAGE_SIZE } from '../registry/store.ts'
import { levelOf, type Standing } from '../rules.ts'
import { DueLight, ownOrgan, ReleaseLight, StateTag, standings } from './common.tsx'
import { DESK, reviewPath } from './paths.ts'

/** The piles of the queue. `overdue` is asked of the open ones: that nobody answered is never stored. */
const TABS = {
  waiting: { label: '待审查', filters: { states: ['open'] } },
  overdue: { label: '催办', filters: { states: ['open'] } },
  released: { label: '待复核', filters: { released: 'waiting', states: ['open', 'closed', 'returned'] } },
  done: { label: '已审查', filters: { states: ['passed', 'closed'] } },
  returned: { label: '退回', filters: { states: ['returned'] } },
} as const satisfies Record<string, { label: string; filters: Filters }>
type Tab = keyof typeof TABS

const isTab = (text: string | undefined): text is Tab => text !== undefined && Object.hasOwn(TABS, text)

/** Open reviews are few and read whole, so that the overdue ones can be told from the others. */
const ALL = 500

/** What waits for review, what nobody answered in time, what was decided. At /console/review */
export async function reviewList(c: C) {
  const scope = scopeOf(c)
  const query = c.req.query()
  const tab: Tab = isTab(query.tab) ? query.tab : 'waiting'
  const text = query.text
    ?.toWellFormed()
    .replace(/\p{Cc}/gu, '')
    .trim()
    .slice(0, 100)
  const filters = (of: Tab): Filters => ({ ...TABS[of].filters, organId: ownOrgan(c), text })
  const standing = await standings(c)
  const open = (await listReviews(scope, filters('waiting'), 1, ALL)).reviews
  const late = open.filter((review) => standing(review).overdue > 0)
  const page = Math.max(1, Number.parseInt(query.page ?? '1', 10) || 1)
  const found = tab === 'overdue' ? { reviews: late, total: late.length } : await listReviews(scope, filters(tab), page)
  const counts: Partial<Record<Tab, number>> = {
    waiting: open.length,
    overdue: late.length,
    released: (await listReviews(scope, filters('released'), 1, 1)).total,
  }
  const link = (change: Record<string, string | number | undefined>) =>
    address(DESK, { ...query, done: undefined, ...change })
  return consolePage(
    c,
    {
      title: '保密审查',
      crumbs: [{ label: '保密审查' }],
      actions: (
        <>
          <Button href={`${DESK}/summary`}>汇总表</Button>
          {c.var.person?.roles.includes('admin') && <Button href={`${DESK}/policy`}>审查级次</Button>}
        </>
      ),
    },
    <Panel>
      <Tabs
        label="按进展"
        tabs={(Object.keys(TABS) as Tab[]).map((each) => ({
          label: TABS[each].label,
          href: link({ tab: each, page: undefined }),
          current: each === tab,
          count: counts[each],
        }))}
      />
      <FilterBar action={DESK}>
        <input type="hidden" name="tab" value={tab} />
        <Field label="名称" name="text" type="search" value={query.text} />
      </FilterBar>
      <DataTable
        caption={TABS[tab].label}
        captionHidden
        columns={columnsOf(tab, standing, c.var.now)}
        rows={found.reviews}
        empty={<Empty title={EMPTY[tab]} hint="换一类，或者清除筛选。" />}
      />
      {tab !== 'overdue' && (
        <Pager
          page={page}
          pages={Math.ceil(found.total / PAGE_SIZE)}
          total={found.total}
          href={(next) => link({ page: next })}
        />
      )}
    </Panel>,
  )
}

const EMPTY: Record<Tab, string> = {
  waiting: '没有等待审查的信息',
  overdue: '没有超期未答复的审查',
  released: '没有等待复核的紧急发布',
  done: '没有已经审查的信息',
  returned: '没有退回的信息',
}

const columnsOf = (tab: Tab, standing: (review: ReviewLine) => Standing, now: Date): Column<ReviewLine>[] => [
  {
    label: '名称',
    heading: true,
    cell: (review) => (
      <>
        <A href={reviewPath(review)}>{review.title}</A>
        <div class="form-hint">{SUBJECTS[review.subject.kind].label}</div>
      </>
    ),
  },
  { label: '承办', cell: (review) => review.preparedAs },
  { label: '送审', cell: (review) => minuteOf(review.askedAt) },
  ...(tab === 'waiting' || tab === 'overdue'
    ? [
        { label: '等待', cell: (review: ReviewLine) => levelOf(review).name },
        { label: '期限', cell: (review: ReviewLine) => <DueLight standing={standing(review)} /> },
      ]
    : []),
  ...(tab === 'released'
    ? [{ label: '复核', cell: (review: ReviewLine) => <ReleaseLight review={review} now={now} /> }]
    : []),
  ...(tab === 'done' || tab === 'returned'
    ? [
        { label: '结果', cell: (review: ReviewLine) => <StateTag state={review.state} /> },
        { label: '最后意见', cell: lastSaid },
        { label: '办结', cell: (review: ReviewLine) => (review.endedAt ? minuteOf(review.endedAt) : '') },
      ]
    : []),
]

function lastSaid(review: ReviewLine): string {
  const last = review.opinions.at(-1)
  return last ? `${last.givenAs}：${VERDICTS[last.verdict].label}${last.words && `，${last.words}`}` : ''
}

import { dayOf, minuteOf } from '../../calendar/day.ts'
import { disposition } from '../../files/names.ts'
import type { Sheet } from '../../typeset/model.ts'
import { toXlsx } from '../../typeset/typeset.ts'
import { type C, scopeOf } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import { Button, DataTable, Field, FilterBar, Panel, PrintButton, Stat, Stats } from '../../web/ui/index.ts'
import { basisLabels } from '../basis.ts'
import type { ReviewLine } from '../model.ts'
import { OUTCOMES, STATES, SUBJECTS } from '../outcomes.ts'
import { listReviews } from '../registry/store.ts'
import { outcomeOf } from '../rules.ts'
import { ownOrgan } from './common.tsx'
import { DESK } from './paths.ts'

const MOST = 5_000
const monthOf = (c: C): string => {
  const asked = c.req.query('month') ?? ''
  return /^(19|20)\d{2}-(0[1-9]|1[0-2])$/.test(asked) ? asked : dayOf(c.var.now).slice(0, 7)
}

/** What the organ reviewed and decided in a month. */
const decided = async (c: C, month: string): Promise<ReviewLine[]> =>
  (await listReviews(scopeOf(c), { organId: ownOrgan(c), month, states: ['passed', 'closed', 'returned'] }, 1, MOST))
    .reviews

/** What came of a review, in one word. */
const resultOf = (review: ReviewLine): string => {
  const outcome = outcomeOf(review)
  return outcome ? OUTCOMES[outcome] : STATES[review.state]
}

const COLUMNS: readonly (readonly [string, (review: ReviewLine) => string, number])[] = [
  ['信息名称', (review) => review.title, 4],
  ['种类', (review) => SUBJECTS[review.subject.kind].label, 2],
  ['承办', (review) => review.preparedAs, 2],
  ['送审', (review) => minuteOf(review.askedAt), 2],
  ['结果', resultOf, 2],
  ['依据', (review) => basisLabels(review.opinions.at(-1)?.basis ?? []), 3],
  ['审查人', (review) => [...new Set(review.opinions.slice(1).map(({ givenAs }) => givenAs))].join('、'), 2],
  ['办结', (review) => (review.endedAt ? minuteOf(review.endedAt) : ''), 2],
  ['紧急发布', (review) => (review.release ? `${review.release.releasedAs}，${review.release.reason}` : ''), 3],
]

/** 保密审查情况汇总表, filed every month. At /console/review/summary */
export async function summaryShow(c: C) {
  const month = monthOf(c)
  const reviews = await decided(c, month)
  const count = (result: string) => reviews.filter((review) => resultOf(review) === result).length
  return consolePage(
    c,
    {
      title: `${titleOf(month)}`,
      crumbs: [{ label: '保密审查', href: DESK }, { label: '汇总表' }],
      actions: (
        <>
          <Button href={`${DESK}/summary.xlsx?month=${month}`}>导出Excel</Button>
          <PrintButton />
        </>
      ),
    },
    <Panel>
      <FilterBar action={`${DESK}/summary`} label="查看">
        <Field label="月份" name="month" value={month} hint="例如 2017-03" size="short" />
      </FilterBar>
      <Stats>
        <Stat label="审查" value={reviews.length} unit="件" />
        {[OUTCOMES.open, OUTCOMES.partial, STATES.closed, STATES.returned].map((result) => (
          <Stat label={result} value={count(result)} unit="件" />
        ))}
        <Stat label="紧急发布" value={reviews.filter(({ release }) => release).length} unit="件" />
      </Stats>
      <DataTable
        caption={titleOf(month)}
        captionHidden
        phone="scroll"
        rows={reviews}
        empty="这个月没有办结的审查"
        columns={COLUMNS.map(([label, cell], at) => ({ label, cell, heading: at === 0 }))}
      />
    </Panel>,
  )
}

/** The same sheet as a workbook. At /console/review/summary.xlsx */
export async function summarySheet(c: C) {
  const month = monthOf(c)
  const reviews = await decided(c, month)
  const title = titleOf(month)
  const sheet: Sheet = {
    name: month,
    table: {
      caption: title,
      unit: `共${reviews.length}件`,
      columns: COLUMNS.map(([label, , width]) => ({ label, width })),
      rows: reviews.map((review) => ({ cells: COLUMNS.map(([, cell]) => cell(review)) })),
    },
  }
  const author = c.var.person?.organ?.name ?? c.var.tenant.name
  const bytes = await toXlsx([sheet], { title, author, day: dayOf(c.var.now) })
  return c.body(new Uint8Array(bytes), 200, {
    'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'content-disposition': disposition(`${title}.xlsx`),
  })
}

const titleOf = (month: string) => `${Number(month.slice(0, 4))}年${Number(month.slice(5))}月保密审查情况汇总表`

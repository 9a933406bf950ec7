import { day, dayOf, yearOf } from '../calendar/day.ts'
import type { Workdays } from '../calendar/workdays.ts'
import { NATIONAL } from '../calendar/workdays.ts'
import type { Refusal } from '../result.ts'
import { type C, contextOf, scopeOf, seeOther } from '../web/env.ts'
import { consolePage } from '../web/frame.tsx'
import { Button, DataTable, Form, Notice, Panel, Stat, Stats } from '../web/ui/index.ts'
import { answerNotFound } from '../web/wrong.tsx'
import { Holidays, Legend, Months } from './months.tsx'
import { calendarOf, type HolidayNotice, listNotices, type Told, withdrawNotice } from './store.ts'

const FIRST = 2004
const LAST = 2100

const DONE: Record<string, string> = {
  recorded: '放假通知已登记，所有期限都按新的安排计算。',
  withdrawn: '放假通知已删除，期限按其余安排计算。',
}

/** The calendar of this year. */
export const showThisYear = (c: C) => yearPage(c, yearOf(dayOf(c.var.now)))

/** The calendar of the year in the address. */
export function showYear(c: C) {
  const text = c.req.param('year') ?? ''
  const year = Number(text)
  return /^\d{4}$/.test(text) && year >= FIRST && year <= LAST ? yearPage(c, year) : answerNotFound(c)
}

export const takeWithdrawal = (tell?: Told) => async (c: C) => {
  const done = await withdrawNotice(contextOf(c), c.req.param('id') ?? '', tell)
  return done.ok ? seeOther(c, '/console/calendar?done=withdrawn') : yearPage(c, yearOf(dayOf(c.var.now)), done.refusal)
}

async function yearPage(c: C, year: number, refusal?: Refusal) {
  const [calendar, notices] = await Promise.all([calendarOf(scopeOf(c)), listNotices(scopeOf(c), year)])
  const today = dayOf(c.var.now)
  const mayRecord = c.var.person?.roles.includes('admin') === true
  const total = calendar.between(day(`${year}-01-01`), day(`${year}-12-31`))
  return consolePage(
    c,
    {
      title: `${year}年工作日历`,
      crumbs: [{ label: '工作日历', href: '/console/calendar' }, { label: `${year}年` }],
      refusal,
      done: DONE[c.req.query('done') ?? ''],
      actions: (
        <>
          {year > FIRST && <Button href={`/console/calendar/${year - 1}`}>{`${year - 1}年`}</Button>}
          {year < LAST && <Button href={`/console/calendar/${year + 1}`}>{`${year + 1}年`}</Button>}
          {mayRecord && (
            <Button kind="primary" href="/console/calendar/notices/new">
              登记放假通知
            </Button>
          )}
        </>
      ),
    },
    <>
      {!calendar.announced(year) && <Unannounced year={year} />}
      <Stats>
        <Stat
          label="工作日"
          value={total}
          unit="天"
          hint={calendar.announced(year) ? '已扣除放假，计入调休' : '暂定'}
        />
        <Stat label="放假安排" value={calendar.announced(year) ? '已公布' : '未公布'} />
        <Stat label="已公布的年度" value={announcedYears(calendar, yearOf(today))} />
      </Stats>
      <Legend />
      <Months year={year} calendar={calendar} today={today} />
      <Holidays year={year} calendar={calendar} />
      <Panel title="依据">
        <Sources year={year} notices={notices} mayRecord={mayRecord} />
      </Panel>
    </>,
  )
}

const Unannounced = ({ year }: { year: number }) => (
  <Notice kind="warning" title={`${year}年的放假安排还没有登记`}>
    <p>
      现在只把周六、周日算作休息日；涉及这一年的期限都是暂定的。国务院办公厅通常在上一年11月前后发布通知，登记后期限自动重新计算。
    </p>
  </Notice>
)

/** `2004—2026` as far as the years run on without a gap. */
function announcedYears(calendar: Workdays, thisYear: number): string {
  let last = FIRST
  while (last <= thisYear + 2 && calendar.announced(last + 1)) last += 1
  return `${FIRST}—${last}`
}

const Sources = ({ year, notices, mayRecord }: { year: number; notices: HolidayNotice[]; mayRecord: boolean }) => (
  <>
    {NATIONAL.announced(year) && <p>国务院办公厅关于{year}年部分节假日安排的通知（随程序提供）。</p>}
    <DataTable
      caption="本站点登记的放假通知"
      rows={notices}
      empty={<p>本站点没有另行登记{year}年的通知。</p>}
      columns={[
        { label: '文号', heading: true, cell: ({ number }) => number },
        { label: '标题', cell: ({ title }) => title },
        { label: '发文日期', cell: ({ issuedOn }) => issuedOn },
        { label: '登记', cell: ({ recordedAt, recordedAs }) => `${dayOf(recordedAt)} ${recordedAs}` },
        ...(mayRecord
          ? [
              {
                label: '办理',
                cell: ({ id, number }: HolidayNotice) => (
                  <Form action={`/console/calendar/notices/${id}/withdrawal`}>
                    <Button kind="danger" confirm={`删除后，${number}写明的日子恢复为原来的安排。`}>
                      删除
                    </Button>
                  </Form>
                ),
              },
            ]
          : []),
      ]}
    />
  </>
)

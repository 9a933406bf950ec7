import { dayOf, minuteOf } from '../../../calendar/day.ts'
import type { Refusal } from '../../../result.ts'
import { type C, contextOf, scopeOf, seeOther, typed } from '../../../web/env.ts'
import { consolePage } from '../../../web/frame.tsx'
import { A, address, Button, DataTable, Empty, Field, Form, Tag } from '../../../web/ui/index.ts'
import { answerNotFound } from '../../../web/wrong.tsx'
import { amountSays, moneyUnitIn, unitIn } from '../../figures/amounts.ts'
import { labelOf } from '../../figures/labels.ts'
import { enteredFigures } from '../../store.ts'
import { formOfYear } from '../form.ts'
import { cellOf, differs, hasBegun, MONTHS, monthlyFigures, monthsSay, type Sum, sumsOf } from '../rules.ts'
import { closeMonth, reopenMonth } from '../steps.ts'
import { answersOf, type Closing, closingsOf, dueDayOf, dutiesOf, isSigned } from '../store.ts'
import {
  type Desk,
  HERE,
  MonthLight,
  monthlyDesk,
  monthPath,
  NoSection,
  organIn,
  TITLE,
  Years,
  yearAsked,
  yearPath,
} from './desk.tsx'
import { ownYear } from './own.tsx'

const DONE: Record<string, string> = {
  closed: '已关账',
  reopened: '已重新开放',
  assigned: '填报分工已保存',
  imported: '已导入',
}

/** The office sees who filled in what, a section its own year. At /console/monthly?year= */
export async function monthlyShow(c: C) {
  const desk = await monthlyDesk(c)
  if (!desk) return consolePage(c, { title: TITLE, crumbs: [{ label: TITLE }] }, <NoSection />)
  return desk.all ? boardPage(c, desk, {}) : ownYear(c, desk)
}

async function boardPage(c: C, desk: Desk, form: Record<string, string>, refusal?: Refusal) {
  const scope = scopeOf(c)
  const { organ, office } = desk
  const year = yearAsked(c, form.year ?? c.req.query('year'))
  const years = { from: year, to: year }
  const [duties, answers, closings, dueDay, signed, yearly, reportForm] = await Promise.all([
    dutiesOf(scope, organ.id, year),
    answersOf(scope, organ.id, years),
    closingsOf(scope, organ.id, year),
    dueDayOf(scope, organ.id),
    isSigned(scope, organ.id, year),
    enteredFigures(scope, organ.id, years),
    formOfYear(scope, organ.id, year),
  ])
  const today = dayOf(c.var.now)
  const sections = desk.sections.filter(
    ({ id }) => duties.some((duty) => duty.unitId === id) || answers.some((one) => one.unitId === id),
  )
  const cell = (unitId: string, month: number) => {
    const asked = duties.filter((duty) => duty.unitId === unitId)
    const entered = asked.filter(({ figure }) =>
      answers.some((one) => one.unitId === unitId && one.month === month && one.figure === figure),
    ).length
    return cellOf({ entered, asked: asked.length, year, month, dueDay, today })
  }
  const closed = (month: number) => closings.find((one) => one.month === month)
  const sums = new Map(sumsOf(answers, duties).map((sum) => [sum.figure, sum]))
  const figures = [...new Set([...monthlyFigures(reportForm), ...sums.keys()])].filter(
    (figure) => sums.has(figure) || duties.some((duty) => duty.figure === figure),
  )
  return consolePage(
    c,
    {
      title: `${year}年${TITLE}`,
      crumbs: [{ label: '工作台', href: '/console' }, { label: TITLE }],
      refusal,
      done: refusal ? undefined : DONE[c.req.query('done') ?? ''],
      actions: (
        <>
          {office && <Button href={address(`${HERE}/duties`, { year, organ: organIn(c, organ) })}>填报分工</Button>}
          {office && <Button href={`${HERE}/import`}>从Excel导入</Button>}
          {sections.length > 0 && (
            <Button href={address(`${HERE}/export`, { year, organ: organIn(c, organ) })}>导出Excel</Button>
          )}
        </>
      ),
    },
    <>
      <Years c={c} year={year} href={(one) => yearPath(c, organ, one)} />
      {signed && <p>{year}年度报告已经签发，各月的数不能再改。确需更正的，先办理更正版。</p>}
      {sections.length === 0 ? (
        <Empty
          title={`${year}年还没有分工`}
          hint="先定哪个科室填哪一项。没有分工的年度，仍在“填报数”里按年填报。"
          action={
            office && (
              <Button kind="primary" href={address(`${HERE}/duties`, { year, organ: organIn(c, organ) })}>
                填报分工
              </Button>
            )
          }
        />
      ) : (
        <>
          <p>每月的数在次月{dueDay}日以前填报。填完的月份由党政办公室关账，关账以后不再改动。</p>
          <DataTable
            caption={`${year}年各科室填报情况`}
            captionHidden
            phone={sections.length > 6 ? 'scroll' : 'cards'}
            rows={MONTHS.filter((month) => hasBegun(year, month, today))}
            columns={[
              { label: '月份', heading: true, whole: true, cell: (month) => `${month}月` },
              ...sections.map(({ id, name }) => ({
                label: name,
                cell: (month: number) => (
                  <A href={monthPath(id, year, month)}>
                    <MonthLight cell={cell(id, month)} />
                  </A>
                ),
              })),
              {
                label: '关账',
                cell: (month) => (
                  <Closed
                    c={c}
                    desk={desk}
                    year={year}
                    month={month}
                    closed={closed(month)}
                    may={
                      office &&
                      !signed &&
                      sections.every(({ id }) => ['complete', 'none'].includes(cell(id, month).state))
                    }
                    form={form}
                    refusal={refusal}
                  />
                ),
              },
            ]}
          />
        </>
      )}
      {figures.length > 0 && (
        <DataTable
          caption="全年合计"
          rows={figures}
          columns={[
            { label: '指标', heading: true, cell: (figure) => labelOf(figure) },
            { label: '单位', cell: (figure) => unitIn(reportForm, figure) },
            {
              label: '各月合计',
              align: 'end',
              cell: (figure) => {
                const sum = sums.get(figure)
                return sum ? amountSays(figure, sum.value, moneyUnitIn(reportForm, figure)) : ''
              },
            },
            { label: '还缺', cell: (figure) => missingSays(sums.get(figure), desk) },
            {
              label: '按年填报',
              cell: (figure) => {
                const told = yearly.find((one) => one.figure === figure)
                if (!told) return ''
                const sum = sums.get(figure)
                const says = amountSays(figure, told.value, moneyUnitIn(reportForm, figure))
                if (!sum) return `${says}，报告用这个数`
                return sum && differs(sum, told) ? <Tag kind="danger" label={`${says}，与各月合计不等`} /> : says
              },
            },
          ]}
        />
      )}
    </>,
  )
}

function missingSays(sum: Sum | undefined, { sections }: Desk): string {
  if (!sum) return '各月都没有填'
  return sum.missing
    .map(({ unitId, months }) => `${sections.find(({ id }) => id === unitId)?.name ?? ''}${monthsSay(months)}`)
    .join('，')
}

function Closed(props: {
  c: C
  desk: Desk
  year: number
  month: number
  closed: Closing | undefined
  may: boolean
  form: Record<string, string>
  refusal?: Refusal
}) {
  const { desk, year, month, closed, refusal } = props
  const hidden = (
    <>
      <input type="hidden" name="organ" value={desk.organ.id} />
      <input type="hidden" name="year" value={String(year)} />
      <input type="hidden" name="month" value={String(month)} />
    </>
  )
  if (!closed)
    return props.may ? (
      <Form action={`${HERE}/close`}>
        {hidden}
        <Button>关账</Button>
      </Form>
    ) : (
      <span class="hint">未关账</span>
    )
  const as = `${closed.closedAs}，${minuteOf(closed.closedAt)}`
  if (!props.may) return <Tag kind="success" label={`已关账（${as}）`} />
  const field = `reason-${month}`
  return (
    <details open={refusal?.field === field}>
      <summary>已关账（{as}）</summary>
      <Form action={`${HERE}/reopen`}>
        {hidden}
        <Field label="重新开放的原因" name={field} value={props.form[field]} required refusal={refusal} />
        <Button>重新开放</Button>
      </Form>
    </details>
  )
}

/** POST /console/monthly/close */
export const monthClose = (c: C) =>
  move(c, 'closed', (organId, year, month) => closeMonth(contextOf(c), { organId, year, month }))

/** POST /console/monthly/reopen */
export const monthReopen = (c: C) =>
  move(c, 'reopened', (organId, year, month, form) =>
    reopenMonth(contextOf(c), { organId, year, month }, form[`reason-${month}`] ?? ''),
  )

async function move(
  c: C,
  done: string,
  work: (organId: string, year: number, month: number, form: Record<string, string>) => ReturnType<typeof closeMonth>,
) {
  const form = typed(c.var.form)
  const desk = await monthlyDesk(c, form.organ)
  const [year, month] = [Number(form.year), Number(form.month)]
  if (!desk || !Number.isInteger(year) || !MONTHS.includes(month)) return answerNotFound(c)
  const taken = await work(desk.organ.id, year, month, form)
  if (!taken.ok) return boardPage(c, desk, form, taken.refusal)
  return seeOther(c, address(HERE, { year, organ: organIn(c, desk.organ), done }))
}

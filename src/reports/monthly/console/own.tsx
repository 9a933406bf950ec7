import { dayOf } from '../../../calendar/day.ts'
import { type C, scopeOf } from '../../../web/env.ts'
import { consolePage } from '../../../web/frame.tsx'
import { A, address, Button, DataTable, Empty } from '../../../web/ui/index.ts'
import { amountSays, moneyUnitIn, unitIn } from '../../figures/amounts.ts'
import { labelOf } from '../../figures/labels.ts'
import { formOfYear } from '../form.ts'
import { cellOf, hasBegun, MONTHS, sumsOf } from '../rules.ts'
import { answersOf, closingsOf, dueDayOf, dutiesOf, evidenceOf } from '../store.ts'
import { type Desk, HERE, MonthLight, monthPath, TITLE, Years, yearAsked } from './desk.tsx'

/** A section's months and figures of a year, one table for each section this person fills in for. */
export async function ownYear(c: C, desk: Desk) {
  const scope = scopeOf(c)
  const { organ } = desk
  const year = yearAsked(c)
  const [duties, answers, closings, dueDay, form, evidence] = await Promise.all([
    dutiesOf(scope, organ.id, year),
    answersOf(scope, organ.id, { from: year, to: year }),
    closingsOf(scope, organ.id, year),
    dueDayOf(scope, organ.id),
    formOfYear(scope, organ.id, year),
    evidenceOf(scope, organ.id, year),
  ])
  const today = dayOf(c.var.now)
  const begun = MONTHS.filter((month) => hasBegun(year, month, today)).reverse()
  return consolePage(
    c,
    {
      title: `${year}年${TITLE}`,
      crumbs: [{ label: '工作台', href: '/console' }, { label: TITLE }],
      done: c.req.query('done') === 'imported' ? '已导入' : undefined,
      actions: (
        <>
          <Button href={`${HERE}/import`}>从Excel导入</Button>
          <Button href={address(`${HERE}/export`, { year })}>导出Excel</Button>
        </>
      ),
    },
    <>
      <Years c={c} year={year} href={(one) => address(HERE, { year: one })} />
      <p>每月的数在次月{dueDay}日以前填报。没有发生的填0；确实不适用的填“不适用”；空着表示还没有填。</p>
      {desk.sections.map(({ id, name }) => {
        const figures = duties.filter((duty) => duty.unitId === id).map(({ figure }) => figure)
        const own = answers.filter((one) => one.unitId === id)
        const sums = new Map(sumsOf(own, []).map((sum) => [sum.figure, sum]))
        if (figures.length === 0)
          return <Empty title={`${year}年${name}没有要按月填报的数`} hint="哪个科室填哪一项，由党政办公室分工。" />
        const said = (figure: string, month: number) => {
          const answer = own.find((one) => one.figure === figure && one.month === month)
          return answer ? amountSays(figure, answer.value, moneyUnitIn(form, figure)) : ''
        }
        return (
          <DataTable
            caption={name}
            phone="scroll"
            rows={[...begun, null]}
            columns={[
              {
                label: '月份',
                heading: true,
                whole: true,
                cell: (month) => (month ? <A href={monthPath(id, year, month)}>{month}月</A> : '合计'),
              },
              ...figures.map((figure) => ({
                label: `${labelOf(figure)}（${unitIn(form, figure)}）`,
                align: 'end' as const,
                cell: (month: number | null) => {
                  if (month) return said(figure, month)
                  const sum = sums.get(figure)
                  return sum ? amountSays(figure, sum.value, moneyUnitIn(form, figure)) : ''
                },
              })),
              {
                label: '凭据',
                align: 'end' as const,
                cell: (month) =>
                  evidence.filter((one) => one.unitId === id && (month === null || one.month === month)).length || '',
              },
              {
                label: '状态',
                cell: (month) => {
                  if (!month) return ''
                  if (closings.some((one) => one.month === month)) return '已关账'
                  const entered = own.filter((one) => one.month === month && figures.includes(one.figure)).length
                  return <MonthLight cell={cellOf({ entered, asked: figures.length, year, month, dueDay, today })} />
                },
              },
            ]}
          />
        )
      })}
    </>,
  )
}

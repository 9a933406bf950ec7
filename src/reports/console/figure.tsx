import type { C } from '../../web/env.ts'
import { A, address, DataTable, Empty, Facts, Pager } from '../../web/ui/index.ts'
import { assess } from '../assess.ts'
import { categoryKey, recordsOf } from '../behind.ts'
import { isEntered } from '../figures/entered.ts'
import { cellValue, type Figure, type Reckoning } from '../figures.ts'
import { deskOf, reportAt, reportPage } from './desk.tsx'

const PAGE = 50

/** Where a figure comes from: its definition and the records it counts, a page at a time. At /console/reports/:id/figures/:key */
export async function figureShow(c: C) {
  const report = await reportAt(c)
  if (!report) return c.notFound()
  const desk = deskOf(c)
  const { written, blocking, signed } = await assess(desk, report, desk.site)
  const { form, reckoning } = written
  const figure = figureOrCategory(reckoning, decodeURIComponent(c.req.param('key') ?? ''))
  if (!figure) return c.notFound()
  const page = Math.max(1, Number.parseInt(c.req.query('page') ?? '1', 10) || 1)
  const offset = (page - 1) * PAGE
  const of = { organId: report.organId, year: report.year, form }
  const { records, total } = await recordsOf(desk, of, figure, { limit: PAGE, offset })
  const value = cellValue(figure)
  return reportPage(
    c,
    report,
    { tab: 'report', findings: blocking.length, title: figure.label },
    <>
      <Facts
        facts={[
          ['数值', value === null ? '未填报' : value === 'not-applicable' ? '不适用' : `${value}${figure.unit}`],
          ['口径', figure.definition],
          ['依据', signed && figure.records ? '签发时的记录' : '现在的记录'],
        ]}
      />
      <DataTable
        caption={`计入的记录，共${total}条`}
        rows={records}
        columns={[
          {
            label: '记录',
            heading: true,
            cell: (one) => (one.href ? <A href={one.href}>{one.label}</A> : one.label),
          },
          { label: '日期', cell: (one) => one.on ?? '' },
        ]}
        empty={
          value === null && isEntered(figure.key) ? (
            <Empty
              title="还没有填报"
              hint="没有发生的填0。"
              action={<A href={`${address('/console/figures', { year: report.year })}#value-${figure.key}`}>去填报</A>}
            />
          ) : (
            <Empty title="没有计入任何记录" hint="这一项由其他数据算出，或者本年没有发生。" />
          )
        }
      />
      {total > PAGE && (
        <Pager
          page={page}
          pages={Math.ceil(total / PAGE)}
          total={total}
          href={(to) =>
            address(`/console/reports/${report.id}/figures/${encodeURIComponent(figure.key)}`, { page: to })
          }
        />
      )}
    </>,
  )
}

/** `category:0100` stands for a category's count. */
function figureOrCategory({ figures, categories, year }: Reckoning, key: string): Figure | null {
  const figure = figures.find((one) => one.key === key)
  if (figure) return figure
  const category = categories.find(({ code }) => key === categoryKey(code))
  return category
    ? {
        key,
        label: `${year}年主动公开：${category.name}`,
        unit: '条',
        value: category.count,
        definition: '本年首次公开发布、归入这一类的信息。',
        records: category.records,
        below: category.below,
      }
    : null
}

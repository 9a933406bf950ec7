import type { C } from '../../web/env.ts'
import { A, DataTable, Empty, Facts } from '../../web/ui/index.ts'
import { assess } from '../assess.ts'
import type { Figure, Reckoning } from '../figures.ts'
import { deskOf, reportAt, reportPage } from './desk.tsx'

/** Where a figure comes from: its definition and every record it counts. At /console/reports/:id/figures/:key */
export async function figureShow(c: C) {
  const report = await reportAt(c)
  if (!report) return c.notFound()
  const desk = deskOf(c)
  const { written, blocking, signed } = await assess(desk, report, desk.site)
  const figure = figureOrCategory(written.reckoning, decodeURIComponent(c.req.param('key') ?? ''))
  if (!figure) return c.notFound()
  return reportPage(
    c,
    report,
    { tab: 'report', findings: blocking.length, title: figure.label },
    <>
      <Facts
        facts={[
          ['数值', `${figure.value ?? '未填报'}${figure.value === null ? '' : figure.unit}`],
          ['口径', figure.definition],
          ['依据', signed ? '签发时的记录' : '现在的记录'],
        ]}
      />
      <DataTable
        caption={`计入的记录，共${figure.records.length}条`}
        rows={figure.records}
        columns={[
          {
            label: '记录',
            heading: true,
            cell: (one) => (one.href ? <A href={one.href}>{one.label}</A> : one.label),
          },
          { label: '日期', cell: (one) => one.on ?? '' },
        ]}
        empty={<Empty title="没有计入任何记录" hint="这一项由其他数据算出，或者本年没有发生。" />}
      />
    </>,
  )
}

/** `category:0100` stands for a category's count. */
function figureOrCategory({ figures, categories, year }: Reckoning, key: string): Figure | null {
  const figure = figures.find((one) => one.key === key)
  if (figure) return figure
  const category = categories.find(({ code }) => key === `category:${code}`)
  return category
    ? {
        key,
        label: `${year}年主动公开：${category.name}`,
        unit: '条',
        value: category.count,
        definition: '本年首次公开发布、归入这一类的信息。',
        records: category.records,
      }
    : null
}

import type { ReportForm } from '../../../law/form.ts'
import { formFor } from '../../../law/forms.ts'
import { type C, scopeOf } from '../../../web/env.ts'
import { consolePage } from '../../../web/frame.tsx'
import { A, address, Button, DataTable, Empty, Facts, Narrow, Notice } from '../../../web/ui/index.ts'
import { recordsBehind } from '../../behind.ts'
import { isShare } from '../../figures/needed.ts'
import type { Figure, Reckoning } from '../../figures.ts'
import { reckon } from '../../reckon.ts'
import { findReportOf } from '../../store.ts'
import { consolidated, gapsOf, isSummed, type Part } from '../consolidation.ts'
import { partsNow, partsOf } from '../gather.ts'
import { parentAt, rollupPage, yearAt } from './desk.tsx'

type Sum = {
  organ: { id: string; name: string }
  year: number
  form: ReportForm
  own: Reckoning
  parts: Part[]
  all: Reckoning
  /** As the records stand now, handed in or not. */
  live: boolean
}

async function sumAt(c: C): Promise<Sum | null> {
  const year = yearAt(c)
  const organ = await parentAt(c, year)
  const form = formFor(year)
  if (!organ || !form) return null
  const scope = { ...scopeOf(c), sql: c.var.sql }
  const live = c.req.query('basis') === 'records'
  const own = await reckon(scope, organ.id, year, form)
  const parts = live
    ? await partsNow(scope, organ.id, { year, form, now: c.var.now })
    : await partsOf(scope, organ.id, year)
  return parts.length === 0 ? null : { organ, year, form, own, parts, live, all: consolidated(own, parts) }
}

/** A share of nothing is no number, and nobody's to fill in. */
const blank = (key: string) => (isShare(key) ? '—' : '未填报')

/** Records listed on the page of one figure of the sum. */
const LONGEST = 500

const nothing = (c: C) =>
  consolePage(
    c,
    {
      title: '汇总',
      crumbs: [
        { label: '工作台', href: '/console' },
        { label: '报送与汇总', href: '/console/rollup' },
        { label: '汇总' },
      ],
    },
    <Empty title="没有下级机关的报告可以汇总" hint="下级机关隶属于本机关、报送了这一年的报告以后，在这里相加。" />,
  )

/** 汇总: the organ's own figures and those handed in, added up cell by cell. At /console/rollup/sum?year=&organ= */
export async function sumShow(c: C) {
  const sum = await sumAt(c)
  if (!sum) return nothing(c)
  const { organ, year, own, parts, all, live } = sum
  const ofOrgan = c.var.person?.organ ? undefined : organ.id
  const gaps = gapsOf(own, parts)
  const report = await findReportOf(scopeOf(c), organ.id, year)
  const ownValue = (key: string) => own.figures.find((one) => one.key === key)?.value ?? null
  const below = (figure: Figure) =>
    isSummed(figure.key) ? (figure.value ?? 0) - (ownValue(figure.key) ?? 0) : '不相加'
  const link = (key: string, text: number | string) => (
    <A
      href={address(`/console/rollup/sum/${encodeURIComponent(key)}`, {
        year,
        organ: ofOrgan,
        basis: live ? 'records' : null,
      })}
    >
      {text}
    </A>
  )
  return rollupPage(
    c,
    {
      title: `${year}年度报告汇总`,
      tab: 'sum',
      year,
      organ: ofOrgan,
      above: true,
      crumb: '汇总',
      actions: report && (
        <Button kind="primary" href={`/console/reports/${report.id}`}>
          打开本机关的年度报告
        </Button>
      ),
    },
    <>
      <Narrow
        label="依据"
        choices={[
          { label: '报送的数字', href: address('/console/rollup/sum', { year, organ: ofOrgan }), current: !live },
          {
            label: '现在的记录（试算）',
            href: address('/console/rollup/sum', { year, organ: ofOrgan, basis: 'records' }),
            current: live,
          },
        ]}
      />
      <p>
        {live
          ? `试算：本机关和${parts.length}个下级机关按现在的记录相加，没有报送的也计入，供报送以前核对。年度报告不采用这些数。`
          : `本机关的记录加上${parts.filter(({ handed }) => handed).length}个下级机关报送的数字。本机关${year}年度报告采用“合计”，签发以后不再改变。`}
      </p>
      {gaps.length > 0 && (
        <Notice kind="warning" title="还没有计入的">
          <ul>
            {gaps.map((gap) => (
              <li>
                {`${gap.name}：${gap.says}`}
                {!gap.missing && `（${gap.figures.join('、')}）`}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <DataTable
        caption="各项指标（点合计查看各机关的数）"
        rows={all.figures}
        columns={[
          { label: '指标', heading: true, cell: (figure) => figure.label },
          { label: '合计', align: 'end', cell: (figure) => link(figure.key, figure.value ?? blank(figure.key)) },
          { label: '本机关', align: 'end', cell: (figure) => ownValue(figure.key) ?? blank(figure.key) },
          { label: '下级机关', align: 'end', cell: below },
          { label: '单位', cell: (figure) => figure.unit },
        ]}
        phone="scroll"
      />
      <DataTable
        caption="主动公开的类别"
        rows={all.categories}
        empty="还没有公开信息。"
        columns={[
          { label: '类别', heading: true, cell: (category) => category.name },
          { label: '条数', align: 'end', cell: (category) => link(`category:${category.code}`, category.count) },
          { label: '占比', align: 'end', cell: (category) => `${category.percent.toFixed(2)}%` },
        ]}
        phone="scroll"
      />
    </>,
  )
}

/** One figure of the sum, organ by organ: the way down to the records. At /console/rollup/sum/:key?year=&organ= */
export async function sumFigure(c: C) {
  const sum = await sumAt(c)
  if (!sum) return c.notFound()
  const { organ, year, form, own, parts, all, live } = sum
  const key = decodeURIComponent(c.req.param('key') ?? '')
  const figure = all.figures.find((one) => one.key === key)
  const category = all.categories.find(({ code }) => key === `category:${code}`)
  if (!figure && !category) return c.notFound()
  const label = figure?.label ?? category!.name
  const unit = figure?.unit ?? '条'
  const told = (of: Reckoning | NonNullable<Part['handed']>): number | null | undefined => {
    const one = of.figures.find((each) => each.key === key)
    return one ? one.value : of.categories.find(({ code }) => key === `category:${code}`)?.count
  }
  const scope = { ...scopeOf(c), sql: c.var.sql }
  const of = { organId: organ.id, year, form }
  const { records: ownRecords, total } = (await recordsBehind(scope, of, key, { limit: LONGEST, offset: 0 })) ?? {
    records: [],
    total: 0,
  }
  const ofOrgan = c.var.person?.organ ? undefined : organ.id
  return rollupPage(
    c,
    { title: label, tab: 'sum', year, organ: ofOrgan, above: true },
    <>
      <Facts
        facts={[
          ['年度', `${year}年`],
          ['合计', `${figure?.value ?? category?.count ?? '未填报'}${unit}`],
          ['口径', figure?.definition],
          ['依据', live ? '各机关现在的记录（试算）' : '下级机关报送的数字'],
        ]}
      />
      <DataTable
        caption="各机关的数"
        rows={[
          { name: `${organ.name}（本机关）`, part: null as Part | null },
          ...parts.map((part) => ({ name: part.name, part })),
        ]}
        columns={[
          {
            label: '机关',
            heading: true,
            cell: ({ name, part }) => {
              const href = part?.handed ? part.hrefOf(key) : null
              return href ? <A href={href}>{name}</A> : name
            },
          },
          {
            label: '数值',
            align: 'end',
            cell: ({ part }) =>
              part === null ? (told(own) ?? '未填报') : part.handed ? (told(part.handed) ?? '没有这一项') : '没有报送',
          },
        ]}
        phone="scroll"
      />
      <DataTable
        caption={`本机关计入的记录，共${total}条${total > LONGEST ? `，列出前${LONGEST}条` : ''}`}
        rows={ownRecords}
        columns={[
          {
            label: '记录',
            heading: true,
            cell: (one) => (one.href ? <A href={one.href}>{one.label}</A> : one.label),
          },
          { label: '日期', cell: (one) => one.on ?? '' },
        ]}
        empty="本机关没有这一项的记录。"
      />
    </>,
  )
}

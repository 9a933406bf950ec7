import { type C, to } from '../../web/env.ts'
import { portalPage } from '../../web/frame.tsx'
import { A, DataTable } from '../../web/ui/index.ts'
import { toCsv } from '../csv.ts'
import { type Figure, recordCount } from '../figures.ts'
import { reportJson, reportRows } from '../json.ts'
import { anchorOf } from '../provenance.ts'
import { CSV_COLUMNS, REPORT_SCHEMA } from '../schema.ts'
import { publishedAt, titleOf } from './pages.tsx'

/** What every figure of a report means, and how many records it counts. At /:organ/zfxxgknb/:year/figures */
export async function reportFigures(c: C) {
  const found = await publishedAt(c)
  if (!found) return c.notFound()
  const { organ, report, frozen, base } = found
  const at = `/${organ.slug}/zfxxgknb/${base}`
  const { figures, categories, year } = frozen.reckoning
  const rows: Figure[] = [
    ...figures,
    ...categories.map(({ code, name, count, records, below }) => ({
      key: `category:${code}`,
      label: `${year}年主动公开：${name}`,
      unit: '条',
      value: count,
      definition: '本年首次公开发布、归入这一类的信息。',
      count,
      records,
      below,
    })),
  ]
  return portalPage(
    c,
    {
      title: `${report.year}年年度报告：每个数的口径`,
      organ,
      entry: 'reports',
      crumbs: [
        { label: '政府信息公开年报', href: `/${organ.slug}/zfxxgknb` },
        { label: `${report.year}年`, href: at },
        { label: '每个数的口径' },
      ],
    },
    <>
      <h1>每个数的口径</h1>
      <p>
        <A href={at}>{titleOf(organ, report)}</A>
        中的数由平时的记录数出来。下面是每个数的含义，和签发时计入的记录条数；由其他数算出的、没有发生的，计入的记录为“无”。
      </p>
      <p class="downloads">
        <A href={`${at}.json`} class="btn">
          数据（JSON）
        </A>
        <A href={`${at}.csv`} class="btn">
          数据（CSV）
        </A>
        <A href="/zfxxgknb/schema" class="btn">
          数据格式说明
        </A>
      </p>
      <DataTable
        caption="各项指标"
        captionHidden
        rows={rows}
        columns={[
          { label: '指标', heading: true, cell: ({ key, label }) => <span id={anchorOf(key)}>{label}</span> },
          {
            label: '数值',
            align: 'end',
            cell: ({ value, unit, applicable }) =>
              applicable === false ? '不适用' : value === null ? '未填报' : `${value.toLocaleString('zh-CN')}${unit}`,
            whole: true,
          },
          { label: '口径', cell: ({ definition }) => definition },
          {
            label: '计入的记录',
            align: 'end',
            whole: true,
            cell: (figure) => (recordCount(figure) > 0 ? `${recordCount(figure)}条` : '无'),
          },
        ]}
      />
    </>,
  )
}

/** Its figures for machines. At /:organ/zfxxgknb/:year.json */
export async function reportData(c: C) {
  const found = await publishedAt(c)
  if (!found) return c.notFound()
  const { organ, report, frozen, editions } = found
  const newest = editions[0]?.edition ?? report.edition
  c.header('link', `<${to(c, '/zfxxgknb/schema.json')}>; rel="describedby"`)
  return c.json(
    reportJson({
      organ,
      report,
      replacedBy: newest > report.edition ? newest : null,
      reckoning: frozen.reckoning,
      findings: frozen.findings,
    }),
  )
}

/** The same as one table. At /:organ/zfxxgknb/:year.csv */
export async function reportCsv(c: C) {
  const found = await publishedAt(c)
  if (!found) return c.notFound()
  const { organ, report, frozen } = found
  return c.body(toCsv(reportRows({ organ, report, reckoning: frozen.reckoning })), 200, {
    'content-type': 'text/csv; charset=utf-8',
  })
}

/** At /zfxxgknb/schema.json */
export const reportSchema = (c: C) => c.json(REPORT_SCHEMA)

type Described = { description?: string; items?: { properties?: Record<string, Described> } }

/** What the data of a report are called, for whoever takes them. At /zfxxgknb/schema */
export function reportSchemaPage(c: C) {
  const fields = Object.entries(REPORT_SCHEMA.properties as Record<string, Described>).flatMap(([name, it]) => [
    { name, says: it.description ?? '' },
    ...Object.entries(it.items?.properties ?? {}).map(([inner, { description = '' }]) => ({
      name: `${name}[].${inner}`,
      says: description,
    })),
  ])
  return portalPage(
    c,
    { title: '年度报告数据格式说明', crumbs: [{ label: '年度报告数据格式说明' }] },
    <>
      <h1>年度报告数据格式说明</h1>
      <p>
        每份已经发布的年度报告，在它的网址后面加 <code>.json</code> 或者 <code>.csv</code> 就是它的数据，例如
        <code>/matou/zfxxgknb/2017.json</code>。写年度的网址总是最新的一版；写“年度-版次”的（<code>2017-1</code>
        ）永远是那一版。引用时请注明机关、年度和版次。
      </p>
      <h2>JSON</h2>
      <p>
        UTF-8编码，机器可以按 <A href="/zfxxgknb/schema.json">JSON Schema</A> 核对。
      </p>
      <DataTable
        caption="JSON的各项"
        captionHidden
        rows={fields}
        columns={[
          { label: '名称', heading: true, cell: ({ name }) => <code>{name}</code> },
          { label: '含义', cell: ({ says }) => says },
        ]}
      />
      <h2>CSV</h2>
      <p>一个指标一行，第一行是各栏的名称；UTF-8编码，电子表格软件可以直接打开。</p>
      <DataTable
        caption="CSV的各栏"
        captionHidden
        rows={CSV_COLUMNS}
        columns={[
          { label: '名称', heading: true, cell: ([name]) => <code>{name}</code> },
          { label: '含义', cell: ([, says]) => says },
        ]}
      />
    </>,
  )
}

import { raw } from 'hono/html'
import { dayOf, minuteOf } from '../../calendar/day.ts'
import { asIssued } from '../../documents/official.ts'
import { disposition } from '../../files/names.ts'
import { readFile } from '../../files/store.ts'
import { findOrgan } from '../../organs/store.ts'
import { toHtml } from '../../typeset/typeset.ts'
import { type C, scopeOf } from '../../web/env.ts'
import { portalPage } from '../../web/frame.tsx'
import { A, Empty, Listing, PrintButton, Together } from '../../web/ui/index.ts'
import { reportJson } from '../json.ts'
import { isPicture, isSource } from '../pictures.ts'
import { findReportOf, listReports, reportFiles } from '../store.ts'

/** 政府信息公开年报: the years. At /:organ/zfxxgknb */
export async function reportYears(c: C) {
  const organ = await findOrgan(scopeOf(c), c.req.param('organ') ?? '')
  if (!organ) return c.notFound()
  const reports = await listReports(scopeOf(c), { organId: organ.id, published: true })
  return portalPage(
    c,
    {
      title: '政府信息公开年报',
      organ,
      entry: 'reports',
      meta: {
        ColumnName: '政府信息公开年报',
        ColumnDescription: `${organ.name}政府信息公开工作年度报告`,
        ColumnKeywords: '政府信息公开,年度报告',
        ColumnType: '信息公开目录',
      },
    },
    <>
      <h1>政府信息公开年报</h1>
      {reports.length === 0 ? (
        <Empty title="还没有公布年度报告" hint="年度报告签发并发布后，会列在这里。" />
      ) : (
        <Listing
          items={reports.map((report) => ({
            title: `${organ.shortName}${report.year}年政府信息公开工作年度报告`,
            href: `/${organ.slug}/zfxxgknb/${report.year}`,
            note: report.number ?? undefined,
            day: report.publishedAt ? dayOf(report.publishedAt) : undefined,
          }))}
        />
      )}
    </>,
  )
}

async function publishedAt(c: C) {
  const scope = scopeOf(c)
  const organ = await findOrgan(scope, c.req.param('organ') ?? '')
  const year = Number((c.req.param('year') ?? '').replace(/\.\w+$/, ''))
  const report = organ && Number.isInteger(year) ? await findReportOf(scope, organ.id, year) : null
  return organ && report?.state === 'published' && report.frozen ? { organ, report, frozen: report.frozen } : null
}

/** The report as a page. At /:organ/zfxxgknb/:year */
export async function reportRead(c: C) {
  const found = await publishedAt(c)
  if (!found) return c.notFound()
  const { organ, report, frozen } = found
  const files = await reportFiles(scopeOf(c), report.id)
  const title = `${organ.shortName}${report.year}年政府信息公开工作年度报告`
  const at = `/${organ.slug}/zfxxgknb/${report.year}`
  return portalPage(
    c,
    {
      title,
      organ,
      entry: 'reports',
      crumbs: [{ label: '政府信息公开年报', href: `/${organ.slug}/zfxxgknb` }, { label: `${report.year}年` }],
      meta: {
        ColumnName: '政府信息公开年报',
        ColumnDescription: `${organ.name}政府信息公开工作年度报告`,
        ColumnKeywords: '政府信息公开,年度报告',
        ColumnType: '信息公开目录',
        ArticleTitle: title,
        PubDate: report.publishedAt ? minuteOf(report.publishedAt) : (report.datedOn ?? ''),
        ContentSource: organ.name,
      },
    },
    <>
      <h1>
        <Together text={title} />
      </h1>
      <p class="downloads">
        {(['pdf', 'docx', 'xlsx'] as const)
          .filter((format) => files[format])
          .map((format) => (
            <A href={`${at}.${format}`} class="btn">
              下载{format.toUpperCase()}
            </A>
          ))}
        <A href={`${at}.json`} class="btn">
          数据（JSON）
        </A>
        <PrintButton />
      </p>
      {raw(toHtml(asIssued(frozen.document, report)))}
    </>,
  )
}

const TYPES = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** Its files. At /:organ/zfxxgknb/:year.pdf and the like */
export const reportFile = (format: 'pdf' | 'docx' | 'xlsx') => async (c: C) => {
  const found = await publishedAt(c)
  const id = found && (await reportFiles(scopeOf(c), found.report.id))[format]
  const file = id && (await readFile({ ...scopeOf(c), files: c.var.files }, id))
  if (!file) return c.notFound()
  return new Response(Buffer.from(file.bytes), {
    headers: {
      'content-type': TYPES[format],
      'content-disposition': disposition(file.file.name),
      'x-content-type-options': 'nosniff',
    },
  })
}

/** Its figures for machines. At /:organ/zfxxgknb/:year.json */
export async function reportData(c: C) {
  const found = await publishedAt(c)
  if (!found) return c.notFound()
  const { organ, report, frozen } = found
  return c.json(reportJson({ organ, report, reckoning: frozen.reckoning, findings: frozen.findings, records: 'count' }))
}

/** Its pictures. At /:organ/zfxxgknb/:year/:picture.svg */
export async function reportPicture(c: C) {
  const found = await publishedAt(c)
  const picture = (c.req.param('picture') ?? '').replace(/\.svg$/, '')
  if (!found || !isPicture(picture)) return c.notFound()
  for (const block of found.frozen.document.enclosed?.flatMap((text) => text.body) ?? [])
    if (block.kind === 'chart' && isSource(block.src, picture))
      return new Response(block.svg, { headers: { 'content-type': 'image/svg+xml' } })
  return c.notFound()
}

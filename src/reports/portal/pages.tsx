import { raw } from 'hono/html'
import { chineseDay, dayOf, minuteOf } from '../../calendar/day.ts'
import { asIssued } from '../../documents/official.ts'
import { disposition } from '../../files/names.ts'
import { readFile } from '../../files/store.ts'
import type { Organ } from '../../organs/model.ts'
import { findOrgan } from '../../organs/store.ts'
import { toHtml } from '../../typeset/typeset.ts'
import { type C, scopeOf, to } from '../../web/env.ts'
import { portalPage } from '../../web/frame.tsx'
import { A, Empty, Listing, Notice, PrintButton, Together } from '../../web/ui/index.ts'
import { isPicture, isSource, picturesAt } from '../pictures.ts'
import { anchorOf, withWays } from '../provenance.ts'
import { findReport, listReports, type Report, type ReportLine, reportFiles } from '../store.ts'

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
          items={newestOf(reports).map((report) => ({
            title: titleOf(organ, report),
            href: `/${organ.slug}/zfxxgknb/${report.year}`,
            note: report.number ?? undefined,
            day: report.publishedAt ? dayOf(report.publishedAt) : undefined,
          }))}
        />
      )}
    </>,
  )
}

/** `2017` is the newest published edition of the year, `2017-1` that edition for good; endings such as .pdf are left out. */
const ADDRESS = /^(\d{4})(?:-(\d{1,3}))?(?:\.\w+)?$/

export async function publishedAt(c: C) {
  const scope = scopeOf(c)
  const organ = await findOrgan(scope, c.req.param('organ') ?? '')
  const asked = ADDRESS.exec(c.req.param('year') ?? '')
  if (!organ || !asked) return null
  const editions = await listReports(scope, { organId: organ.id, year: Number(asked[1]), published: true })
  const line = asked[2] ? editions.find(({ edition }) => edition === Number(asked[2])) : editions[0]
  const report = line && (await findReport(scope, line.id))
  const base = asked[2] ? `${asked[1]}-${asked[2]}` : asked[1]!
  return report?.frozen ? { organ, report, frozen: report.frozen, editions, base } : null
}

export const titleOf = (organ: Organ, { year, correction }: Pick<Report, 'year' | 'correction'>) =>
  `${organ.shortName}${year}年政府信息公开工作年度报告${correction === null ? '' : '（更正版）'}`

/** Of every year the newest edition. */
export const newestOf = (reports: readonly ReportLine[]) =>
  reports.filter((report, at) => report.year !== reports[at - 1]?.year)

const editionAt = (organ: Organ, { year, edition }: Pick<Report, 'year' | 'edition'>) =>
  `/${organ.slug}/zfxxgknb/${year}-${edition}`

/** On an edition that was replaced: by what, and since when. On a corrected one: what it replaces. */
function Editions({ organ, report, editions }: { organ: Organ; report: Report; editions: readonly ReportLine[] }) {
  const newest = editions[0]
  if (!newest || editions.length < 2) return null
  const earlier = editions.filter(({ edition }) => edition < report.edition)
  const day = (at: Date | null) => (at ? chineseDay(dayOf(at)) : '')
  if (newest.edition > report.edition)
    return (
      <Notice kind="warning" title="这一版已被更正版代替">
        <p>
          更正版于{day(newest.publishedAt)}发布。请阅读
          <A href={editionAt(organ, newest)}>{titleOf(organ, newest)}</A>；这一版保留供查阅，内容未作改动。
        </p>
      </Notice>
    )
  return (
    <Notice title="这是更正版">
      <p>
        更正了哪里、为什么更正，见正文开头的“更正说明”。原报告保留供查阅：
        {earlier.map((other, at) => (
          <>
            {at > 0 && '、'}
            <A href={editionAt(organ, other)}>
              {day(other.publishedAt)}发布的一版{other.number && `（${other.number}）`}
            </A>
          </>
        ))}
        。
      </p>
    </Notice>
  )
}

/** The report as a page. At /:organ/zfxxgknb/:year */
export async function reportRead(c: C) {
  const found = await publishedAt(c)
  if (!found) return c.notFound()
  const { organ, report, frozen, editions, base } = found
  const files = await reportFiles(scopeOf(c), report.id)
  const title = titleOf(organ, report)
  const at = `/${organ.slug}/zfxxgknb/${base}`
  const way = (figure: string) => to(c, `${at}/figures#${anchorOf(figure)}`)
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
      <Editions organ={organ} report={report} editions={editions} />
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
        <A href={`${at}.csv`} class="btn">
          数据（CSV）
        </A>
        <PrintButton />
      </p>
      <p class="figure-hint">
        报告中带虚线的数，点开是它的口径；也可以<A href={`${at}/figures`}>看全部口径</A>。
      </p>
      {raw(toHtml(withWays(picturesAt(asIssued(frozen.document, report), base), way)))}
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

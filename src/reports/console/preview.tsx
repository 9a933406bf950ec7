import { raw } from 'hono/html'
import { disposition } from '../../files/names.ts'
import { readFile } from '../../files/store.ts'
import { toDocx, toHtml, toPdf, toXlsx } from '../../typeset/typeset.ts'
import { type C, scopeOf, to } from '../../web/env.ts'
import { Notice } from '../../web/ui/index.ts'
import { assess, documentOf } from '../assess.ts'
import { reportSheets } from '../document.ts'
import { isPicture, isSource } from '../pictures.ts'
import { withWays } from '../provenance.ts'
import { type Format, reportFiles } from '../store.ts'
import { deskOf, reportAt, reportPage } from './desk.tsx'

/** 样稿: the document as it would be signed now, or as it was. At /console/reports/:id/preview */
export async function previewShow(c: C) {
  const report = await reportAt(c)
  if (!report) return c.notFound()
  const desk = deskOf(c)
  const assessment = await assess(desk, report, desk.site)
  const document = await documentOf(assessment, report, desk.now)
  const way = (figure: string) => to(c, `/console/reports/${report.id}/figures/${encodeURIComponent(figure)}`)
  return reportPage(
    c,
    report,
    { tab: 'preview', findings: assessment.blocking.length },
    <>
      {!report.number && (
        <Notice>
          <p>这是样稿，还没有文号；成文日期在编号时确定。</p>
        </Notice>
      )}
      <p class="downloads">
        {(['pdf', 'docx', 'xlsx'] as const).map((format) => (
          <a class="btn" href={to(c, `/console/reports/${report.id}/files/${format}`)}>
            下载{report.number ? '' : '样稿'}
            {format.toUpperCase()}
          </a>
        ))}
      </p>
      <p class="figure-hint">点带虚线的数，可以看它计入的每一条记录。</p>
      <div class="paper">{raw(toHtml(withWays(document, way)))}</div>
    </>,
  )
}

const MIME: Record<Format, string> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}
const isFormat = (text: string): text is Format => Object.hasOwn(MIME, text)

/** The kept file of a numbered report, or a specimen made this minute. At /console/reports/:id/files/:format */
export async function reportDownload(c: C) {
  const report = await reportAt(c)
  const format = c.req.param('format') ?? ''
  if (!report || !isFormat(format)) return c.notFound()
  const desk = deskOf(c)
  const kept = (await reportFiles(scopeOf(c), report.id))[format]
  let bytes: Uint8Array
  if (kept) {
    const file = await readFile(desk, kept)
    if (!file) return c.notFound()
    bytes = file.bytes
  } else {
    const assessment = await assess(desk, report, desk.site)
    const document = await documentOf(assessment, report, desk.now)
    const make = {
      pdf: () => toPdf(document),
      docx: () => toDocx(document),
      xlsx: () => toXlsx(reportSheets(assessment.written), document.meta),
    }
    bytes = await make[format]()
  }
  const name = `${report.year}年政府信息公开工作年度报告${kept ? '' : '（样稿）'}.${format}`
  return new Response(Buffer.from(bytes), {
    headers: {
      'content-type': MIME[format],
      'content-disposition': disposition(name),
      'cache-control': 'no-store',
    },
  })
}

/** The pictures of the preview. At /console/reports/:id/:year/:picture.svg */
export async function previewPicture(c: C) {
  const report = await reportAt(c)
  const picture = (c.req.param('picture') ?? '').replace(/\.svg$/, '')
  if (!report || !isPicture(picture)) return c.notFound()
  const desk = deskOf(c)
  const document = await documentOf(await assess(desk, report, desk.site), report, desk.now)
  for (const block of document.enclosed?.flatMap((text) => text.body) ?? [])
    if (block.kind === 'chart' && isSource(block.src, picture))
      return new Response(block.svg, { headers: { 'content-type': 'image/svg+xml', 'cache-control': 'no-store' } })
  return c.notFound()
}

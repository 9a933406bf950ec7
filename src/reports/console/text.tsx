import { raw } from 'hono/html'
import { formNamed } from '../../law/forms.ts'
import type { Refusal } from '../../result.ts'
import { blocksToHtml } from '../../typeset/typeset.ts'
import { type C, seeOther, to, typed } from '../../web/env.ts'
import { Actions, Button, Form, Notice, TextArea } from '../../web/ui/index.ts'
import { assess } from '../assess.ts'
import { writtenBeforehand } from '../changes.ts'
import { drawCharts } from '../pictures.ts'
import { blocksWithWays } from '../provenance.ts'
import { writeNarrative } from '../steps.ts'
import { type Report, validReportOf } from '../store.ts'
import { partBlocks } from '../text.ts'
import { deskOf, reportAt, reportPage } from './desk.tsx'

/** 正文: sentences with figures stand fixed, the officer writes between them. At /console/reports/:id/text */
export async function textShow(c: C) {
  const report = await reportAt(c)
  return report ? textPage(c, report, report.narrative) : c.notFound()
}

async function textPage(
  c: C,
  report: Report,
  narrative: Record<string, string>,
  { refusal, correction = report.correction ?? '' }: { refusal?: Refusal; correction?: string } = {},
) {
  const desk = deskOf(c)
  const { written, blocking } = await assess(desk, report, desk.site)
  const charts = await drawCharts(written.reckoning)
  const before = await validReportOf(desk, report.organId, report.year - 1)
  const open = report.state === 'drafting' && c.var.person!.roles.includes('officer')
  const way = (figure: string) => to(c, `/console/reports/${report.id}/figures/${encodeURIComponent(figure)}`)
  const isDrafted = (key: string) => open && narrative[key] === undefined
  return reportPage(
    c,
    report,
    { tab: 'text', findings: blocking.length, refusal },
    <>
      <Notice>
        <p>
          灰底的句子由记录算出，不能改写；空白处由您撰写，可以写{'{proactive_total}'}
          这样的名称，印出时换成数字；{'{proactive_total_change}'}
          印成“比上年增加3条”。以“一、”“（一）”开头的一行会排成标题。
        </p>
      </Notice>
      <Form action={`/console/reports/${report.id}/text`}>
        <input type="hidden" name="version" value={String(report.version)} />
        {report.correction !== null && (
          <TextArea
            label="更正说明"
            name="correction"
            value={correction}
            rows={4}
            hint="更正了哪里、为什么更正。印在更正版的最前面，对外公开；与原报告不同的数由系统列出，不用写。"
            readonly={!open}
            refusal={refusal}
            required
          />
        )}
        {written.form.parts.map((part) => (
          <section class="report-part">
            <h2>
              {part.number}、{part.title}
            </h2>
            {part.pieces.map((piece) => {
              if (piece.kind !== 'narrative') {
                const blocks = partBlocks({ ...part, pieces: [piece] }, { ...written, charts }).slice(1)
                if (blocks.length === 0) return null
                return <div class="fixed-text">{raw(blocksToHtml(blocksWithWays(blocks, way)))}</div>
              }
              const then = before?.narrative[piece.key]
              const beforehand = isDrafted(piece.key) && piece.draft ? writtenBeforehand(piece.draft, written) : null
              return (
                <>
                  <TextArea
                    label={piece.required ? piece.label : `${piece.label}（可以不写）`}
                    labelHidden={piece.required && piece.label === `${part.number}、${part.title}`}
                    name={piece.key}
                    value={narrative[piece.key] ?? beforehand?.text ?? ''}
                    rows={6}
                    hint={`${piece.hint}${beforehand ? toldBeforehand(beforehand) : ''}`}
                    readonly={!open}
                    refusal={refusal}
                  />
                  {then && (
                    <details class="last-year">
                      <summary>{before!.year}年是这样写的（供参考，照抄会被查出）</summary>
                      <pre>{then}</pre>
                    </details>
                  )}
                </>
              )
            })}
          </section>
        ))}
        {open && (
          <Actions>
            <Button kind="primary">保存</Button>
          </Actions>
        )}
      </Form>
    </>,
  )
}

function toldBeforehand({ text, missing }: ReturnType<typeof writtenBeforehand>): string {
  const left = missing.length > 0 ? `没有填报${missing.join('、')}，没有预写用到它们的句子；不写也可以。` : ''
  return `${text ? '已按数字预写，请改写、补充后保存。' : ''}${left}`
}

/** POST /console/reports/:id/text */
export async function textSave(c: C) {
  const report = await reportAt(c)
  if (!report) return c.notFound()
  const form = typed(c.var.form)
  const parts = formNamed(report.form)?.parts.flatMap((part) => part.pieces) ?? []
  const narrative = Object.fromEntries(
    parts.flatMap((piece) => (piece.kind === 'narrative' ? [[piece.key, form[piece.key] ?? '']] : [])),
  )
  const seen = { ...report, version: Number(form.version) }
  const saved = await writeNarrative(deskOf(c), seen, narrative, form.correction)
  return saved.ok
    ? seeOther(c, `/console/reports/${report.id}/text`)
    : textPage(c, report, narrative, { refusal: saved.refusal, correction: form.correction })
}

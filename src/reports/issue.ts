import type { Context, Scope } from '../context.ts'
import { transact } from '../db/transaction.ts'
import { publishApproved } from '../disclosures/publication/store.ts'
import { findDocumentOf } from '../documents/registry/store.ts'
import { markDisclosed } from '../documents/renditions/store.ts'
import { findFiles } from '../files/store.ts'
import { ok, type Result, refuse } from '../result.ts'
import type { Review, Subject } from '../review/model.ts'
import type { Said } from '../review/rules.ts'
import { giveVerdict, mayPublish, openReview, reviewOf } from '../review/store.ts'
import { type Block, flatTitle, run } from '../typeset/model.ts'
import { originOf } from './document.ts'
import { moveReport, type Report, reportFiles, validReportOf } from './store.ts'

/** The class an annual report is published in: it tells of the organ's own work. */
const CATEGORY = '0100'

/** A report, as the review knows it. */
const subjectOf = ({ id }: Pick<Report, 'id'>, version: number): Subject => ({ kind: 'report', id, version })

/** The review of a numbered report. Null when it was never asked for. */
export const reviewOfReport = (scope: Scope, report: Report): Promise<Review | null> =>
  reviewOf(scope, subjectOf(report, report.version))

/** Asks for the secrecy review of a numbered report, its text and its files. `version`: the one it will be published at. */
export async function askReview(tx: Context, report: Report, version: number): Promise<Result<void>> {
  const { frozen, number } = report
  if (!frozen || !number) throw new Error('only a numbered report is reviewed')
  const files = await findFiles(tx, filesIn(await reportFiles(tx, report.id)))
  const asked = await openReview(tx, {
    subject: subjectOf(report, version),
    organId: report.organId,
    title: titleOf(frozen),
    parts: [
      { label: '标题', text: titleOf(frozen) },
      { label: '正文', text: plainText(frozen.document.enclosed?.[0]?.body ?? []) },
    ],
    files,
    preparedBy: { accountId: report.preparedBy, name: report.preparedAs },
    ownNumbers: [number],
  })
  return asked.ok ? ok(undefined) : asked
}

/** One reviewer's opinion on a numbered report; when it was the last one and lets it through, the report is published. */
export function reviewReport(ctx: Context, report: Report, said: Said): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    const review = await reviewOfReport(tx, report)
    if (!review) return refuse('review.none', '这份报告还没有送保密审查', { fix: '请信息员送审' })
    const given = await giveVerdict(tx, review.id, review.version, said)
    if (!given.ok) return given
    return given.value.state === 'passed' ? publishAsItem(tx, report) : ok(undefined)
  })
}

/** Publishes a reviewed report as an item of its own, with its files: where the review made a public copy, that one. */
function publishAsItem(ctx: Context, report: Report): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    const { number, datedOn } = report
    if (!number || !datedOn) throw new Error('only a numbered report is published')
    const reviewed = subjectOf(report, report.version)
    const cleared = await mayPublish(tx, reviewed)
    if (!cleared.ok) return cleared
    // Its page and its files show what was signed, so a masked copy beside them would hide nothing.
    if (cleared.value.outcome === 'partial' || cleared.value.files.some(({ id, publicId }) => publicId !== id))
      return refuse('reports.signed-whole', '签发的年度报告只能全文公开，不能遮盖后公开', {
        fix: '确有不能公开的内容，请不要通过审查；由信息员在报告页作废这一版，改好后重新签发',
      })
    const [title = '', body = ''] = cleared.value.parts
    const item = await publishApproved(
      tx,
      {
        organId: report.organId,
        title,
        category: CATEGORY,
        documentNumber: number,
        formedOn: datedOn,
        summary: `${report.year}年度政府信息公开工作年度报告全文及附表。`,
        body,
        channels: ['site'],
        note: report.correction === null ? '' : noteOf(report.correction),
        attachments: cleared.value.files.flatMap(({ publicId }) => publicId ?? []),
      },
      {
        preparedBy: { accountId: report.preparedBy, name: report.preparedAs },
        reviewed,
        revises: report.correction === null ? null : await itemBefore(tx, report),
      },
    )
    if (!item.ok) return item
    const notice = await findDocumentOf(tx, originOf(report))
    if (notice) await markDisclosed(tx, notice.id, item.value.id)
    const moved = await moveReport(
      tx,
      report,
      'publish',
      'published',
      { item_id: item.value.id, published_at: ctx.now },
      { indexNumber: item.value.indexNumber },
    )
    return moved.ok ? ok(undefined) : moved
  })
}

/** The item of the edition it corrects: the corrected one is its next version, and one report counts once. */
const itemBefore = async (scope: Scope, { organId, year, edition }: Report) =>
  (await validReportOf(scope, organId, year, { before: edition, published: true }))?.itemId ?? null

/** 修订说明 of an item is short; the whole of it stands in the report. */
const noteOf = (correction: string) =>
  correction.length > 180 ? `${correction.slice(0, 170)}……（全文见报告）` : correction

const titleOf = ({ document }: NonNullable<Report['frozen']>) =>
  flatTitle(document.enclosed?.[0]?.title ?? document.title)

const filesIn = ({ pdf, docx, xlsx }: Awaited<ReturnType<typeof reportFiles>>) =>
  [pdf, docx, xlsx].filter((id) => id !== undefined)

/** The words of a report without its tables and pictures, one paragraph a line: what search reads. */
const plainText = (blocks: Block[]): string =>
  blocks
    .flatMap((block) => {
      if (block.kind === 'heading') return [block.text]
      if (block.kind === 'paragraph') return [block.runs.map((part) => run(part).text).join('')]
      return []
    })
    .join('\n')

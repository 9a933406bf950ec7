import { accountOf, type Context } from '../context.ts'
import { transact } from '../db/transaction.ts'
import { publishApproved } from '../disclosures/store.ts'
import { ok, type Result } from '../result.ts'
import { type Block, flatTitle, run } from '../typeset/model.ts'
import { moveReport, type Report, reportFiles } from './store.ts'

/** The class an annual report is published in: it tells of the organ's own work. */
const CATEGORY = '0100'

/** Publishes a numbered report as an item of its own, with its files, in the names of who prepared and who reviewed it. */
export function publishAsItem(ctx: Context, report: Report): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    const { frozen, number, datedOn } = report
    if (!frozen || !number || !datedOn) throw new Error('only a numbered report is published')
    const files = await reportFiles(tx, report.id)
    const [text] = frozen.document.enclosed ?? []
    const item = await publishApproved(
      tx,
      {
        organId: report.organId,
        title: flatTitle(text?.title ?? frozen.document.title),
        category: CATEGORY,
        documentNumber: number,
        formedOn: datedOn,
        summary: `${report.year}年度政府信息公开工作年度报告全文及附表。`,
        body: plainText(text?.body ?? []),
        channels: ['site'],
        attachments: [files.pdf, files.docx, files.xlsx].filter((id) => id !== undefined),
      },
      {
        preparedBy: { accountId: report.preparedBy, name: report.preparedAs },
        approvedBy: { accountId: accountOf(ctx), name: ctx.actor.name },
      },
    )
    if (!item.ok) return item
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

/** The words of a report without its tables and pictures, one paragraph a line: what search reads. */
const plainText = (blocks: Block[]): string =>
  blocks
    .flatMap((block) => {
      if (block.kind === 'heading') return [block.text]
      if (block.kind === 'paragraph') return [block.runs.map((part) => run(part).text).join('')]
      return []
    })
    .join('\n')

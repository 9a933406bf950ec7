import { type Day, day, dayOf } from '../calendar/day.ts'
import type { Context } from '../context.ts'
import { transact } from '../db/transaction.ts'
import { adoptSigned } from '../documents/adoption/store.ts'
import { renditionsOf } from '../documents/renditions/store.ts'
import { issueDocument, numberDocument } from '../documents/steps.ts'
import { keepFile } from '../files/store.ts'
import { formNamed } from '../law/forms.ts'
import { ok, type Result } from '../result.ts'
import { type OfficialDocument, run } from '../typeset/model.ts'
import { toXlsx } from '../typeset/typeset.ts'
import { originOf, reportSheets } from './document.ts'
import { askReview } from './issue.ts'
import { moveReport, putReportFile, type Report } from './store.ts'

/**
 * Issues the signed report as what it is: a notice (通知) of the documents chapter, which numbers, dates and prints it. From
 * here on every copy anyone downloads is the same; the secrecy review is asked for.
 */
export function numberReport(ctx: Context, report: Report, input: { day?: Day }): Promise<Result<void>> {
  const { frozen, signedBy, signedAs, signedAt } = report
  if (!frozen || !signedBy || !signedAs || !signedAt) throw new Error('only a signed report is numbered')
  return transact(ctx, async (tx) => {
    const notice = await adoptSigned(tx, {
      organId: report.organId,
      origin: originOf(report),
      kind: 'notice',
      official: frozen.document,
      body: wordsOf(frozen.document),
      stage: 'result',
      draftedBy: { accountId: report.preparedBy, name: report.preparedAs },
      signedBy: { accountId: signedBy, name: signedAs },
      signedAt,
    })
    if (!notice.ok) return notice
    const numbered = await numberDocument(tx, notice.value, { day: input.day ?? dayOf(ctx.now) })
    if (!numbered.ok) return numbered
    const issued = await issueDocument(tx, numbered.value)
    if (!issued.ok) return issued
    const { number, datedOn } = issued.value
    if (!number || !datedOn) throw new Error('an issued document has a number')
    const kept = await keepFiles(tx, report, issued.value.id, datedOn)
    if (!kept.ok) return kept
    const moved = await moveReport(
      tx,
      report,
      'number',
      'numbered',
      { number, dated_on: day(datedOn) },
      { number, dated: datedOn },
    )
    if (!moved.ok) return moved
    return askReview(tx, { ...report, number, datedOn }, report.version + 1)
  })
}

/** The pages as the notice was printed, and the annex as a workbook. */
async function keepFiles(tx: Context, report: Report, documentId: string, datedOn: Day): Promise<Result<void>> {
  const { document, reckoning, words } = report.frozen!
  for (const { role, id } of await renditionsOf(tx, documentId))
    if (role !== 'scan') await putReportFile(tx, report.id, role, id)
  const meta = { ...document.meta, day: datedOn }
  const bytes = await toXlsx(reportSheets({ form: formNamed(report.form)!, reckoning, words }), meta)
  const sheet = await keepFile(tx, { name: `${meta.title}.xlsx`, bytes })
  if (!sheet.ok) return sheet
  await putReportFile(tx, report.id, 'xlsx', sheet.value.id)
  return ok(undefined)
}

/** The words of the notice itself, a paragraph a line. */
const wordsOf = ({ body }: OfficialDocument): string =>
  body
    .flatMap((block) => (block.kind === 'paragraph' ? [block.runs.map((part) => run(part).text).join('')] : []))
    .join('\n')

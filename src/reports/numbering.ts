import { type Day, day, dayOf, yearOf } from '../calendar/day.ts'
import type { Context } from '../context.ts'
import { transact } from '../db/transaction.ts'
import { keepFile } from '../files/store.ts'
import { formNamed } from '../law/forms.ts'
import { formatDocumentNumber } from '../organs/numbers.ts'
import { findOrgan, takeNumber } from '../organs/store.ts'
import { type Result, refuse } from '../result.ts'
import { flatTitle } from '../typeset/model.ts'
import { toDocx, toPdf, toXlsx } from '../typeset/typeset.ts'
import { numbered, reportSheets } from './document.ts'
import { askReview } from './issue.ts'
import { type Format, moveReport, putReportFile, type Report } from './store.ts'

/**
 * Gives the signed report its number and day, makes its files and sends it to the secrecy review: from here on every copy anyone downloads is the same.
 * The number is the next of the organ's document series in the year of the day.
 */
export async function numberReport(ctx: Context, report: Report, input: { day?: Day }): Promise<Result<void>> {
  const today = dayOf(ctx.now)
  const dated = input.day ?? today
  const { frozen } = report
  if (!frozen || !report.signedAt) throw new Error('only a signed report is numbered')
  if (dated > today) return refuse('reports.day', '成文日期不能晚于今天', { field: 'day' })
  if (dated < dayOf(report.signedAt)) return refuse('reports.day', '成文日期不能早于签发日期', { field: 'day' })
  const organ = await findOrgan(ctx, report.organId)
  if (!organ?.settings.documentCode)
    return refuse('reports.no-code', '本机关还没有设置机关代字，无法编号', { fix: '请在“机关与村居”中填写机关代字' })

  return transact(ctx, async (tx) => {
    const year = yearOf(dated)
    const serial = await takeNumber(tx, organ.id, 'document', year)
    const number = formatDocumentNumber(organ.settings.documentCode, year, serial)
    const document = numbered(frozen.document, number, dated)
    const sheets = reportSheets({ form: formNamed(report.form)!, reckoning: frozen.reckoning, words: frozen.words })
    const name = flatTitle(document.meta.title)
    const made: [Format, Uint8Array][] = [
      ['pdf', await toPdf(document)],
      ['docx', await toDocx(document)],
      ['xlsx', await toXlsx(sheets, document.meta)],
    ]
    for (const [format, bytes] of made) {
      const kept = await keepFile(tx, { name: `${name}.${format}`, bytes })
      if (!kept.ok) return kept
      await putReportFile(tx, report.id, format, kept.value.id)
    }
    const moved = await moveReport(
      tx,
      report,
      'number',
      'numbered',
      { number, dated_on: day(dated) },
      { number, dated },
    )
    if (!moved.ok) return moved
    return askReview(tx, { ...report, number, datedOn: day(dated) }, report.version + 1)
  })
}

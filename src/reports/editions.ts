import { transact } from '../db/transaction.ts'
import { ok, type Result, refuse } from '../result.ts'
import { dropReview } from '../review/store.ts'
import type { State } from './lifecycle.ts'
import type { Desk } from './steps.ts'
import { copyWaivers, findReportOf, insertReport, moveReport, type Report } from './store.ts'

/** Longest 更正说明, in characters. */
const LONGEST_NOTE = 1000

/** What changed and why, for the public. Refuses fewer than ten characters: “有误” explains nothing. */
export function readCorrection(text: string | undefined, field: string): Result<string> {
  const note = (text ?? '').replace(/\r\n?/g, '\n').trim()
  const fix = '如：第二部分“现行有效件数”原写12件，漏计1件，更正为13件'
  if ([...note].length < 10)
    return refuse('reports.correction', '请写明更正了哪里、为什么更正，至少10个字', { field, fix })
  if ([...note].length > LONGEST_NOTE)
    return refuse('reports.correction', `更正说明最多${LONGEST_NOTE}字`, { field, fix: '请只写更正了什么、为什么' })
  return ok(note)
}

/**
 * Begins the corrected edition (更正版) of a published report. The published one stays public and unchanged until the new
 * one is published in its place. Refuses while a later edition exists.
 */
export async function correctReport(desk: Desk, report: Report, to: State, text?: string): Promise<Result<void>> {
  const note = readCorrection(text, 'reason')
  return note.ok ? beginNext(desk, report, { step: 'correct', to, correction: note.value, reason: note.value }) : note
}

/**
 * Gives up a numbered report that may not be public as it was signed, and begins it anew. Its number stays taken. Nothing
 * was public, so that nothing is corrected before the public; the reason is kept in the case file.
 */
export async function remakeReport(desk: Desk, report: Report, to: State, text?: string): Promise<Result<void>> {
  const reason = text?.trim() ?? ''
  if (reason.length < 5)
    return refuse('reports.reason', '请写明作废的原因，至少5个字', {
      field: 'reason',
      fix: '如：正文第一部分写有个人电话，不宜公开，删去后重新签发',
    })
  return beginNext(desk, report, { step: 'remake', to, correction: report.correction, reason })
}

type Next = { step: 'correct' | 'remake'; to: State; correction: string | null; reason: string }

/** The next edition begins with the words and the explanations of this one; its figures are counted anew. */
const beginNext = (desk: Desk, report: Report, { step, to, correction, reason }: Next): Promise<Result<void>> =>
  transact(desk, async (tx) => {
    const newest = await findReportOf(tx, report.organId, report.year)
    if (newest && newest.edition > report.edition)
      return refuse('reports.edition', '这份报告已经有更新的一版', { fix: '请打开最新的一版办理' })
    const moved = await moveReport(tx, report, step, to, {}, { reason, edition: report.edition + 1 })
    if (!moved.ok) return moved
    const dropped = step === 'remake' ? await dropReview(tx, 'report', report.id) : ok(undefined)
    if (!dropped.ok) return dropped
    const { organId, year, form, narrative } = report
    const begun = await insertReport(tx, { organId, year, form, narrative, edition: report.edition + 1, correction })
    if (!begun.ok) return begun
    await copyWaivers(tx, report.id, begun.value)
    return ok(undefined)
  })

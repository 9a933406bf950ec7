import type { Sql } from 'postgres'
import { type Day, dayOf, yearOf } from '../calendar/day.ts'
import { accountOf, type Context } from '../context.ts'
import { transact } from '../db/transaction.ts'
import { formFor, formNamed, formsFor } from '../law/forms.ts'
import { findOrgan } from '../organs/store.ts'
import { ok, type Result, refuse } from '../result.ts'
import type { Said } from '../review/rules.ts'
import { withOthers } from '../review/store.ts'
import type { SiteSettings } from '../web/env.ts'
import { assess, blockersOf, documentOf } from './assess.ts'
import { listsBehind, withLists } from './behind.ts'
import { correctReport, readCorrection, remakeReport } from './editions.ts'
import { askReview, reviewOfReport, reviewReport } from './issue.ts'
import { type StepName, take } from './lifecycle.ts'
import { numberReport } from './numbering.ts'
import { lockOf } from './rollup/lock.ts'
import { dropWaiver, findReport, insertReport, moveReport, putWaiver, type Report } from './store.ts'

/** A step of a report is taken by a person, outside any other transaction: figures are counted in a snapshot of their own. */
export type Desk = Context & { sql: Sql; site: SiteSettings }

/**
 * Begins the report of a year that has ended or is running, in the form `chosen`, or else the one the organ prefers. Refuses a
 * year that has no form yet, and a form that is not for the year.
 */
export function startReport(desk: Desk, organId: string, year: number, chosen?: string): Promise<Result<string>> {
  return transact(desk, async (tx) => {
    if (year > yearOf(dayOf(desk.now))) return refuse('reports.future', '这个年度还没有开始', { field: 'year' })
    const organ = await findOrgan(tx, organId)
    const form = formFor(year, chosen || organ?.settings.reportForm)
    if (!form)
      return refuse('reports.no-form', `还没有${year}年度的报告格式`, {
        fix: '可编写2008年度以后的报告',
        field: 'year',
      })
    if (chosen && form.code !== chosen)
      return refuse('reports.other-form', `${formNamed(chosen)?.name ?? '这个格式'}不适用于${year}年度`, {
        fix: `请选择${formsFor(year)
          .map(({ name }) => name)
          .join('，或者')}`,
        field: 'form',
      })
    return insertReport(tx, { organId, year, form: form.code })
  })
}

const LONGEST = 20_000

/** Saves what the officer wrote around the figures. Always saves while the report is being drafted; findings come after. */
export function writeNarrative(
  desk: Desk,
  report: Report,
  narrative: Record<string, string>,
  correction?: string,
): Promise<Result<void>> {
  return transact(desk, async (tx) => {
    if (desk.actor.kind !== 'staff' || !desk.actor.roles.includes('officer'))
      return refuse('reports.not-yours', '报告正文由信息员编写')
    if (report.state !== 'drafting')
      return refuse('reports.too-late', '报告已经送签，正文不能再改', { fix: '需要修改时，请先退回修改' })
    const long = Object.entries(narrative).find(([, text]) => text.length > LONGEST)
    if (long)
      return refuse('reports.long', `这一部分超过${LONGEST}字`, { field: long[0], fix: '请分段精简，或改为附件' })
    const note = report.correction === null ? null : readCorrection(correction ?? report.correction, 'correction')
    if (note && !note.ok) return note
    return moveReport(
      tx,
      report,
      'write',
      'drafting',
      {
        narrative,
        ...(note && { correction: note.value }),
        prepared_by: accountOf(desk),
        prepared_as: desk.actor.name,
      },
      { parts: Object.keys(narrative) },
    )
  })
}

/** Explains why a finding may stand. The reason is printed in the case file (办理单) and frozen with the signature. */
export async function waive(desk: Desk, report: Report, code: string, reason: string): Promise<Result<void>> {
  if (report.state !== 'drafting') return refuse('reports.too-late', '报告已经送签，不能再说明理由')
  if (reason.trim().length < 5)
    return refuse('reports.reason', '请写明理由，至少5个字', { field: 'reason', fix: '说明差异从何而来、如何处理' })
  const { findings } = await assess(desk, report, desk.site)
  const finding = findings.find((one) => one.code === code)
  if (!finding) return refuse('reports.no-finding', '这一项已经不存在了', { fix: '请刷新页面，查看最新的核对结果' })
  return transact(desk, async (tx) => {
    await putWaiver(tx, report.id, { finding: code, says: finding.says, reason: reason.trim() })
    return ok(undefined)
  })
}

/** Takes the explanation of a finding back. */
export function unwaive(desk: Desk, report: Report, code: string): Promise<Result<void>> {
  return transact(desk, async (tx) => {
    if (report.state !== 'drafting') return refuse('reports.too-late', '报告已经送签，不能再改')
    await dropWaiver(tx, report.id, code)
    return ok(undefined)
  })
}

export type StepInput = { reason?: string; day?: Day; category?: string; said?: Said }

/**
 * Takes one step of the report's life (`STEPS`). Checking and signing judge the figures of this very minute; signing
 * freezes them with the document, and from then on nothing in the records changes the report.
 */
export async function takeStep(
  desk: Desk,
  id: string,
  version: number,
  name: StepName,
  input: StepInput = {},
): Promise<Result<void>> {
  const report = await findReport(desk, id)
  if (!report) return refuse('reports.none', '没有这份报告')
  if (report.version !== version)
    return refuse('reports.stale', '其他人刚刚改动了这份报告', { fix: '请刷新页面后再办理' })
  if (desk.actor.kind !== 'staff') throw new Error('a report is moved by a person')
  const review = await reviewOfReport(desk, report)
  const to = take(name, { ...report, review }, desk.actor)
  if (!to.ok) return review ? withOthers<void>(desk, review, to) : to
  if (name === 'correct' || name === 'remake') {
    const locked = await lockOf(desk, report)
    if (locked) return locked
  }
  switch (name) {
    case 'check': {
      const clear = await nothingBlocks(desk, report)
      if (!clear.ok) return clear
      return transact(desk, (tx) => moveReport(tx, report, 'check', to.value, { checked_by: accountOf(desk) }))
    }
    case 'reopen': {
      const reason = input.reason?.trim()
      if (!reason) return refuse('reports.reason', '请写明退回的原因', { field: 'reason' })
      return transact(desk, (tx) => moveReport(tx, report, 'reopen', to.value, {}, { reason }))
    }
    case 'sign':
      return sign(desk, report)
    case 'number':
      return numberReport(desk, report, input)
    case 'publish':
      if (!input.said) return refuse('review.unchecked', '请逐项审查后提出意见', { field: 'checked' })
      return reviewReport(desk, report, input.said)
    case 'correct':
      return correctReport(desk, report, to.value, input.reason)
    case 'remake':
      return remakeReport(desk, report, to.value, input.reason)
  }
}

/** Sends a numbered report to the review again, after it was returned or held. */
export function askAgain(desk: Desk, report: Report): Promise<Result<void>> {
  return transact(desk, async (tx) => {
    if (desk.actor.kind !== 'staff' || !desk.actor.roles.includes('officer'))
      return refuse('reports.not-yours', '报告由信息员送审')
    if (report.state !== 'numbered') return refuse('reports.too-late', '只有已编号、未发布的报告可以送审')
    const review = await reviewOfReport(tx, report)
    if (review?.state === 'open') return refuse('reports.asked', '这份报告正在审查，不需要再次送审')
    return askReview(tx, report, report.version)
  })
}

async function nothingBlocks(desk: Desk, report: Report): Promise<Result<void>> {
  const blocking = await blockersOf(desk, report, desk.site)
  if (blocking.length === 0) return ok(undefined)
  return refuse('reports.contradiction', `还有${blocking.length}处对不上：${blocking[0]!.says}`, {
    fix: '请改正记录或正文，或者逐项说明理由',
  })
}

async function sign(desk: Desk, report: Report): Promise<Result<void>> {
  const assessment = await assess(desk, report, desk.site)
  if (assessment.blocking.length > 0)
    return refuse(
      'reports.contradiction',
      `送签以后记录有变动，现在有${assessment.blocking.length}处对不上：${assessment.blocking[0]!.says}`,
      {
        fix: '请退回修改，核对后重新送签',
      },
    )
  const document = await documentOf(assessment, report, desk.now)
  const { words } = assessment.written
  const reckoning = withLists(assessment.written.reckoning, await listsBehind(desk, assessment.written))
  return transact(desk, (tx) =>
    moveReport(
      tx,
      report,
      'sign',
      'signed',
      {
        frozen: { reckoning, words, findings: assessment.findings, document },
        signed_by: accountOf(desk),
        signed_as: desk.actor.name,
        signed_at: desk.now,
      },
      { findings: assessment.findings.map(({ code, waived }) => ({ code, waived: waived?.reason ?? null })) },
    ),
  )
}

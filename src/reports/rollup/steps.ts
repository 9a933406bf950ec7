import { type Day, dayOf, yearOf } from '../../calendar/day.ts'
import type { Context, Scope } from '../../context.ts'
import { transact } from '../../db/transaction.ts'
import { childrenIn, parentIn } from '../../organs/hierarchy/store.ts'
import { ok, type Result, refuse } from '../../result.ts'
import { findReport, findReportOf, type Report } from '../store.ts'
import { handedOf } from './consolidation.ts'
import { legalDeadline } from './deadlines.ts'
import { maySubmit, type StepName, take, type Where, type Who } from './lifecycle.ts'
import {
  insertSubmission,
  moveSubmission,
  putCall,
  putReminder,
  type Submission,
  submissionsOf,
  unsign,
} from './store.ts'

/** The person taking a step; the program itself hands nothing in. */
const whoIs = ({ actor }: Context): Who => (actor.kind === 'staff' ? actor : { roles: [], organId: null })

/** Whether this person may hand the report in now. */
export async function mayHandIn(ctx: Context, report: Report): Promise<Result<{ parentId: string }>> {
  const [parent, [last]] = await Promise.all([
    parentIn(ctx, report.organId, report.year),
    submissionsOf(ctx, report.organId, report.year),
  ])
  const may = maySubmit(
    {
      signed: report.frozen !== null,
      organId: report.organId,
      parentId: parent?.id ?? null,
      last: last?.state ?? null,
      year: report.year,
      lastYearOver: yearOf(dayOf(ctx.now)) > report.year,
    },
    whoIs(ctx),
  )
  return may.ok ? ok({ parentId: parent!.id }) : may
}

/** 报送: hands a signed report to the organ above, with its figures as signed. */
export function submitReport(ctx: Context, reportId: string): Promise<Result<string>> {
  return transact(ctx, async (tx) => {
    const report = await findReport(tx, reportId)
    if (!report) return refuse('reports.none', '没有这份报告')
    const may = await mayHandIn(tx, report)
    if (!may.ok) return may
    return insertSubmission(tx, {
      reportId,
      organId: report.organId,
      parentId: may.value.parentId,
      year: report.year,
      form: report.form,
      handed: handedOf(report.frozen!.reckoning),
    })
  })
}

/** What the next steps of a submission depend on. */
export async function whereIs(scope: Scope, { state, organId, parentId, year }: Submission): Promise<Where> {
  const above = await findReportOf(scope, parentId, year)
  return { state, organId, parentId, parentSigned: Boolean(above?.frozen) }
}

/** 撤回, 接收 or 退回. A report is sent back with a reason its organ can act on. */
export function moveOn(
  ctx: Context,
  submission: Submission,
  version: number,
  name: StepName,
  reason = '',
): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    if (submission.version !== version)
      return refuse('rollup.stale', '其他人刚刚办理了这次报送', { fix: '请刷新页面后再办理' })
    const to = take(name, await whereIs(tx, submission), whoIs(tx))
    if (!to.ok) return to
    const told = reason.trim()
    if (name === 'return' && (told.length < 5 || told.length > 1000))
      return refuse('rollup.reason', '请写明退回的原因，5至1000字', {
        field: 'reason',
        fix: '写清哪一项有问题、需要怎样改',
      })
    return moveSubmission(tx, submission, name, to.value, name === 'return' ? told : null)
  })
}

/** Takes a signature back after the organ above sent the report back. A report with a number needs another edition instead. */
export function unsignReturned(ctx: Context, report: Report): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    const who = whoIs(tx)
    if (who.organId !== report.organId || !who.roles.some((role) => role === 'officer' || role === 'leader'))
      return refuse('reports.not-yours', '由报送机关的信息员或者领导办理')
    const [last] = await submissionsOf(tx, report.organId, report.year)
    if (last?.reportId !== report.id || last.state !== 'returned')
      return refuse('rollup.not-returned', '只有上级机关退回的报告可以撤销签发')
    if (report.state !== 'signed')
      return refuse('rollup.numbered', '报告已经编号，不能撤销签发', { fix: '请作废后重新编制，或者编制更正版' })
    return unsign(tx, report.id, report.version)
  })
}

/** 布置: asks the organs below for their reports of a year by a day. The law's day cannot be put off. */
export function callForReports(
  ctx: Context,
  parentId: string,
  input: { year: number; dueOn: Day; note: string },
): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    const mine = isParentsOfficer(tx, parentId)
    if (!mine.ok) return mine
    const { on, article } = legalDeadline('child', input.year)
    if (input.dueOn > on)
      return refuse('rollup.call-late', `法定期限是${on}（${article}），不能布置得更晚`, { field: 'dueOn' })
    if (yearOf(input.dueOn) <= input.year)
      return refuse('rollup.call-early', `${input.year}年的报告在年度结束以后报送`, { field: 'dueOn' })
    if (input.note.trim().length > 500) return refuse('rollup.note', '要求最多500字', { field: 'note' })
    await putCall(tx, { ...input, parentId, note: input.note.trim() })
    return ok(undefined)
  })
}

/** 催报: reminds organs that have not handed in. Answers how many. */
export function remind(
  ctx: Context,
  parentId: string,
  { year, organIds, note }: { year: number; organIds: readonly string[]; note: string },
): Promise<Result<number>> {
  return transact(ctx, async (tx) => {
    const mine = isParentsOfficer(tx, parentId)
    if (!mine.ok) return mine
    if (organIds.length === 0) return refuse('rollup.nobody', '请选择要催报的机关', { field: 'organ' })
    if (note.trim().length > 500) return refuse('rollup.note', '催报的话最多500字', { field: 'note' })
    const below = new Set((await childrenIn(tx, parentId, year)).map(({ id }) => id))
    for (const organId of new Set(organIds)) {
      if (!below.has(organId)) return refuse('rollup.not-below', '所选机关不是本机关的下级', { field: 'organ' })
      await putReminder(tx, { parentId, organId, year, note: note.trim() })
    }
    return ok(new Set(organIds).size)
  })
}

function isParentsOfficer(ctx: Context, parentId: string): Result<void> {
  const { roles, organId } = whoIs(ctx)
  return organId === parentId && roles.includes('officer')
    ? ok(undefined)
    : refuse('rollup.not-yours', '由上级机关的信息员办理')
}

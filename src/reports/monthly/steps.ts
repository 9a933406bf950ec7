import { dayOf, yearOf } from '../../calendar/day.ts'
import type { Context } from '../../context.ts'
import { transact } from '../../db/transaction.ts'
import { keepFile } from '../../files/store.ts'
import { listUnits } from '../../organs/store.ts'
import { ok, type Result, refuse } from '../../result.ts'
import { moneyUnitIn, readAmount } from '../figures/amounts.ts'
import { labelOf } from '../figures/labels.ts'
import { formOfYear } from './form.ts'
import { changesOf, type Duty, hasBegun, isCorrection, monthlyFigures, SHUT, shutOf } from './rules.ts'
import {
  addEvidence,
  answersOf,
  closingsOf,
  dropEvidence,
  dutiesOf,
  type Entry,
  findEvidence,
  holdMonths,
  isSigned,
  putAnswers,
  putClosing,
  putDueDay,
  putDuties,
  sectionsHeld,
} from './store.ts'

export type Month = { organId: string; unitId: string; year: number; month: number }

const isOffice = ({ actor }: Context, organId: string): boolean =>
  actor.kind === 'staff' && actor.roles.includes('officer') && (actor.organId === null || actor.organId === organId)

/** The office enters for every section and village of its organ, a 填报员 for the own. */
export async function mayEnter(ctx: Context, organId: string, unitId: string): Promise<boolean> {
  if (isOffice(ctx, organId)) return true
  const { actor } = ctx
  if (actor.kind !== 'staff' || !actor.roles.includes('reporter')) return false
  return (await sectionsHeld(ctx, actor.accountId, dayOf(ctx.now))).some(({ id }) => id === unitId)
}

const notYours = () =>
  refuse('monthly.not-yours', '只能填报本科室的数', { fix: '其他科室的数由该科室或者党政办公室填报' })
const officeOnly = () => refuse('monthly.not-office', '这一步由党政办公室信息员办理')

/** Why a month cannot be changed now. */
export async function shutMonth(ctx: Context, { organId, year, month }: Omit<Month, 'unitId'>) {
  const closings = await closingsOf(ctx, organId, year)
  return shutOf({
    begun: hasBegun(year, month, dayOf(ctx.now)),
    closed: closings.some((one) => one.month === month),
    signed: await isSigned(ctx, organId, year),
  })
}

/** What a page was made from: a change on top of somebody else's is refused. */
export const seenOf = (answers: readonly Pick<Entry, 'figure' | 'version'>[]): string =>
  answers
    .map(({ figure, version }) => `${figure}:${version}`)
    .sort()
    .join(' ')

async function openMonth(tx: Context, at: Month): Promise<Result<void>> {
  if (!(await mayEnter(tx, at.organId, at.unitId))) return notYours()
  await holdMonths(tx, at.organId)
  const shut = await shutMonth(tx, at)
  return shut ? refuse(`monthly.${shut}`, SHUT[shut].says, { fix: SHUT[shut].fix }) : ok(undefined)
}

export type MonthInput = {
  /** As typed, by figure. Blank takes an answer back; a figure left out stays as it is. */
  values: Record<string, string>
  /** Why: needed as soon as an answer that was given before changes. */
  reason: string
  /** `seenOf` the answers the page showed. */
  seen: string
}

/**
 * Enters what a section has to say of a month. Money in the unit of the year's form, or the one it names. All of it or none;
 * answers with how many figures changed. Refuses a month that is closed, signed or to come, and another section's figures.
 */
export function enterMonth(ctx: Context, at: Month, { values, reason, seen }: MonthInput): Promise<Result<number>> {
  return transact(ctx, async (tx) => {
    const open = await openMonth(tx, at)
    if (!open.ok) return open
    const { organId, unitId, year, month } = at
    const form = await formOfYear(tx, organId, year)
    const duties = (await dutiesOf(tx, organId, year)).filter((duty) => duty.unitId === unitId)
    const before = await answersOf(tx, organId, { from: year, to: year }, { unitId, month })
    if (seenOf(before) !== seen)
      return refuse('monthly.stale', '其他人刚刚改动了这个月的数', { fix: '您填写的还在下面，请核对最新的数后再保存' })
    const after = new Map<string, number | null | undefined>()
    for (const [figure, text] of Object.entries(values)) {
      if (!duties.some((duty) => duty.figure === figure))
        return refuse('monthly.not-assigned', `本科室不负责“${labelOf(figure)}”`, { field: `value-${figure}` })
      if (text.trim() === '') {
        after.set(figure, undefined)
        continue
      }
      const read = readAmount(figure, text, `value-${figure}`, moneyUnitIn(form, figure))
      if (!read.ok) return read
      after.set(figure, read.value)
    }
    const changes = changesOf(new Map(before.map((one) => [one.figure, one.value])), after)
    if (changes.length === 0) return ok(0)
    const why = reason.trim()
    if (changes.some(isCorrection) && why.length < 2)
      return refuse('monthly.reason', '改动已经填过的数，请写明原因', {
        field: 'reason',
        fix: '如：漏计一件，据台账补记',
      })
    if (why.length > 200) return refuse('monthly.reason', '原因不超过200字', { field: 'reason' })
    await putAnswers(tx, at, changes, (change) => (isCorrection(change) ? why : ''))
    return ok(changes.length)
  })
}

/** 凭据: attaches a file to a month of a section. */
export function attach(ctx: Context, at: Month, file: { name: string; bytes: Uint8Array }): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    const open = await openMonth(tx, at)
    if (!open.ok) return open
    const kept = await keepFile(tx, file)
    if (!kept.ok) return { ok: false, refusal: { ...kept.refusal, field: 'files' } }
    await addEvidence(tx, at, kept.value)
    return ok(undefined)
  })
}

/** Takes a piece of evidence off its month. */
export function detach(ctx: Context, evidenceId: string): Promise<Result<Month>> {
  return transact(ctx, async (tx) => {
    const evidence = await findEvidence(tx, evidenceId)
    if (!evidence) return refuse('monthly.no-evidence', '没有这份凭据', { fix: '请刷新页面，查看最新情况' })
    const open = await openMonth(tx, evidence)
    if (!open.ok) return open
    await dropEvidence(tx, evidence)
    return ok(evidence)
  })
}

/** 关账: nothing of a month changes after it. Refuses while a section owes something, and says which. */
export function closeMonth(ctx: Context, { organId, year, month }: Omit<Month, 'unitId'>): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    if (!isOffice(tx, organId)) return officeOnly()
    await holdMonths(tx, organId)
    if (!hasBegun(year, month, dayOf(tx.now))) return refuse('monthly.later', SHUT.later.says, { fix: SHUT.later.fix })
    const duties = await dutiesOf(tx, organId, year)
    const said = (await answersOf(tx, organId, { from: year, to: year })).filter((one) => one.month === month)
    const owing = duties.filter(
      ({ unitId, figure }) => !said.some((one) => one.unitId === unitId && one.figure === figure),
    )
    if (owing.length > 0) {
      const names = new Map((await listUnits(tx, organId)).map(({ id, name }) => [id, name]))
      const who = [...new Set(owing.map(({ unitId }) => names.get(unitId)!))]
      return refuse('monthly.owing', `${month}月还有${who.join('、')}没有填完，不能关账`, {
        fix: '请催报，或者代为填报',
      })
    }
    if (!(await putClosing(tx, { organId, year, month }, true))) return refuse('monthly.closed', '这个月已经关账')
    return ok(undefined)
  })
}

/** Opens a closed month again, with the reason. */
export function reopenMonth(
  ctx: Context,
  { organId, year, month }: Omit<Month, 'unitId'>,
  reason: string,
): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    if (!isOffice(tx, organId)) return officeOnly()
    const why = reason.trim()
    if (why.length < 2) return refuse('monthly.reason', '请写明重新开放的原因', { field: `reason-${month}` })
    if (!(await putClosing(tx, { organId, year, month }, false, why)))
      return refuse('monthly.not-closed', '这个月没有关账', { fix: '请刷新页面，查看最新情况' })
    return ok(undefined)
  })
}

/** Sets which section answers for which figure from a year on, and until which day of the month after. */
export function assign(
  ctx: Context,
  organId: string,
  { year, duties, dueDay }: { year: number; duties: readonly Duty[]; dueDay: number },
): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    if (!isOffice(tx, organId)) return officeOnly()
    if (!Number.isInteger(year) || year < 2008 || year > yearOf(dayOf(tx.now)) + 1)
      return refuse('monthly.year', '年度应当在2008年至明年之间', { field: 'year' })
    if (!Number.isInteger(dueDay) || dueDay < 1 || dueDay > 28)
      return refuse('monthly.due-day', '填报期限应当在次月1日至28日之间', { field: 'dueDay' })
    await holdMonths(tx, organId)
    const sections = new Set((await listUnits(tx, organId)).map(({ id }) => id))
    const figures = new Set(monthlyFigures(await formOfYear(tx, organId, year)))
    const wrong = duties.find(({ unitId, figure }) => !sections.has(unitId) || !figures.has(figure))
    if (wrong)
      return refuse('monthly.no-duty', '请从列出的科室、村（居）和指标中选择', { field: `units-${wrong.figure}` })
    await putDuties(tx, organId, year, duties)
    await putDueDay(tx, organId, dueDay)
    return ok(undefined)
  })
}

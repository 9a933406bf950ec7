import type { Sql } from 'postgres'
import { dayOf } from '../calendar/day.ts'
import type { Scope } from '../context.ts'
import { asIssued } from '../documents/official.ts'
import { formNamed } from '../law/forms.ts'
import type { Organ } from '../organs/model.ts'
import { findOrgan } from '../organs/store.ts'
import type { OfficialDocument } from '../typeset/model.ts'
import type { SiteSettings } from '../web/env.ts'
import { aroundOf } from './around.ts'
import { changeWords } from './changes.ts'
import type { Correction } from './correction.ts'
import { differences } from './differences.ts'
import { reportDocument } from './document.ts'
import type { Reckoning } from './figures.ts'
import { monthlyFindings } from './monthly/findings.ts'
import { drawCharts } from './pictures.ts'
import { reckon } from './reckon.ts'
import { rollUp } from './rollup/gather.ts'
import { type Finding, findContradictions, type LastYear } from './rules.ts'
import { findReportOf, type Report, validReportOf, waiversOf } from './store.ts'
import { blankSlots, unknownSlots, type Words, type Written } from './text.ts'
import { wordsOf } from './words.ts'

export type Judged = Finding & { waived?: { reason: string; as: string } }

/** A report as it stands: signed word for word, or computed this minute from the records. */
export type Assessment = {
  organ: Organ
  written: Omit<Written, 'charts'>
  findings: Judged[]
  /** What still keeps it from being signed. */
  blocking: Judged[]
  signed: boolean
  /** What it corrects, when it is a corrected edition that is not signed yet. */
  correction: Correction | null
}

type Reader = Scope & { sql: Sql }

/** The signed report if there is one, else the computed one. */
export async function assess(scope: Reader, report: Report, site: SiteSettings): Promise<Assessment> {
  const organ = await organOf(scope, report)
  const form = formNamed(report.form)
  if (!form) throw new Error(`no form ${report.form}`)
  if (!report.frozen) return recompute(scope, report, site)
  const { reckoning, words, findings } = report.frozen
  return {
    organ,
    written: { form, reckoning, words, narrative: report.narrative },
    findings,
    blocking: [],
    signed: true,
    correction: null,
  }
}

/** Computes the report anew from today's records, signed or not: what a signature would cover now. */
export async function recompute(scope: Reader, report: Report, site: SiteSettings): Promise<Assessment> {
  const organ = await organOf(scope, report)
  const form = formNamed(report.form)
  if (!form) throw new Error(`no form ${report.form}`)
  const { reckoning, findings: gaps } = await rollUp(scope, await reckon(scope, organ.id, report.year, form))
  const before = await lastYear(scope, report)
  const words = { ...wordsOf(organ, site, report.year), ...changeWords(reckoning, before) }
  const { narrative } = report
  const waivers = await waiversOf(scope, report.id)
  const around = await aroundOf(scope, organ, report, { form, reckoning, words, narrative })
  const findings = [
    ...findContradictions({ form, reckoning, narrative, lastYear: before, around }),
    ...slotFindings(narrative, { reckoning, words }),
    ...gaps,
    ...(await monthlyFindings(scope, { organId: organ.id, year: report.year }, form, reckoning)),
  ].map((finding): Judged => {
    const waiver = waivers.find((one) => one.finding === finding.code && one.says === finding.says)
    return waiver ? { ...finding, waived: { reason: waiver.reason, as: waiver.waivedAs } } : finding
  })
  return {
    organ,
    written: { form, reckoning, words, narrative },
    findings,
    blocking: findings.filter((finding) => finding.severity === 'hard' && !finding.waived),
    signed: false,
    correction: await correctionOf(scope, report, reckoning),
  }
}

/** What blocks this report now: hard findings nobody has explained, judged this minute. Nothing blocks a signed one. */
export const blockersOf = async (scope: Reader, report: Report, site: SiteSettings): Promise<Judged[]> =>
  (await assess(scope, report, site)).blocking

/** The whole document as it would be printed today, or as it was signed. */
export async function documentOf(assessment: Assessment, report: Report, now: Date): Promise<OfficialDocument> {
  if (report.frozen) return asIssued(report.frozen.document, report)
  const charts = await drawCharts(assessment.written.reckoning)
  const { written, organ, correction } = assessment
  return reportDocument({ ...written, charts }, organ, dayOf(now), { correction })
}

async function correctionOf(scope: Scope, report: Report, reckoning: Reckoning): Promise<Correction | null> {
  if (report.correction === null) return null
  const { organId, year, edition } = report
  const replaced = await validReportOf(scope, organId, year, { before: edition, published: true })
  if (!replaced?.frozen) throw new Error(`edition ${edition} of ${report.id} corrects nothing`)
  const { number, datedOn, frozen } = replaced
  return { note: report.correction, replaces: { number, datedOn }, changed: differences(frozen.reckoning, reckoning) }
}

async function organOf(scope: Scope, report: Report): Promise<Organ> {
  const organ = await findOrgan(scope, report.organId)
  if (!organ) throw new Error(`report ${report.id} belongs to no organ`)
  return organ
}

async function lastYear(scope: Scope, report: Report): Promise<LastYear | null> {
  const before =
    (await validReportOf(scope, report.organId, report.year - 1)) ??
    (await findReportOf(scope, report.organId, report.year - 1))
  if (!before) return null
  const figures = before.frozen?.reckoning.figures ?? []
  return {
    year: before.year,
    values: Object.fromEntries(figures.map(({ key, value }) => [key, value])),
    narrative: before.narrative,
  }
}

const slotFindings = (
  narrative: Record<string, string>,
  { reckoning, words }: { reckoning: Written['reckoning']; words: Words },
): Finding[] =>
  Object.entries(narrative).flatMap(([key, text]) => [
    ...[...new Set(unknownSlots(text, reckoning, words))].map((slot) => ({
      code: `slot:${key}:${slot}`,
      rule: 'slot',
      severity: 'hard' as const,
      says: `正文中的{${slot}}不是任何指标的名称，无法填数。`,
      figures: [],
      places: [{ text: key }],
    })),
    ...blankSlots(text, reckoning).map(({ key: figure, label }) => ({
      code: `slot:${key}:${figure}:blank`,
      rule: 'slot',
      severity: 'hard' as const,
      says: `正文用到的“${label}”没有填报，印出来是空的。请填报，或者删去这一句。`,
      figures: [],
      places: [{ text: key }, { figure }],
    })),
  ])

const NONE = '00000000-0000-0000-0000-000000000000'

/** A report nobody has begun: its figures can be computed all the same. */
export const unwritten = (organId: string, year: number, form: string): Report => ({
  id: NONE,
  organId,
  year,
  form,
  state: 'drafting',
  narrative: {},
  preparedBy: NONE,
  preparedAs: '',
  signedBy: null,
  signedAs: null,
  signedAt: null,
  frozen: null,
  number: null,
  datedOn: null,
  publishedAt: null,
  itemId: null,
  edition: 1,
  correction: null,
  version: 0,
})

import type { ReportForm } from '../../law/form.ts'
import type { Organ } from '../../organs/model.ts'
import type { ReportThresholds } from '../../organs/settings.ts'
import type { Reckoning } from '../figures.ts'
import type { Print } from './similarity.ts'

/**
 * Where one side of a finding stands: a figure, where a figure is entered (填报数), a part of the text, the report of the year
 * before, another organ's report.
 */
export type Place =
  | { figure: string }
  | { entered: string; year: number }
  | { text: string }
  | { before: string }
  | { report: string; label: string }

/** What does not add up. `figures` gives the stated number first, then the one it was compared with. */
export type Finding = {
  /** Names the finding within its report, for waivers: the rule, and the figure it is about when there may be several. */
  code: string
  rule: string
  severity: 'hard' | 'soft'
  says: string
  figures: number[]
  article?: string
  /** Both sides of it, to be looked up. Reports signed before there were any have none. */
  places?: Place[]
}

export type Found = Omit<Finding, 'article'>

/** What the year before left: its figures and its text, as signed. */
export type LastYear = { year: number; values: Record<string, number | null>; narrative: Record<string, string> }

/** What the same figure comes to in the reports of the other organs of the same kind, signed for the same year. */
export type Peer = { average: number; organs: number }

/** A text to compare with: of another organ, or of a year before. */
export type OtherText = { report: string; label: string; own: boolean; prints: Record<string, Print> }

export type Case = {
  form: ReportForm
  reckoning: Reckoning
  narrative: Record<string, string>
  lastYear: LastYear | null
  /** Left out where only the report itself is asked. */
  around?: {
    kind: Organ['kind']
    names: readonly string[]
    thresholds: ReportThresholds
    peers: Record<string, Peer>
    others: readonly OtherText[]
    /** The report as it would be printed, and what was written in it with its slots filled, for reading it again. */
    printed: string
    filled: Record<string, string>
  }
}

type Making = { about?: string; places?: Place[] }

/** Makes the findings of one rule. `about` tells several of them apart. */
export const finder = (rule: { code: string }) => {
  const found =
    (severity: Finding['severity']) =>
    (says: string, figures: number[], { about, places }: Making = {}): Found => ({
      code: about ? `${rule.code}:${about}` : rule.code,
      rule: rule.code,
      severity,
      says,
      figures,
      ...(places && { places }),
    })
  return { hard: found('hard'), soft: found('soft') }
}

/** The parts of a form that somebody writes, in order. */
export const narrativesOf = (form: ReportForm) =>
  form.parts.flatMap((part) => part.pieces).filter((piece) => piece.kind === 'narrative')

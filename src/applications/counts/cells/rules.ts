import type { Edition } from '../../../law/editions.ts'
import type { Channel } from '../../channels.ts'
import { APPLICANT_KINDS, type ApplicantKind } from '../../model.ts'
import { OUTCOMES, type Outcome, type OutcomeRow, outcomeRow } from '../../outcomes.ts'

/** Applications that are alike in everything the tables ask, and how many there are. */
export type ReceivedGroup = {
  organId: string
  year: number
  channel: Channel
  applicantKind: ApplicantKind
  count: number
}
export type EndedGroup = {
  organId: string
  year: number
  edition: Edition
  outcome: Outcome
  applicantKind: ApplicantKind
  /** The term was extended. */
  extended: boolean
  count: number
}
export type OpenGroup = { organId: string; applicantKind: ApplicantKind; before: number; after: number }

/** Where a group is counted: keys of figures of the forms. */
export type CellCount = { organId: string; year: number; key: string; count: number }

/** A figure, and the part of it by who applied. */
const both = (keys: readonly string[], kind: ApplicantKind): string[] =>
  keys.flatMap((key) => [key, `${key}.${APPLICANT_KINDS[kind].column}`])

type Wanted = (key: string) => boolean
const ALL: Wanted = () => true

/** Groups added up by organ, year and key. A county has many groups and few kinds of them: the keys of a kind are found once. */
class Sums {
  private readonly organs = new Map<string, Map<number, Map<string, CellCount>>>()
  private readonly keys = new Map<string, readonly string[]>()
  private readonly wanted: Wanted
  constructor(wanted: Wanted) {
    this.wanted = wanted
  }

  add(organId: string, year: number, count: number, kind: string, keysOf: () => string[]) {
    if (count === 0) return
    let keys = this.keys.get(kind)
    if (!keys) {
      keys = keysOf().filter(this.wanted)
      this.keys.set(kind, keys)
    }
    if (keys.length === 0) return
    const years = this.organs.get(organId) ?? new Map<number, Map<string, CellCount>>()
    this.organs.set(organId, years)
    const cells = years.get(year) ?? new Map<string, CellCount>()
    years.set(year, cells)
    for (const key of keys) {
      const cell = cells.get(key)
      if (cell) cell.count += count
      else cells.set(key, { organId, year, key, count })
    }
  }

  all = (): CellCount[] =>
    [...this.organs.values()].flatMap((years) => [...years.values()].flatMap((cells) => [...cells.values()]))
}

/** What was received, in the cells it belongs to; only those that are `wanted`. */
export function receivedCells(groups: readonly ReceivedGroup[], wanted = ALL): CellCount[] {
  const sums = new Sums(wanted)
  for (const { organId, year, channel, applicantKind, count } of groups)
    sums.add(organId, year, count, `${channel} ${applicantKind}`, () => [
      ...both(['applications_received'], applicantKind),
      `applications_${channel}`,
    ])
  return sums.all()
}

/**
 * Every end of an application in the cells it belongs to: one line of each table, the line above it, and the totals. What
 * was refused before grounds were kept is in the totals alone. `handled`: what the form means by 办结 or 答复.
 */
export function endedCells(groups: readonly EndedGroup[], handled: 'answered' | 'ended', wanted = ALL): CellCount[] {
  const sums = new Sums(wanted)
  for (const group of groups) {
    const { edition, outcome, applicantKind, extended } = group
    sums.add(group.organId, group.year, group.count, `${edition} ${outcome} ${applicantKind} ${extended}`, () =>
      keysOfEnd(group, handled),
    )
  }
  return sums.all()
}

function keysOfEnd({ edition, outcome, applicantKind, extended }: EndedGroup, handled: 'answered' | 'ended'): string[] {
  const row = outcomeRow({ edition, kind: 'request' }, outcome)
  if (!row) throw new Error(`no line for ${outcome} in the edition of ${edition}`)
  return [
    'applications_ended',
    extended ? 'ended_extended' : 'ended_in_time',
    ...(handled === 'ended' || row.fujian !== null ? both(['applications_handled'], applicantKind) : []),
    row.fujian ? `answers_${row.fujian}` : 'applications_unanswered',
    ...nationalLines(row).map((line) => `answered.${line}`),
    ...both(
      tableLines(row).map((line) => `ended.${line}`),
      applicantKind,
    ),
  ]
}

/** Lines of the national table: 3.3.4.1 is in 3.3.4 too, and so is a refusal whose ground nobody kept. */
export const nationalLines = ({ national, past }: OutcomeRow): string[] => {
  if (national?.startsWith('3.3.4.')) return [national, '3.3.4']
  return national ? [national] : past ? ['3.3.4'] : []
}

/** Lines of the tables of 2019 and 2021: where 其他处理 is one line, its three are together. */
export const tableLines = ({ table }: OutcomeRow): string[] =>
  table?.startsWith('r6_') ? [table, 'r6'] : table ? [table] : []

/** What stood open when the year began and when it ended. */
export function openCells(groups: readonly OpenGroup[], year: number, wanted = ALL): CellCount[] {
  const sums = new Sums(wanted)
  for (const { organId, applicantKind, before, after } of groups) {
    sums.add(organId, year, before, `in ${applicantKind}`, () => both(['applications_carried_in'], applicantKind))
    sums.add(organId, year, after, `out ${applicantKind}`, () => [
      'applications_open',
      ...both(['applications_carried_out'], applicantKind),
    ])
  }
  return sums.all()
}

/** A line of one of the tables; any line of it; or none: what ended without an answer. */
export type TableLine = { table: 'fujian' | 'national' | 'table'; code: string } | 'answered' | 'unanswered'

/** The outcomes of an edition that are counted in a line. */
export const outcomesIn = (edition: Edition, line: TableLine): string[] =>
  Object.entries(OUTCOMES[edition])
    .filter(([, row]) => {
      if (typeof line === 'string') return (row.fujian !== null) === (line === 'answered')
      const { table, code } = line
      const lines = table === 'fujian' ? [row.fujian] : table === 'national' ? nationalLines(row) : tableLines(row)
      return (lines as (string | null)[]).includes(code)
    })
    .map(([outcome]) => outcome)

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

const at = <G extends { organId: string; count: number }>(group: G, year: number, keys: string[]): CellCount[] =>
  keys.map((key) => ({ organId: group.organId, year, key, count: group.count }))

export const receivedCells = (groups: readonly ReceivedGroup[]): CellCount[] =>
  groups.flatMap((group) =>
    at(group, group.year, [...both(['applications_received'], group.applicantKind), `applications_${group.channel}`]),
  )

/**
 * Every end of an application in the cells it belongs to: one line of each table, the line above it, and the totals. What
 * was refused before grounds were kept is in the totals alone. `handled`: what the form means by 办结 or 答复.
 */
export const endedCells = (groups: readonly EndedGroup[], handled: 'answered' | 'ended'): CellCount[] =>
  groups.flatMap((group) => {
    const row = outcomeRow({ edition: group.edition, kind: 'request' }, group.outcome)
    if (!row) throw new Error(`no line for ${group.outcome} in the edition of ${group.edition}`)
    const counts = handled === 'ended' || row.fujian !== null
    return at(group, group.year, [
      'applications_ended',
      group.extended ? 'ended_extended' : 'ended_in_time',
      ...(counts ? both(['applications_handled'], group.applicantKind) : []),
      row.fujian ? `answers_${row.fujian}` : 'applications_unanswered',
      ...nationalLines(row).map((line) => `answered.${line}`),
      ...both(
        tableLines(row).map((line) => `ended.${line}`),
        group.applicantKind,
      ),
    ])
  })

/** Lines of the national table: 3.3.4.1 is in 3.3.4 too, and so is a refusal whose ground nobody kept. */
export const nationalLines = ({ national, past }: OutcomeRow): string[] => {
  if (national?.startsWith('3.3.4.')) return [national, '3.3.4']
  return national ? [national] : past ? ['3.3.4'] : []
}

/** Lines of the tables of 2019 and 2021: where 其他处理 is one line, its three are together. */
export const tableLines = ({ table }: OutcomeRow): string[] =>
  table?.startsWith('r6_') ? [table, 'r6'] : table ? [table] : []

export const openCells = (groups: readonly OpenGroup[], year: number): CellCount[] =>
  groups.flatMap(({ organId, applicantKind, before, after }) => [
    ...at({ organId, count: before }, year, both(['applications_carried_in'], applicantKind)),
    ...at({ organId, count: after }, year, ['applications_open', ...both(['applications_carried_out'], applicantKind)]),
  ])

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

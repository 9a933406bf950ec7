import type { Edition } from '../../../law/editions.ts'
import { type Channel, channelCodes } from '../../channels.ts'
import { APPLICANT_KINDS, type ApplicantKind, applicantKinds } from '../../model.ts'
import { OUTCOMES, type Outcome, type OutcomeRow, outcomeRow } from '../../outcomes.ts'

/**
 * Applications that are alike in everything the form asks, and how many there are. Null: it does not ask that. An `outcome`
 * stands for all that are counted in the same cells (`aspectsOf`).
 */
export type ReceivedGroup = {
  organId: string
  year: number
  channel: Channel | null
  applicantKind: ApplicantKind | null
  count: number
}
export type EndedGroup = {
  organId: string
  year: number
  edition: Edition
  outcome: Outcome
  applicantKind: ApplicantKind | null
  /** 按时办结, by the clock; see `endedInTime`. */
  inTime: boolean
  count: number
}
export type OpenGroup = { organId: string; applicantKind: ApplicantKind | null; before: number; after: number }

/** Where a group is counted: keys of figures of the forms. */
export type CellCount = { organId: string; year: number; key: string; count: number }

/** A figure, and the part of it by who applied. */
const both = (keys: readonly string[], kind: ApplicantKind | null): string[] =>
  keys.flatMap((key) => (kind ? [key, `${key}.${APPLICANT_KINDS[kind].column}`] : [key]))

/** What the form means by 办结 or 答复. */
type Handled = 'answered' | 'ended'
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

/** What a form looks at in applications: only applications that differ in this are counted apart. */
export type Aspects = {
  channels: boolean
  applicants: boolean
  terms: boolean
  /** Outcomes that are counted in the same cells, together. */
  outcomes: { edition: Edition; outcome: Outcome }[][]
}

/** What must be looked at for the cells that are `wanted`. Pure. */
export function aspectsOf(handled: Handled, wanted: Wanted): Aspects {
  const ends = (Object.keys(OUTCOMES) as Edition[]).flatMap((edition) =>
    Object.keys(OUTCOMES[edition]).map((outcome) => ({ edition, outcome: outcome as Outcome })),
  )
  const everyKind = (end: (typeof ends)[number]) =>
    applicantKinds.flatMap((applicantKind) =>
      keysOfEnd({ ...end, applicantKind, inTime: true }, handled).filter(wanted),
    )
  const columns = Object.values(APPLICANT_KINDS).map(({ column }) => column)
  const lines = [
    ...RECEIVED,
    ...OPENED,
    ...ends.flatMap((end) => keysOfEnd({ ...end, applicantKind: null, inTime: true }, handled)),
  ]
  return {
    channels: channelCodes.some((channel) => wanted(`applications_${channel}`)),
    applicants: lines.some((line) => columns.some((column) => wanted(`${line}.${column}`))),
    terms: wanted('ended_extended') || wanted('ended_in_time'),
    outcomes: [...Map.groupBy(ends, (end) => everyKind(end).join(' ')).values()],
  }
}
const RECEIVED = ['applications_received']
const OPENED = ['applications_carried_in', 'applications_carried_out']

/** What was received, in the cells it belongs to; only those that are `wanted`. */
export function receivedCells(groups: readonly ReceivedGroup[], wanted = ALL): CellCount[] {
  const sums = new Sums(wanted)
  for (const { organId, year, channel, applicantKind, count } of groups)
    sums.add(organId, year, count, `${channel} ${applicantKind}`, () => [
      ...both(RECEIVED, applicantKind),
      ...(channel ? [`applications_${channel}`] : []),
    ])
  return sums.all()
}

/**
 * Every end of an application in the cells it belongs to: one line of each table, the line above it, and the totals. What
 * was refused before grounds were kept is in the totals alone. `handled`: what the form means by 办结 or 答复.
 */
export function endedCells(groups: readonly EndedGroup[], handled: Handled, wanted = ALL): CellCount[] {
  const sums = new Sums(wanted)
  for (const group of groups) {
    const { edition, outcome, applicantKind, inTime } = group
    sums.add(group.organId, group.year, group.count, `${edition} ${outcome} ${applicantKind} ${inTime}`, () =>
      keysOfEnd(group, handled),
    )
  }
  return sums.all()
}

function keysOfEnd(
  { edition, outcome, applicantKind, inTime }: Pick<EndedGroup, 'edition' | 'outcome' | 'applicantKind' | 'inTime'>,
  handled: Handled,
): string[] {
  const row = outcomeRow({ edition, kind: 'request' }, outcome)
  if (!row) throw new Error(`no line for ${outcome} in the edition of ${edition}`)
  return [
    'applications_ended',
    inTime ? 'ended_in_time' : 'ended_extended',
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

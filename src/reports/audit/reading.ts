import type { FormTable } from '../../law/forms/tables-shape.ts'
import type { Cell, FormCode } from './findings.ts'
import { type Flow, flowOf } from './flow.ts'
import { type Header, headerOf } from './header.ts'
import type { Key } from './narrative/keys.ts'
import { bestOf, type Narrative, readNarrative } from './narrative/narrative.ts'
import { type Annex, type AnnexRow, readAnnex } from './tables/annex.ts'
import { readApplications } from './tables/applications.ts'
import { type Duties, readDuties } from './tables/duties.ts'
import { readNational } from './tables/national.ts'
import { type Remedies, readRemedies } from './tables/remedies.ts'
import { cellsOf, type ReadTable, totalOf } from './tables/table.ts'

/** A report as it was read: nothing is judged yet. */
export type Report = {
  flow: Flow
  header: Header
  form: FormCode
  narrative: Narrative
  annex: Annex | null
  national: ReadTable | null
  duties: Duties | null
  applications: (ReadTable & { form: FormTable }) | null
  remedies: Remedies | null
}

/** What the text states, to decide between readings of a table's digits. */
type Known = (key: Key) => number | null

/** Reads a report: first where its tables are, then what the text outside them says, then the tables with that in hand. */
export function readReport(raw: string): Report {
  const flow = flowOf(raw)
  const header = headerOf(flow)
  const first = readTables(flow, header.year, () => null)
  const narrative = readNarrative(flow, spans(first), header.year)
  const known: Known = (key) => bestOf(narrative, key)?.value ?? null
  const tables = isSettled(first) ? first : readTables(flow, header.year, known)
  return { flow, header, form: formOf(tables, flow.text, header.year), narrative, ...tables }
}

type Tables = Pick<Report, 'annex' | 'national' | 'duties' | 'applications' | 'remedies'>

function readTables(flow: Flow, year: number | null, known: Known): Tables {
  const applications = readApplications(flow, known('applications_received'))
  const duties = readDuties(flow, year, applications?.from ?? flow.text.length, {
    made: known('normative_documents_made'),
    valid: known('normative_documents_valid'),
  })
  const remedies = readRemedies(flow, applications?.to ?? duties?.to ?? 0, {
    p: known('reconsiderations'),
    qs: known('litigations'),
  })
  const isNew = applications !== null || duties !== null
  return {
    annex: isNew ? null : readAnnex(flow, (label) => knownOf(label, known)),
    national: isNew ? null : readNational(flow),
    duties,
    applications,
    remedies,
  }
}

const knownOf = (label: string, known: Known): number | null => {
  const key = annexKey({ label, of: null })
  return key ? known(key) : null
}

const spans = (tables: Tables): { from: number; to: number }[] =>
  Object.values(tables).flatMap((table) => (table ? [{ from: table.from, to: table.to }] : []))

const isSettled = (tables: Tables): boolean =>
  [tables.annex, tables.duties, tables.applications, tables.remedies].every(
    (table) => table?.rows.every((row) => row.cells !== null) ?? true,
  )

function formOf(tables: Tables, text: string, year: number | null): FormCode {
  if (tables.national) return 'national-2014'
  if (tables.annex && tables.annex.columns === 2) return 'fujian-2008'
  if (tables.duties) return tables.duties.form
  // A table left empty is known by its head.
  if (/本年新制作数量|上一年项目数量/.test(text)) return '2019'
  if (/本年制发件数|本年废止件数/.test(text)) return '2021'
  if (year === null) return tables.applications ? '2021' : 'unknown'
  return year >= 2021 ? '2021' : year >= 2019 ? '2019' : 'unknown'
}

/** The figure a row of the annex gives, by the words of its label. */
export function annexKey({ label, of }: Pick<AnnexRow, 'label' | 'of'>): Key | null {
  if (of !== null) return null
  if (/^(?:本年度?)?主动公开(?:政府)?(?:信息|文件)(?:总)?数/.test(label)) return 'proactive_total'
  if (/^(?:收到|受理).*申请/.test(label)) return 'applications_received'
  if (/答复(?:总)?数/.test(label)) return 'applications_handled'
  if (/^行政复议/.test(label)) return 'reconsiderations'
  if (/^行政诉讼/.test(label)) return 'litigations'
  if (/^(?:行政申诉|举报|投诉|申诉)/.test(label)) return 'complaints'
  return null
}

/** The figures the tables state. */
export function tableFigures(report: Report): Partial<Record<Key, number>> {
  const { annex, national, applications, remedies, duties } = report
  const figures: Partial<Record<Key, number>> = {}
  const put = (key: Key, value: Cell | undefined) => {
    if (typeof value === 'number') figures[key] ??= value
  }
  for (const row of annex?.rows ?? []) {
    const key = annexKey(row)
    if (!key) continue
    put(key, row.sure[0])
    if (key === 'proactive_total') put('proactive_cumulative', row.sure[1])
  }
  for (const [code, key] of NATIONAL) put(key, cellsOf(national, code)?.[0])
  const fees = cellsOf(national, '7')?.[0]
  if (typeof fees === 'number') put('fees_yuan', fees * 10_000)
  for (const [code, key] of APPLICATIONS) put(key, totalOf(applications, code))
  const [p, q, s] = ['p', 'q', 's'].map((code) => totalOf(remedies, code))
  put('reconsiderations', p)
  if (q !== undefined && s !== undefined && (q !== null || s !== null)) put('litigations', (q ?? 0) + (s ?? 0))
  const normative = cellsOf(duties, 'normative')
  put('normative_documents_made', normative?.[0])
  if (duties?.form === '2021') put('normative_documents_valid', normative?.[2])
  return figures
}

const NATIONAL: [string, Key][] = [
  ['1.1', 'proactive_total'],
  ['1.1.2', 'normative_documents_made'],
  ['3.1', 'applications_received'],
  ['3.3', 'applications_handled'],
  ['3.2', 'applications_handled'],
  ['4', 'reconsiderations'],
  ['5', 'litigations'],
  ['6', 'complaints'],
]

const APPLICATIONS: [string, Key][] = [
  ['n1', 'applications_received'],
  ['n2', 'applications_carried_in'],
  ['r7', 'applications_handled'],
  ['n4', 'applications_carried_out'],
]

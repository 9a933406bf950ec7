import { categoriesOf, channelsOf } from './collect.ts'
import type { Audit, Cell, Contradiction, ReportTables } from './findings.ts'
import { quoteOf } from './flow.ts'
import { judgeAnnex } from './judge/annex.ts'
import type { Case, Judge } from './judge/case.ts'
import { judgeClasses } from './judge/classes.ts'
import { judgeDates } from './judge/dates.ts'
import { judgeChanges, judgeShares, judgeSums } from './judge/lists.ts'
import { judgeBalance, judgeLooseChannels, judgeOddities, judgeTrailingTotal, judgeTwice } from './judge/statements.ts'
import { judgeApplications, judgeNational, judgeRemedies } from './judge/tables.ts'
import {
  judgeAnnexItems,
  judgeAsOf,
  judgeCumulative,
  judgeFigures,
  judgeOutcomes,
  judgeSite,
  judgeUpheld,
} from './judge/text-table.ts'
import { type Report, readReport } from './reading.ts'
import { settle } from './settle.ts'
import { oneReport } from './several.ts'
import type { ReadTable } from './tables/table.ts'
import { unreadOf } from './unread.ts'

/** Longer texts are no annual report; they are cut. */
const LONGEST = 200_000

const JUDGES: Judge[] = [
  judgeSums,
  judgeShares,
  judgeChanges,
  judgeLooseChannels,
  judgeTrailingTotal,
  judgeCumulative,
  judgeFigures,
  judgeOutcomes,
  judgeAnnexItems,
  judgeSite,
  judgeAsOf,
  judgeUpheld,
  judgeTwice,
  judgeBalance,
  judgeApplications,
  judgeRemedies,
  judgeAnnex,
  judgeNational,
  judgeDates,
  judgeClasses,
  judgeOddities,
]

/**
 * Reads the text of any annual report on government information disclosure and says what in it contradicts itself.
 * Never throws, whatever the text; what could not be read with certainty is in `unread` instead of guessed.
 */
export function auditText(text: string): Audit {
  const { first, others } = oneReport(text.slice(0, LONGEST))
  const report = readReport(first)
  const settled = settle(report)
  const it: Case = { report, settled }
  const contradictions = inOrder(JUDGES.flatMap((judge) => judge(it)))
  return {
    organ: printedOrgan(report),
    year: report.header.year,
    form: report.form,
    figures: Object.fromEntries(settled.map(({ key, value }) => [key, value])),
    categories: categoriesOf(report.narrative),
    channels: channelsOf(report.narrative, report.annex, report.national),
    tables: tablesOf(report),
    contradictions,
    unread: [...others, ...unreadOf(report)],
  }
}

/** The organ in the signs it is printed in, traditional ones too. */
function printedOrgan({ flow, header: { organ } }: Report): string | null {
  const at = organ ? flow.text.indexOf(organ) : -1
  return at < 0 ? organ : quoteOf(flow, at, at + organ!.length).replace(/\s+/g, '')
}

/** Hard ones first; the same finding is told once. */
function inOrder(found: Contradiction[]): Contradiction[] {
  const seen = new Set<string>()
  const once = found.filter(({ rule, severity, says, quotes }) => {
    const key = JSON.stringify([rule, severity, says, quotes[0]])
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
  return [...once.filter(({ severity }) => severity === 'hard'), ...once.filter(({ severity }) => severity === 'soft')]
}

function tablesOf(report: Report): ReportTables {
  const tables: ReportTables = {}
  const put = (name: keyof ReportTables, table: ReadTable | null, label: 'code' | 'label') => {
    const rows = (table?.rows ?? []).flatMap((row): [string, Cell[]][] => (row.cells ? [[row[label], row.cells]] : []))
    if (rows.length > 0) tables[name] = Object.fromEntries(rows)
  }
  put('annex', report.annex, 'label')
  put('national', report.national, 'label')
  put('table2', report.duties, 'label')
  put('table3', report.applications, 'code')
  put('table4', report.remedies, 'code')
  return tables
}

import type { Contradiction } from '../findings.ts'
import { sumOf } from '../numerals.ts'
import { annexKey } from '../reading.ts'
import { type AnnexRow, isPartition } from '../tables/annex.ts'
import { type Case, contradiction, type Judge, quoteRow, shown } from './case.ts'

const COLUMN = ['当年', '历年累计']

/** The annex of 2008 to 2018: parts and wholes, year and cumulative, applications and answers. */
export const judgeAnnex: Judge = (it) => {
  const { annex } = it.report
  if (!annex) return []
  const families = annex.rows.flatMap((whole) => {
    const parts = annex.rows.filter((row) => row.of === whole.code)
    return parts.length === 0 ? [] : judgeFamily(it, whole, parts)
  })
  return [...families, ...annex.rows.flatMap((row) => judgeGrowth(it, row)), ...judgeAnswers(it)]
}

function judgeFamily(it: Case, whole: AnnexRow, parts: AnnexRow[]): Contradiction[] {
  return COLUMN.flatMap((name, column) => {
    const stated = whole.cells?.[column] ?? null
    const cells = parts.map((part) => part.cells?.[column] ?? null)
    if (stated === null) return []
    const sum = sumOf(cells)
    const larger = parts.find((part) => (part.cells?.[column] ?? 0) > stated)
    if (isPartition(whole.label)) {
      if (cells.includes(null) || sum === stated) return []
      const says = `附表${name}“${whole.label}”${shown(stated)}，其下各项之和为${shown(sum)}`
      const shownPart = parts.find((part) => (part.cells?.[column] ?? 0) > 0) ?? parts[0]!
      return [contradiction('table-sum', 'hard', says, [stated, sum], [quoteRow(it, whole), quoteRow(it, shownPart)])]
    }
    if (larger) {
      const part = larger.cells![column]!
      const says = `附表${name}“${larger.label}”${shown(part)}大于“${whole.label}”${shown(stated)}`
      return [contradiction('part-whole', 'hard', says, [stated, part], [quoteRow(it, whole), quoteRow(it, larger)])]
    }
    if (cells.includes(null) || sum >= stated || parts.length < 2) return []
    const says = `附表${name}各渠道之和${shown(sum)}小于“${whole.label}”${shown(stated)}（另有其他渠道则可解释）`
    const figures = [stated, sum, ...(cells.filter((cell) => cell !== 0).length > 1 ? (cells as number[]) : [])]
    return [
      contradiction('table-sum', 'soft', says, figures, [
        quoteRow(it, whole),
        ...parts.map((part) => quoteRow(it, part)),
      ]),
    ]
  })
}

function judgeGrowth(it: Case, row: AnnexRow): Contradiction[] {
  const [year, all] = row.cells ?? []
  if (typeof year !== 'number' || typeof all !== 'number' || year <= all) return []
  const says = `附表“${row.label}”当年${shown(year)}，大于历年累计${shown(all)}`
  return [
    contradiction(
      'cumulative',
      'hard',
      says,
      [year, all],
      [quoteRow(it, row), '历年累计'].filter((quote) => it.report.flow.raw.includes(quote)),
    ),
  ]
}

/** Applications of earlier years that were never answered: the gap of all years is wider than the year's. */
function judgeAnswers(it: Case): Contradiction[] {
  const rows = it.report.annex!.rows
  const received = rows.find((row) => annexKey(row) === 'applications_received')
  const answered = rows.find((row) => annexKey(row) === 'applications_handled')
  const [newly, allReceived] = received?.cells ?? []
  const [replied, allReplied] = answered?.cells ?? []
  if (!received || !answered || typeof newly !== 'number' || typeof replied !== 'number') return []
  const quotes = [quoteRow(it, received), quoteRow(it, answered)]
  const [gap, all] = [newly - replied, (allReceived ?? Number.NaN) - (allReplied ?? Number.NaN)]
  if (all < 0) {
    const says = `附表历年累计答复${allReplied}件，多于历年累计受理${allReceived}件`
    return [contradiction('received-answered', 'hard', says, [allReplied!, allReceived!], quotes)]
  }
  if (all > Math.max(gap, 0)) {
    const says = `附表历年累计受理${allReceived}件、答复${allReplied}件，相差${all}件，而当年受理${newly}件、答复${replied}件，往年有申请没有答复`
    return [contradiction('received-answered', 'hard', says, [allReceived!, allReplied!], quotes)]
  }
  if (gap <= 0) return []
  const more = Number.isNaN(all) ? [] : [allReceived!, allReplied!]
  const says = `受理${newly}件、答复${replied}件，其余${gap}件去向未载明`
  return [contradiction('received-answered', 'soft', says, [newly, replied, ...more], quotes)]
}

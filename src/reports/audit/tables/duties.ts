import { DUTIES_2019 } from '../../../law/forms/tables-2019.ts'
import { DUTIES_2021, type DutyRow } from '../../../law/forms/tables-2021.ts'
import type { Flow } from '../flow.ts'
import { cellsIn } from './cells.ts'
import { openings, placeRows } from './rows.ts'
import { prefer } from './solve.ts'
import { FREE, readingsOf } from './split.ts'
import { type ReadTable, type Sighted, settled } from './table.ts'

const START = /第二十条第（[一1]）项|信息内容|规章(?=[|\n]*\d+(?![\d件条项部]))/g
const HEAD_2019 = /本年新制作|上一年项目|采购项目数量|其[他它]对外管理/
const HEAD_2021 = /本年制发|本年废止|现行有效|本年收费金额/

const LABEL =
  '(?:规章|规范性文件|行政许可|管理服务事项|行政处罚|行政强制|行政事业性收费|政府集中采购)(?:（[^）]{0,40}）)?'
const FIGURES = '[-—\\d][-—\\d.,|\\n/]*'
/** A label with figures right behind it, as no sentence has them: a sentence names what it counts, a cell stands apart. */
const FIGURED = new RegExp(
  `${LABEL}(?:[|\\n]*${FIGURES}(?![\\d.,]*[件条项部年月，。])(?:元|万元)?|\\|[|\\n]*${FIGURES})`,
  'g',
)
const ROW = new RegExp(
  `${LABEL}[|\\n]*${FIGURES}(?:(?:件|项|条|宗)(?:\\|${FIGURES}|(?![\\u4e00-\\u9fff])))*(?:元|万元)?`,
  'g',
)

/** Rows at the end of the table whose cells hold nothing: 行政强制 | / |. */
const EMPTY_ROWS = new RegExp(`(?:[|\\n/—-]*${LABEL}\\|[|\\n/—-]*)+`, 'y')

export type Duties = ReadTable & { form: '2019' | '2021' }

/** 二、主动公开政府信息情况: the matters of art. 20. `known` is how many normative documents the text says were made, and are valid. */
export function readDuties(
  flow: Flow,
  year: number | null,
  before: number,
  known: { made: number | null; valid: number | null },
): Duties | null {
  const span = locate(flow.text, before)
  if (!span) return null
  const table = flow.text.slice(span.from, span.to)
  const form = HEAD_2019.test(table) ? '2019' : HEAD_2021.test(table) || year === null || year >= 2021 ? '2021' : '2019'
  const rows: readonly DutyRow[] = form === '2019' ? DUTIES_2019 : DUTIES_2021
  const places = placeRows(flow.text, rows, span.from, span.to)
  const sighted: Sighted[] = rows.flatMap((row) => {
    const place = places.get(row.code)
    if (!place) return []
    const written = cellsIn(flow, place.labelEnd, place.end, row.columns.length, form === '2019')
    const label = row.marks.find((mark) => flow.text.slice(place.from, place.labelEnd).endsWith(mark)) ?? row.label
    return written.length === 0 ? [] : [{ code: row.code, label, place, written }]
  })
  if (sighted.length === 0) return null
  const width = (code: string) => rows.find((row) => row.code === code)!.columns.length
  const domains = new Map(sighted.map(({ code, written }) => [code, readingsOf(written, width(code), FREE)]))
  prefer(domains, 'normative', (row) => row[0] === known.made)
  if (form === '2021') prefer(domains, 'normative', (row) => row[2] === known.valid)
  return { form, rows: settled(sighted, domains), from: span.from, to: span.to }
}

/** A mention of art. 20 in the text is no table: a table has figures right behind its labels. */
function locate(text: string, before: number): { from: number; to: number } | null {
  for (const start of openings(text, START)) {
    if (start.index >= before) break
    const window = text.slice(start.index, Math.min(before, start.index + 900))
    const figures = [...window.matchAll(FIGURED)]
    if (figures.length === 0 || figures[0]!.index > 260) continue
    let end = 0
    for (const row of window.matchAll(ROW)) end = row.index + row[0].length
    EMPTY_ROWS.lastIndex = end
    end += EMPTY_ROWS.exec(window)?.[0].length ?? 0
    return { from: start.index, to: start.index + end }
  }
  return null
}

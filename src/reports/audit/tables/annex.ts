import type { Bound, Identity } from '../../../law/forms/tables-shape.ts'
import { type Flow, onNewLine, stoodApart } from '../flow.ts'
import { cellsIn, numberOf, type Written } from './cells.ts'
import { openings } from './rows.ts'
import { narrow, prefer } from './solve.ts'
import { type RowRule, readingsOf } from './split.ts'
import { agreed, type ReadRow, type ReadTable } from './table.ts'

/** A row of the annex of 2008 to 2018; `of` is the row it is a part of (其中), `unit` as printed. */
export type AnnexRow = ReadRow & { of: string | null; unit: string | null }
export type Annex = Omit<ReadTable, 'rows'> & { rows: AnnexRow[]; columns: number }

const HEAD =
  /指标名称[|\n]*(?:计量)?(?:单位)?[|\n]*(?:（?(?:20\d\d)?年?度?(?:数|合计)?）?[|\n]*(?:历年累计|累计)[数]?)?/g
const UNIT = /(万元|元|人次|条|件|次|个|份|人|期|篇)$/
const IS_PROSE = /[。；！，]|\d年|[一二三四五六七八九十]、/
const FEWEST_ROWS = 3
const MOST_ROWS = 80
const LONGEST_LABEL = 45

/**
 * 指标名称 | 计量单位 | 年度 | 历年累计: the rows differ from province to province, so they are taken as printed.
 * `known` are figures of the year the text states, by words of the row's label.
 */
export function readAnnex(flow: Flow, known: (label: string) => number | null): Annex | null {
  for (const head of openings(flow.text, HEAD)) {
    const from = head.index + head[0].length
    const columns = head[0].includes('累计') ? 2 : 1
    const rows = rowsFrom(flow, from, columns)
    if (rows.length < FEWEST_ROWS) continue
    return { columns, from: head.index, to: rows.at(-1)!.place.end, rows: decide(rows, columns, known) }
  }
  return null
}

type Sighting = Omit<AnnexRow, 'cells' | 'sure'> & { written: Written[] }

function rowsFrom(flow: Flow, start: number, columns: number): Sighting[] {
  const { text } = flow
  const rows: Sighting[] = []
  let family: string | null = null
  let from = start
  while (from < text.length && rows.length < MOST_ROWS) {
    const figures = nextFigures(flow, from)
    if (!figures || figures.at - from > LONGEST_LABEL * 2 || IS_PROSE.test(text.slice(from, figures.at))) break
    for (const label of labelsIn(flow, from, figures.at)) {
      const last = label.to === figures.at
      const raw = text.slice(label.from, label.to).replace(/[|\n]/g, '')
      const unit = UNIT.exec(raw)?.[1] ?? null
      const bare = (unit ? raw.slice(0, -unit.length) : raw).replace(/[（(]$/, '')
      const part = /^(?:其中)?[：:]?\d[.、]|^其中/.test(bare)
      const name = bare.replace(/^其中[：:]?/, '').replace(/^\d[.、]/, '')
      if (name === '' || name.length > LONGEST_LABEL) continue
      if (!part) family = name
      const code = rows.some((row) => row.code === name) ? `${name}#${rows.length}` : name
      rows.push({
        code,
        label: name,
        unit,
        of: part ? family : null,
        place: { from: label.from, labelEnd: label.to, end: last ? figures.end : label.to },
        written: last ? cellsIn(flow, figures.at, figures.end, columns) : new Array<Written>(columns).fill(null),
      })
    }
    from = figures.end
  }
  return rows
}

/** The next run of figures: digits up to the next word, without the number of the next line (2.传真申请数). */
function nextFigures(flow: Flow, from: number): { at: number; end: number } | null {
  const { text } = flow
  const search = /\d[\d.,|\n/—-]*/g
  search.lastIndex = from
  for (let run = search.exec(text); run; run = search.exec(text)) {
    let end = run.index + run[0].length
    const next = text[end] ?? ''
    const ordinal = /(\d)([.、])[|\n]*$/.exec(run[0]) ?? (next === '、' ? /(\d)()$/.exec(run[0]) : null)
    if (ordinal) end = run.index + ordinal.index
    if (/^[年月日]/.test(text.slice(end))) end = withoutDate(flow, run.index, end)
    while (end > run.index && /[|\n.]/.test(text[end - 1]!)) end--
    if (end > run.index) return { at: run.index, end }
  }
  return null
}

/** The next paragraph may begin with a year. */
function withoutDate(flow: Flow, from: number, to: number): number {
  let end = to - 1
  while (end > from && !stoodApart(flow, end) && flow.text[end - 1] !== '\n') end--
  return end
}

/** One label, or several: rows whose cells are all empty leave only their labels, each on lines of its own. */
function labelsIn(flow: Flow, from: number, to: number): { from: number; to: number }[] {
  const labels: { from: number; to: number }[] = []
  let start = from
  for (let i = from + 1; i < to; i++) {
    const breaks = onNewLine(flow, i) || flow.text[i] === '\n'
    const before = flow.text.slice(start, i).replace(/[|\n]/g, '')
    if (!breaks || !UNIT.test(before) || before.replace(UNIT, '').length < 4) continue
    const rest = flow.text.slice(i, to).replace(/[|\n]/g, '')
    if (rest.length < 4) continue
    labels.push({ from: start, to: i })
    start = i
  }
  return [...labels, { from: start, to }]
}

/** Rows of an annex whose parts make up the whole: applications and answers. Channels of disclosure overlap. */
export const isPartition = (label: string) => /申请|答复/.test(label)

/** The year's figure is part of the cumulative one. */
const GROWING: RowRule = {
  holds: (row) => row.length < 2 || (row[0] ?? 0) <= (row[1] ?? Infinity),
  totalled: false,
}

function decide(rows: Sighting[], columns: number, known: (label: string) => number | null): AnnexRow[] {
  const domains = new Map(
    rows.map(({ code, written }) => {
      const readings = readingsOf(written, columns, GROWING)
      const blank = written.length > 0 && written.every((cell) => cell === null)
      return [code, blank ? [written.map(numberOf)] : readings]
    }),
  )
  const identities: Identity[] = []
  const bounds: Bound[] = []
  for (const whole of rows) {
    const parts = rows.filter((row) => row.of === whole.code).map((row) => row.code)
    if (parts.length === 0) continue
    if (isPartition(whole.label)) identities.push({ left: [whole.code], right: parts, says: '' })
    bounds.push(...parts.map((part) => ({ part, whole: whole.code, says: '' })))
  }
  narrow(domains, identities, bounds)
  for (const { code, label } of rows) {
    const figure = known(label)
    if (figure !== null) prefer(domains, code, (row) => row[0] === figure)
  }
  narrow(domains, identities, bounds)
  return rows.map(({ written: _, ...row }) => {
    const domain = domains.get(row.code) ?? []
    return { ...row, cells: domain.length === 1 ? domain[0]! : null, sure: agreed(domain) }
  })
}

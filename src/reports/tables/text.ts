import {
  cellsOfRow,
  type Cell as FormCell,
  type FormTable,
  type TableColumn,
  type TableRow,
} from '../../law/forms/tables-shape.ts'
import type { Cell, Row, Span, Table } from '../../typeset/model.ts'
import { cellValue, figureNamed, type Reckoning } from '../figures.ts'

/** How `fill` puts the year and other words into a text. */
type Fill = (text: string) => string

/** A table of a form as it is printed. Blank stays blank, what does not apply is a dash, and nothing is 0 but 0. Pure. */
export function printedTable(table: FormTable, reckoning: Reckoning, fill: Fill): Table {
  const print = { list, grid, groups, across }[table.layout ?? 'list']
  return { kind: 'table', caption: fill(table.caption), ...print(table, reckoning, fill) }
}

type Body = Omit<Table, 'kind' | 'caption'>

const filled = (reckoning: Reckoning, { key }: FormCell): Cell => {
  const value = cellValue(figureNamed(reckoning, key))
  if (value === null) return null
  return { text: value === 'not-applicable' ? '—' : value, figure: key }
}

const head = (text: string, across = 1, down = 1): Span => ({ text, across, down, head: true })

/** A list longer than this is set small, to stay on a few pages. */
const LONG = 30

/** 指标名称, 计量单位, the figures; heads of chapters stand across. */
function list(table: FormTable, reckoning: Reckoning, fill: Fill): Body {
  const width = table.columns.length + 2
  const long = table.rows.length > LONG
  let over: string[] = []
  const heads = (row: TableRow): Row[] => {
    const now = [row.group, ...(row.under ?? [])].filter((text) => text !== undefined)
    const fresh = now.filter((text, at) => over[at] !== text)
    over = now
    return fresh.map((text) => ({ cells: [{ text, across: width, down: 1 }], strong: text === row.group }))
  }
  return {
    ...(long && { small: true as const }),
    columns: [
      { label: table.stub ?? '指标名称', width: long ? 6 : 4 },
      { label: '计量单位', align: 'center', width: 1.4 },
      ...table.columns.map(({ label }) => ({
        label: fill(label),
        align: long ? ('center' as const) : ('end' as const),
        width: 1.4,
      })),
    ],
    rows: table.rows.flatMap((row) => [
      ...heads(row),
      {
        cells: [
          row.printed ?? row.label,
          row.unit ?? '',
          ...cellsOfRow(table, row).map((cell) => filled(reckoning, cell)),
        ],
        indent: row.indent ?? 0,
      },
    ]),
  }
}

/** Labels in up to three columns with heads that span, and nested heads over the figures. */
function grid(table: FormTable, reckoning: Reckoning): Body {
  const deep = 1 + Math.max(...table.rows.map(({ under }) => under?.length ?? 0))
  const tall = 1 + Math.max(...table.columns.map(({ heads }) => heads?.length ?? 0))
  const stubs = Array.from({ length: deep }, (_, at) => ({
    label: '',
    width: at === deep - 1 ? 4 : at === 0 && deep > 1 ? 0.8 : 1.2,
  }))
  return {
    small: true,
    columns: [...stubs, ...table.columns.map(({ label }) => ({ label, align: 'center' as const, width: 1 }))],
    head: nestedHeads(table.columns, tall, head(table.stub ?? '', deep, tall)),
    rows: table.rows.map((row, at) => {
      const under = row.under ?? []
      const begun = under.flatMap((text, level) => {
        const same = (other: TableRow | undefined) =>
          under.slice(0, level + 1).every((one, upTo) => other?.under?.[upTo] === one)
        if (same(table.rows[at - 1])) return []
        let down = 1
        while (same(table.rows[at + down])) down++
        return [head(text, 1, down)]
      })
      const label: Span = { text: row.printed ?? row.label, across: deep - under.length, down: 1 }
      return { cells: [...begun, label, ...cellsOfRow(table, row).map((cell) => filled(reckoning, cell))] }
    }),
  }
}

/** Heads of columns, one row for each level; what has fewer levels reaches down to the figures. */
function nestedHeads(columns: readonly TableColumn[], tall: number, corner: Span): Span[][] {
  return Array.from({ length: tall }, (_, level) => {
    const cells: Span[] = level === 0 ? [corner] : []
    for (let at = 0; at < columns.length; ) {
      const heads = columns[at]!.heads ?? []
      if (level > heads.length) {
        at++
        continue
      }
      if (level === heads.length) {
        cells.push(head(columns[at]!.label, 1, tall - level))
        at++
        continue
      }
      let across = 1
      while (heads.slice(0, level + 1).every((text, upTo) => columns[at + across]?.heads?.[upTo] === text)) across++
      cells.push(head(heads[level]!, across))
      at += across
    }
    return cells
  })
}

/** Groups of rows, each with the name of the group and heads of its own. A row with fewer figures has wider cells. */
function groups(table: FormTable, reckoning: Reckoning): Body {
  const width = table.columns.length
  const wide = (cells: Cell[]): Cell[] => {
    const last = cells.at(-1)
    const across = width - cells.length + 1
    if (across === 1 || last === undefined) return cells
    const stretched: Span =
      last !== null && typeof last === 'object' ? { down: 1, ...last, across } : { text: last ?? '', across, down: 1 }
    return [...cells.slice(0, -1), stretched]
  }
  const heading = (row: TableRow, above: TableRow | undefined): Row[] => {
    const labels = row.columns ?? table.columns.map(({ label }) => label)
    if (row.group === above?.group && labels.join() === above?.columns?.join()) return []
    return [
      ...(row.group === above?.group
        ? []
        : [{ cells: [{ text: row.group ?? '', across: width + 1, down: 1, head: true as const }], strong: true }]),
      { cells: [head(table.stub ?? ''), ...wide(labels.map((label) => head(label)))], strong: true },
    ]
  }
  return {
    columns: [{ label: '', width: 1.6 }, ...table.columns.map(() => ({ label: '', align: 'center' as const }))],
    head: [],
    rows: table.rows.flatMap((row, at) => [
      ...heading(row, table.rows[at - 1]),
      { cells: [row.label, ...wide(cellsOfRow(table, row).map((cell) => filled(reckoning, cell)))] },
    ]),
  }
}

/** All rows side by side in one: each row is a block of columns under its name. */
function across(table: FormTable, reckoning: Reckoning): Body {
  const columns = table.rows.flatMap((row) =>
    table.columns.map(({ label }): TableColumn => ({ code: '', label, heads: row.under ?? [row.label] })),
  )
  const tall = 1 + Math.max(...columns.map(({ heads }) => heads?.length ?? 0))
  // A block with fewer names than the others has them one row taller, so that all figures have their heads in one line.
  const levelled = columns.map((column) => {
    const heads = column.heads ?? []
    return { ...column, heads: [...heads, ...new Array(tall - 1 - heads.length).fill('')] }
  })
  const rows = nestedHeads(levelled, tall, head('')).map((row) => row.filter(({ text }) => text !== ''))
  return {
    small: true,
    columns: columns.map(({ label }) => ({ label, align: 'center' })),
    head: rows.map((row, level) =>
      row.map((cell) => {
        const deep = columns.find(({ heads }) => heads?.at(-1) === cell.text)?.heads?.length
        return deep === level + 1 && level < tall - 1 ? { ...cell, down: tall - 1 - level } : cell
      }),
    ),
    rows: [{ cells: table.rows.flatMap((row) => cellsOfRow(table, row).map((cell) => filled(reckoning, cell))) }],
  }
}

import type { Cell } from '../findings.ts'
import type { Written } from './cells.ts'
import type { Place } from './rows.ts'
import type { Domains } from './solve.ts'

/** A row as it was read: its figures, or null when its digits can be read in several ways. */
export type ReadRow = {
  code: string
  label: string
  cells: Cell[] | null
  /** What all readings agree on, column by column; undefined where they differ. */
  sure: (Cell | undefined)[]
  place: Place
}

/** A table found in the text. `from` and `to` bound it in the flow; the narrative is what lies outside. */
export type ReadTable = { rows: ReadRow[]; from: number; to: number }

export type Sighted = { code: string; label: string; place: Place; written: Written[] }

/** What is settled once every identity has had its say. */
export const settled = (sighted: readonly Sighted[], domains: Domains): ReadRow[] =>
  sighted.map(({ code, label, place }) => {
    const domain = domains.get(code) ?? []
    return { code, label, place, cells: domain.length === 1 ? domain[0]! : null, sure: agreed(domain) }
  })

/** The cells every reading has in common. */
export const agreed = (domain: readonly Cell[][]): (Cell | undefined)[] =>
  (domain[0] ?? []).map((cell, column) => (domain.every((row) => row[column] === cell) ? cell : undefined))

export const rowOf = (table: ReadTable | null, code: string): ReadRow | null =>
  table?.rows.find((row) => row.code === code) ?? null

/** The last cell of a row, where every reading has the same: its total. */
export const totalOf = (table: ReadTable | null, code: string): Cell | undefined => rowOf(table, code)?.sure.at(-1)

export const cellsOf = (table: ReadTable | null, code: string): Cell[] | null => rowOf(table, code)?.cells ?? null

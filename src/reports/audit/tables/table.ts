import type { Cell } from '../findings.ts'
import type { Written } from './cells.ts'
import type { Place } from './rows.ts'
import type { Domains } from './solve.ts'

/** A row as it was read: its figures, or null when its digits can be read in several ways. */
export type ReadRow = { code: string; label: string; cells: Cell[] | null; place: Place }

/** A table found in the text. `from` and `to` bound it in the flow; the narrative is what lies outside. */
export type ReadTable = { rows: ReadRow[]; from: number; to: number }

export type Sighted = { code: string; label: string; place: Place; written: Written[] }

/** What is settled once every identity has had its say. */
export const settled = (sighted: readonly Sighted[], domains: Domains): ReadRow[] =>
  sighted.map(({ code, label, place }) => {
    const domain = domains.get(code) ?? []
    return { code, label, place, cells: domain.length === 1 ? domain[0]! : null }
  })

export const rowOf = (table: ReadTable | null, code: string): ReadRow | null =>
  table?.rows.find((row) => row.code === code) ?? null

export const cellsOf = (table: ReadTable | null, code: string): Cell[] | null => rowOf(table, code)?.cells ?? null

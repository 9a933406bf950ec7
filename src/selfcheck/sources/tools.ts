import type { Sql } from 'postgres'
import type { Day } from '../../calendar/day.ts'
import type { Workdays } from '../../calendar/workdays.ts'
import type { Context } from '../../context.ts'
import type { InspectedLine } from '../../disclosures/inspected/store.ts'
import type { Organ } from '../../organs/model.ts'
import type { TenantSettings } from '../../organs/settings.ts'
import type { Found } from '../model.ts'
import type { SelfcheckSettings } from '../settings.ts'
import type { Looked } from '../store.ts'

/** What every part of a run stands on: read once, the same for all of them. */
export type Tools = {
  ctx: Context & { sql: Sql }
  settings: SelfcheckSettings
  site: TenantSettings
  today: Day
  calendar: Workdays
  organs: readonly Organ[]
  /** Everything the public can read, in the order of ids. */
  lines: readonly InspectedLine[]
}

/** One part of a run: what it looked at, and what it found there. */
export type Part = { looked: Looked; found: Found[] }
export type Source = (tools: Tools) => Promise<Part>

export const itemHref = (id: string): string => `/console/disclosures/${id}`

import type { Sql } from 'postgres'
import { aspectsOf, endedCells, openCells, receivedCells } from '../applications/counts/cells/rules.ts'
import { type ApplicationCounts, countApplications } from '../applications/counts/store.ts'
import { countFees } from '../applications/fees/store.ts'
import { countBlocks, countFiled } from '../applications/remedies/counts/store.ts'
import { day } from '../calendar/day.ts'
import type { Scope } from '../context.ts'
import { isolated, planForMany } from '../db/transaction.ts'
import { countItems, type ItemCounts } from '../disclosures/counts/store.ts'
import type { ReportForm } from '../law/form.ts'
import { countUnits } from '../organs/store.ts'
import { countServices } from '../services/store.ts'
import { compose, type EnteredTally, type Opening, type Tally } from './figures/compose.ts'
import { byCategory, byMonth, itemCells, itemFigures } from './figures/items.ts'
import { basesOf, countsAllYears } from './figures/needed.ts'
import { blockCells, feeCells, filedCells } from './figures/remedies.ts'
import type { Reckoning } from './figures.ts'
import { enteredByYear } from './monthly/tallies.ts'
import { openingBalances } from './store.ts'

/** What the records of some organs come to for a form and year: groups and counts, never the records. */
export type Count = {
  items: Pick<ItemCounts, 'categories' | 'months'>
  counted: (Tally & { organId: string })[]
  entered: (EnteredTally & { organId: string })[]
  openings: (Opening & { organId: string })[]
}

/**
 * Counts everything a report says, from the records, in one snapshot: a record added meanwhile is in all figures or in
 * none. Cumulative figures are the opening balance plus every year kept here, up to and including the report's year.
 */
export async function reckon(
  scope: Scope & { sql: Sql },
  organId: string,
  year: number,
  form: ReportForm,
): Promise<Reckoning> {
  const count = await isolated(scope, (snapshot) => countAll(snapshot, [organId], year, form))
  return reckoningOf(count, organId, year, form)
}

/**
 * One query for each fact the form asks about, grouped by cell, whatever the number of organs and records. Call it in a
 * snapshot.
 */
export async function countAll(
  scope: Scope,
  organIds: readonly string[],
  year: number,
  form: ReportForm,
): Promise<Count> {
  await planForMany(scope)
  const bases = basesOf(form)
  const asks = (...starts: string[]) => [...bases].some((key) => starts.some((start) => key.startsWith(start)))
  const years = countsAllYears(form) ? { to: year } : { from: year, to: year }
  const wanted = (key: string) => bases.has(key)
  const end = day(`${year}-12-31`)
  const pieces = form.parts.flatMap((part) => part.pieces)
  const ofItems = itemFigures(wanted)
  const wantsItems = Object.keys(ofItems).length > 0 || pieces.some(({ kind }) => kind === 'categories')
  const items = wantsItems ? await countItems(scope, organIds, years, ofItems) : NO_ITEMS
  const applications = asks('applications_', 'ended', 'answer')
    ? await countApplications(scope, organIds, years, aspectsOf(form.handled, wanted))
    : NO_APPLICATIONS
  const counted = [
    ...itemCells(items.groups),
    ...receivedCells(applications.received, wanted),
    ...endedCells(applications.ended, form.handled, wanted),
    ...openCells(applications.open, year, wanted),
    ...(asks('complaints') || bases.has('litigations') || bases.has('reconsiderations')
      ? filedCells(await countFiled(scope, organIds, years))
      : []),
    ...(asks('reconsiderations.', 'suits_') ? blockCells(await countBlocks(scope, organIds, year), year) : []),
    ...(bases.has('fees_yuan') ? feeCells(await countFees(scope, organIds, years)) : []),
    ...(asks('service_items')
      ? (await countServices(scope, organIds, end)).flatMap(({ organId, all, oneTrip }) => [
          { organId, year, key: 'service_items', count: all },
          { organId, year, key: 'service_items_one_trip', count: oneTrip },
        ])
      : []),
    ...(bases.has('villages')
      ? (await countUnits(scope, organIds, 'village')).map((one) => ({ ...one, year, key: 'villages' }))
      : []),
  ]
  return {
    items,
    counted,
    entered: await enteredByYear(scope, organIds, { to: year, from: countsAllYears(form) ? undefined : year - 1 }),
    openings: countsAllYears(form) ? await openingBalances(scope, organIds) : [],
  }
}

const NO_APPLICATIONS: ApplicationCounts = { received: [], ended: [], open: [] }
const NO_ITEMS: ItemCounts = { groups: [], categories: [], months: [] }

/** What was counted, as the figures of the form. Pure. */
export function reckoningOf(count: Count, organId: string, year: number, form: ReportForm): Reckoning {
  return {
    organId,
    year,
    form: form.code,
    figures: compose(form, year, count),
    categories: byCategory(count.items.categories),
    months: byMonth(count.items.months),
  }
}

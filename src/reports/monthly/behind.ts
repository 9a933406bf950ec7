import type { Years } from '../../calendar/years.ts'
import type { Scope } from '../../context.ts'
import { amountSays } from '../figures/amounts.ts'
import { ENTERED, isMoney } from '../figures/entered.ts'
import type { RecordRef } from '../figures.ts'
import { type Entered, enteredRecords } from '../store.ts'
import { answersOf, type Entry } from './store.ts'

/** The entries behind a figure, a page of them: the months where any was entered, else the year. They are few. */
export async function enteredBehind(
  scope: Scope,
  organId: string,
  figure: string,
  years: Years,
  { limit, offset }: { limit: number; offset: number },
): Promise<RecordRef[]> {
  const months = await answersOf(scope, organId, years, { figure })
  const told = new Set(months.map(({ year }) => year))
  const wholes = (await enteredRecords(scope, organId, figure, years)).filter(({ year }) => !told.has(year))
  return [...wholes.map(yearRef), ...months.map(monthRef)]
    .sort((a, b) => (a.on! < b.on! ? -1 : a.on! > b.on! ? 1 : 0))
    .slice(offset, offset + limit)
}

const yearRef = (it: Entered): RecordRef => ({
  id: it.id,
  label: `${it.year}年填报${amountSays(it.figure, it.value)}：${it.source}`,
  on: `${it.year}-12-31`,
  href: `/console/figures?year=${it.year}`,
})

/** Opens the month of the section, where its evidence lies. */
const monthRef = (it: Entry): RecordRef => ({
  id: it.id,
  label: `${it.year}年${it.month}月 ${it.unitName}填报${amountSays(it.figure, it.value)}${it.value === null ? '' : unit(it.figure)}`,
  on: lastDay(it.year, it.month),
  href: `/console/monthly/${it.unitId}/${it.year}/${it.month}`,
})

const unit = (figure: string) => (isMoney(figure) ? '元' : (ENTERED[figure]?.unit ?? ''))

const lastDay = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)

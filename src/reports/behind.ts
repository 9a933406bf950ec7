import type { Sql } from 'postgres'
import { CHANNELS, type Channel } from '../applications/channels.ts'
import type { TableLine } from '../applications/counts/cells/rules.ts'
import { handledIn, openAt, type Page, type Received, receivedIn } from '../applications/counts/store.ts'
import { feesCollected } from '../applications/fees/store.ts'
import { APPLICANT_KINDS, type ApplicantKind, applicantKinds } from '../applications/model.ts'
import { remediesFiled, remediesIn } from '../applications/remedies/counts/store.ts'
import { day } from '../calendar/day.ts'
import type { Years } from '../calendar/years.ts'
import type { Scope } from '../context.ts'
import { isolated } from '../db/transaction.ts'
import { UNCATEGORISED } from '../disclosures/categories.ts'
import { type CountedItem, countedItems, type ItemFilter } from '../disclosures/counts/store.ts'
import type { ReportForm } from '../law/form.ts'
import { listUnits } from '../organs/store.ts'
import { servicesOn } from '../services/store.ts'
import { isEntered } from './figures/entered.ts'
import { ITEM_FIGURES } from './figures/items.ts'
import { inRegister, type Origin, originsOf } from './figures/origins.ts'
import { BLOCKS, FILED } from './figures/remedies.ts'
import { type Figure, type Reckoning, type RecordRef, recordCount } from './figures.ts'
import { enteredBehind } from './monthly/behind.ts'
import { type Count, countAll, reckoningOf } from './reckon.ts'
import { openingBalances } from './store.ts'

type Of = { organId: string; year: number; form: ReportForm }

/** Longest list a signature keeps, and that is printed for machines; of a longer one, how many there are. */
export const LONGEST_LIST = 1000

/** The records behind a figure as they are now, a page at a time, and how many there are in all. Null: no such figure. */
export function recordsBehind(
  scope: Scope & { sql: Sql },
  of: Of,
  key: string,
  page: Page,
): Promise<{ records: RecordRef[]; total: number } | null> {
  return isolated(scope, async (snapshot) => {
    const count = await countAll(snapshot, [of.organId], of.year, of.form)
    const total = totals(reckoningOf(count, of.organId, of.year, of.form)).get(key)
    return total === undefined ? null : { total, records: await look(snapshot, of, count, key, page) }
  })
}

/** The records of a figure of a report: those the signature kept, or those of now with the organs below after them. */
export async function recordsOf(
  scope: Scope & { sql: Sql },
  of: Of,
  figure: Pick<Figure, 'key' | 'records' | 'below'>,
  { limit, offset }: Page,
): Promise<{ records: RecordRef[]; total: number }> {
  const { key, records: kept, below = [] } = figure
  if (kept) return { records: kept.slice(offset, offset + limit), total: kept.length }
  const own = (await recordsBehind(scope, of, key, { limit, offset })) ?? { records: [], total: 0 }
  const after = Math.max(0, offset - own.total)
  const lines = below.slice(after, after + limit - own.records.length)
  return { records: [...own.records, ...lines], total: own.total + below.length }
}

/** The lists behind all figures that are no longer than `LONGEST_LIST`, by key: as the records stand now. */
export function listsBehind(
  scope: Scope & { sql: Sql },
  { form, reckoning }: { form: ReportForm; reckoning: Reckoning },
): Promise<Map<string, RecordRef[]>> {
  const { organId, year } = reckoning
  const of = { organId, year, form }
  const below = new Map([
    ...reckoning.figures.map((figure) => [figure.key, figure.below ?? []] as const),
    ...reckoning.categories.map((category) => [categoryKey(category.code), category.below ?? []] as const),
  ])
  return isolated(scope, async (snapshot) => {
    const count = await countAll(snapshot, [organId], year, form)
    const lists = new Map<string, RecordRef[]>()
    const own = totals(reckoningOf(count, organId, year, form))
    for (const [key, lines] of below) {
      const total = own.get(key) ?? 0
      if (total > LONGEST_LIST) continue
      const records = total === 0 ? [] : await look(snapshot, of, count, key, { limit: total, offset: 0 })
      lists.set(key, [...records, ...lines])
    }
    return lists
  })
}

/** The same figures, with the lists behind them: what a signature keeps. */
export const withLists = (reckoning: Reckoning, lists: ReadonlyMap<string, RecordRef[]>): Reckoning => ({
  ...reckoning,
  figures: reckoning.figures.map((figure) => ({ ...figure, records: lists.get(figure.key) })),
  categories: reckoning.categories.map((one) => ({ ...one, records: lists.get(categoryKey(one.code)) })),
})

/** The lists a signed report kept. */
export const keptLists = ({ figures, categories }: Reckoning): Map<string, RecordRef[]> =>
  new Map([
    ...figures.flatMap(({ key, records }) => (records ? [[key, records] as const] : [])),
    ...categories.flatMap(({ code, records }) => (records ? [[categoryKey(code), records] as const] : [])),
  ])

export const categoryKey = (code: string) => `category:${code}`

const totals = ({ figures, categories }: Reckoning): Map<string, number> =>
  new Map([
    ...figures.map((figure) => [figure.key, recordCount(figure)] as const),
    ...categories.map(({ code, count }) => [categoryKey(code), count] as const),
  ])

/** A figure may have several origins; a page may begin in one of them and end in the next. */
async function look(scope: Scope, of: Of, count: Count, key: string, page: Page): Promise<RecordRef[]> {
  const found: RecordRef[] = []
  let skip = page.offset
  for (const origin of originsOf(of.form, of.year, count, key)) {
    if (found.length >= page.limit) break
    if (skip >= origin.count) {
      skip -= origin.count
      continue
    }
    found.push(...(await fetch(scope, of, count, origin, { limit: page.limit - found.length, offset: skip })))
    skip = 0
  }
  return found
}

async function fetch(scope: Scope, of: Of, count: Count, { key, years }: Origin, page: Page): Promise<RecordRef[]> {
  const { organId } = of
  if (key.startsWith('opening:')) return opening(scope, organId, key.slice('opening:'.length))
  if (inRegister(count, key, years) && key === 'fees_yuan') return fees(scope, of, years, page)
  if (inRegister(count, key, years)) return remedies(scope, of, key, years, page)
  if (isEntered(key)) return enteredBehind(scope, organId, key, years, page)
  const items = itemFilter(key)
  if (items) return (await countedItems(scope, organId, years, items, page)).map(itemRef)
  if (key.startsWith('service_items')) {
    const oneTrip = key === 'service_items_one_trip'
    const list = await servicesOn(scope, organId, day(`${of.year}-12-31`), { oneTrip, page })
    return list.map(({ id, code, name }) => ({
      id,
      label: `${code} ${name}`,
      on: null,
      href: `/console/services/${id}`,
    }))
  }
  if (key === 'villages')
    return (await listUnits(scope, organId, 'village'))
      .slice(page.offset, page.offset + page.limit)
      .map(({ id, name }) => ({ id, label: name, on: null, href: `/console/organs/${organId}` }))
  return applications(scope, of, key, years, page)
}

async function applications(scope: Scope, of: Of, key: string, years: Years, page: Page) {
  const { organId } = of
  const { line, kind } = parted(key)
  if (line === 'applications_open' || line === 'applications_carried_out')
    return (await openAt(scope, organId, day(`${years.to}-12-31`), { kind }, page)).map(openRef)
  if (line === 'applications_carried_in')
    return (await openAt(scope, organId, day(`${years.to - 1}-12-31`), { kind }, page)).map(openRef)
  const channel = (Object.keys(CHANNELS) as Channel[]).find((one) => line === `applications_${one}`)
  if (line === 'applications_received' || channel)
    return (await receivedIn(scope, organId, years, { channel, kind }, page)).map((it) => ({
      ...openRef(it),
      label: `${it.number} ${it.subject}`,
    }))
  const only = {
    line: lineOf(line, of.form.handled),
    kind,
    inTime: line === 'ended_in_time' ? true : line === 'ended_extended' ? false : undefined,
  }
  const list = await handledIn(scope, organId, years, only, page)
  return list.map(({ id, number, answeredOn }) => ({
    id,
    label: number,
    on: answeredOn,
    href: `/console/applications/${id}`,
  }))
}

/** Remedies are few: those of the years are read and cut to the page. */
async function remedies(scope: Scope, { organId }: Of, key: string, years: Years, page: Page): Promise<RecordRef[]> {
  const [family, result] = key.split('.')
  const list = result ? await remediesIn(scope, organId, years) : await remediesFiled(scope, organId, years)
  return list
    .filter((one) =>
      result ? one.block && BLOCKS[one.block] === family && one.result === result : FILED[one.kind] === key,
    )
    .slice(page.offset, page.offset + page.limit)
    .map(({ id, number, matter, filedOn }) => ({
      id,
      label: `${number} ${matter}`,
      on: filedOn,
      href: `/console/remedies/${id}`,
    }))
}

async function fees(scope: Scope, { organId }: Of, years: Years, page: Page): Promise<RecordRef[]> {
  const list = await feesCollected(scope, organId, years, page)
  return list.map(({ id, number, on, fen }) => ({
    id,
    label: `${number} ${fen / 100}元`,
    on,
    href: `/console/applications/${id}`,
  }))
}

/** The line of a table a key stands for; undefined: all that ended. */
function lineOf(key: string, handled: ReportForm['handled']): TableLine | undefined {
  if (key === 'applications_handled') return handled === 'answered' ? 'answered' : undefined
  if (key === 'applications_unanswered') return 'unanswered'
  const [, table, code] = /^(answers_|answered\.|ended\.)(.+)$/.exec(key) ?? []
  if (!table || !code) return undefined
  return { table: table === 'answers_' ? 'fujian' : table === 'answered.' ? 'national' : 'table', code }
}

/** Takes the column of the applicant off a key: ended.r1.c2. */
function parted(key: string): { line: string; kind?: ApplicantKind } {
  const kind = applicantKinds.find((one) => key.endsWith(`.${APPLICANT_KINDS[one].column}`))
  return kind ? { line: key.slice(0, key.lastIndexOf('.')), kind } : { line: key }
}

function itemFilter(key: string): ItemFilter | null {
  if (!key.startsWith('category:')) return ITEM_FIGURES[key] ?? null
  const code = key.slice('category:'.length)
  return { category: code === UNCATEGORISED.code ? null : code }
}

const itemRef = (item: CountedItem): RecordRef => ({
  id: item.id,
  label: `${item.indexNumber} ${item.title}`,
  on: item.publishedOn,
  href: `/console/disclosures/${item.id}`,
})

const openRef = ({ id, number, receivedOn }: Received): RecordRef => ({
  id,
  label: number,
  on: receivedOn,
  href: `/console/applications/${id}`,
})

async function opening(scope: Scope, organId: string, figure: string): Promise<RecordRef[]> {
  const balances = await openingBalances(scope, [organId])
  return balances
    .filter((balance) => balance.figure === figure)
    .map(({ id, beforeYear, value, source }) => ({
      id,
      label: `${beforeYear}年以前累计${value}：${source}`,
      on: null,
      href: '/console/figures',
    }))
}

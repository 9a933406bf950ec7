import type { Sql } from 'postgres'
import { answeredIn, openAt, receivedIn } from '../applications/store.ts'
import { day, monthOf } from '../calendar/day.ts'
import type { Scope } from '../context.ts'
import { isolated } from '../db/transaction.ts'
import { UNCATEGORISED } from '../disclosures/categories.ts'
import { countedItems } from '../disclosures/counts/store.ts'
import { cumulativeOf, type ReportForm } from '../law/form.ts'
import { listUnits } from '../organs/store.ts'
import { isOneTrip } from '../services/rules.ts'
import { servicesOn } from '../services/store.ts'
import {
  type CategoryCount,
  ENTERED,
  type EnteredKey,
  FIGURES,
  type Figure,
  percentOf,
  type Reckoning,
  type RecordRef,
} from './figures.ts'
import { enteredFigures, openingBalances } from './store.ts'

/**
 * Counts everything a report says, from the records, in one snapshot: a record added meanwhile is in all figures or in
 * none. Cumulative figures are the opening balance plus every year kept here, up to and including the report's year.
 */
export function reckon(
  scope: Scope & { sql: Sql },
  organId: string,
  year: number,
  form: ReportForm,
): Promise<Reckoning> {
  return isolated(scope, (snapshot) => count(snapshot, organId, year, form))
}

async function count(scope: Scope, organId: string, year: number, form: ReportForm): Promise<Reckoning> {
  const end = day(`${year}-12-31`)
  const [items, received, answered, open, services, villages, balances, entered] = [
    await countedItems(scope, organId, { to: year }),
    await receivedIn(scope, organId, { to: year }),
    await answeredIn(scope, organId, { to: year }),
    await openAt(scope, organId, end),
    await servicesOn(scope, organId, end),
    await listUnits(scope, organId, 'village'),
    await openingBalances(scope, organId),
    await enteredFigures(scope, organId, { to: year }),
  ]

  type Counted = { ref: RecordRef; year: number; weight: number }
  const counted: Record<string, Counted[]> = {}
  const add = (key: string, ref: RecordRef, of: number, weight = 1) => {
    counted[key] ??= []
    counted[key].push({ ref, year: of, weight })
  }

  const itemsOfYear = items.filter((item) => item.year === year)
  for (const item of items) {
    const ref = itemRef(item)
    add('proactive_total', ref, item.year)
    if (item.channels.includes('site')) add('proactive_site', ref, item.year)
    if (item.channels.includes('gazette')) add('proactive_gazette', ref, item.year)
    if (item.electronic) add('electronic_total', ref, item.year)
  }
  for (const it of received) {
    const ref = {
      id: it.id,
      label: `${it.number} ${it.subject}`,
      on: it.receivedOn,
      href: `/console/applications/${it.id}`,
    }
    add('applications_received', ref, yearIn(it.receivedOn))
    add(`applications_${it.channel}`, ref, yearIn(it.receivedOn))
  }
  for (const it of answered) {
    const ref = { id: it.id, label: it.number, on: it.answeredOn, href: `/console/applications/${it.id}` }
    add('applications_handled', ref, yearIn(it.answeredOn))
    add(`answers_${it.outcome}`, ref, yearIn(it.answeredOn))
  }
  for (const service of services) {
    const ref = {
      id: service.id,
      label: `${service.code} ${service.name}`,
      on: null,
      href: `/console/services/${service.id}`,
    }
    add('service_items', ref, year)
    if (isOneTrip(service)) add('service_items_one_trip', ref, year)
  }
  for (const village of villages)
    add('villages', { id: village.id, label: village.name, on: null, href: `/console/organs/${organId}` }, year)
  for (const it of entered)
    add(
      it.figure,
      {
        id: it.id,
        label: `${it.year}年填报${it.value}：${it.source}`,
        on: `${it.year}-12-31`,
        href: `/console/figures?year=${it.year}`,
      },
      it.year,
      it.value,
    )

  const sum = (list: Counted[]) => list.reduce((total, { weight }) => total + weight, 0)
  const ofYear = (key: string) => (counted[key] ?? []).filter((one) => one.year === year)
  const isEnteredKey = (key: string): key is EnteredKey => Object.hasOwn(ENTERED, key)

  const yearFigure = (key: string, of: { label: string; unit: string; definition: string }): Figure => {
    const list = ofYear(key)
    return {
      key,
      ...of,
      value: isEnteredKey(key) && list.length === 0 ? null : sum(list),
      records: list.map(({ ref }) => ref),
    }
  }
  const cumulativeFigure = (key: string): Figure => {
    const base = { ...FIGURES, ...ENTERED }[key as keyof typeof FIGURES | EnteredKey]
    const balance = balances.find(({ figure }) => figure === key)
    const since = (counted[key] ?? []).filter((one) => !balance || one.year >= balance.beforeYear)
    const opening: RecordRef[] = balance
      ? [
          {
            id: balance.id,
            label: `${balance.beforeYear}年以前累计${balance.value}：${balance.source}`,
            on: null,
            href: '/console/figures',
          },
        ]
      : []
    return {
      key: cumulativeOf(key),
      label: `${base.label}（历年累计）`,
      unit: base.unit,
      definition: balance ? `${balance.beforeYear}年以前的期初数加其后各年。` : '有记录以来各年之和；没有登记期初数。',
      value: (balance?.value ?? 0) + sum(since),
      records: [...opening, ...since.map(({ ref }) => ref)],
    }
  }

  const figures: Figure[] = [
    ...Object.entries(FIGURES).map(([key, of]) => yearFigure(key, of)),
    ...Object.entries(ENTERED).map(([key, of]) => yearFigure(key, of)),
    {
      key: 'applications_open',
      label: '年末在办的申请',
      unit: '件',
      definition: '12月31日尚未答复、结转下年继续办理的申请。',
      value: open.length,
      records: open.map((it) => ({
        id: it.id,
        label: it.number,
        on: it.receivedOn,
        href: `/console/applications/${it.id}`,
      })),
    },
    ...form.annex.rows.map((row) => cumulativeFigure(row.figure)),
  ]
  const value = (key: string) => figures.find((figure) => figure.key === key)?.value ?? 0
  figures.push(
    share('one_trip_percent', '最多跑一趟事项占比', value('service_items_one_trip'), value('service_items'), 1),
    share('electronic_percent', '全文电子化率', value('electronic_total'), value('proactive_total'), 2),
  )

  return {
    organId,
    year,
    form: form.code,
    figures,
    categories: byCategory(itemsOfYear),
    months: Array.from({ length: 12 }, (_, at) => ({
      month: at + 1,
      count: itemsOfYear.filter((item) => monthOf(item.publishedOn) === at + 1).length,
    })),
    annex: Object.fromEntries(
      form.annex.rows.map(({ label, figure }) => {
        const find = (key: string) => figures.find((one) => one.key === key)?.value ?? null
        return [label, [find(figure), find(cumulativeOf(figure))]]
      }),
    ),
  }
}

type Item = Awaited<ReturnType<typeof countedItems>>[number]

const yearIn = (of: string) => Number(of.slice(0, 4))

const itemRef = (item: Item): RecordRef => ({
  id: item.id,
  label: `${item.indexNumber} ${item.title}`,
  on: item.publishedOn,
  href: `/console/disclosures/${item.id}`,
})

const share = (key: string, label: string, part: number, whole: number, digits: number): Figure => ({
  key,
  label,
  unit: '%',
  value: percentOf(part, whole, digits),
  definition: `占比，四舍五入到小数点后${digits}位。`,
  records: [],
})

/** In the order of the catalogue; items without a category come last, as a line of their own. */
function byCategory(items: readonly Item[]): CategoryCount[] {
  const groups = new Map<string, { name: string; sort: number; items: Item[] }>()
  for (const item of items) {
    const code = item.categoryCode ?? UNCATEGORISED.code
    const group = groups.get(code) ?? {
      name: item.categoryName ?? UNCATEGORISED.name,
      sort: item.categorySort ?? Number.MAX_SAFE_INTEGER,
      items: [],
    }
    group.items.push(item)
    groups.set(code, group)
  }
  return [...groups]
    .sort(([, a], [, b]) => a.sort - b.sort)
    .map(([code, { name, items: own }]) => ({
      code,
      name,
      count: own.length,
      percent: percentOf(own.length, items.length, 2) ?? 0,
      records: own.map(itemRef),
    }))
}

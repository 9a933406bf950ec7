import { dayOf } from '../../calendar/day.ts'
import { listOrgans, listUnits } from '../../organs/store.ts'
import { type C, scopeOf } from '../../web/env.ts'
import { type ConcernStanding, dueFirst, standingsOf } from '../due.ts'
import { isKind, isWay } from '../kinds.ts'
import { isLive, isState } from '../lifecycle.ts'
import { type ConcernFilter, listConcerns } from '../registry/store.ts'

/** What of the register is shown. The last ones ask the register itself; the others are reckoned from what is owed. */
export const VIEWS = {
  due: '在办',
  red: '临期和逾期',
  arrived: '待受理',
  answered: '已答复，待办结',
  all: '全部诉求',
} as const
export type View = keyof typeof VIEWS

const SHOWS: Record<'due' | 'red' | 'arrived', (shown: ConcernStanding) => boolean> = {
  due: () => true,
  red: ({ standing: { light, unopened } }) => unopened || (light !== null && light.colour !== 'green'),
  arrived: ({ concern }) => concern.state === 'arrived',
}
const isOwed = (view: View): view is keyof typeof SHOWS => Object.hasOwn(SHOWS, view)

const lastOf = (month: string) => new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate()

/** The days of a month such as 2026-10, or of a year. Nothing when the text is neither. */
export function daysOf(text: string | undefined): { from: string; to: string } | null {
  if (/^20\d{2}$/.test(text ?? '')) return { from: `${text}-01-01`, to: `${text}-12-31` }
  if (/^20\d{2}-(0[1-9]|1[0-2])$/.test(text ?? '')) return { from: `${text}-01`, to: `${text}-${lastOf(text!)}` }
  return null
}

/** What the address asks for. People of one organ see its concerns; people of the whole site see all, or choose one. */
export async function asked(c: C) {
  const query = c.req.query()
  const scope = scopeOf(c)
  const { person } = c.var
  const organs = await listOrgans(scope)
  const organ = person?.organ ?? organs.find(({ slug }) => slug === query.organ) ?? null
  const units = organ ? await listUnits(scope, organ.id) : []
  const unit = query.unit === 'none' ? 'none' : units.find(({ id }) => id === query.unit)?.id
  const state =
    isState(query.state ?? '') || query.state === 'open' ? (query.state as ConcernFilter['state']) : undefined
  const days = daysOf(query.when)
  const filter: ConcernFilter = {
    organId: organ?.id,
    kind: isKind(query.kind ?? '') ? (query.kind as ConcernFilter['kind']) : undefined,
    way: isWay(query.way ?? '') ? (query.way as ConcernFilter['way']) : undefined,
    state,
    unitId: unit,
    from: days?.from,
    to: days?.to,
    text: query.q?.slice(0, 100),
  }
  const said = query.view ?? ''
  const beyond = days !== null || (state !== undefined && state !== 'open' && !isLive(state))
  const view: View = Object.hasOwn(VIEWS, said) ? (said as View) : beyond ? 'all' : 'due'
  const kept = {
    organ: person?.organ ? '' : organ?.slug,
    kind: filter.kind,
    way: filter.way,
    state,
    unit,
    when: days ? query.when : '',
    q: filter.text,
  }
  return {
    organs,
    organ,
    units,
    filter,
    view,
    kept,
    nameOf: (id: string) => organs.find((one) => one.id === id)?.shortName,
  }
}

/** The concerns of the view, a page of them, and how many each view of what is owed holds. */
export async function found(
  c: C,
  view: View,
  filter: ConcernFilter,
  paging: { limit: number; offset: number; countTo?: number },
) {
  const scope = scopeOf(c)
  const today = dayOf(c.var.now)
  if (!isOwed(view)) {
    const { rows, total } = await listConcerns(scope, view === 'answered' ? { ...filter, state: view } : filter, paging)
    return { shown: await standingsOf(scope, rows, today), total, counts: null }
  }
  const live = await dueFirst(scope, filter, today)
  const counts = Object.fromEntries(
    Object.entries(SHOWS).map(([name, shows]) => [name, live.filter(shows).length]),
  ) as Record<keyof typeof SHOWS, number>
  const list = live.filter(SHOWS[view])
  return { shown: list.slice(paging.offset, paging.offset + paging.limit), total: list.length, counts }
}

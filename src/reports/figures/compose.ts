import type { ReportForm } from '../../law/form.ts'
import { cellsOf, cumulativeOf, type Source } from '../../law/forms/tables-shape.ts'
import { type Figure, percentOf } from '../figures.ts'
import type { Definition } from './counted.ts'
import { isEntered, isMoney } from './entered.ts'
import { cellLabel, definitionOf, NAMED } from './labels.ts'
import { neededBy, SHARES } from './needed.ts'
import { registerOf } from './remedies.ts'

/**
 * How many records of a year stand behind a key, and what they come to where that is another number (money in 分). Several for
 * the same key and year are added up.
 */
export type Tally = { key: string; year: number; count: number; value?: number }

/**
 * What was entered for a year, all entries of it added up; `value` null: it does not apply. `missing`: some month of it was
 * not entered, so that the year is blank. Money in 分.
 */
export type EnteredTally = { figure: string; year: number; value: number | null; count: number; missing?: true }

/** 期初数: what a figure had come to before that year. */
export type Opening = { figure: string; beforeYear: number; value: number }

export type Tallies = { counted: readonly Tally[]; entered: readonly EnteredTally[]; openings: readonly Opening[] }

/** `value` null and `applicable`: nobody entered it. */
type Amount = { value: number | null; applicable: boolean; count: number }

const BLANK: Amount = { value: null, applicable: true, count: 0 }

/**
 * From counts to the figures of a form. Pure: the same counts always give the same figures, whether they come from one
 * organ or from all the organs of a county together.
 */
export function compose(form: ReportForm, year: number, { counted, entered, openings }: Tallies): Figure[] {
  const counts = byKeyAndYear(counted)
  const entries = byKeyAndYear(entered)
  const years = [...new Set([year, ...counted.map((one) => one.year), ...entered.map((one) => one.year)])]
  const { cumulative, needed, cells: defined } = planOf(form)
  const known = new Map<string, Amount>()
  const registered = new Set(
    counted.flatMap(({ key, year: of, count }) => (count > 0 && registerOf(key) ? [`${registerOf(key)} ${of}`] : [])),
  )

  const told = new Set(
    entered.flatMap(({ figure, year: of }) => (registerOf(figure) ? [`${registerOf(figure)} ${of}`] : [])),
  )

  /** A figure of one year, by its key. */
  function ofYear(key: string, of: number): Amount {
    const at = `${key} ${of}`
    const before = known.get(at)
    if (before) return before
    const source = form.derived?.[key]
    const derived = source && made(source, of)
    const settled = derived && (derived.value !== null || !derived.applicable)
    const amount = settled ? derived : source && !isEntered(key) ? BLANK : base(key, of)
    known.set(at, amount)
    return amount
  }

  const inRecords = (key: string, of: number): Amount => {
    const list = counts.get(key)?.get(of) ?? []
    const count = list.reduce((all, one) => all + one.count, 0)
    const value = list.reduce((all, one) => all + (one.value ?? one.count), 0)
    return { value: isMoney(key) ? value / 100 : value, applicable: true, count }
  }

  /** An empty register counts none. Fees are in the register of applications: where that has none either, nobody knows. */
  const keptThen = (register: string, of: number): boolean =>
    register !== 'fees_yuan' ||
    counted.some((one) => one.year === of && one.count > 0 && one.key.startsWith('applications_'))

  function base(key: string, of: number): Amount {
    const register = registerOf(key)
    if (register && registered.has(`${register} ${of}`)) return inRecords(key, of)
    if (isEntered(key)) {
      const list = entries.get(key)?.get(of)
      if (!list)
        return register && !told.has(`${register} ${of}`) && keptThen(register, of) ? inRecords(key, of) : BLANK
      const values = list.flatMap(({ value }) => (value === null ? [] : [value]))
      const count = list.reduce((all, one) => all + one.count, 0)
      if (list.some(({ missing }) => missing)) return { value: null, applicable: true, count }
      if (values.length === 0) return { value: null, applicable: false, count }
      const sum = values.reduce((all, value) => all + value, 0)
      return { value: isMoney(key) ? sum / 100 : sum, applicable: true, count }
    }
    return inRecords(key, of)
  }

  function allYears(key: string): Amount & { from: number | null } {
    const opening = openings.filter(({ figure }) => figure === key)
    const from = opening[0]?.beforeYear ?? null
    const parts = years.filter((one) => one <= year && (from === null || one >= from)).map((one) => ofYear(key, one))
    const brought = opening.reduce((all, one) => all + one.value, 0)
    return {
      value: brought + parts.reduce((all, part) => all + (part.value ?? 0), 0),
      applicable: true,
      count: opening.length + parts.reduce((all, part) => all + part.count, 0),
      from,
    }
  }

  function made(source: Source, of: number): Amount {
    if (typeof source === 'string') {
      const whole = cumulative.get(source)
      return whole ? allYears(whole) : ofYear(source, of)
    }
    if ('sum' in source) return total(source.sum.map((key) => ofYear(key, of)))
    if ('before' in source) return ofYear(source.before, of - 1)
    if ('wan' in source) {
      const money = ofYear(source.wan, of)
      return { ...money, value: money.value === null ? null : Math.round(money.value * 100) / 1_000_000 }
    }
    const [now, then] = [ofYear(source.change, of), ofYear(source.change, of - 1)]
    if (now.value === null || then.value === null)
      return { value: null, applicable: now.applicable || then.applicable, count: 0 }
    return { value: now.value - then.value, applicable: true, count: now.count + then.count }
  }

  const figure = (key: string, { label, unit, definition }: Definition, amount: Amount): Figure => ({
    key,
    label,
    unit,
    value: amount.value,
    ...(amount.applicable ? {} : { applicable: false as const }),
    definition,
    count: amount.count,
  })

  const { named, cells, quiet, shares } = needed
  const cell = (key: string): Figure => {
    const { of, source } = defined.get(key)!
    const whole = cumulative.get(key)
    if (!whole) return figure(key, of, made(source, year))
    const amount = allYears(whole)
    const told = amount.from ? `${amount.from}年以前的期初数加其后各年。` : '有记录以来各年之和；没有登记期初数。'
    return figure(key, { ...of, definition: told }, amount)
  }
  const figures = [
    ...named.map((key) => figure(key, defined.get(key)!.of, ofYear(key, year))),
    ...cells.map(cell),
    ...quiet.map(cell).filter(({ value }) => value !== 0),
  ]
  const value = (key: string) => figures.find((one) => one.key === key)?.value ?? 0
  return [
    ...figures,
    ...shares.map((key): Figure => {
      const { label, part, whole, digits } = SHARES[key]
      return {
        key,
        label,
        unit: '%',
        value: percentOf(value(part), value(whole), digits),
        definition: `占比，四舍五入到小数点后${digits}位。`,
        count: 0,
      }
    }),
  ]
}

type Plan = {
  needed: ReturnType<typeof neededBy>
  /** Keys of all years together, and the figure they are of. */
  cumulative: Map<string, string>
  cells: Map<string, { of: Definition; source: Source }>
}
const plans = new WeakMap<ReportForm, Plan>()

/** What a form asks for and calls its figures. It is the same for every organ of a county, so it is found out once. */
function planOf(form: ReportForm): Plan {
  const before = plans.get(form)
  if (before) return before
  const needed = neededBy(form)
  const cumulative = new Map(Object.keys(NAMED).map((key) => [cumulativeOf(key), key]))
  const sources = new Map(
    form.tables.flatMap((table) => cellsOf(table).map((cell) => [cell.key, { table, ...cell }] as const)),
  )
  const cells = new Map(needed.named.map((key) => [key, { of: meaning(form, key), source: key as Source }]))
  for (const key of [...needed.cells, ...needed.quiet]) {
    const at = sources.get(key)
    if (!at || cumulative.has(key)) {
      cells.set(key, { of: definitionOf(key), source: key })
      continue
    }
    const of = typeof at.source === 'string' ? definitionOf(at.source) : composed(at.source)
    const label = at.table.layout === 'grid' || typeof at.source !== 'string' ? cellLabel(at.table, key) : null
    cells.set(key, { of: { ...of, label: label ?? of.label }, source: at.source })
  }
  const plan = { needed, cumulative, cells }
  plans.set(form, plan)
  return plan
}

/** What a named figure means in a form: 办结 of the later forms takes in what ended unanswered. */
const meaning = (form: ReportForm, key: string): Definition =>
  key === 'applications_handled' && form.handled === 'ended'
    ? { ...definitionOf('applications_ended'), label: '本年度办理结果总计' }
    : definitionOf(key)

/** What is made of other figures, in words. */
function composed(source: Exclude<Source, string>): Definition {
  if ('sum' in source) {
    const parts = source.sum.map(definitionOf)
    return { label: '', unit: parts[0]?.unit ?? '', definition: `${parts.map(({ label }) => label).join('、')}之和。` }
  }
  if ('before' in source) {
    const of = definitionOf(source.before)
    return { label: '', unit: of.unit, definition: `上一年的${of.label}。` }
  }
  if ('change' in source) {
    const of = definitionOf(source.change)
    return { label: '', unit: of.unit, definition: `本年的${of.label}减去上一年的。` }
  }
  return { label: '', unit: '万元', definition: `${definitionOf(source.wan).label}，折合万元。` }
}

/** Blank as soon as one part is; what does not apply is left out; nothing applies when no part does. */
function total(parts: readonly Amount[]): Amount {
  const count = parts.reduce((all, part) => all + part.count, 0)
  const asked = parts.filter(({ applicable }) => applicable)
  if (asked.length === 0) return { value: null, applicable: false, count }
  if (asked.some(({ value }) => value === null)) return { value: null, applicable: true, count }
  return { value: asked.reduce((all, part) => all + part.value!, 0), applicable: true, count }
}

function byKeyAndYear<T extends { year: number } & ({ key: string } | { figure: string })>(list: readonly T[]) {
  const map = new Map<string, Map<number, T[]>>()
  for (const one of list) {
    const key = 'key' in one ? one.key : one.figure
    const years = map.get(key) ?? new Map<number, T[]>()
    map.set(key, years)
    const list = years.get(one.year)
    if (list) list.push(one)
    else years.set(one.year, [one])
  }
  return map
}

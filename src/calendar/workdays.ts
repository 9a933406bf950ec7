import { addDays, type Day, dayNumbered, numberOf, yearOf } from './day.ts'
import { type DayStatus, nationalDays } from './national.ts'

/**
 * A calendar of working days. Unit: whole days. A year nobody announced yet counts Saturdays and Sundays as its only rest;
 * what reaches into one is `provisional` and is computed anew when its notice is loaded.
 */
export type Workdays = {
  isWorkday(of: Day): boolean
  /** The `count`-th working day after `from`; `from` itself is not counted. `count` is at least 1. */
  after(from: Day, count: number): Day
  /** The day itself when it is a working day, otherwise the next one. */
  onOrAfter(of: Day): Day
  /** How many working days lie from `from` to `to`, both included; 0 when `to` comes first. */
  between(from: Day, to: Day): number
  /** Whether the holidays of the year are known. */
  announced(year: number): boolean
  /** Whether something between these days may still be moved by a notice that is not out. */
  provisional(from: Day, to: Day): boolean
  /** The days in between that are not what their weekday says, in order. */
  moved(from: Day, to: Day): DayStatus[]
}

/**
 * One year, so that counting costs an addition and not a walk: `before[i]` working days lie before the i-th day of the year,
 * and `at[k]` is the k-th working day.
 */
type Year = { first: number; before: Uint16Array; at: Uint16Array; announced: boolean; moved: readonly DayStatus[] }

/** 1 January 1970 was a Thursday. */
const isWeekday = (number: number): boolean => (number + 4) % 7 !== 0 && (number + 4) % 7 !== 6

/** Notices have moved days as early as 29 December for the 元旦 that follows (2007, 2018). */
const REACHED_BACK = 3

/** The calendar of these days; a day named twice is what it was named last. */
export function workdaysOf(statuses: Iterable<DayStatus>): Workdays {
  const named = new Map<number, Map<Day, DayStatus>>()
  for (const status of statuses) {
    const year = yearOf(status.day)
    if (!named.has(year)) named.set(year, new Map())
    named.get(year)!.set(status.day, status)
  }
  const years = new Map<number, Year>()
  const yearNamed = (year: number): Year => {
    const known = years.get(year)
    if (known) return known
    const made = compile(year, named.get(year) ?? new Map())
    years.set(year, made)
    return made
  }
  const counted = (year: Year, of: number) => year.before[of - year.first + 1]! // that day included
  const total = (year: Year) => year.at.length

  function after(from: Day, count: number): Day {
    let number = yearOf(from)
    let year = yearNamed(number)
    let place = counted(year, numberOf(from)) + count
    while (place > total(year)) {
      place -= total(year)
      number += 1
      year = yearNamed(number)
    }
    return dayNumbered(year.first + year.at[place - 1]!)
  }

  function isWorkday(of: Day): boolean {
    const year = yearNamed(yearOf(of))
    const index = numberOf(of) - year.first
    return year.before[index + 1]! > year.before[index]!
  }

  function between(from: Day, to: Day): number {
    if (to < from) return 0
    const [first, last] = [yearOf(from), yearOf(to)]
    let sum = counted(yearNamed(last), numberOf(to))
    for (let year = first; year < last; year++) sum += total(yearNamed(year))
    const begun = yearNamed(first)
    return sum - begun.before[numberOf(from) - begun.first]!
  }

  return {
    isWorkday,
    after,
    between,
    onOrAfter: (of) => (isWorkday(of) ? of : after(of, 1)),
    announced: (year) => yearNamed(year).announced,
    provisional(from, to) {
      const reach = to.slice(5) >= '12-29' ? yearOf(addDays(to, REACHED_BACK)) : yearOf(to)
      for (let year = yearOf(from); year <= reach; year++) if (!yearNamed(year).announced) return true
      return false
    },
    moved(from, to) {
      const days: DayStatus[] = []
      for (let year = yearOf(from); year <= yearOf(to); year++)
        for (const status of yearNamed(year).moved) if (status.day >= from && status.day <= to) days.push(status)
      return days
    },
  }
}

function compile(year: number, named: ReadonlyMap<Day, DayStatus>): Year {
  const first = numberOf(`${year}-01-01` as Day)
  const length = numberOf(`${year + 1}-01-01` as Day) - first
  const works = new Map([...named.values()].map(({ day, kind }) => [numberOf(day) - first, kind === 'workday']))
  const before = new Uint16Array(length + 1)
  const at = new Uint16Array(length)
  let count = 0
  for (let index = 0; index < length; index++) {
    before[index] = count
    if (works.get(index) ?? isWeekday(first + index)) at[count++] = index
  }
  before[length] = count
  const moved = [...named.values()].sort((a, b) => (a.day < b.day ? -1 : 1))
  return { first, before, at: at.slice(0, count), announced: announces(year, named), moved }
}

/**
 * A year is announced once its calendar rests on the days no year goes without: 元旦, 劳动节, 国庆节, and some days of
 * 春节, which always falls between 21 January and 20 February. Half a notice does not announce a year.
 */
function announces(year: number, named: ReadonlyMap<Day, DayStatus>): boolean {
  const rests = (of: string) => named.get(`${year}-${of}` as Day)?.kind === 'holiday'
  const spring = [...named.values()].some(
    ({ day, kind }) => kind === 'holiday' && day >= `${year}-01-20` && day <= `${year}-02-28`,
  )
  return rests('01-01') && rests('05-01') && rests('10-01') && spring
}

/** The calendar of the nation, without what any site has entered. */
export const NATIONAL: Workdays = workdaysOf(nationalDays())

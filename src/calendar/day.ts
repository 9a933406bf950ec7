import { z } from 'zod'

/** A legal day, `YYYY-MM-DD`: a square on the wall calendar, never a moment. */
export type Day = string & z.$brand<'Day'>

const isReal = (text: string) => {
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

export const Day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine(isReal, '没有这一天')
  .brand<'Day'>()

/** Reads a day the program itself wrote. Throws when it is none: that is our bug. */
export const day = (text: string): Day => Day.parse(text)

/** The day after. */
export const nextDay = (of: Day): Day => addDays(of, 1)

/** `count` calendar days later, or earlier when negative. */
export const addDays = (from: Day, count: number): Day => dayNumbered(numberOf(from) + count)

/** How many calendar days lie from one day to another; 0 for the same day. */
export const daysBetween = (from: Day, to: Day): number => numberOf(to) - numberOf(from)

/** Days since 1 January 1970: what counting is done with. Plain arithmetic, since clocks ask a million times. */
export function numberOf(of: Day): number {
  const year = yearOf(of)
  const month = monthOf(of)
  const leapDay = month > 2 && isLeap(year) ? 1 : 0
  return firstOf(year) + BEFORE_MONTH[month - 1]! + leapDay + two(of, 8) - 1
}

/** The square of the calendar a number stands for. */
export function dayNumbered(number: number): Day {
  let year = 1970 + Math.floor(number / 365.2425)
  if (firstOf(year) > number) year -= 1
  else if (firstOf(year + 1) <= number) year += 1
  const index = number - firstOf(year)
  return `${year < 1000 ? String(year).padStart(4, '0') : year}-${(isLeap(year) ? LEAP : COMMON)[index]}` as Day
}

const isLeap = (year: number) => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

/** The number of a year's first day: 365 for each year since 1970, and the leap days of the years before. */
const firstOf = (year: number): number => 365 * (year - 1970) + leapYearsBefore(year) - leapYearsBefore(1970)
const leapYearsBefore = (year: number): number =>
  Math.floor((year - 1) / 4) - Math.floor((year - 1) / 100) + Math.floor((year - 1) / 400)

/** `01-01` to `12-31` in the order of the year. */
const squaresOf = (year: number): string[] =>
  Array.from({ length: isLeap(year) ? 366 : 365 }, (_, index) =>
    new Date(Date.UTC(year, 0, 1 + index)).toISOString().slice(5, 10),
  )
const LEAP = squaresOf(2024)
const COMMON = squaresOf(2023)
const BEFORE_MONTH = Array.from({ length: 12 }, (_, month) =>
  COMMON.indexOf(`${String(month + 1).padStart(2, '0')}-01`),
)

/** The two digits at a place of the text. */
const two = (of: Day, at: number): number => (of.charCodeAt(at) - 48) * 10 + of.charCodeAt(at + 1) - 48

const CHINA = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' })
const CHINA_MINUTE = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
})

/** The legal day of a moment: the date in China, wherever the server stands. */
export const dayOf = (moment: Date): Day => CHINA.format(moment) as Day

/** `2017-03-08 09:30`, as publication times are shown on government sites. */
export const minuteOf = (moment: Date): string => CHINA_MINUTE.format(moment)

export const yearOf = (of: Day): number => two(of, 0) * 100 + two(of, 2)

/** `2018年1月11日`: no leading zeros (GB/T 9704—2012). */
export function chineseDay(of: Day): string {
  const [year, month, date] = of.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

/** 1 to 12. */
export const monthOf = (of: Day): number => two(of, 5)

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
export function addDays(from: Day, count: number): Day {
  const date = new Date(`${from}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + count)
  return date.toISOString().slice(0, 10) as Day
}

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

export const yearOf = (of: Day): number => Number(of.slice(0, 4))

/** `2018年1月11日`: no leading zeros (GB/T 9704—2012). */
export function chineseDay(of: Day): string {
  const [year, month, date] = of.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

/** 1 to 12. */
export const monthOf = (of: Day): number => Number(of.slice(5, 7))

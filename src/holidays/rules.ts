import { addDays, Day, daysBetween, yearOf } from '../calendar/day.ts'
import type { DayStatus } from '../calendar/national.ts'
import { ok, type Result, refuse } from '../result.ts'

export type NoticeEntry = { number: string; title: string; issuedOn: Day; days: DayStatus[] }

const LONGEST_RANGE = 31
const MOST_DAYS = 400

/** Whether a notice may be recorded like this. One day stands in it once. */
export function checkNotice(entry: NoticeEntry, today: Day): Result<NoticeEntry> {
  const [number, title] = [entry.number.trim(), entry.title.trim()]
  if (!/^[^\s〔]{2,20}〔\d{4}〕\d{1,5}号$/.test(number))
    return refuse('holidays.number', '请填写完整的文号', { fix: '如 国办发明电〔2025〕7号', field: 'number' })
  if (!title || title.length > 200) return refuse('holidays.title', '请填写通知标题，最长200字', { field: 'title' })
  if (entry.issuedOn > today) return refuse('holidays.future', '发文日期不能晚于今天', { field: 'issuedOn' })
  if (entry.days.length === 0)
    return refuse('holidays.empty', '通知里没有读到放假或上班的日期', {
      fix: '每个节日一行，如“春节：2月15日至23日放假，2月14日、2月28日上班”',
      field: 'text',
    })
  if (entry.days.length > MOST_DAYS) return refuse('holidays.many', `一份通知最多${MOST_DAYS}天`, { field: 'text' })
  const seen = new Map<Day, DayStatus>()
  for (const status of entry.days) {
    const before = seen.get(status.day)
    if (before && before.kind !== status.kind)
      return refuse('holidays.both', `${status.day}既写了放假又写了上班`, { fix: '请核对这一天', field: 'text' })
    const distance = Math.abs(yearOf(status.day) - yearOf(entry.issuedOn))
    if (distance > 2)
      return refuse('holidays.year', `${status.day}与发文日期相差太远`, { fix: '请核对年份', field: 'text' })
    seen.set(status.day, { ...status, name: status.name.trim().slice(0, 20) || '放假' })
  }
  return ok({ ...entry, number, title, days: [...seen.values()].sort((a, b) => (a.day < b.day ? -1 : 1)) })
}

/** `2026年2月15日至2月23日`: the year, the second month, and after another date the first month too may be left out. */
const DATE =
  /(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:(?:至|到|—|-|~|～)(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日)?/g

/**
 * Reads the text of a notice as the State Council words it, one holiday a line: `二、春节：2月15日至23日放假调休，共9天。
 * 2月14日、2月28日上班。` Dates without a year belong to `year`.
 */
export function readNotice(text: string, year: number): Result<DayStatus[]> {
  const days: DayStatus[] = []
  const plain = text.replace(/[（(][^）)]*[）)]/g, '').replace(/[ \t\u3000]/g, '')
  for (const line of plain.split(/\r?\n/)) {
    const named = /^(?:[一二三四五六七八九十]+、|\d+[.、．])?([^：:，。、\d]{1,12})[：:](.*)$/.exec(line)
    const name = named?.[1] ?? '放假'
    for (const clause of clausesOf(named?.[2] ?? line)) {
      const kind = /上班/.test(clause) && !/不上班/.test(clause) ? 'workday' : 'holiday'
      if (kind === 'holiday' && !/放假|休息|补休|连休|不上班/.test(clause)) continue
      const found = datesIn(clause, year)
      if (!found.ok) return found
      days.push(...found.value.map((day) => ({ day, kind, name }) as const))
    }
  }
  return ok(days)
}

/** Pieces of a line that each end with what happens on their dates: 放假 or 上班. */
const clausesOf = (line: string): string[] => line.match(/[^。；;]*?(?:放假|上班|休息|补休|连休)/g) ?? []

function datesIn(clause: string, year: number): Result<Day[]> {
  const days: Day[] = []
  let month: string | undefined
  for (const [text, firstYear, firstMonth, date, lastYear, lastMonth, lastDate] of clause.matchAll(DATE)) {
    month = firstMonth ?? month
    const from = dayOn(Number(firstYear ?? year), Number(month), Number(date))
    const endsIn = Number(lastYear ?? firstYear ?? year)
    const to = lastDate ? dayOn(endsIn, Number(lastMonth ?? month), Number(lastDate)) : from
    if (!from || !to || to < from || daysBetween(from, to) >= LONGEST_RANGE)
      return refuse('holidays.date', `“${text}”不是有效的日期`, { fix: '请核对通知原文', field: 'text' })
    month = lastMonth ?? month
    for (let day = from; day <= to; day = addDays(day, 1)) days.push(day)
  }
  return ok(days)
}

const dayOn = (year: number, month: number, date: number): Day | null => {
  const read = Day.safeParse(`${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`)
  return read.success ? read.data : null
}

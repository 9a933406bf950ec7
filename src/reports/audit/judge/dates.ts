import type { Contradiction } from '../findings.ts'
import { quoteOf } from '../flow.ts'
import { periodQuote } from '../header.ts'
import { type Case, contradiction, type Judge } from './case.ts'

/** Days no calendar has, dates that lack a part, periods and years that are not the report's. */
export const judgeDates: Judge = (it) => [...judgePeriod(it), ...judgeCalendar(it), ...judgeYears(it)]

function judgePeriod(it: Case): Contradiction[] {
  const { header, flow } = it.report
  const { period, year } = header
  const blank = /(?:期限|时段|时间|期间|周期)[^。；\d]{0,10}(自?至)(?=[。，；]|$)/.exec(flow.text)
  if (blank) {
    const at = blank.index
    const before = Math.max(flow.text.lastIndexOf('。', at) + 1, at - 12)
    const quotes = [quoteOf(flow, before, at + blank[0].length + 1), yearQuote(it)]
    return [contradiction('date-period', 'hard', '统计时段的起止日期都没有写', [], quotes)]
  }
  if (!period) return []
  const { start, end } = period
  const quotes = [periodQuote(flow, period), quoteOf(flow, Math.max(0, period.from - 8), period.to)]
  for (const [name, date] of [
    ['起始', start],
    ['截止', end],
  ] as const) {
    if (date.month === null || date.day === null) {
      const missing = date.day === null ? '日' : '月'
      const figures = [date.year, date.month].filter((part): part is number => part !== null)
      return [contradiction('date-period', 'hard', `统计期限的${name}日期缺“${missing}”`, figures, quotes)]
    }
  }
  const wrong = [start.year, end.year].find((one) => one !== null && one !== year)
  const wholeYear = (start.month === 1 && start.day === 1) || (end.month === 12 && end.day === 31)
  if (year === null || wrong === undefined || wrong === null || !wholeYear) return []
  const says = `统计期限写到${wrong}年，报告年度是${year}年`
  return [contradiction('date-period', 'hard', says, [wrong, year], [periodQuote(flow, period), yearQuote(it)])]
}

/** The report's year as the text has it, for a second quotation. */
function yearQuote({ report: { flow, header } }: Case): string {
  const at = header.year === null ? -1 : flow.text.indexOf(`${header.year}年`)
  return at < 0 ? '' : quoteOf(flow, at, Math.min(flow.text.length, at + 12))
}

const LACKING = /(20\d\d)年(\d{0,2})月日|(20\d\d)年月(\d{1,2})日/g

function judgeCalendar(it: Case): Contradiction[] {
  const { flow, header } = it.report
  const found: Contradiction[] = []
  for (const date of flow.text.matchAll(/(?:(20\d\d)年)?(?<!\d)(\d{1,2})月(\d{1,2})日/g)) {
    const [all, year, month, day] = date
    const length = daysIn(year ? Number(year) : header.year, Number(month))
    if (length >= Number(day) && Number(day) > 0) continue
    const quote = quoteOf(flow, date.index, date.index + all.length)
    const wide = quoteOf(flow, Math.max(0, date.index - 8), Math.min(flow.text.length, date.index + all.length + 6))
    found.push(
      contradiction(
        'date-period',
        'hard',
        `历法中没有${Number(month)}月${Number(day)}日这一天`,
        [Number(month), Number(day)],
        [quote, wide],
      ),
    )
  }
  for (const date of flow.text.matchAll(/(?<!\d)\d{5,6}年(?=\d{1,2}月)/g)) {
    const quote = quoteOf(flow, date.index, date.index + date[0].length)
    const wide = quoteOf(
      flow,
      Math.max(0, date.index - 10),
      Math.min(flow.text.length, date.index + date[0].length + 6),
    )
    found.push(
      contradiction('date-period', 'hard', `年份写作“${date[0]}”`, [Number.parseInt(date[0], 10)], [quote, wide]),
    )
  }
  const { period } = header
  for (const date of flow.text.matchAll(LACKING)) {
    if (period && date.index >= period.from && date.index < period.to) continue
    // A signature line left to be filled in by hand is no statement.
    if (date[2] === '') continue
    const quote = quoteOf(flow, date.index, date.index + date[0].length)
    const wide = quoteOf(
      flow,
      Math.max(0, date.index - 10),
      Math.min(flow.text.length, date.index + date[0].length + 10),
    )
    found.push(
      contradiction('date-period', 'hard', `日期不完整：“${date[0]}”`, [Number(date[1] ?? date[3])], [quote, wide]),
    )
  }
  return found
}

function daysIn(year: number | null, month: number): number {
  if (month < 1 || month > 12) return 0
  if (month === 2) return year === null || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

const OF_YEAR = /(?:公布|公开|发布)(20\d\d)年度?[^，。；《》]{0,24}?信息公开(?:工作)?(?:年度报告|年报)/g

/** 截至2087年底: a day beyond the year after the report's. 2016年拟…: a plan for the year that is over. */
function judgeYears(it: Case): Contradiction[] {
  const { flow, header } = it.report
  const { year } = header
  if (year === null) return []
  const found: Contradiction[] = []
  for (const date of flow.text.matchAll(/截[至止]到?(20\d\d)年(?:年?底|末|\d{1,2}月)/g)) {
    const said = Number(date[1])
    if (said <= year + 1) continue
    const quote = quoteOf(flow, date.index, date.index + date[0].length)
    found.push(
      contradiction(
        'date-period',
        'hard',
        `“${date[0]}”不在报告年度${year}年之内`,
        [said, year],
        [quote, yearQuote(it)],
      ),
    )
  }
  // 现公布2013年度…年度报告, in a report of 2014.
  for (const said of flow.text.slice(0, 1500).matchAll(OF_YEAR)) {
    if (Number(said[1]) === year) continue
    const quote = quoteOf(flow, said.index, said.index + said[0].length)
    const says = `一处写的是${said[1]}年度的报告，报告年度是${year}年`
    found.push(contradiction('date-period', 'hard', says, [Number(said[1]), year], [quote, yearQuote(it)]))
  }
  const plan = new RegExp(
    `${year}年(?:度)?，?(?:我[^，。]{0,3}|本[^，。]{0,3})?(?:拟(?![定制稿订])|打算|将(?:继续|进一步|着力))`,
  ).exec(flow.text)
  if (plan) {
    const quote = quoteOf(flow, plan.index, Math.min(flow.text.length, plan.index + plan[0].length + 6))
    const period = header.period ? periodQuote(flow, header.period) : yearQuote(it)
    found.push(
      contradiction(
        'date-period',
        'soft',
        `报告年度是${year}年，下一步打算也写“${plan[0]}”，年份疑误`,
        [year],
        [quote, period],
      ),
    )
  }
  return found
}

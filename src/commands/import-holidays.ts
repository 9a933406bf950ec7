import { tellDesks } from '../applications/reminders/store.ts'
import { addDays, Day, daysBetween } from '../calendar/day.ts'
import type { DayStatus } from '../calendar/national.ts'
import type { Context } from '../context.ts'
import { transact } from '../db/transaction.ts'
import type { TableRow } from '../files/tables.ts'
import { differenceWords } from '../holidays/differences.ts'
import type { NoticeEntry } from '../holidays/rules.ts'
import { type Change, recordNotice } from '../holidays/store.ts'
import { ok, type Result, refuse } from '../result.ts'

/** The columns of the table, by any of their heads. Document number, title and day of issue carry down to the rows below. */
const HEADS = {
  day: ['日期', 'day', 'date'],
  kind: ['类型', 'kind'],
  name: ['名称', '节日', 'name'],
  number: ['文号', 'number', 'notice'],
  title: ['标题', 'title'],
  issuedOn: ['发文日期', '成文日期', 'issuedOn'],
} as const

const KINDS: Record<string, DayStatus['kind']> = {
  放假: 'holiday',
  休: 'holiday',
  休息: 'holiday',
  holiday: 'holiday',
  上班: 'workday',
  班: 'workday',
  调休上班: 'workday',
  workday: 'workday',
}

/** Records every notice of a table, all or none; with `dryRun`, finds what would change and records nothing. */
export async function importHolidays(ctx: Context, rows: TableRow[], dryRun: boolean): Promise<Result<string[]>> {
  const notices = noticesIn(rows)
  if (!notices.ok) return notices
  const lines: string[] = []
  const done = await transact(ctx, async (tx): Promise<Result<void>> => {
    for (const notice of notices.value) {
      const change = await recordNotice(tx, notice, tellDesks)
      if (!change.ok) return change
      lines.push(...inWords(notice, change.value))
    }
    return dryRun ? refuse(DRY_RUN, '试运行') : ok(undefined)
  })
  if (!done.ok && done.refusal.code !== DRY_RUN) return done
  return ok([...lines, dryRun ? '试运行：没有写入任何数据' : `已登记${notices.value.length}份放假通知`])
}

const DRY_RUN = 'import.dry-run'

function inWords({ number, days }: NoticeEntry, { differences, announced, replaces }: Change): string[] {
  const years = announced.length > 0 ? `，${announced.join('、')}年的安排自此视为已公布` : ''
  return [
    `${number}：${days.length}天，其中${differences.length}天与现在不同${replaces ? '，代替已登记的同一文号' : ''}${years}`,
    ...differences.map((difference) => `  ${difference.day} ${difference.name}：${differenceWords(difference)}`),
  ]
}

/** The rows of a table as notices, in the order they come. */
function noticesIn(rows: TableRow[]): Result<NoticeEntry[]> {
  const notices = new Map<string, NoticeEntry>()
  let [number, title, issued] = ['', '', '']
  for (const { at, cells } of rows) {
    const cell = (head: keyof typeof HEADS) => HEADS[head].map((name) => cells[name]).find(Boolean) ?? ''
    const wrong = (says: string) => refuse('import.row', `第${at}行：${says}`, { fix: '改正文件后重新导入' })
    if (cell('number') && cell('number') !== number) [title, issued] = ['', '']
    number = cell('number') || number
    title = cell('title') || title
    issued = cell('issuedOn') || issued
    const issuedOn = dayIn(issued)
    const kind = KINDS[cell('kind')]
    const days = daysIn(cell('day'))
    if (!number) return wrong('没有文号')
    if (!issuedOn) return wrong(issued ? `没有“${issued}”这一天` : '没有发文日期')
    if (!kind) return wrong(`类型“${cell('kind')}”请写“放假”或“上班”`)
    if (!days) return wrong(`日期“${cell('day')}”请写作2027-01-01，或2027-01-01至2027-01-03`)
    const notice = notices.get(number) ?? { number, title: title || `${number}放假通知`, issuedOn, days: [] }
    notices.set(number, notice)
    notice.days.push(...days.map((day) => ({ day, kind, name: cell('name') })))
  }
  return notices.size > 0 ? ok([...notices.values()]) : refuse('import.empty', '文件里没有数据')
}

const LONGEST = 31

/** One day, or a stretch of them; null when it is neither. */
function daysIn(text: string): Day[] | null {
  const [from, to, ...more] = text.split(/至|到|~|\.\./).map((part) => dayIn(part))
  if (!from || to === null || more.length > 0) return null
  const length = to ? daysBetween(from, to) + 1 : 1
  return length >= 1 && length <= LONGEST ? Array.from({ length }, (_, at) => addDays(from, at)) : null
}

/** `2027-01-01`, `2027/1/1` or `2027年1月1日`. */
function dayIn(text: string): Day | null {
  const [, year, month, date] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text.trim()) ?? []
  const read = Day.safeParse(`${year}-${month?.padStart(2, '0')}-${date?.padStart(2, '0')}`)
  return read.success ? read.data : null
}

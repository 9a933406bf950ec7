import { addDays, type Day, day, monthOf, yearOf } from '../calendar/day.ts'
import { ranges } from '../calendar/ranges.ts'
import type { Workdays } from '../calendar/workdays.ts'
import { DataTable } from '../web/ui/index.ts'

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日']

/** A year as twelve wall-calendar leaves. Moved days carry a word and a shape of their own, besides the colour. */
export const Months = ({ year, calendar, today }: { year: number; calendar: Workdays; today: Day }) => (
  <div class="year-calendar">
    {Array.from({ length: 12 }, (_, at) => (
      <Month first={day(`${year}-${String(at + 1).padStart(2, '0')}-01`)} calendar={calendar} today={today} />
    ))}
  </div>
)

function Month({ first, calendar, today }: { first: Day; calendar: Workdays; today: Day }) {
  const weeks = weeksOf(first)
  const last = weeks.flat().findLast((square) => square !== null)!
  return (
    <table class="month">
      <caption>
        {`${monthOf(first)}月`}
        <span class="month-count">{`工作日${calendar.between(first, last)}天`}</span>
      </caption>
      <thead>
        <tr>
          {WEEKDAYS.map((name) => (
            <th scope="col">{name}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr>{week.map((square) => (square ? <Square of={square} calendar={calendar} today={today} /> : <td />))}</tr>
        ))}
      </tbody>
    </table>
  )
}

function Square({ of, calendar, today }: { of: Day; calendar: Workdays; today: Day }) {
  const [moved] = calendar.moved(of, of)
  const kind = moved
    ? moved.kind === 'holiday'
      ? 'day-rest'
      : 'day-worked'
    : calendar.isWorkday(of)
      ? ''
      : 'day-weekend'
  return (
    <td class={kind || undefined} aria-current={of === today ? 'date' : undefined}>
      <span class="day-number">{Number(of.slice(8))}</span>
      {moved && (
        <span class="day-mark">
          {moved.kind === 'holiday' ? '休' : '班'}
          <span class="visually-hidden">{`，${moved.name}`}</span>
        </span>
      )}
    </td>
  )
}

/** Monday first; `null` where the week belongs to another month. */
function weeksOf(first: Day): (Day | null)[][] {
  const lead = (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7
  const squares: (Day | null)[] = Array.from({ length: lead }, () => null)
  for (let of = first; monthOf(of) === monthOf(first); of = addDays(of, 1)) squares.push(of)
  while (squares.length % 7 > 0) squares.push(null)
  return Array.from({ length: squares.length / 7 }, (_, week) => squares.slice(week * 7, week * 7 + 7))
}

/** What the marks mean: the same shapes as in the leaves. */
export const Legend = () => (
  <ul class="calendar-legend">
    <li>
      <span class="day-mark rest-mark">休</span>放假
    </li>
    <li>
      <span class="day-mark worked-mark">班</span>调休上班
    </li>
    <li>
      <span class="day-weekend legend-weekend">六</span>双休日
    </li>
  </ul>
)

type Holiday = { name: string; rest: Day[]; worked: Day[] }

/** The holidays of a year in words, for reading aloud and for checking against the notice. */
export function Holidays({ year, calendar }: { year: number; calendar: Workdays }) {
  const holidays: Holiday[] = []
  for (const { day: of, kind, name } of calendar.moved(day(`${year}-01-01`), day(`${year}-12-31`))) {
    const near = holidays.find((holiday) => holiday.name === name && sameSeason(holiday, of))
    const holiday = near ?? { name, rest: [], worked: [] }
    if (!near) holidays.push(holiday)
    ;(kind === 'holiday' ? holiday.rest : holiday.worked).push(of)
  }
  holidays.sort((a, b) => ((a.rest[0] ?? a.worked[0]!) < (b.rest[0] ?? b.worked[0]!) ? -1 : 1))
  return (
    <DataTable
      caption={`${year}年放假安排`}
      rows={holidays}
      empty="这一年没有登记放假安排。"
      columns={[
        { label: '节日', heading: true, cell: ({ name }) => name },
        { label: '放假', cell: ({ rest }) => ranges(rest) || '无' },
        { label: '放假天数', align: 'end', cell: ({ rest }) => rest.length },
        { label: '调休上班', cell: ({ worked }) => ranges(worked) || '无' },
      ]}
    />
  )
}

/** 元旦 stands at both ends of a year: January and December are two holidays of the same name. */
const sameSeason = ({ rest, worked }: Holiday, of: Day): boolean =>
  [...rest, ...worked].every((other) => Math.abs(monthOf(other) - monthOf(of)) < 6 && yearOf(other) === yearOf(of))

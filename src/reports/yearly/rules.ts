import { addDays, type Day } from '../../calendar/day.ts'
import type { Role } from '../../roles.ts'
import { STATES, type State } from '../lifecycle.ts'
import type { Finding } from '../rules.ts'

type StationRow = { title: string; by: readonly Role[]; after: readonly string[]; days: number; does: string }

/**
 * The stations of a year's report, in order, and those each has to wait for. `days`: how long before the report is due we
 * suggest to be done; the law names no such days, only the last one (0).
 */
export const STATIONS = {
  data: { title: '数据', by: ['officer'], after: [], days: 20, does: '填报没有记录可数的数，把平时的记录补齐。' },
  findings: { title: '核对', by: ['officer'], after: [], days: 15, does: '对不上的，改正记录，或者说明理由。' },
  text: { title: '正文', by: ['officer'], after: [], days: 12, does: '在算好的数字之间写文字，写完送签。' },
  sign: {
    title: '签发',
    by: ['leader'],
    after: ['data', 'findings', 'text'],
    days: 7,
    does: '看样稿和办理单，签发。签发后不再改变。',
  },
  submit: { title: '报送', by: ['officer'], after: ['sign'], days: 0, does: '把签发的报告报送上级机关。' },
  publish: {
    title: '发布',
    by: ['officer', 'reviewer'],
    after: ['sign'],
    days: 0,
    does: '信息员编号、成文，保密审查员审查后发布到网站。',
  },
  archive: { title: '归档', by: ['officer'], after: ['publish'], days: -30, does: '打印办理单，把印发的通知归档。' },
} as const satisfies Record<string, StationRow>
export type StationName = keyof typeof STATIONS

/** What is missing, in words, and where it is set right. */
export type Missing = { says: string; href: string }

export type Station = {
  name: StationName
  title: string
  does: string
  by: readonly Role[]
  /** The last day for it. `legal` where the law names it, otherwise it is a suggestion. */
  due: Day
  legal: boolean
  /** `later`: something before it has to be done first. */
  state: 'done' | 'now' | 'later'
  late: boolean
  missing: Missing[]
}

export type Facts = {
  today: Day
  /** The day the report is due by law. */
  due: Day
  /** The newest edition of the year; null when nobody has begun. */
  report: { id: string; state: State } | null
  /** What keeps it from being signed, by the station that mends it. */
  open: Record<'data' | 'findings' | 'text', readonly Missing[]>
  /** Where its secrecy review stands, in words. */
  review: string | null
  /** The notice that issues it: whether it is archived, and where it is. */
  notice: { archived: boolean; href: string } | null
  /** Null: no organ is above this one. */
  above: { name: string; handedIn: boolean; href: string } | null
}

/** Which station mends a finding: what was not entered, what was written, or what does not add up. */
export const stationOf = ({ rule }: Pick<Finding, 'rule'>, kindOf: (rule: string) => string | undefined) => {
  const kind = kindOf(rule)
  if (kind === 'entered' || kind === 'table-filled' || isOfMonths(rule)) return 'data'
  return rule === 'slot' || kind?.startsWith('narrative-') || kind?.startsWith('text-') ? 'text' : 'findings'
}

/** What the monthly entries have to say: a month is missing, or the year entered beside them differs. */
const isOfMonths = (rule: string) => rule.startsWith('months-')

const ORDER: readonly State[] = ['drafting', 'checked', 'signed', 'numbered', 'published']

/** Where the year's work stands: every station with what it still lacks, whose work it is, and until when. Pure. */
export function stationsOf(facts: Facts): Station[] {
  const { report, open, review, notice, above, due, today } = facts
  const reached = report ? ORDER.indexOf(report.state) : -1
  const past = (state: State) => reached >= ORDER.indexOf(state)
  const begin: Missing = { says: '还没有开始编写', href: '/console/reports' }
  const at = `/console/reports/${report?.id}`
  const signed = past('signed')
  const published = past('published')
  const lacks: Record<StationName, readonly Missing[]> = {
    data: signed ? [] : open.data,
    findings: signed ? [] : open.findings,
    text: past('checked') ? [] : report ? [...open.text, { says: '还没有送签', href: at }] : [begin],
    sign: signed ? [] : [{ says: report ? STATES[report.state] : '还没有开始编写', href: report ? at : begin.href }],
    submit: !above || above.handedIn ? [] : [{ says: `还没有报送${above.name}`, href: above.href }],
    publish: published
      ? []
      : past('numbered')
        ? [{ says: review ?? '还没有送保密审查', href: at }]
        : [{ says: '还没有编号', href: report ? at : begin.href }],
    archive:
      published && notice?.archived
        ? []
        : [{ says: '印发的通知还没有归档', href: notice?.href ?? '/console/documents' }],
  }
  const isDone = (name: StationName) => lacks[name].length === 0
  return (Object.keys(STATIONS) as StationName[])
    .filter((name) => name !== 'submit' || above !== null)
    .map((name) => {
      const { title, does, by, after, days } = STATIONS[name]
      const until = addDays(due, -days)
      return {
        name,
        title,
        does,
        by,
        due: until,
        legal: days === 0,
        state: isDone(name) ? 'done' : after.every(isDone) ? 'now' : 'later',
        late: !isDone(name) && today > until,
        missing: [...lacks[name]],
      }
    })
}

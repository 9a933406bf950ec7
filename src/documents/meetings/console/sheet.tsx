import type { Cell } from '../../../typeset/model.ts'
import { type C, scopeOf } from '../../../web/env.ts'
import { ATTRIBUTES } from '../../attributes.ts'
import { STAGES } from '../../stages.ts'
import { INVITED, INVITED_KINDS, MEETING_KINDS } from '../kinds.ts'
import { STATES } from '../lifecycle.ts'
import { type AgendaItem, type Meeting, OUTCOMES } from '../model.ts'
import { listMeetings } from '../registry/store.ts'
import { reasonWords, sendSheets } from './common.tsx'
import { asked } from './list.tsx'

/** Most meetings that go into one workbook. */
const MOST = 5_000

/** The register as a workbook, with the same filters: the meetings, and their agenda items. At /console/meetings/list.xlsx */
export async function registerSheet(c: C) {
  const { filters } = await asked(c)
  const { meetings } = await listMeetings(scopeOf(c), filters, 1, MOST)
  const items = meetings.flatMap((meeting) => meeting.agenda.map((item) => ({ meeting, item })))
  return sendSheets(c, '会议', [
    sheet('会议', `共${meetings.length}次`, MEETING_SHEET, meetings),
    sheet('议题', `共${items.length}项`, ITEM_SHEET, items),
  ])
}

type Columns<T> = readonly (readonly [label: string, width: number, cell: (row: T) => Cell])[]

function sheet<T>(name: string, unit: string, columns: Columns<T>, rows: readonly T[]) {
  return {
    name,
    table: {
      caption: name,
      unit,
      columns: columns.map(([label, width]) => ({ label, width })),
      rows: rows.map((row) => ({ cells: columns.map(([, , cell]) => cell(row)) })),
    },
  }
}

const MEETING_SHEET: Columns<Meeting> = [
  ['会议名称', 4, (meeting) => meeting.title],
  ['机关', 2, (meeting) => meeting.organName],
  ['类型', 2, (meeting) => MEETING_KINDS[meeting.kind].label],
  ['日期', 1, (meeting) => meeting.heldOn],
  ['地点', 2, (meeting) => meeting.place],
  ['主持人', 1, (meeting) => meeting.chair],
  ['状态', 1, (meeting) => STATES[meeting.state]],
  ['议题数', 1, (meeting) => meeting.agenda.length],
  ['主动公开', 1, (meeting) => meeting.agenda.filter(({ attribute }) => attribute === 'open').length],
  ['开放列席', 1, (meeting) => meeting.agenda.filter(({ sittingOpen }) => sittingOpen).length],
]

type Row = { meeting: Meeting; item: AgendaItem }
const ITEM_SHEET: Columns<Row> = [
  ['会议名称', 3, ({ meeting }) => meeting.title],
  ['日期', 1, ({ meeting }) => meeting.heldOn],
  ['序号', 1, ({ item }) => item.position],
  ['议题', 4, ({ item }) => item.title],
  ['汇报单位', 2, ({ item }) => item.section],
  ['五公开', 1, ({ item }) => STAGES[item.stage]],
  ['公开属性', 1, ({ item }) => ATTRIBUTES[item.attribute].label],
  ['理由', 3, ({ item }) => reasonWords(item.reason, item.reasonWords)],
  ['开放列席', 1, ({ item }) => (item.sittingOpen ? '开放' : '不开放')],
  ['不开放的理由', 3, ({ item }) => reasonWords(item.sittingReason)],
  ...INVITED_KINDS.map(
    (kind) => [`邀请${INVITED[kind].label}（人）`, 1, ({ item }: Row) => item.invited[kind] ?? 0] as const,
  ),
  ['结果', 1, ({ item }) => (item.outcome ? OUTCOMES[item.outcome] : '')],
  ['去向', 2, ({ item }) => whereTo(item)],
]

const whereTo = (item: AgendaItem): string =>
  [item.documentId && '已转公文', item.itemId && '已转公开信息', item.elsewhere].filter(Boolean).join('；')

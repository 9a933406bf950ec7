import type { Day } from '../calendar/day.ts'
import { officialDocument } from '../documents/official.ts'
import type { Organ } from '../organs/model.ts'
import type { OfficialDocument, Sheet } from '../typeset/model.ts'
import { asCorrected, type Correction, correctionBlocks } from './correction.ts'
import { fillPlain, reportBlocks, reportTable, type Written } from './text.ts'

/**
 * The report as an official document: the notice that issues it, an ordinary 通知, and behind it the report itself
 * (印发类通知, GB/T 9704—2012). Number and day are those of the notice; both are open until it is numbered. A corrected
 * edition says so in its titles and begins with what it corrects. Pure.
 */
export function reportDocument(
  report: Written,
  organ: Organ,
  day: Day,
  { number = null, correction = null }: { number?: string | null; correction?: Correction | null } = {},
): OfficialDocument {
  const { form, reckoning, words } = report
  const filled = (text: string) => fillPlain(text, reckoning, words)
  const title = (text: string) => (correction ? asCorrected(filled(text)) : filled(text))
  const name = title(form.title)
  const notice = officialDocument(
    {
      kind: 'notice',
      title: title(form.noticeTitle),
      body: title(form.notice),
      recipients: organ.settings.reportRecipients || '各科室、站、所',
      copies: '',
      urgency: '',
      attribute: 'open',
      attachments: [],
    },
    organ,
    { day },
  )
  return {
    ...notice,
    head: notice.head && { ...notice.head, number },
    enclosed: [{ title: name, body: [...(correction ? correctionBlocks(correction) : []), ...reportBlocks(report)] }],
    meta: {
      title: name.replace('\n', ''),
      author: organ.name,
      day,
      subject: form.basis,
      keywords: ['政府信息公开', '年度报告', words.year!],
    },
  }
}

/** Where the notice that issues a report says what it came from. */
export const originOf = ({ id }: { id: string }): string => `report:${id}`

/** The workbook of a report: the tables of the form as printed, then categories, months and every figure. */
export function reportSheets(report: Pick<Written, 'form' | 'reckoning' | 'words'>): Sheet[] {
  const { form, reckoning } = report
  return [
    ...form.tables.map(({ key, caption }) => {
      const { kind: _, ...table } = reportTable(key, report)
      return { name: key === 'annex' ? '附表' : caption, table }
    }),
    {
      name: '分类',
      table: {
        columns: [
          { label: '类别', width: 3 },
          { label: '条数', align: 'end' },
          { label: '占比（%）', align: 'end' },
        ],
        rows: reckoning.categories.map(({ name, count, percent }) => ({ cells: [name, count, percent] })),
      },
    },
    {
      name: '各月',
      table: {
        columns: [{ label: '月份' }, { label: '条数', align: 'end' }],
        rows: reckoning.months.map(({ month, count }) => ({ cells: [`${month}月`, count] })),
      },
    },
    {
      name: '全部数据',
      table: {
        columns: [
          { label: '指标', width: 3 },
          { label: '数值', align: 'end' },
          { label: '单位' },
          { label: '口径', width: 6 },
        ],
        rows: reckoning.figures.map(({ label, value, unit, definition }) => ({
          cells: [label, value, unit, definition],
        })),
      },
    },
  ]
}

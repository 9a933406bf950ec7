import type { Day } from '../calendar/day.ts'
import type { Organ } from '../organs/model.ts'
import type { OfficialDocument, Sheet } from '../typeset/model.ts'
import { annexTable, fillPlain, reportBlocks, type Written } from './text.ts'

/**
 * The report as an official document: the notice that issues it, then the report itself (印发类通知, GB/T 9704—2012).
 * Number and day are those of the notice; both are open until it is numbered. Pure.
 */
export function reportDocument(report: Written, organ: Organ, day: Day, number: string | null): OfficialDocument {
  const { form, reckoning, words } = report
  const title = (text: string) => fillPlain(text, reckoning, words)
  const name = title(form.title)
  return {
    head: { mark: organ.settings.mark || `${organ.name}文件`, number },
    title: title(form.noticeTitle),
    recipients: organ.settings.reportRecipients || '各科室、站、所',
    body: [{ kind: 'paragraph', runs: [title(form.notice)] }],
    signature: { organ: organ.settings.signedAs || organ.name, day },
    note: '此件主动公开',
    enclosed: [{ title: name, body: reportBlocks(report) }],
    imprint: { by: organ.settings.issuedBy || `${organ.name}办公室`, day },
    meta: {
      title: name.replace('\n', ''),
      author: organ.name,
      day,
      subject: form.basis,
      keywords: ['政府信息公开', '年度报告', words.year!],
    },
  }
}

/** The number and day a signed document receives; nothing else of it changes. */
export function numbered(document: OfficialDocument, number: string, day: Day): OfficialDocument {
  return {
    ...document,
    head: document.head && { ...document.head, number },
    signature: document.signature && { ...document.signature, day },
    imprint: document.imprint && { ...document.imprint, day },
    meta: { ...document.meta, day },
  }
}

/** A signed report as it stands: with its number and day once it has them. */
export const asIssued = (
  document: OfficialDocument,
  of: { number: string | null; datedOn: Day | null },
): OfficialDocument => (of.number && of.datedOn ? numbered(document, of.number, of.datedOn) : document)

/** The workbook of a report: the annex as printed, then categories and months. */
export function reportSheets(report: Pick<Written, 'form' | 'reckoning' | 'words'>): Sheet[] {
  const { reckoning } = report
  const { kind: _, ...annex } = annexTable(report)
  return [
    { name: '附表', table: annex },
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

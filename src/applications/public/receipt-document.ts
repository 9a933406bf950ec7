import { chineseDay, type Day, dayOf, minuteOf } from '../../calendar/day.ts'
import type { Organ } from '../../organs/model.ts'
import type { Block, OfficialDocument } from '../../typeset/model.ts'
import type { Application } from '../model.ts'
import { shownCode } from './secrets.ts'

export type Receipt = {
  application: Application
  code: string
  sentAt: Date
  /** When the reply is due; `ifConfirmed`: if both sides confirm today. */
  due: { on: Day; ifConfirmed: boolean } | null
  /** Where the application is followed; the code is not in it. */
  address: string
}

/** What is said of the due day, on the page and on paper. */
export const dueSays = ({ due }: Pick<Receipt, 'due'>): string | null => {
  if (!due) return null
  return due.ifConfirmed ? `今天确认的，答复期限到${chineseDay(due.on)}` : chineseDay(due.on)
}

/** 登记回执 on paper: what was filed, when, the number and the code, and where it is followed. */
export function receiptDocument(organ: Organ, receipt: Receipt): OfficialDocument {
  const { application, code, sentAt, address } = receipt
  const title = '政府信息公开申请登记回执'
  const rows: [string, string | null][] = [
    ['登记号', application.number],
    ['查询码', shownCode(code)],
    ['受理机关', organ.name],
    ['提交时间', minuteOf(sentAt)],
    ['申请内容', application.subject],
    ['收到申请之日', application.receivedOn ? chineseDay(application.receivedOn) : '双方确认之日'],
    ['答复期限', dueSays(receipt)],
  ]
  const body: Block[] = [
    {
      kind: 'table',
      columns: [
        { label: '项目', width: 1 },
        { label: '内容', width: 3 },
      ],
      rows: rows.filter(([, value]) => value).map(([label, value]) => ({ cells: [label, value] })),
    },
    {
      kind: 'paragraph',
      runs: [
        '凭登记号和查询码可以查询办理进展、查看答复、补正或者撤回申请。查询码只在本回执上显示，请妥善保存，不要告诉他人。',
      ],
    },
    { kind: 'code', text: address, alt: `查询网址：${address}`, caption: '扫码查询（另须输入查询码）' },
    {
      kind: 'paragraph',
      indent: false,
      runs: [
        `咨询电话：${organ.profile.phone || '见政府信息公开指南'}　办公地点：${organ.profile.office || organ.name}${organ.profile.address && `，${organ.profile.address}`}`,
      ],
    },
  ]
  const on = dayOf(sentAt)
  return {
    head: null,
    title,
    body,
    signature: { organ: organ.settings.signedAs || organ.name, day: on },
    meta: { title, author: organ.name, day: on },
  }
}

import { day } from '../calendar/day.ts'
import { chartBlock } from './charts.ts'
import type { Block, OfficialDocument, Table } from './model.ts'

/** Text that means something in Typst, XML, HTML, Excel or a path, and must mean nothing here. */
export const AWKWARD =
  '#let x = 1 *星* _下_ $a^2$ \\n "引" \'单\' @见 <b>&amp;</b> // 注 /* */ [方] {花} = - + `码` ]] #{'

/** A notice that issues a report: every part and every kind of block once. For tests and the bench. */
export async function exampleDocument(paragraphs = 12): Promise<OfficialDocument> {
  const items = [
    { label: '机构职能类', value: 14 },
    { label: '民政扶贫救灾社会保障就业类', value: 7 },
    { label: '安全生产、应急管理类', value: 16 },
  ]
  const body: Block[] = [
    { kind: 'heading', level: 1, text: '一、概述' },
    { kind: 'heading', level: 2, text: '（一）切实加强组织领导' },
    ...Array.from(
      { length: paragraphs },
      (): Block => ({
        kind: 'paragraph',
        runs: [
          '严格按照《条例》规定，认真组织实施，全镇政务公开工作平稳有序，全年主动公开政府信息',
          { text: '51', figure: 'proactive_total' },
          '条，',
          { text: '全文电子化率', bold: true },
          { text: '100%', figure: 'electronic_percent' },
          '，电子版见',
          { text: '“中国·南安”门户网站', href: 'http://www.nanan.gov.cn/?a="1"&b=2' },
          '。',
        ],
      }),
    ),
    { kind: 'heading', level: 3, text: `1. ${AWKWARD}` },
    { kind: 'heading', level: 4, text: '（1）各月情况' },
    { kind: 'paragraph', runs: [AWKWARD], align: 'center' },
    await chartBlock({ form: 'bar', title: '2017年主动公开的类别', unit: '条', items }, { src: '/charts/1.svg' }),
    await chartBlock({ form: 'column', title: '2017年各月主动公开', unit: '条', items }, { caption: '图2　各月情况' }),
    { kind: 'code', text: 'https://www.nanan.gov.cn/a?b=1', alt: '年度报告的网址', caption: '扫码查看' },
    { kind: 'break' },
    ANNEX,
  ]
  return {
    head: { mark: '码头镇人民政府文件', number: '南码政〔2018〕7号' },
    title: '关于印发码头镇2017年政府信息公开工作年度报告的通知',
    recipients: '本镇各科室、站、所',
    body: [{ kind: 'paragraph', runs: ['现将《码头镇2017年政府信息公开工作年度报告》印发给你们，并向社会公开发布。'] }],
    signature: { organ: '码头镇人民政府', day: day('2018-01-11') },
    note: '此件主动公开',
    attachments: ['政府信息公开情况统计表', '名词解释'],
    enclosed: [
      { title: '码头镇2017年政府信息公开\n工作年度报告', body },
      { label: '附件2', title: '名词解释', body: [{ kind: 'paragraph', runs: [] }] },
    ],
    imprint: { copies: '市政府办公室', by: '码头镇人民政府办公室', day: day('2018-01-11') },
    meta: {
      title: '码头镇2017年政府信息公开工作年度报告',
      author: '码头镇人民政府',
      day: day('2018-01-11'),
      subject: '年度报告',
      keywords: ['政府信息公开'],
    },
  }
}

const ANNEX: Table = {
  kind: 'table',
  caption: '政府信息公开情况统计表',
  unit: '单位：条',
  columns: [
    { label: '指标名称', width: 3 },
    { label: '计量', align: 'center' },
    { label: '2017年', align: 'end' },
    { label: '历年累计', align: 'end' },
  ],
  rows: [
    { cells: ['主动公开信息数', '条', { text: 51, figure: 'proactive_total' }, 587], strong: true },
    { cells: ['其中：1.网站公开', '条', 51, 587], indent: 1 },
    { cells: ['2.政府公报公开', '条', 0, null], indent: 1 },
    { cells: [`=1+1 ${AWKWARD}`, '条', 0, 1] },
  ],
  note: '注：统计期限自2017年1月1日起至2017年12月31日止。',
}

import { formatDocumentNumber } from '../organs/numbers.ts'

/** The three page formats of GB/T 9704—2012: 文件, and the two special ones 信函 (10.1) and 纪要 (10.3). */
export type Format = 'document' | 'letter' | 'minutes'

/** A series counts on its own, by year. `mark` follows the organ's code in its numbers. */
export const SERIES = {
  document: { label: '文件', mark: '' },
  letter: { label: '函', mark: '函' },
  minutes: { label: '纪要', mark: '纪' },
  order: { label: '命令（令）', mark: '令' },
} as const
export type Series = keyof typeof SERIES

type Kind = {
  label: string
  format: Format
  series: Series
  /** 上行文: goes to a superior organ, and shows who signed it. */
  upward?: boolean
  says: string
}

/** The fifteen kinds of 《党政机关公文处理工作条例》 (2012) art. 8, in its order. */
export const KINDS = {
  resolution: { label: '决议', format: 'document', series: 'document', says: '会议讨论通过的重大决策事项' },
  decision: {
    label: '决定',
    format: 'document',
    series: 'document',
    says: '对重要事项作出决策和部署、奖惩、变更或者撤销',
  },
  order: { label: '命令（令）', format: 'document', series: 'order', says: '公布行政法规和规章、宣布重大强制性措施' },
  communique: { label: '公报', format: 'document', series: 'document', says: '公布重要决定或者重大事项' },
  proclamation: { label: '公告', format: 'document', series: 'document', says: '向国内外宣布重要事项或者法定事项' },
  announcement: {
    label: '通告',
    format: 'document',
    series: 'document',
    says: '在一定范围内公布应当遵守或者周知的事项',
  },
  opinion: { label: '意见', format: 'document', series: 'document', says: '对重要问题提出见解和处理办法' },
  notice: {
    label: '通知',
    format: 'document',
    series: 'document',
    says: '发布、传达要求执行和周知的事项，批转、转发公文',
  },
  circular: { label: '通报', format: 'document', series: 'document', says: '表彰先进、批评错误、传达重要精神和情况' },
  report: { label: '报告', format: 'document', series: 'document', upward: true, says: '向上级机关汇报工作、反映情况' },
  request: { label: '请示', format: 'document', series: 'document', upward: true, says: '向上级机关请求指示、批准' },
  reply: { label: '批复', format: 'document', series: 'document', says: '答复下级机关请示事项' },
  bill: { label: '议案', format: 'document', series: 'document', says: '政府向同级人大或者其常委会提请审议事项' },
  letter: { label: '函', format: 'letter', series: 'letter', says: '不相隶属机关之间商洽工作、询问和答复问题' },
  minutes: { label: '纪要', format: 'minutes', series: 'minutes', says: '记载会议主要情况和议定事项' },
} as const satisfies Record<string, Kind>
export type KindCode = keyof typeof KINDS

export const isKind = (text: string): text is KindCode => Object.hasOwn(KINDS, text)
export const kindOf = (code: KindCode): Kind => KINDS[code]

/** `南码政函〔2018〕3号`. */
export const formatNumber = (series: Series, code: string, year: number, serial: number): string =>
  formatDocumentNumber(`${code}${SERIES[series].mark}`, year, serial)

export const URGENCIES = { '': '平件', urgent: '加急', extra: '特急' } as const
export type Urgency = keyof typeof URGENCIES

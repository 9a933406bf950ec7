import { EVENT_KINDS } from '../law/clock-events.ts'
import { yuan } from '../law/fees.ts'
import type { ApplicationEvent } from './model.ts'

/** What happened, as a clerk says it. */
const KINDS: Record<string, string> = {
  ...EVENT_KINDS,
  arrived: '来件',
  confirmed: '与申请人确认收到',
  phoned: '联系申请人未果',
  accepted: '登记受理',
  assigned: '拟办',
  searched: '检索',
  drafted: '起草答复',
  submitted: '答复送审',
  cleared: '审查完毕，送签',
  'taken-back': '退回修改',
  signed: '签发答复',
  returned: '退回重拟',
  served: '答复编号并送达',
  proved: '登记送达凭证',
  archived: '归档',
  withdrawn: '申请人撤回',
  'letter-made': '制作文书',
  'fee-waived': '免收信息处理费',
  'fee-lapsed': '逾期未缴费，不再处理',
  'cost-collected': '收取成本费',
  lapsed: '逾期不补正，不再处理',
  told: '按告知补正办结',
  entered: '补登纸质答复',
  reopened: '重新办理',
  merged: '重复登记，并入另一件',
  overruled: '因公共利益决定公开',
  'reasons-asked': '要求申请人说明理由',
  'reasons-heard': '收到申请人说明的理由',
  linked: '关联申请',
  split: '拆分办理',
  'statement-signed': '附入签名的口述笔录',
  noted: '来件附卷',
  'from-feedback': '由诉求转来',
  urged: '催办',
  supervised: '督办',
  'urge-answered': '回复催办、督办',
  'due-moved': '放假安排变动，期限改变',
  'mail-bounced': '邮件被退回',
}

export const eventLabel = (kind: string): string => KINDS[kind] ?? kind

/** What came of a search. */
export const RESULTS = { found: '找到', part: '找到一部分', none: '没有找到' } as const
export const resultSays = (code: unknown): string => RESULTS[code as keyof typeof RESULTS] ?? ''

const SHOWN = [
  'party',
  'note',
  'call',
  'place',
  'words',
  'who',
  'subject',
  'number',
  'numbers',
  'paper',
  'remedy',
] as const

/** The particulars a reader of the case wants beside it. */
export function eventNote({ detail, kind }: Pick<ApplicationEvent, 'detail' | 'kind'>): string {
  const parts = SHOWN.flatMap((name) => (typeof detail[name] === 'string' && detail[name] ? [detail[name]] : []))
  if (kind === 'extended') parts.unshift(`${detail.days}个工作日`)
  if (typeof detail.fen === 'number') parts.unshift(`${yuan(detail.fen)}元`)
  if (detail.silent) parts.push('没有收到答复')
  return parts.join('；')
}

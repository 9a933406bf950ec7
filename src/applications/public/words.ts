import { chineseDay, Day } from '../../calendar/day.ts'
import type { State } from '../lifecycle.ts'
import type { ApplicationEvent } from '../model.ts'

/** Where a case is, as its applicant is told. */
export const STATE_WORDS: Record<State, string> = {
  arrived: '已提交，等待双方确认',
  received: '已收到，正在登记',
  correcting: '请您补正',
  registered: '已登记',
  drafting: '正在办理',
  consulting: '正在征求其他单位或者个人的意见',
  suspended: '暂停办理',
  paying: '请您缴费',
  reviewing: '正在办理',
  signing: '正在办理',
  signed: '答复已经作出，即将送达',
  sent: '已答复',
  proved: '已答复',
  closed: '已办结',
  archived: '已办结',
}

type Told = Pick<ApplicationEvent, 'kind' | 'day' | 'detail'>
type Says = (event: Told) => string | null

const text = ({ detail }: Told, name: string) => (typeof detail[name] === 'string' ? detail[name] : '')

const EVENTS: Record<string, string | Says> = {
  arrived: '提交申请',
  confirmed: '双方确认收到申请，答复期限从次日起算',
  accepted: '登记受理',
  assigned: '交经办科室办理',
  'correction-asked': (event) => `请您补正：${text(event, 'note')}`,
  'correction-due': (event) => `补正请在${chineseDay(event.day)}以前提交`,
  corrected: '收到补正，答复期限重新计算',
  consulted: '征求其他机关的意见',
  'third-party-asked': '征求第三方的意见',
  'joint-asked': '征求共同制作机关的意见',
  'fee-noticed': '发出收费通知，缴费以后继续办理',
  'fee-paid': '收到缴费，继续办理',
  'fee-waived': '决定免收信息处理费，继续办理',
  'fee-lapsed': '逾期未缴费，不再处理',
  extended: (event) => `延长答复期限${event.detail.days}个工作日`,
  'delayed-until': (event) => `确定延迟到${chineseDay(event.day)}以前答复`,
  suspended: '暂停办理',
  paying: '请您缴费',
  resumed: '恢复办理',
  signed: '答复已经作出',
  served: '送达答复',
  proved: '答复已经送达',
  withdrawn: '申请撤回，办理终止',
  lapsed: '超过补正期限没有补正，不再处理',
  told: '已告知补正，办理终止',
  entered: '已作出答复',
  reopened: '重新办理',
}

/** An event in the applicant's words. Null for what is the organ's own business, or names somebody else. */
export function eventWords(event: Told): string | null {
  const says = EVENTS[event.kind]
  return typeof says === 'function' ? says(event) : (says ?? null)
}

/** What was asked to be corrected and until when, when that is what the case waits for. */
export function correctionAsked(events: readonly Told[]): { note: string; until: Day | null } | null {
  const asked = events.findLast(({ kind }) => kind === 'correction-asked')
  if (!asked) return null
  const until = events.findLast(({ kind }) => kind === 'correction-due')?.day
  return { note: text(asked, 'note'), until: until ? Day.parse(until) : null }
}

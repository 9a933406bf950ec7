import { type Day, day } from '../calendar/day.ts'
import type { Channel } from './channels.ts'

/** Whether it came by the way that was made known, as a letter nobody signed for, to another office or person, or was spoken. */
export const ARRIVALS = {
  regular: '当面递交、邮寄签收，或者发到公布的号码、邮箱、网页',
  ordinary: '平常信函等无须签收的邮件',
  elsewhere: '送到本机关其他科室或者个人',
  spoken: '书写有困难，当面口述，由工作人员代为填写',
} as const
export type Arrival = keyof typeof ARRIVALS
export const arrivalCodes = Object.keys(ARRIVALS) as [Arrival, ...Arrival[]]
export const isArrival = (text: string): text is Arrival => Object.hasOwn(ARRIVALS, text)

/** What makes the day of receipt. Only `confirmed` waits for something after the application arrived. */
export const RECEIPTS = {
  submitted: '提交之日为收到申请之日',
  signed: '签收之日为收到申请之日',
  entered: '进入本机关系统或者收到之日为收到申请之日',
  confirmed: '与申请人确认之日为收到申请之日，应当于收到当日确认',
} as const
export type Receipt = keyof typeof RECEIPTS

type Rules = Record<Channel, Receipt> & Record<Exclude<Arrival, 'regular'>, Receipt>
type Era = { from: Day; source: string; rules: Rules }

/** The newest first. Before 207号 the Regulations had no rule: the day it came was the day. */
export const ERAS: readonly Era[] = [
  {
    from: day('2019-05-15'),
    source: '《条例》（2019年）第三十一条',
    rules: {
      counter: 'submitted',
      spoken: 'submitted',
      letter: 'signed',
      ordinary: 'confirmed',
      elsewhere: 'confirmed', // not mentioned in art. 31; as with an ordinary letter
      email: 'confirmed',
      fax: 'confirmed',
      web: 'confirmed',
    },
  },
  {
    // 207号 is of late 2015, its day unknown to us: from the new year on it certainly held.
    from: day('2016-01-01'),
    source: '国办公开办函〔2015〕207号',
    rules: {
      counter: 'submitted',
      spoken: 'submitted',
      letter: 'signed',
      ordinary: 'confirmed',
      elsewhere: 'confirmed',
      email: 'entered',
      fax: 'confirmed',
      web: 'confirmed',
    },
  },
  {
    from: day('2008-05-01'),
    source: '当时没有规定',
    rules: {
      counter: 'submitted',
      spoken: 'submitted',
      letter: 'signed',
      ordinary: 'entered',
      elsewhere: 'entered',
      email: 'entered',
      fax: 'entered',
      web: 'entered',
    },
  },
]

/** What makes the day of receipt of an application that arrived like this, and where that is written. Pure. */
export function receiptOf(channel: Channel, arrival: Arrival, arrivedOn: Day): { receipt: Receipt; source: string } {
  const era = ERAS.find(({ from }) => arrivedOn >= from) ?? ERAS.at(-1)!
  const byWay = arrival === 'ordinary' && channel !== 'letter' ? 'regular' : arrival
  return { receipt: era.rules[byWay === 'regular' ? channel : byWay], source: era.source }
}

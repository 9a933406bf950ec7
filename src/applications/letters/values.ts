import { chineseDay, type Day } from '../../calendar/day.ts'
import { EDITIONS } from '../../law/editions.ts'
import { type RemedyNotice, remedyNotice } from '../../law/remedy-notice.ts'
import type { Organ } from '../../organs/model.ts'
import { CHANNELS } from '../channels.ts'
import { clockOf } from '../clock.ts'
import { type Application, type Reply, WANTED_FORMS, WANTED_WAYS } from '../model.ts'
import { outcomeRow } from '../outcomes.ts'
import type { Applicant } from '../people/store.ts'
import type { CaseFile } from '../store.ts'
import { resultSays } from '../words.ts'
import type { Values } from './model.ts'

/** Stands where the applicant will be named, while a letter is only looked at. */
export const SOMEBODY: Somebody = { name: '（申请人）', contact: '（申请人的地址）' }
export type Somebody = Pick<Applicant, 'name' | 'contact' | 'address' | 'postcode' | 'phone'>

/** What any letter of this case may say, on that day. */
export function valuesOf(
  { application, events, replies, calendar, today }: CaseFile,
  organ: Organ,
  day: Day,
  applicant: Somebody | null,
): Values {
  const clock = clockOf(application, events, calendar, today)
  const due = clock.ok ? clock.value?.due : null
  return {
    申请人: applicant?.name || '申请人',
    收件地址: applicant ? addressOf(applicant) : '',
    称谓: application.applicantKind === 'natural' ? '您' : '贵单位',
    登记号: application.number,
    申请内容: application.subject,
    申请方式: CHANNELS[application.channel].label,
    收到日期: chineseDay(application.receivedOn ?? application.arrivedOn),
    答复期限: due ? chineseDay(due) : '',
    条例: EDITIONS[application.edition].name,
    提供方式: wantedOf(application),
    送达文书: lastPaper(replies),
    查询方法: '查询办理情况时，请提供登记号',
    ...organValues(organ),
    日期: chineseDay(day),
  }
}

/** How a case is followed on the website: with the code given here, or with the one its applicant was given before. */
export const followingSays = (code: string | null): string =>
  code ? `凭登记号和查询码${code}扫码查询进展，请保密` : '凭登记号和已经取得的查询码扫码查询进展'

/** What an organ says of itself in its letters; what its profile does not tell stays empty. */
export function organValues({ name, profile: { office, phone, address, postcode } }: Organ): Values {
  const place = [address, postcode && `邮政编码${postcode}`].filter(Boolean).join('，')
  return {
    本机关: name,
    办公机构: office,
    联系电话: phone,
    联系地址: place,
    联系方式: [office, phone && `电话${phone}`, place && `地址：${place}`].filter(Boolean).join('，'),
  }
}

/** The reply as it was numbered, which is what is mostly served. */
export const lastPaper = (replies: readonly Reply[]): string => {
  const number = replies.findLast((reply) => reply.number)?.number
  return number ? `政府信息公开申请答复（${number}）` : ''
}

const addressOf = ({ address, postcode, phone, contact }: Somebody): string =>
  address ? [postcode, address, phone].filter(Boolean).join('　') : contact

const wantedOf = ({ wantedForm, wantedWay }: Application): string =>
  [wantedForm === 'any' ? '' : WANTED_FORMS[wantedForm], wantedWay === 'any' ? '' : WANTED_WAYS[wantedWay]]
    .filter(Boolean)
    .join('，')

/** What the letter that ends a case says besides: why, on which article, and what can be done against it. */
export function endingValues(file: CaseFile, organ: Organ, day: Day, code: string, reply: Reply | null): Values {
  const { application } = file
  const row = outcomeRow(application, code)!
  return {
    依据: row.article && `${EDITIONS[application.edition].name}${row.article}`,
    救济告知: remedyOf(application, organ, day, code)?.says ?? '',
    ...(reply && {
      答复内容: reply.words,
      有关机关: reply.rightOrgan,
      不公开部分: reply.withheld.map((part, at) => `${at + 1}．${withheldSays(application, part)}`).join('\n'),
      检索情况: searchesOf(file),
    }),
  }
}

/** What a person may do against this outcome on that day; null when it is their own wish. */
export function remedyOf(application: Application, organ: Organ, day: Day, code: string): RemedyNotice | null {
  const row = outcomeRow(application, code)
  if (!row?.remedy) return null
  const { reconsideration, court, reconsiderationOnline } = organ.settings
  return remedyNotice(day, row.remedy, {
    organ: organ.kind,
    places: { reconsideration, court, online: reconsiderationOnline },
    partly: row.withholds === 'part',
    edition: application.edition,
  })
}

function withheldSays(application: Application, { part, ground }: Reply['withheld'][number]): string {
  const row = outcomeRow(application, ground)
  if (!row) return `${part}。`
  return `${part}：${row.label.replace(/^不予公开：/, '')}（《条例》${row.article}）。`
}

const searchesOf = ({ application, events }: CaseFile): string =>
  events
    .filter(({ kind, round }) => kind === 'searched' && round === application.round)
    .map(({ day, detail }) => {
      const { who, place, words, result } = detail
      return `${chineseDay(day)}由${who}在${place}以“${words}”检索，${resultSays(result)}`
    })
    .join('；')

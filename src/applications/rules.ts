import { chineseDay, type Day } from '../calendar/day.ts'
import { EDITIONS, type Edition, editionOn } from '../law/editions.ts'
import { ok, type Result, refuse } from '../result.ts'
import type { Channel } from './channels.ts'
import type { Reasons } from './consent.ts'
import { groundsOf, type Kind, type Outcome, type OutcomeRow, outcomeRow } from './outcomes.ts'
import type { Arrival } from './receipt.ts'

export type Answer = {
  answeredOn: Day
  outcome: Outcome
  withheld?: readonly { part: string; ground: Outcome }[]
  rightOrgan?: string
}

const LONGEST_SUBJECT = 200
const LONGEST_LINE = 300

/** An identity number or a mobile telephone number: what a clerk copies from the paper form without thinking. */
const PERSONAL = /(?<!\d)(?:\d{17}[\dXx]|1[3-9]\d{9})(?!\d)/

/** A line the clerk writes down about a case: there, not too long, and without what belongs to the applicant alone. */
export function checkLine(text: string | undefined, name: string, field: string, most = LONGEST_LINE): Result<string> {
  const line = (text ?? '').trim()
  if (!line) return refuse(`applications.${field}`, `请填写${name}`, { field })
  if (line.length > most) return refuse(`applications.${field}`, `${name}请概括在${most}字以内`, { field })
  if (PERSONAL.test(line))
    return refuse('applications.personal', `${name}里有证件号码或手机号码`, {
      fix: '办理记录不记申请人的个人信息，请删去后再登记',
      field,
    })
  return ok(line)
}

export type Arriving = { channel: Channel; arrival?: Arrival; subject: string; arrivedOn: Day; receivedOn: Day | null }

/** Whether an application may be entered in the register like this. Pure: `today` comes in. */
export function checkRegistration<T extends Arriving>(input: T, today: Day): Result<T & { edition: Edition }> {
  const subject = checkLine(input.subject, '申请公开的内容', 'subject', LONGEST_SUBJECT)
  if (!subject.ok) return subject
  const { arrivedOn, receivedOn } = input
  // 《条例》2008 art. 20, 2019 art. 29: only who cannot write it speaks, to the organ, which writes it down.
  if (input.arrival === 'spoken' && input.channel !== 'counter')
    return refuse('applications.spoken', '口述的申请是当面提出的', { fix: '请把申请方式改为“当面”', field: 'channel' })
  if (arrivedOn > today) return refuse('applications.future', '来件日期不能晚于今天', { field: 'arrivedOn' })
  const edition = editionOn(arrivedOn)
  if (!edition)
    return refuse('applications.too-early', `《条例》自${chineseDay(EDITIONS['2008'].from)}起施行，来件日期不能更早`, {
      field: 'arrivedOn',
    })
  if (receivedOn !== null) {
    const checked = checkConfirmed(arrivedOn, receivedOn, today)
    if (!checked.ok) return checked
  }
  // The edition is that of the day of receipt; until it is known, of the day it arrived.
  return ok({ ...input, subject: subject.value, edition: (receivedOn && editionOn(receivedOn)) ?? edition })
}

/** The day of receipt lies between arrival and today. */
export function checkConfirmed(arrivedOn: Day, receivedOn: Day, today: Day): Result<Day> {
  if (receivedOn > today) return refuse('applications.future', '收到日期不能晚于今天', { field: 'receivedOn' })
  if (receivedOn < arrivedOn)
    return refuse('applications.before-arrival', `收到日期不能早于来件日期（${chineseDay(arrivedOn)}）`, {
      field: 'receivedOn',
    })
  return ok(receivedOn)
}

type Replied = { edition: Edition; kind: Kind }

/** What a reply must have besides its outcome: the parts it keeps back, the search behind it, the organ to go to. */
export function checkReply(
  of: Replied,
  reply: { outcome: string; withheld: readonly { part: string; ground: string }[]; rightOrgan: string },
  searched: boolean,
): Result<OutcomeRow> {
  const row = outcomeRow(of, reply.outcome)
  if (!row || row.ends || row.past) return refuse('applications.outcome', '请选择答复结果', { field: 'outcome' })
  if (row.withholds === 'part' && reply.withheld.length === 0)
    return refuse('applications.withheld', '部分公开须逐项写明哪些内容不公开、依据是什么', { field: 'withheld' })
  const grounds = new Set(groundsOf(of.edition).map(([code]) => code))
  for (const { part, ground } of reply.withheld) {
    const line = checkLine(part, '不公开的内容', 'withheld')
    if (!line.ok) return line
    if (!grounds.has(ground))
      return refuse('applications.ground', `“${part}”还没有选择不公开的依据`, { field: 'withheld' })
  }
  if (row.search && !searched)
    return refuse('applications.search', `“${row.label}”须有检索记录`, {
      fix: '请先登记在哪里、用什么关键词、由谁、何时检索，结果如何',
      field: 'outcome',
    })
  if (row.elsewhere === 'named' && !reply.rightOrgan.trim())
    return refuse('applications.right-organ', `“${row.label}”须写明是哪个机关`, { field: 'rightOrgan' })
  return ok(row)
}

/** What must have happened before a reply may go out that says this. */
export function checkGroundwork(
  row: OutcomeRow,
  outcome: string,
  { withoutConsent, overruled, reasons }: { withoutConsent: readonly string[]; overruled: boolean; reasons: Reasons },
): Result<void> {
  if (row.fujian === 'granted' && withoutConsent.length > 0 && !overruled)
    return refuse('applications.consent', `${withoutConsent.join('、')}没有同意公开`, {
      fix: '可以部分公开或者不予公开；因公共利益需要公开的，请分管领导先办理“因公共利益决定公开”，并书面告知第三方',
      field: 'outcome',
    })
  if (outcome === 'excessive' && reasons === 'not-asked')
    return refuse('applications.reasons', '还没有要求申请人说明理由', {
      fix: '请先办理“要求说明理由”；理由不合理的，才能不予处理（第三十五条）',
      field: 'outcome',
    })
  if (outcome === 'excessive' && reasons === 'good')
    return refuse('applications.reasons', '申请人说明的理由合理，不能不予处理', {
      fix: '无法按期答复的，可以确定延迟答复的合理期限（第三十五条）',
      field: 'outcome',
    })
  return ok(undefined)
}

/** Whether an answer given on paper may be entered like this. */
export function checkAnswer(
  application: { receivedOn: Day | null; answeredOn: Day | null },
  answer: { answeredOn: Day },
  today: Day,
): Result<void> {
  if (application.answeredOn)
    return refuse('applications.answered', `这份申请已于${chineseDay(application.answeredOn)}答复`, {
      fix: '每份申请只登记一次答复，请核对登记号',
    })
  if (!application.receivedOn) return refuse('applications.not-received', '还没有确认收到申请的日期，不能登记答复')
  if (answer.answeredOn > today) return refuse('applications.future', '答复日期不能晚于今天', { field: 'answeredOn' })
  if (answer.answeredOn < application.receivedOn)
    return refuse('applications.before-receipt', `答复日期不能早于收到日期（${chineseDay(application.receivedOn)}）`, {
      field: 'answeredOn',
    })
  return ok(undefined)
}

const BLANKS = /[\s\p{P}\p{S}]/gu

/** The words of a subject without what differs between two people typing the same: width, case, blanks and points. */
export const subjectKey = (subject: string): string => subject.normalize('NFKC').toLowerCase().replace(BLANKS, '')

import { chineseDay, type Day } from '../calendar/day.ts'
import { EDITIONS, type Edition, editionOn } from '../law/editions.ts'
import { ok, type Result, refuse } from '../result.ts'
import type { Channel } from './channels.ts'
import type { Outcome } from './outcomes.ts'

export type Registration = { organId: string; channel: Channel; subject: string; receivedOn: Day }
export type Answer = { answeredOn: Day; outcome: Outcome }

const LONGEST_SUBJECT = 200

/** An identity number or a mobile telephone number: what a clerk copies from the paper form without thinking. */
const PERSONAL = /(?<!\d)(?:\d{17}[\dXx]|1[3-9]\d{9})(?!\d)/

/** Whether an application may be entered in the register like this. Pure: `today` comes in. */
export function checkRegistration(input: Registration, today: Day): Result<Registration & { edition: Edition }> {
  const subject = input.subject.trim()
  if (!subject) return refuse('applications.subject', '请填写申请公开的内容', { field: 'subject' })
  if (subject.length > LONGEST_SUBJECT)
    return refuse('applications.subject', `申请内容请概括在${LONGEST_SUBJECT}字以内`, { field: 'subject' })
  if (PERSONAL.test(subject))
    return refuse('applications.personal', '申请内容里有证件号码或手机号码', {
      fix: '登记簿不记申请人的个人信息，请删去后再登记',
      field: 'subject',
    })
  if (input.receivedOn > today) return refuse('applications.future', '收到日期不能晚于今天', { field: 'receivedOn' })
  const edition = editionOn(input.receivedOn)
  if (!edition)
    return refuse('applications.too-early', `《条例》自${chineseDay(EDITIONS['2008'].from)}起施行，收到日期不能更早`, {
      field: 'receivedOn',
    })
  return ok({ ...input, subject, edition })
}

/** Whether an application may be answered like this. */
export function checkAnswer(
  application: { receivedOn: Day; answeredOn: Day | null },
  answer: Answer,
  today: Day,
): Result<Answer> {
  if (application.answeredOn)
    return refuse('applications.answered', `这份申请已于${chineseDay(application.answeredOn)}答复`, {
      fix: '每份申请只登记一次答复，请核对登记号',
    })
  if (answer.answeredOn > today) return refuse('applications.future', '答复日期不能晚于今天', { field: 'answeredOn' })
  if (answer.answeredOn < application.receivedOn)
    return refuse('applications.before-receipt', `答复日期不能早于收到日期（${chineseDay(application.receivedOn)}）`, {
      field: 'answeredOn',
    })
  return ok(answer)
}

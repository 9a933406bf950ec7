import { day } from '../calendar/day.ts'
import type { Context } from '../context.ts'
import { itemFromDocument } from '../disclosures/from-document.tsx'
import type { Item } from '../disclosures/item.ts'
import type { DocumentInput } from '../documents/input.ts'
import { saveAgendaItem, turnIntoDocument } from '../documents/meetings/agenda/store.ts'
import type { AgendaInput } from '../documents/meetings/rules.ts'
import { closeMeeting, completeMinutes, holdMeeting, planMeeting, writeMinutes } from '../documents/meetings/store.ts'
import type { Document } from '../documents/model.ts'
import { findDocument } from '../documents/registry/store.ts'
import { subjectOf } from '../documents/secrecy.ts'
import {
  archiveDocument,
  checkDocument,
  clearDocument,
  confirmAttribute,
  issueDocument,
  numberDocument,
  signDocument,
  submitDocument,
} from '../documents/steps.ts'
import { editDocument } from '../documents/store.ts'
import { continueNumbers } from '../organs/store.ts'
import { openly, type Said } from '../review/rules.ts'
import { giveVerdict, reviewOf } from '../review/store.ts'
import { SEATS } from './cast.ts'
import type { DemoItem } from './items.ts'
import { need } from './need.ts'

/** Somebody of the town at their desk, on a day, at an hour. */
type As = (post: keyof typeof SEATS, on: string, hour?: number) => Context

const MEETING = {
  kind: 'office',
  title: '2017年第7次镇长办公会议',
  heldOn: '2017-07-17',
  place: '镇政府二楼会议室',
  chair: '镇长',
}

const AGENDA: (AgendaInput & { decision: string })[] = [
  {
    title: '审议镇政务信息公开实施方案',
    section: '党政办公室',
    stage: 'decision',
    attribute: 'open',
    sitting: 'open',
    invited: { public: '2' },
    decision: '原则同意《码头镇政务信息公开实施方案》，由党政办公室修改后印发。',
  },
  {
    title: '研究镇机关下半年值班安排',
    section: '党政办公室',
    stage: 'management',
    attribute: 'closed',
    reason: 'internal',
    reasonWords: '只涉及机关内部值班，不影响公众办事',
    sitting: 'closed',
    decision: '同意下半年值班安排，由党政办公室印发。',
  },
]

const SCHEME = `为做好我镇政务信息公开工作，经镇长办公会议研究同意，现将《码头镇政务信息公开实施方案》印发给你们，请认真贯彻执行。
码头镇政务信息公开实施方案
一、公开原则
坚持“先审查后公开，谁公开谁负责”，做到涉密信息不公开、公开信息不涉密。
二、重点任务
（一）公文公开属性源头认定
起草公文时即认定并标注公开属性，分管业务领导和拟稿人并列为第一责任人。
（二）办会公开
会议议题同时确定是否公开，议定事项及时向社会公布。
三、工作要求
各村（居）、镇直各单位明确专人负责，镇监督小组开展经常性检查。`

const DUTY = `现将镇机关2017年下半年值班安排通知如下。
一、值班时间
工作日下班后至次日上班前，休息日、法定节假日全天。
二、值班要求
值班人员坚守岗位，遇有重要情况及时报告。`

/**
 * July 2017: a meeting decides two things, each becomes a document. 南码政〔2017〕68号 goes to the portal as the item that is
 * answered; 69号 is not for the public and stays in the house. Numbers go on from the 67 the town had given on paper.
 */
export async function documentsOf2017(organId: string, as: As, { title, on }: DemoItem): Promise<Item> {
  need(await continueNumbers(as('admin', '2017-07-03'), { organId, series: 'document', year: 2017, last: 67 }))
  const [scheme, duty] = await meeting(organId, as, [title, '关于镇机关2017年下半年值班安排的通知'])
  const open = await issue(as, scheme!, '2017-07-21', openly(day('2017-07-20')), {
    title,
    body: SCHEME,
    stage: 'execution',
    attribute: 'open',
  })
  const withheld: Said = {
    ...openly(day('2017-07-21')),
    verdict: 'closed',
    basis: ['2010-5'],
    words: '纯属机关内部值班',
  }
  const { latest } = duty!
  const closed = await issue(as, duty!, '2017-07-24', withheld, {
    title: latest.title,
    body: DUTY,
    stage: 'management',
    attribute: 'closed',
    reason: latest.reason,
    article: latest.article,
    reasonWords: latest.reasonWords,
  })
  for (const document of [open, closed]) need(await archiveDocument(as('officer', '2017-07-25', 8), document))
  return need(await itemFromDocument(as('officer', on, 9), open.id, '0200'))
}

/** The meeting is held, and each of its decisions becomes a draft with one of the titles. */
async function meeting(organId: string, as: As, titles: string[]): Promise<Document[]> {
  const before = as('officer', '2017-07-12')
  let seen = need(await planMeeting(before, { organId, ...MEETING }))
  for (const item of AGENDA) seen = need(await saveAgendaItem(before, seen, item))
  const after = as('officer', '2017-07-18')
  seen = need(await holdMeeting(after, seen, MEETING.heldOn))
  const decisions = Object.fromEntries(
    seen.agenda.map(({ id }, at) => [id, { outcome: 'decided', decision: AGENDA[at]!.decision }]),
  )
  const minutes = `会议议定以下事项。\n${AGENDA.map(({ decision }) => decision).join('\n')}`
  seen = need(await writeMinutes(after, seen, { minutes, files: [], decisions }))
  seen = need(await completeMinutes(after, seen))
  for (const [at, { id }] of seen.agenda.entries())
    seen = need(await turnIntoDocument(after, seen, id, { kind: 'notice', title: titles[at]! }))
  seen = need(await closeMeeting(after, seen, {}))
  return Promise.all(seen.agenda.map(async ({ documentId }) => (await findDocument(after, documentId!))!))
}

/** A draft goes all its way to print, signed on that day. */
async function issue(as: As, draft: Document, signedOn: string, said: Said, words: Omit<DocumentInput, 'kind'>) {
  const officer = as('officer', '2017-07-18', 15)
  const reviewer = as('reviewer', '2017-07-19')
  let seen = need(
    await editDocument(officer, draft, {
      ...words,
      kind: 'notice',
      recipients: '各村（居）、镇直各单位',
      leader: SEATS.leader.post,
    }),
  )
  seen = need(await submitDocument(officer, seen))
  seen = need(await checkDocument(reviewer, seen))
  seen = need(await confirmAttribute(reviewer, seen))
  const review = (await reviewOf(reviewer, subjectOf(seen, seen.latest.version)))!
  need(await giveVerdict(as('reviewer', '2017-07-20'), review.id, review.version, said))
  seen = need(await clearDocument(as('reviewer', '2017-07-20'), seen))
  seen = need(await signDocument(as('leader', signedOn), seen))
  seen = need(await numberDocument(as('officer', signedOn, 10), seen))
  return need(await issueDocument(as('officer', signedOn, 11), seen))
}

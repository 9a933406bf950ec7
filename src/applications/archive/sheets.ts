import { chineseDay, type Day, minuteOf } from '../../calendar/day.ts'
import { EDITIONS } from '../../law/editions.ts'
import type { Block, Column, OfficialDocument } from '../../typeset/model.ts'
import { CHANNELS } from '../channels.ts'
import { APPLICANT_KINDS, type ApplicationEvent, type Reply, WANTED_FORMS, WANTED_WAYS } from '../model.ts'
import { KINDS, outcomeRow } from '../outcomes.ts'
import { kindLabel } from '../remedies/kinds.ts'
import type { Remedy } from '../remedies/model.ts'
import { decisionSays } from '../remedies/outcomes.ts'
import { STATES as REMEDY_STATES } from '../remedies/stages.ts'
import type { CaseFile } from '../store.ts'
import { eventLabel, eventNote } from '../words.ts'

/** Whom the case is about: opened for the archive, and nowhere else on these sheets. */
export type Who = { name: string; contact: string; identity: string } | null
export type Kept = { file: CaseFile; organ: string; who: Who; remedies: readonly Remedy[]; day: Day }

/** One thing in the case: what it is called in the contents, and its page or pages. */
export type Sheet = { title: string; day: Day; document: OfficialDocument }

const facts = (rows: readonly (readonly [string, string | null | undefined | false])[]): Block => ({
  kind: 'table',
  columns: [
    { label: '项目', width: 1 },
    { label: '内容', width: 3 },
  ],
  rows: rows.flatMap(([label, value]) => (value ? [{ cells: [label, value] }] : [])),
})

const table = (columns: Column[], rows: (string | null)[][]): Block => ({
  kind: 'table',
  columns,
  rows: rows.map((cells) => ({ cells })),
})

const paragraph = (text: string): Block => ({ kind: 'paragraph', runs: [text] })

const sheet = ({ organ, day }: Kept, title: string, on: Day, body: Block[]): Sheet => ({
  title,
  day: on,
  document: { head: null, title, body, meta: { title, author: organ, day, subject: '依申请公开案卷' } },
})

const says = (of: CaseFile['application'], code: string) => outcomeRow(of, code)?.label ?? code

/** The sheets of a case in the order they are bound: application, reply, proof of service, events, remedies. Pure. */
export function sheetsOf(kept: Kept): Sheet[] {
  const { file, remedies } = kept
  const { application, events } = file
  const served = file.replies.filter(({ servedOn }) => servedOn !== null)
  return [
    sheet(kept, '政府信息公开申请登记表', application.arrivedOn, [facts(applicationFacts(kept))]),
    ...served.map((reply) => replySheet(kept, reply)),
    ...proofSheet(kept, events),
    sheet(kept, '办理过程', events.at(-1)?.day ?? application.arrivedOn, [
      table(
        [
          { label: '日期', width: 2 },
          { label: '办理', width: 2 },
          { label: '岗位', width: 1.7 },
          { label: '说明', width: 3 },
          { label: '记录时间', width: 2 },
        ],
        events.map((event) => [event.day, eventLabel(event.kind), event.asWhom, eventNote(event), minuteOf(event.at)]),
      ),
    ]),
    ...(remedies.length > 0 ? [remediesSheet(kept)] : []),
  ]
}

const applicationFacts = ({ file: { application }, who, organ }: Kept) =>
  [
    ['登记号', application.number],
    ['受理机关', organ],
    ['类别', KINDS[application.kind]],
    ['申请人', who?.name],
    ['联系方式', who?.contact],
    ['身份证明', who?.identity],
    ['申请人类别', APPLICANT_KINDS[application.applicantKind].label],
    ['申请公开的内容', application.subject],
    ['申请方式', CHANNELS[application.channel].label],
    ['来件日期', chineseDay(application.arrivedOn)],
    ['收到申请之日', application.receivedOn && chineseDay(application.receivedOn)],
    ['适用的《条例》', EDITIONS[application.edition].name],
    ['提供形式', WANTED_FORMS[application.wantedForm]],
    ['获取方式', WANTED_WAYS[application.wantedWay]],
    ['办结日期', application.answeredOn && chineseDay(application.answeredOn)],
    ['办结结果', application.outcome && says(application, application.outcome)],
  ] as const

function replySheet(kept: Kept, reply: Reply): Sheet {
  const { application } = kept.file
  const held: Block[] = reply.withheld.map(({ part, ground }) =>
    paragraph(`不公开的内容：${part}。依据：${says(application, ground)}。`),
  )
  return sheet(kept, `答复 ${reply.number}`, reply.servedOn!, [
    facts([
      ['文号', reply.number],
      ['结果', `${says(application, reply.outcome)}（${outcomeRow(application, reply.outcome)?.article ?? ''}）`],
      ['应当提出的机关', reply.rightOrgan],
      ['拟稿', `${reply.draftedAs}，${minuteOf(reply.draftedAt)}`],
      ['送达日期', chineseDay(reply.servedOn!)],
    ]),
    ...reply.words.split('\n').flatMap((line) => (line.trim() ? [paragraph(line.trim())] : [])),
    ...held,
  ])
}

const SERVICE = ['served', 'proved', 'entered']

function proofSheet(kept: Kept, events: readonly ApplicationEvent[]): Sheet[] {
  const proofs = events.filter(({ kind }) => SERVICE.includes(kind))
  if (proofs.length === 0) return []
  const rows = proofs.map((event) => [event.day, eventLabel(event.kind), event.asWhom, eventNote(event)])
  return [
    sheet(kept, '送达凭证', proofs.at(-1)!.day, [
      table([{ label: '日期' }, { label: '办理' }, { label: '岗位' }, { label: '凭证', width: 2 }], rows),
    ]),
  ]
}

const remediesSheet = (kept: Kept): Sheet =>
  sheet(kept, '复议、诉讼和申诉', kept.remedies.at(-1)!.filedOn, [
    table(
      [{ label: '登记号' }, { label: '种类' }, { label: '受理机关' }, { label: '收到通知' }, { label: '结果' }],
      kept.remedies.map((remedy) => [
        remedy.number,
        kindLabel(remedy),
        remedy.authority,
        remedy.filedOn,
        decisionSays(remedy) ?? REMEDY_STATES[remedy.state],
      ]),
    ),
  ])

/** Cover and contents: what is bound, from which page. */
export function coverOf(
  kept: Kept,
  { retention, lines, pages }: { retention: string; lines: { title: string; day: Day; page: number }[]; pages: number },
): OfficialDocument {
  const { application } = kept.file
  const title = '政府信息公开申请案卷'
  return {
    head: null,
    title,
    body: [
      facts([
        ['机关', kept.organ],
        ['登记号', application.number],
        ['案由', application.subject],
        ['收到申请之日', application.receivedOn && chineseDay(application.receivedOn)],
        ['办结日期', application.answeredOn && chineseDay(application.answeredOn)],
        ['办结结果', application.outcome && says(application, application.outcome)],
        ['保管期限', retention],
        ['总页数', `${pages}页`],
      ]),
      { kind: 'heading', level: 1, text: '卷内目录' },
      table(
        [{ label: '顺序号' }, { label: '题名', width: 4 }, { label: '日期', width: 2 }, { label: '页号' }],
        lines.map((line, at) => [String(at + 1), line.title, line.day, String(line.page)]),
      ),
    ],
    meta: { title: `${title} ${application.number}`, author: kept.organ, day: kept.day, subject: '依申请公开案卷' },
  }
}

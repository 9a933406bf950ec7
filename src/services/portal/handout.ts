import type { Day } from '../../calendar/day.ts'
import type { Organ } from '../../organs/model.ts'
import type { Block, OfficialDocument, Row } from '../../typeset/model.ts'
import { type Guide, guideWords } from '../guide/model.ts'
import type { PublicService } from '../published/store.ts'
import { tripsLabel } from '../rules.ts'

/**
 * 一次性告知单: what somebody who asks at the counter takes home, on one page where the materials are few: what to bring, where,
 * how long it takes, whom to call. `address` is where the guide is read; the code on the sheet leads there. Pure.
 */
export function handoutOf(service: PublicService, organ: Organ, address: string, on: Day): OfficialDocument {
  const { guide } = service
  const title = `${service.name}\n一次性告知单`
  const facts = sheetFacts(service, organ).map(([label, value]): Row => ({ cells: [label, value] }))
  const body: Block[] = [
    {
      kind: 'table',
      columns: [
        { label: '项目', width: 1.1 },
        { label: '内容', width: 4 },
      ],
      rows: facts,
    },
    { kind: 'heading', level: 1, text: '需要带的材料' },
    ...materialBlocks(guide),
    ...textBlocks('办理流程', guide.flow),
    ...textBlocks('受理条件', guide.condition),
    { kind: 'code', text: address, alt: `办事指南网址：${address}`, caption: '扫码查看完整的办事指南' },
    {
      kind: 'paragraph',
      align: 'end',
      runs: [`${guide.authority || organ.name}　${on}`],
    },
  ]
  return { head: null, title, body, meta: { title: title.replace('\n', ''), author: organ.name, day: on } }
}

function sheetFacts({ visits, code, guide }: PublicService, organ: Organ): [string, string][] {
  const facts: [string, string][] = [
    ['事项编码', code],
    ['服务对象', guideWords(guide, 'audience')],
    ['到现场次数', `${visits}次，${tripsLabel({ visits })}`],
    ['必须到现场的原因', visits > 0 ? guide.onSiteReason : ''],
    ['办结时限', timeWords(guide)],
    ['是否收费', guide.fee ? `收费　${guide.feeStandard}`.trim() : guide.fee === false ? '不收费' : ''],
    ['办理结果', guide.result],
    ['办理地点', guide.place || organ.profile.address],
    ['办理时间', guide.hours || organ.profile.hours],
    ['交通指引', guide.transport],
    ['网上办理', [guideWords(guide, 'online'), guide.onlineUrl].filter(Boolean).join('　')],
    ['咨询电话', guide.phone || organ.profile.phone],
    ['监督投诉电话', guide.complaint || organ.profile.hotline],
  ]
  return facts.filter(([, value]) => value !== '')
}

function timeWords(guide: Guide): string {
  const [promised, legal] = [guideWords(guide, 'promiseDays'), guideWords(guide, 'legalDays')]
  return [promised && `承诺${promised}`, legal && `法定${legal}`].filter(Boolean).join('，')
}

const materialBlocks = ({ materials }: Guide): Block[] =>
  materials.length === 0
    ? [{ kind: 'paragraph', runs: ['没有登记申请材料，请先打咨询电话询问。'] }]
    : [
        {
          kind: 'table',
          columns: [
            { label: '材料', width: 3 },
            { label: '必要性', align: 'center', width: 0.9 },
            { label: '形式', width: 1.2 },
            { label: '份数', align: 'end', width: 0.7 },
            { label: '说明', width: 2.4 },
          ],
          rows: materials.map(({ name, need, format, copies, source, note }) => ({
            cells: [
              name,
              need === 'must' ? '必要' : '非必要',
              format,
              copies,
              [source, note].filter(Boolean).join('；'),
            ],
          })),
        },
      ]

const textBlocks = (title: string, text: string): Block[] =>
  text === ''
    ? []
    : [
        { kind: 'heading', level: 1, text: title },
        ...text.split(/\n+/).map((line): Block => ({ kind: 'paragraph', runs: [line] })),
      ]

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
  const facts = sheetFacts(service, organ, on).map(([label, value]): Row => ({ cells: [label, value] }))
  const body: Block[] = [
    {
      kind: 'table',
      columns: [
        { label: '项目', width: 1 },
        { label: '内容', width: 4 },
      ],
      rows: facts,
    },
    ...materialBlocks(guide),
    { kind: 'code', text: address, alt: `办事指南网址：${address}` },
  ]
  return { head: null, title, body, meta: { title: title.replace('\n', ''), author: organ.name, day: on } }
}

function sheetFacts({ visits, code, guide }: PublicService, organ: Organ, on: Day): [string, string][] {
  const reason = visits > 0 && guide.onSiteReason ? `（${guide.onSiteReason}）` : ''
  const [phone, complaint] = [guide.phone || organ.profile.phone, guide.complaint || organ.profile.hotline]
  const facts: [string, string][] = [
    ['实施主体', `${guide.authority || organ.name}（事项编码${code}）`],
    ['谁可以办', [guideWords(guide, 'audience'), oneLine(guide.condition, '；')].filter(Boolean).join('；')],
    ['到现场次数', `${visits}次，${tripsLabel({ visits })}${reason}`],
    ['办理流程', [oneLine(guide.flow, ' → '), guide.result && `结果：${guide.result}`].filter(Boolean).join('；')],
    ['时限和收费', timeWords(guide)],
    ['办理地点', [guide.place || organ.profile.address, guide.transport].filter(Boolean).join('，')],
    ['办理时间', guide.hours || organ.profile.hours],
    ['网上办理', [guideWords(guide, 'online'), guide.onlineUrl].filter(Boolean).join('　')],
    ['电话', [phone && `咨询${phone}`, complaint && `监督投诉${complaint}`].filter(Boolean).join('，')],
    ['完整指南', `扫下面的码查看；内容截至${on}`],
  ]
  return facts.filter(([, value]) => value !== '')
}

const oneLine = (text: string, between: string) => text.split(/\n+/).filter(Boolean).join(between)

function timeWords(guide: Guide): string {
  const [promised, legal] = [guideWords(guide, 'promiseDays'), guideWords(guide, 'legalDays')]
  const fee = guide.fee ? `收费${guide.feeStandard && `：${guide.feeStandard}`}` : guide.fee === false ? '不收费' : ''
  return [promised && `承诺${promised}`, legal && `法定${legal}`, fee].filter(Boolean).join('，')
}

const materialBlocks = ({ materials }: Guide): Block[] =>
  materials.length === 0
    ? [{ kind: 'paragraph', runs: ['没有登记申请材料，请先打咨询电话询问。'] }]
    : [
        {
          kind: 'table',
          caption: '需要带的材料',
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

import type { Day } from '../../calendar/day.ts'
import type { Organ } from '../../organs/model.ts'
import type { Block, OfficialDocument, Row } from '../../typeset/model.ts'

/** A line to write on: its label, and what stands in the box to help. */
type Line = [label: string, help?: string]

const PERSON: Line[] = [
  ['姓名'],
  ['身份证明', '证件名称：　　　　　　　号码：'],
  ['联系电话'],
  ['通信地址和邮政编码'],
  ['电子邮箱', '没有的可以不填'],
]

const ORGANISATION: Line[] = [
  ['名称'],
  ['统一社会信用代码'],
  ['法定代表人或者负责人'],
  ['联系人和联系电话'],
  ['通信地址和邮政编码'],
  ['电子邮箱', '没有的可以不填'],
]

const WANTED: Line[] = [
  ['信息的名称、文号，或者便于查找的其他特征', '请写得具体一些，一张表申请一项'],
  ['提供方式', '□纸质　□电子邮件　□光盘　□当场查阅、抄录'],
  ['获取途径', '□当面领取　□邮寄　□电子邮件　□其他：'],
]

/**
 * The blank form for applying on paper. It asks what 《条例》2019 art. 29 lists and nothing else: no purpose, no relation to
 * the information.
 */
export function blankForm(organ: Pick<Organ, 'name' | 'profile'>, day: Day): OfficialDocument {
  const title = '政府信息公开申请表'
  const { profile } = organ
  const body: Block[] = [
    { kind: 'paragraph', indent: false, runs: [`受理机关：${organ.name}`] },
    { kind: 'heading', level: 1, text: '一、申请人' },
    table('公民填写', PERSON),
    table('法人或者其他组织填写', ORGANISATION),
    { kind: 'heading', level: 1, text: '二、申请的政府信息' },
    table(undefined, WANTED),
    { kind: 'paragraph', runs: ['申请人签名或者盖章：'] },
    { kind: 'paragraph', runs: ['申请日期：　　　　年　　月　　日'] },
    { kind: 'heading', level: 1, text: '三、填写说明' },
    {
      kind: 'paragraph',
      runs: ['请附身份证明复印件。不需要说明申请的用途。书写有困难的，可以口头提出，由工作人员代填。'],
    },
    {
      kind: 'paragraph',
      runs: [
        `送交地址：${profile.office || organ.name}，${[profile.address, profile.postcode].filter(Boolean).join('，')}`,
      ],
    },
    { kind: 'paragraph', runs: [`咨询电话：${profile.phone}　办公时间：${profile.hours}`] },
  ]
  return { head: null, title, body, meta: { title, author: organ.name, day } }
}

const table = (caption: string | undefined, lines: Line[]): Block => ({
  kind: 'table',
  caption,
  columns: [
    { label: '项目', width: 2 },
    { label: '填写内容', width: 4 },
  ],
  rows: lines.map(([label, help]): Row => ({ cells: [label, help ?? null] })),
})

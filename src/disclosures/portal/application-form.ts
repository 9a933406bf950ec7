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

/** What to write where, for the sample: each says what belongs there, and names nobody. */
const EXAMPLE: Record<string, string> = {
  姓名: '（写身份证上的姓名）',
  身份证明: '证件名称：居民身份证　号码：（写18位号码，并附复印件）',
  联系电话: '（白天能打通的号码）',
  通信地址和邮政编码: '福建省南安市码头镇××村××号　362300',
  电子邮箱: 'name@example.com',
  '信息的名称、文号，或者便于查找的其他特征':
    '2025年度××村农村危房改造补助对象名单及补助金额。由镇村建部门审核公布，文号不详。',
  提供方式: '☑纸质　□电子邮件　□光盘　□当场查阅、抄录',
  获取途径: '□当面领取　☑邮寄　□电子邮件　□其他：',
}

/** The same form filled in by somebody who applies for themselves, to write by. */
export function sampleForm(organ: Pick<Organ, 'name' | 'profile'>, day: Day): OfficialDocument {
  const title = '政府信息公开申请表（填写样例）'
  const filled = (lines: Line[]): Line[] => lines.map(([label, help]) => [label, EXAMPLE[label] ?? help])
  const body: Block[] = [
    { kind: 'paragraph', indent: false, runs: [`受理机关：${organ.name}`] },
    { kind: 'heading', level: 1, text: '一、申请人' },
    table('公民填写', filled(PERSON)),
    { kind: 'paragraph', runs: ['以单位名义申请的，填写空白表格上“法人或者其他组织填写”一栏，公民一栏空着。'] },
    { kind: 'heading', level: 1, text: '二、申请的政府信息' },
    table(undefined, filled(WANTED)),
    { kind: 'paragraph', runs: ['申请人签名或者盖章：（本人签名）'] },
    { kind: 'paragraph', runs: ['申请日期：（写递交那天）'] },
    { kind: 'heading', level: 1, text: '三、怎样写更容易找到' },
    {
      kind: 'paragraph',
      runs: [
        '写清哪一年、哪个村或者哪个项目、什么文件。例如不写“征地的所有材料”，而写“2025年××村××地块征收土地公告”。',
      ],
    },
    { kind: 'paragraph', runs: ['一张表写一项；要两项信息的，写两张表。不需要写用来做什么。'] },
  ]
  return { head: null, title, body, meta: { title, author: organ.name, day } }
}

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

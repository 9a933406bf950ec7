import type { Edition } from '../law/editions.ts'

/** 公开属性. `line` is printed at the end of the document. */
export const ATTRIBUTES = {
  open: { label: '主动公开', line: '此件主动公开' },
  request: { label: '依申请公开', line: '此件依申请公开' },
  closed: { label: '不予公开', line: '此件不予公开' },
} as const
export type Attribute = keyof typeof ATTRIBUTES

export const isAttribute = (text: string): text is Attribute => Object.hasOwn(ATTRIBUTES, text)

type Reason = {
  label: string
  /** Grounds the Regulations give for it, by edition. What the 2008 edition left open, 国办发〔2010〕5号 settled. */
  articles: Record<Edition, readonly string[]>
  /** Only 依申请公开 may rest on it: it is no ground to withhold anything. */
  onlyRequest?: boolean
  /** The Regulations say 可以不予公开: why it is withheld all the same has to be weighed and written down. */
  weighed?: boolean
}

const OPINION_2010 = '国办发〔2010〕5号第二条'

/**
 * Why a document is not published: the eight kinds of a closed list (as on the 办文笺 of 凌云县), and one that leads to
 * 依申请公开 only. An article has to be one of those its reason names in the edition in force when the document was drafted.
 */
export const REASONS = {
  sovereignty: {
    label: '涉及国家主权、国防、外交',
    articles: { 2008: ['《条例》（2008）第八条'], 2019: ['《条例》（2019）第十四条'] },
  },
  economy: {
    label: '涉及国家经济、金融利益',
    articles: { 2008: ['《条例》（2008）第八条'], 2019: ['《条例》（2019）第十四条'] },
  },
  safety: {
    label: '涉及公共安全、社会稳定',
    articles: { 2008: ['《条例》（2008）第八条'], 2019: ['《条例》（2019）第十四条'] },
  },
  enforcement: {
    label: '涉及执法活动过程',
    articles: {
      2008: ['《条例》（2008）第八条', OPINION_2010],
      2019: ['《条例》（2019）第十六条第二款', '《条例》（2019）第十四条'],
    },
    weighed: true,
  },
  secret: {
    label: '国家秘密，或者法律、行政法规禁止公开',
    articles: { 2008: ['《条例》（2008）第十四条第四款'], 2019: ['《条例》（2019）第十四条'] },
  },
  'third-party': {
    label: '涉及商业秘密、个人隐私等第三方权益',
    articles: { 2008: ['《条例》（2008）第十四条第四款'], 2019: ['《条例》（2019）第十五条'] },
  },
  process: {
    label: '处于讨论、研究、审查中的过程性信息',
    articles: { 2008: [OPINION_2010], 2019: ['《条例》（2019）第十六条第二款'] },
    weighed: true,
  },
  internal: {
    label: '纯属机关内部事务',
    articles: { 2008: [OPINION_2010], 2019: ['《条例》（2019）第十六条第一款'] },
    weighed: true,
  },
  particular: {
    label: '只涉及特定对象，不属于应当主动公开的范围',
    articles: { 2008: ['《条例》（2008）第十三条'], 2019: ['《条例》（2019）第二十七条'] },
    onlyRequest: true,
  },
} as const satisfies Record<string, Reason>
export type ReasonCode = keyof typeof REASONS

export const isReason = (text: string): text is ReasonCode => Object.hasOwn(REASONS, text)
export const reasonOf = (code: ReasonCode): Reason => REASONS[code]

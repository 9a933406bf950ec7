/** 救济: how somebody goes against what the organ did about disclosure. Pure. */
export const REMEDIES = {
  reconsideration: { label: '行政复议', authority: '行政复议机关', answer: '提出书面答复' },
  litigation: { label: '行政诉讼', authority: '人民法院', answer: '答辩、举证' },
  complaint: { label: '申诉、举报', authority: '受理的主管部门', answer: '答复办理情况' },
} as const
export type RemedyKind = keyof typeof REMEDIES
export const remedyKinds = Object.keys(REMEDIES) as [RemedyKind, ...RemedyKind[]]
export const isRemedyKind = (text: string): text is RemedyKind => Object.hasOwn(REMEDIES, text)

export const SUITS = { direct: '未经复议直接起诉', reconsidered: '复议后起诉' } as const
export type Suit = keyof typeof SUITS
export const isSuit = (text: string): text is Suit => Object.hasOwn(SUITS, text)

/** The three blocks of part four of the tables of 2019 and 2021; complaints stand in none. */
export type Block = 'reconsideration' | 'direct' | 'reconsidered'
export const blockOf = ({ kind, way }: { kind: RemedyKind; way: Suit | null }): Block | null =>
  kind === 'reconsideration' ? 'reconsideration' : way

export const kindLabel = ({ kind, way }: { kind: RemedyKind; way: Suit | null }): string =>
  way ? `${REMEDIES[kind].label}（${SUITS[way]}）` : REMEDIES[kind].label

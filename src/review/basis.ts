import { type Day, day } from '../calendar/day.ts'
import type { Verdict } from './outcomes.ts'

/** An article a verdict can rest on, while it is in force. */
export type Basis = { label: string; says: string; for: readonly Verdict[]; from: Day; to: Day | null }

const OLD = { from: day('2008-05-01'), to: day('2019-05-14') } as const // 国务院令第492号
const NEW = { from: day('2019-05-15'), to: null } as const // 国务院令第711号
const SECRECY_2010 = { from: day('2010-10-01'), to: day('2024-04-30') } as const
const SECRECY_2024 = { from: day('2024-05-01'), to: null } as const

const LETS: readonly Verdict[] = ['open', 'partial']
const HOLDS: readonly Verdict[] = ['partial', 'closed']
const WAITS: readonly Verdict[] = ['deferred', 'referred']

/** The closed list: both editions of the Regulations, and the Secrecy Law. When the law changes, this table grows. Pure. */
export const BASES = {
  '2008-9': { label: '2008年《条例》第九条', says: '应当主动公开', for: LETS, ...OLD },
  '2008-12': { label: '2008年《条例》第十二条', says: '乡镇应当重点公开', for: LETS, ...OLD },
  '2008-8': {
    label: '2008年《条例》第八条',
    says: '不得危及国家安全、公共安全、经济安全和社会稳定',
    for: HOLDS,
    ...OLD,
  },
  '2008-14-3': {
    label: '2008年《条例》第十四条第三款',
    says: '不能确定是否可以公开，报主管部门或者同级保密工作部门确定',
    for: WAITS,
    ...OLD,
  },
  '2008-14-4': {
    label: '2008年《条例》第十四条第四款',
    says: '涉及国家秘密、商业秘密、个人隐私',
    for: [...HOLDS, 'deferred'],
    ...OLD,
  },
  '2010-5': {
    label: '国办发〔2010〕5号',
    says: '内部管理信息、讨论研究和审查中的过程性信息',
    for: [...HOLDS, 'deferred'],
    ...OLD,
  },
  '2008-7': { label: '2008年《条例》第七条', says: '涉及其他行政机关，须沟通确认', for: ['partial', ...WAITS], ...OLD },
  '2019-13': { label: '《条例》第十三条', says: '不属于不予公开的情形，应当公开', for: LETS, ...NEW },
  '2019-19': { label: '《条例》第十九条', says: '应当主动公开', for: LETS, ...NEW },
  '2019-20': { label: '《条例》第二十条、第二十一条', says: '法定主动公开内容', for: LETS, ...NEW },
  '2019-14': {
    label: '《条例》第十四条',
    says: '国家秘密，法律、行政法规禁止公开，或者公开后可能危及三安全一稳定',
    for: HOLDS,
    ...NEW,
  },
  '2019-15': {
    label: '《条例》第十五条',
    says: '商业秘密、个人隐私等，公开会损害第三方合法权益',
    for: [...HOLDS, 'deferred'],
    ...NEW,
  },
  '2019-16-1': { label: '《条例》第十六条第一款', says: '内部事务信息，可以不予公开', for: HOLDS, ...NEW },
  '2019-16-2': {
    label: '《条例》第十六条第二款',
    says: '过程性信息、行政执法案卷信息，可以不予公开',
    for: [...HOLDS, 'deferred'],
    ...NEW,
  },
  '2019-11': { label: '《条例》第十一条', says: '涉及其他行政机关，须协商确认', for: ['partial', ...WAITS], ...NEW },
  '2019-17': {
    label: '《条例》第十七条第三款',
    says: '不能确定是否可以公开，报主管部门或者保密行政管理部门确定',
    for: WAITS,
    ...NEW,
  },
  'secrecy-2010-29': {
    label: '2010年《保密法》第二十九条',
    says: '公开发布信息应当遵守保密规定',
    for: [...HOLDS, 'referred'],
    ...SECRECY_2010,
  },
  'secrecy-2024-35': {
    label: '《保密法》第三十五条',
    says: '公开发布信息应当进行保密审查',
    for: [...HOLDS, 'referred'],
    ...SECRECY_2024,
  },
  'secrecy-2024-64': { label: '《保密法》第六十四条', says: '工作秘密', for: [...HOLDS, ...WAITS], ...SECRECY_2024 },
} as const satisfies Record<string, Basis>
export type BasisCode = keyof typeof BASES

export const isBasis = (text: string): text is BasisCode => Object.hasOwn(BASES, text)

/** The articles in force on a day; with a verdict, those it can rest on. */
export const basesOn = (on: Day, verdict?: Verdict): BasisCode[] =>
  (Object.keys(BASES) as BasisCode[]).filter((code) => {
    const { from, to, for: verdicts }: Basis = BASES[code]
    return from <= on && (to === null || on <= to) && (!verdict || verdicts.includes(verdict))
  })

export const basisLabels = (codes: readonly string[]): string =>
  codes.map((code) => (isBasis(code) ? BASES[code].label : code)).join('、')

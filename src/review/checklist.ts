import type { Verdict } from './outcomes.ts'

/**
 * What is asked of every text before it is published, one by one (《保密法实施条例》2024 art. 42: 逐项审查). `allows`: what
 * the verdict may be when the answer is yes; asking the drafter to mend it is always possible. Pure.
 */
export const QUESTIONS = {
  'state-secret': {
    label: '国家秘密',
    asks: '是否涉及国家秘密，或者汇总后可能涉密',
    allows: ['closed', 'partial', 'referred'],
  },
  'work-secret': { label: '工作秘密', asks: '是否含有工作秘密', allows: ['closed', 'partial', 'referred', 'deferred'] },
  'trade-secret': { label: '商业秘密', asks: '是否含有企业的商业秘密', allows: ['closed', 'partial', 'deferred'] },
  privacy: {
    label: '个人隐私',
    asks: '是否含有身份证号、电话、住址、病情等个人信息',
    allows: ['closed', 'partial', 'deferred'],
  },
  safety: {
    label: '三安全一稳定',
    asks: '公开后是否可能危及国家安全、公共安全、经济安全和社会稳定',
    allows: ['closed', 'partial', 'deferred', 'referred'],
  },
  internal: { label: '内部事务', asks: '是否属于人事管理、后勤管理、内部工作流程', allows: ['closed', 'partial'] },
  process: {
    label: '过程性信息',
    asks: '是否属于讨论记录、过程稿、磋商信函、请示报告',
    allows: ['closed', 'partial', 'deferred'],
  },
  others: {
    label: '其他机关信息',
    asks: '是否含有其他机关制作、尚未公开或者尚未征求意见的信息',
    allows: ['closed', 'partial', 'deferred', 'referred'],
  },
  wording: { label: '措辞错误', asks: '机关名称、职务、法规名称和数字、日期是否有误', allows: [] },
} as const satisfies Record<string, { label: string; asks: string; allows: readonly Verdict[] }>
export type Question = keyof typeof QUESTIONS

export const isQuestion = (text: string): text is Question => Object.hasOwn(QUESTIONS, text)

/** The first question whose answer stands against this verdict; null when none does. */
export function against(found: readonly Question[], verdict: Verdict): Question | null {
  if (verdict === 'returned') return null
  return found.find((question) => !(QUESTIONS[question].allows as readonly Verdict[]).includes(verdict)) ?? null
}

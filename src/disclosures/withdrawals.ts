/**
 * Why something public is taken back. `says` is what its tombstone tells the public: that there was a reason and of which
 * kind, without pointing at what must no longer be read.
 */
export const WITHDRAWALS = {
  mistaken: { label: '内容有误', says: '内容有误，正在更正' },
  duplicate: { label: '重复发布', says: '重复发布' },
  secrecy: { label: '涉及国家秘密或者工作秘密', says: '依法不宜继续公开' },
  privacy: { label: '涉及个人隐私', says: '为保护个人隐私而撤回' },
  trade: { label: '涉及商业秘密', says: '为保护商业秘密而撤回' },
  stability: { label: '可能危及国家安全、公共安全、经济安全、社会稳定', says: '依法不宜继续公开' },
  other: { label: '其他', says: '经发布机关研究决定撤回' },
} as const
export type Withdrawal = keyof typeof WITHDRAWALS

export const isWithdrawal = (text: string): text is Withdrawal => Object.hasOwn(WITHDRAWALS, text)

/** The fixed entries of every organ's 政府信息公开 section, in the order and words of 国办公开办函〔2019〕61号. */
export const ENTRIES = {
  guide: { label: '政府信息公开指南', path: 'zfxxgkzn' },
  rules: { label: '政府信息公开制度', path: 'zfxxgkzd' },
  content: { label: '法定主动公开内容', path: 'fdzdgknr' },
  reports: { label: '政府信息公开年报', path: 'zfxxgknb' },
  apply: { label: '依申请公开', path: 'ysqgk' },
} as const

export type Entry = keyof typeof ENTRIES

export const entryPath = (slug: string, entry: Entry): string => `/${slug}/${ENTRIES[entry].path}`

/** How an application may arrive, as the annex of the report counts it (附表 rows 1 to 5). Pure. */
export const CHANNELS = {
  counter: { label: '当面', annexRow: '当面申请数' },
  fax: { label: '传真', annexRow: '传真申请数' },
  email: { label: '电子邮件', annexRow: '电子邮件申请数' },
  web: { label: '网上', annexRow: '网上申请数' },
  letter: { label: '信函', annexRow: '信函申请数' },
} as const

export type Channel = keyof typeof CHANNELS
export const channelCodes = Object.keys(CHANNELS) as [Channel, ...Channel[]]

export const isChannel = (text: string): text is Channel => Object.hasOwn(CHANNELS, text)

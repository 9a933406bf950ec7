/** What people want of an organ when they write, call or come. Pure. */
export const KINDS = {
  consultation: { label: '咨询', says: '想了解政策、办事的条件和流程', onSpot: true, publishable: true },
  complaint: { label: '投诉', says: '对服务、作风、办事结果不满意', onSpot: false, publishable: true },
  // 举报: who reports is sealed, and neither question nor answer is ever published.
  report: {
    label: '举报',
    says: '反映违法违纪问题。您的身份加密保存，只有监督小组能看',
    onSpot: false,
    publishable: false,
  },
  suggestion: { label: '建议', says: '对工作的意见和建议', onSpot: true, publishable: true },
  correction: {
    label: '纠错',
    says: '我为政府网站找错：网页打不开、内容有误、很久没有更新',
    onSpot: true,
    publishable: true,
  },
} as const
export type Kind = keyof typeof KINDS
export const kindCodes = Object.keys(KINDS) as [Kind, ...Kind[]]
export const isKind = (text: string): text is Kind => Object.hasOwn(KINDS, text)

/** How it came, and how an application is said to have come that was in truth one (`src/applications/channels.ts`). */
export const WAYS = {
  web: { label: '网上', channel: 'web' },
  phone: { label: '电话', channel: 'counter' },
  box: { label: '意见箱', channel: 'letter' },
  email: { label: '电子邮件', channel: 'email' },
  letter: { label: '信函', channel: 'letter' },
  visit: { label: '来访', channel: 'counter' },
} as const
export type Way = keyof typeof WAYS
export const wayCodes = Object.keys(WAYS) as [Way, ...Way[]]
export const isWay = (text: string): text is Way => Object.hasOwn(WAYS, text)

/** 满意度 */
export const RATINGS = { good: '满意', fair: '基本满意', poor: '不满意' } as const
export type Rating = keyof typeof RATINGS
export const ratingCodes = Object.keys(RATINGS) as [Rating, ...Rating[]]
export const isRating = (text: string): text is Rating => Object.hasOwn(RATINGS, text)

/** How somebody is told the answer. */
export const TOLD = {
  web: '在查询页答复',
  phone: '电话答复',
  email: '电子邮件答复',
  letter: '书面答复',
  visit: '当面答复',
} as const
export type Told = keyof typeof TOLD
export const isTold = (text: string): text is Told => Object.hasOwn(TOLD, text)

/** Where something goes that is not ours to answer here. */
export const DESTINATIONS = {
  application: '依申请公开',
  petition: '信访',
  organ: '本站其他机关',
  outside: '站外的机关单位',
} as const
export type Destination = keyof typeof DESTINATIONS
export const isDestination = (text: string): text is Destination => Object.hasOwn(DESTINATIONS, text)

/** Codes and labels as the options of a field. */
export const labelsOf = (of: Record<string, string | { label: string }>): { value: string; label: string }[] =>
  Object.entries(of).map(([value, said]) => ({ value, label: typeof said === 'string' ? said : said.label }))

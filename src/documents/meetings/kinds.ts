/** Kinds of meetings of an organ; which of them a place holds is its own practice. */
export const MEETING_KINDS = {
  plenary: { label: '政府全体会议', says: '全体组成人员参加，讨论工作总结和重大部署' },
  executive: { label: '政府常务会议', says: '县级政府领导成员讨论决定重大事项' },
  office: { label: '镇长（主任、局长）办公会议', says: '行政负责人召集，研究处理日常重要工作' },
  joint: { label: '党政联席会议', says: '乡镇、街道党委和政府领导共同研究' },
  special: { label: '专题会议', says: '分管领导召集，研究某一方面的工作' },
  group: { label: '领导小组会议', says: '政务公开领导小组等议事协调机构' },
  work: { label: '工作会议', says: '部署工作、培训' },
} as const
export type MeetingKind = keyof typeof MEETING_KINDS

export const isMeetingKind = (text: string): text is MeetingKind => Object.hasOwn(MEETING_KINDS, text)

/**
 * Who is invited to sit in (国办发〔2016〕80号 一（二）). Kinds and numbers only: names are no business of this program.
 * `sitsOpen`: their presence makes the sitting open; interested parties and experts may be heard in a closed one.
 */
export const INVITED = {
  parties: { label: '利益相关方', sitsOpen: false },
  public: { label: '公众代表', sitsOpen: true },
  experts: { label: '专家', sitsOpen: false },
  media: { label: '新闻媒体', sitsOpen: true },
} as const
export type InvitedKind = keyof typeof INVITED

export const INVITED_KINDS = Object.keys(INVITED) as InvitedKind[]
export const isInvitedKind = (text: string): text is InvitedKind => Object.hasOwn(INVITED, text)

/** How many of each kind; a kind nobody of was invited is left out. */
export type InvitedCounts = Partial<Record<InvitedKind, number>>

export const invitedTotal = (counts: InvitedCounts): number =>
  INVITED_KINDS.reduce((sum, kind) => sum + (counts[kind] ?? 0), 0)

/** `专家2人，新闻媒体1人`; empty when nobody was invited. */
export const invitedWords = (counts: InvitedCounts): string =>
  INVITED_KINDS.filter((kind) => counts[kind])
    .map((kind) => `${INVITED[kind].label}${counts[kind]}人`)
    .join('，')

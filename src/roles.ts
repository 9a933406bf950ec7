/** What a post may do. A person has the roles of the posts they hold; the two site maps say which role opens which page. */
export const ROLES = {
  officer: '信息员', // drafts, edits, submits, prepares the report
  reviewer: '保密审查员', // reviews before publication, publishes or returns
  leader: '签发领导', // signs
  reporter: '科室填报员', // enters the figures of the own section month by month, and nothing else
  supervisor: '监督员', // sees everything, changes nothing
  auditor: '审计员', // reads the ledger
  admin: '系统管理员', // accounts and posts; sees no case
  village: '村（居）信息员', // puts up and takes down at the board of its village; sees nothing else
} as const

export type Role = keyof typeof ROLES

/** Everybody at a desk of an organ; a village is no organ, and sees only what is its own. */
export const AT_A_DESK = (Object.keys(ROLES) as Role[]).filter((role) => role !== 'village')

export const isRole = (text: string): text is Role => Object.hasOwn(ROLES, text)

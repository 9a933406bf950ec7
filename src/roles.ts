/** What a post may do. A person has the roles of the posts they hold; the two site maps say which role opens which page. */
export const ROLES = {
  officer: '信息员', // drafts, edits, submits, prepares the report
  reviewer: '保密审查员', // reviews before publication, publishes or returns
  leader: '签发领导', // signs
  reporter: '科室填报员', // enters the figures of the own section month by month, and nothing else
  supervisor: '监督员', // sees everything, changes nothing
  auditor: '审计员', // reads the ledger
  admin: '系统管理员', // accounts and posts; sees no case
} as const

export type Role = keyof typeof ROLES

export const isRole = (text: string): text is Role => Object.hasOwn(ROLES, text)

import type { Desk } from '../reports/steps.ts'
import type { Role } from '../roles.ts'

/**
 * The town of the founding document: 码头镇 of 南安市 as its 2017 report describes it. Accounts are named by post. The report
 * does not name the 25 villages, so all but the seat are numbered; the unit code of the index number is made up.
 */
export const SITE = {
  code: 'nanan',
  name: '南安市',
  settings: {
    siteName: '中国·南安',
    siteDomain: 'www.nanan.gov.cn',
    sponsor: '南安市人民政府办公室',
    demo: true,
    loading: true,
  },
}

export const ORGAN = {
  slug: 'matou',
  code: 'QZ00001',
  name: '码头镇人民政府',
  shortName: '码头镇',
  kind: 'township' as const,
  profile: {
    office: '码头镇党政办公室',
    address: '码头镇厝尾街79号',
    postcode: '362312',
    phone: '0595-86468502',
    email: 'nananmtzdzb@163.com',
    hours: '工作日上午8:00—12:00，下午14:30—17:30（夏令时15:00—18:00）',
    readingPoint: '镇政府办公楼一楼办事服务大厅',
    hotline: '0595-86468502',
  },
  settings: {
    documentCode: '南码政',
    mark: '码头镇人民政府文件',
    signedAs: '码头镇人民政府',
    issuedBy: '码头镇人民政府办公室',
    reportRecipients: '本镇各科室、站、所',
  },
}

/** The government above the town, so that a report can be handed up and added to its own. It has nothing of its own yet. */
export const COUNTY = {
  slug: 'shizhengfu',
  code: 'QZ00000',
  name: '南安市人民政府',
  shortName: '南安市',
  kind: 'county' as const,
  sort: 1,
  profile: { office: '南安市人民政府办公室' },
  settings: { documentCode: '南政', mark: '南安市人民政府文件', issuedBy: '南安市人民政府办公室' },
}

export const SECTIONS = [
  '党政办公室',
  '经济发展办公室',
  '社会事务办公室',
  '村镇规划建设站',
  '财政所',
  '国土资源所',
  '民政办',
  '计生办',
  '农业服务中心',
  '文体服务中心',
  '安全生产监督管理站',
  '综治办',
]

export const VILLAGES = ['码头社区', ...Array.from({ length: 24 }, (_, at) => `第${at + 2}村`)]

export const PASSWORD = 'openness-2017'

export type Seat = { username: string; post: string; roles: Role[]; of: 'town' | 'county' | 'site'; section?: string }

export const SEATS = {
  officer: { username: 'xinxiyuan', post: '党政办信息员', roles: ['officer'], of: 'town', section: '党政办公室' },
  reviewer: { username: 'baomi', post: '保密审查员', roles: ['reviewer'], of: 'town', section: '党政办公室' },
  works: { username: 'cunjian', post: '村建站填报员', roles: ['reporter'], of: 'town', section: '村镇规划建设站' },
  finance: { username: 'caizheng', post: '财政所填报员', roles: ['reporter'], of: 'town', section: '财政所' },
  leader: { username: 'fenguan', post: '分管领导', roles: ['leader'], of: 'town' },
  supervisor: { username: 'jiandu', post: '监督小组组长', roles: ['supervisor'], of: 'town' },
  auditor: { username: 'shenji', post: '审计员', roles: ['auditor'], of: 'site' },
  admin: { username: 'guanli', post: '系统管理员', roles: ['admin'], of: 'site' },
  village: { username: 'cunwu', post: '第2村信息员', roles: ['village'], of: 'town', section: '第2村' },
  countyOfficer: { username: 'shiban', post: '市政府办信息员', roles: ['officer'], of: 'county' },
  countyLeader: { username: 'shifenguan', post: '市政府分管领导', roles: ['leader'], of: 'county' },
} satisfies Record<string, Seat>

export type Post = keyof typeof SEATS

/** Who plays: the organ, and the desk of a post on a day such as 2017-06-30, at an hour. */
export type Cast = {
  organId: string
  /** Ids of the sections of the town by name. */
  sections: ReadonlyMap<string, string>
  as: (post: Post, on: string, hour?: number) => Desk
}
